import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { ParsedNode } from 'yaml';
import type { Finding } from '../base/finding.ts';
import { error } from '../base/finding.ts';
import type { Place, PlaceFinder } from '../base/place.ts';
import { formatPlace } from '../base/place.ts';

export type Data = string | number | boolean | null | readonly Data[] | { readonly [key: string]: Data };

/**
 * A YAML tree as plain data. What YAML allows and a definition does not hold is told: anchors and aliases, tags,
 * repeated keys, keys that are no texts, numbers that lose digits. The data is complete as far as it can be.
 */
export function yamlData(
  root: ParsedNode,
  file: string,
  places: PlaceFinder,
): { readonly data: Data; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const placeOf = ([start, end]: readonly number[]): Place =>
    places.at(start ?? 0, (end ?? 0) - (start ?? 0));

  const convert = (node: ParsedNode | null): Data => {
    if (node === null) return null;
    if (isAlias(node)) {
      refuseAlias(node);
      return null;
    }
    if (node.anchor !== undefined) refuseAlias(node);
    if (isSeq(node)) return node.items.map((item) => convert(item as ParsedNode | null));
    if (isMap(node)) return convertMap(node.items as readonly Pair[]);
    return isScalar(node) ? convertScalar(node.value, node.range) : null;
  };

  const convertMap = (pairs: readonly Pair[]): Data => {
    const seen = new Map<string, Place>();
    const entries: [string, Data][] = [];
    for (const { key, value } of pairs) {
      const name = isScalar(key) && typeof key.value !== 'object' ? String(key.value) : null;
      const place = placeOf(key?.range ?? value?.range ?? [0, 0]);
      const earlier = name === null ? undefined : seen.get(name);
      if (name === null || name === '__proto__')
        findings.push(error('yaml-key', 'A key is a plain word here.', { place }));
      else if (earlier)
        findings.push(
          error('yaml-key-repeated', `\`${name}\` is written twice, first at ${formatPlace(earlier)}.`, {
            place,
            hint: 'Keep one of them.',
          }),
        );
      else {
        seen.set(name, place);
        entries.push([name, convert(value)]);
        continue;
      }
      convert(value);
    }
    return Object.fromEntries(entries);
  };

  const convertScalar = (value: unknown, range: readonly number[]): Data => {
    if (typeof value === 'number') {
      const written = file.slice(range[0], range[1]);
      if (!keepsDigits(written, value))
        findings.push(
          error('number-loses-digits', `\`${written}\` has more digits than a number keeps here.`, {
            place: placeOf(range),
            hint: `Write it in quotes: "${written}".`,
          }),
        );
      return value;
    }
    return typeof value === 'string' || typeof value === 'boolean' ? value : null;
  };

  const refuseAlias = ({ range }: ParsedNode) =>
    findings.push(
      error('yaml-alias', 'Anchors (`&`) and aliases (`*`) are not read here.', {
        place: placeOf(range),
        hint: 'Write the value out: every definition stands for itself. A text that begins so needs quotes.',
      }),
    );

  return { data: convert(root), findings };
}

interface Pair {
  readonly key: ParsedNode | null;
  readonly value: ParsedNode | null;
}

/** A double keeps any 15 significant digits, and whole numbers up to 2^53. */
function keepsDigits(written: string, value: number): boolean {
  if (!Number.isFinite(value)) return false;
  if (Number.isSafeInteger(value) && /^[-+]?(?:\d+|0x[0-9a-f]+|0o[0-7]+)$/i.test(written)) return true;
  const digits = (written.split(/e/i)[0] ?? '').replace(/[^0-9]/g, '').replace(/^0+/, '');
  return digits.length <= 15 && (value !== 0 || digits === '');
}
