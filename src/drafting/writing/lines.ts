/** A line of a definition, with what is said beside it. */
export interface Line {
  readonly text: string;
  readonly note?: string | null | undefined;
}

const WIDTH = 118;
/** A line with its note may be longer than a sentence in a comment. */
const WIDTH_WITH_NOTE = 140;
/** Notes stand no further to the right than this; a longer line has its note above. */
const FURTHEST = 124;

/** Lines as text: notes beside them in one column where they fit, else above them. */
export function alignedLines(lines: readonly Line[]): readonly string[] {
  const beside = lines.filter(fits);
  const column = Math.max(0, ...beside.map(({ text }) => text.length)) + 2;
  return lines.flatMap((line) => {
    if (!line.note) return [line.text];
    if (fits(line) && column + line.note.length + 2 <= WIDTH_WITH_NOTE)
      return [`${line.text.padEnd(column)}# ${line.note}`];
    const indent = /^ */.exec(line.text)?.[0] ?? '';
    return [...comment(line.note, indent), line.text];
  });
}

const fits = ({ text, note }: Line) =>
  Boolean(note) && text.length <= FURTHEST && text.length + (note?.length ?? 0) + 4 <= WIDTH_WITH_NOTE;

/** Sentences as comment lines, broken between words. */
export function comment(text: string, indent = ''): readonly string[] {
  const lines: string[] = [];
  let line = `${indent}#`;
  for (const word of text.replaceAll(/\s+/g, ' ').trim().split(' ')) {
    if (line.length + word.length + 1 > WIDTH && line !== `${indent}#`) {
      lines.push(line);
      line = `${indent}#`;
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

/** Parts of a list or map between brackets, over as many lines as it takes. */
export function wrapped(
  parts: readonly string[],
  [open, close]: readonly [string, string],
  indent: string,
): readonly string[] {
  const lines: string[] = [];
  let line = `${indent}${open}`;
  parts.forEach((part, at) => {
    const text = at < parts.length - 1 ? `${part}, ` : `${part}${close}`;
    if (line.length + text.trimEnd().length > WIDTH && line.trim() !== open.trim()) {
      lines.push(line.trimEnd());
      line = ' '.repeat(indent.length + open.length);
    }
    line += text;
  });
  return [...lines, parts.length === 0 ? `${indent}${open.trim()}${close.trim()}` : line];
}

/** Definitions of one file, apart, under the line that editors look for; `schema` is its path from the file, if any. */
export function fileText(
  above: readonly string[],
  definitions: readonly (readonly string[])[],
  schema: string | null = 'clade.schema.json',
): string {
  const head = [
    ...(schema === null ? [] : [`# yaml-language-server: $schema=${schema}`]),
    ...above.flatMap((text) => comment(text)),
  ];
  const gap = above.length > 0 ? [''] : [];
  return `${[...head, ...gap, definitions.map((lines) => lines.join('\n')).join('\n---\n')].join('\n')}\n`;
}
