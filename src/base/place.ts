/** A stretch of text in a definition file. `line` and `column` count from 1, `length` in UTF-16 code units. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** Turns offsets in one text into places; lines are indexed once. */
export interface PlaceFinder {
  at(offset: number, length?: number): Place;
}

/** `linesBefore`: lines of the file before the text begins. */
export function placeFinder(path: string, text: string, linesBefore = 0): PlaceFinder {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return {
    at(offset, length = 0) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { path, line: linesBefore + low + 1, column: offset - (starts[low] ?? 0) + 1, length };
    },
  };
}

/** `path:line:column`, the form editors and terminals turn into a link. */
export function formatPlace(place: Place): string {
  return `${place.path}:${place.line}:${place.column}`;
}
