import { column, compare, text } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { select } from '../../sql/relation.ts';
import { TEXT } from '../../sql/value-type.ts';
import { FACTS } from '../../tables/facts-table.ts';
import type { ProfiledField } from '../profile/profiled-fields.ts';
import type { MeasuredRow } from '../segment-counts.ts';
import type { Bin } from './bin.ts';

/** Enough customers to cut tenths within about a point; edges need be no more exact. */
const SAMPLED = 2_000;
/** Of each attribute's values a bin holds about so many of a hundred, where no single value is more frequent. */
const BINS = 10;
/** A word has a bin of its own from one customer in a hundred; the ten most frequent do at the most. */
const LEAST_SHARE = 0.01;

/** The values of about 2,000 of so many customers, drawn by the digest of their keys: the same ones on every engine. */
export function sampledValues(
  customers: Relation,
  fields: readonly ProfiledField[],
  population: number,
): Relation {
  const key = column(FACTS.key, TEXT);
  const drawn = compare({ kind: 'digest', operand: key, type: TEXT }, '<', text(digestBelow(population)));
  return select(
    customers,
    fields.map(({ value }, index) => ({ name: `value_${index}`, expression: value })),
    { where: population > SAMPLED ? drawn : null },
  );
}

/** The first hexadecimal digits below which a digest is drawn: about {@link SAMPLED} of the population. */
const digestBelow = (population: number) =>
  Math.floor((SAMPLED / population) * 2 ** 32)
    .toString(16)
    .padStart(8, '0');

/** Reads the rows of {@link sampledValues}: the bins of each field; null where too few have a value to cut any. */
export function learnBins(
  rows: readonly MeasuredRow[],
  fields: readonly ProfiledField[],
  minimumCount: number,
): readonly (readonly Bin[] | null)[] {
  return fields.map(({ kind, value }, index) => {
    const known = rows.map((row) => row[`value_${index}`] ?? null).filter((cell) => cell !== null);
    if (known.length < Math.max(1, minimumCount)) return null;
    const digits = (cell: string | number | boolean) =>
      value.type.kind === 'double' ? String(Number(Number(cell).toPrecision(DIGITS))) : String(cell);
    return [
      { kind: 'missing' },
      ...(kind === 'number' ? numberBins(known.map(digits)) : wordBins(known.map(String))),
    ];
  });
}

/** Digits of a double that two engines agree on. */
const DIGITS = 12;

/**
 * Bins of about a tenth each. Equal values are never parted, and a value with a tenth or more has a bin of its own, so that
 * zeros stand apart from what is just above them.
 */
function numberBins(known: readonly string[]): readonly Bin[] {
  const values = byCount(known).toSorted((a, b) => Number(a.value) - Number(b.value));
  const tenth = known.length / BINS;
  const edges: string[] = [];
  let [inside, above] = [0, known.length];
  for (const { value, count } of values) {
    const isFull = inside >= tenth || (inside > 0 && count >= tenth);
    if (isFull && above >= tenth / 2) {
      edges.push(value);
      inside = 0;
    }
    inside += count;
    above -= count;
  }
  return [null, ...edges].map((edge) => ({ kind: 'from', edge }));
}

function wordBins(known: readonly string[]): readonly Bin[] {
  const frequent = byCount(known)
    .filter(({ count }) => count >= LEAST_SHARE * known.length)
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, BINS);
  return [...frequent.map(({ value }): Bin => ({ kind: 'value', value })), { kind: 'other' }];
}

function byCount(values: readonly string[]): readonly { readonly value: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count }));
}
