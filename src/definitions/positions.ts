import { isMap, isScalar, isSeq } from 'yaml';
import type { ParsedNode, Scalar } from 'yaml';
import type { Place, PlaceFinder } from '../base/place.ts';
import type { TextOrigin } from '../sql/condition.ts';
import { fixedOrigin, textOrigin } from './text-origin.ts';
import type { TextStyle } from './text-origin.ts';

export type Path = readonly (string | number)[];

/** Where the parts of one definition stand in its file. */
export interface Positions {
  /** The value at a path, its first line; what is not there stands at the nearest thing around it. */
  placeOf(path: Path): Place;
  /** The key a path ends in; the value where it is an item of a list. */
  keyPlaceOf(path: Path): Place;
  /** Offsets [start, end) of the value at the path; null where none is written. */
  rangeOf(path: Path): readonly [number, number] | null;
  /** Offsets into `text` become places when the value at the path is that text, else its whole place. */
  originOf(path: Path, text: string): TextOrigin;
}

export function positionsOf(root: ParsedNode, file: string, places: PlaceFinder): Positions {
  const placeOfNode = (node: ParsedNode): Place => {
    const [start, end] = node.range;
    const line = file.slice(start, end).search(/[\r\n]/);
    return places.at(start, line < 0 ? end - start : line);
  };
  const placeOf = (path: Path): Place => {
    for (let length = path.length; length > 0; length--) {
      const found = findPath(root, path.slice(0, length));
      const node = found?.value && found.value.range[0] < found.value.range[1] ? found.value : found?.key;
      if (node) return placeOfNode(node);
    }
    return placeOfNode(root);
  };
  return {
    placeOf,
    keyPlaceOf(path) {
      const key = findPath(root, path)?.key;
      return key ? placeOfNode(key) : placeOf(path);
    },
    rangeOf(path) {
      const [start = 0, end = 0] = findPath(root, path)?.value?.range ?? [];
      return start < end ? [start, end] : null;
    },
    originOf(path, text) {
      const node = findPath(root, path)?.value;
      if (!isScalar(node) || node.value !== text) return fixedOrigin(placeOf(path));
      const [start, end] = node.range;
      return textOrigin(
        text,
        { text: file.slice(start, end), start, style: STYLES[node.type ?? 'PLAIN'] },
        places,
      );
    },
  };
}

const STYLES: Readonly<Record<Scalar.Type, TextStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'block',
  BLOCK_FOLDED: 'block',
};

interface Found {
  readonly key: ParsedNode | null;
  readonly value: ParsedNode | null;
}

function findPath(root: ParsedNode, path: Path): Found | null {
  let found: Found = { key: null, value: root };
  for (const step of path) {
    const { value } = found;
    if (isSeq(value)) {
      const item = value.items[Number(step)] as ParsedNode | undefined;
      if (!item) return null;
      found = { key: null, value: item };
    } else if (isMap(value)) {
      const pair = value.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!pair) return null;
      found = { key: pair.key as ParsedNode, value: pair.value as ParsedNode | null };
    } else return null;
  }
  return found;
}
