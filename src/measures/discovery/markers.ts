import type { Column } from '../../numeric/cluster/column.ts';
import { cellAt } from '../../numeric/cluster/column.ts';
import { cohensH } from '../../numeric/cohens-h.ts';
import { sum } from '../../numeric/sum.ts';
import { SMALL_EFFECT, strengthOf } from '../profile/effect.ts';
import type { AttributeCoverage } from './coverage.ts';

/**
 * What sets a group apart from everybody outside it. `strength` is -1..1 as in a profile: Cliff's delta of a number, and
 * the delta that two shares as far apart would have. Markers formed the groups, so no p-value is meant.
 */
export type Marker = {
  readonly attribute: AttributeCoverage;
  readonly strength: number;
  readonly here: number;
  readonly everyone: number;
} & (
  | { readonly kind: 'number' }
  | {
      readonly kind: 'share';
      readonly value: string | null;
      /** The values there are beside it. */
      readonly others: readonly (string | null)[];
    }
);

/** Markers of each group, the strongest first. `value` null is a value other than zero. */
export function markersOf(
  attributes: readonly AttributeCoverage[],
  columns: readonly Column[],
  labels: Int32Array,
  groups: number,
): readonly (readonly Marker[])[] {
  const found = Array.from({ length: groups }, (): Marker[] => []);
  attributes.forEach((attribute, index) => {
    const column = columns[index];
    if (!column) return;
    const isScale = ['ordinal', 'count', 'continuous'].includes(attribute.typing.kind);
    if (column.type === 'numbers' && isScale) {
      addNumber(attribute, column, labels, found);
      if (attribute.typing.zeroAtom) addZero(attribute, column, labels, found);
    } else addValues(attribute, column, labels, found);
  });
  return found.map((markers) =>
    markers
      .filter(({ strength }) => Math.abs(strength) >= SMALL_EFFECT)
      .toSorted((a, b) => Math.abs(b.strength) - Math.abs(a.strength)),
  );
}

/** Cliff's delta from the sum of middle ranks (Mann and Whitney), and medians. */
function addNumber(
  attribute: AttributeCoverage,
  column: Column,
  labels: Int32Array,
  found: readonly Marker[][],
): void {
  const all = knownNumbers(column, labels, null);
  const everyone = all[all.length >> 1] ?? 0;
  found.forEach((markers, group) => {
    const own = knownNumbers(column, labels, group);
    const outside = all.length - own.length;
    if (own.length === 0 || outside === 0) return;
    const wins = rankSum(own, all) - (own.length * (own.length + 1)) / 2;
    markers.push({
      attribute,
      kind: 'number',
      strength: (2 * wins) / (own.length * outside) - 1,
      here: own[own.length >> 1] ?? 0,
      everyone,
    });
  });
}

/** The values of a group, or of everybody, in ascending order. */
function knownNumbers(column: Column, labels: Int32Array, group: number | null): Float64Array {
  const values = new Float64Array(labels.length);
  let known = 0;
  labels.forEach((label, row) => {
    if (group !== null && label !== group) return;
    const cell = cellAt(column, row);
    if (cell !== null) values[known++] = Number(cell);
  });
  return values.subarray(0, known).sort();
}

/** The ranks that some values have among all, from 1, the same middle rank for equal ones, summed. Both ascend. */
function rankSum(own: Float64Array, all: Float64Array): number {
  let [sum, at] = [0, 0];
  for (let from = 0; from < all.length && at < own.length;) {
    let to = from;
    while (to < all.length && all[to] === all[from]) to += 1;
    for (; own[at] === all[from]; at++) sum += (from + to + 1) / 2;
    from = to;
  }
  return sum;
}

/** Zero, and every other value as one. */
function addZero(
  attribute: AttributeCoverage,
  column: Column,
  labels: Int32Array,
  found: readonly Marker[][],
): void {
  addShares(
    attribute,
    countsOf(column, labels, found.length, (cell) => (cell === 0 ? '0' : null)),
    found,
  );
}

/** Every value of words and flags, more frequent here or less; of two values only the one that is more frequent. */
function addValues(
  attribute: AttributeCoverage,
  column: Column,
  labels: Int32Array,
  found: readonly Marker[][],
): void {
  addShares(attribute, countsOf(column, labels, found.length, String), found);
}

/** How many of each group have each value, of those that have any. */
type ValueCounts = ReadonlyMap<string | null, readonly number[]>;

function countsOf(
  column: Column,
  labels: Int32Array,
  groups: number,
  valueOf: (cell: string | number | boolean) => string | null,
): ValueCounts {
  const counts = new Map<string | null, number[]>();
  labels.forEach((group, row) => {
    const cell = cellAt(column, row);
    if (cell === null) return;
    const value = valueOf(cell);
    const own = counts.get(value) ?? Array.from({ length: groups }, () => 0);
    own[group]! += 1;
    counts.set(value, own);
  });
  return counts;
}

function addShares(attribute: AttributeCoverage, counts: ValueCounts, found: readonly Marker[][]): void {
  const inGroup = found.map((_, group) => sum([...counts.values()].map((own) => own[group] ?? 0)));
  const known = sum(inGroup);
  for (const [value, own] of counts) {
    const all = sum(own);
    const others = [...counts.keys()].filter((other) => other !== value);
    found.forEach((markers, group) => {
      const [hits, base] = [own[group] ?? 0, inGroup[group] ?? 0];
      const outside = known - base;
      if (base === 0 || outside === 0) return;
      const h = cohensH({ hits, base }, { hits: all - hits, base: outside }).value;
      if (h > 0 || counts.size > 2)
        markers.push({
          ...{ attribute, kind: 'share', strength: strengthOf('h', h), value, others },
          ...{ here: hits / base, everyone: all / known },
        });
    });
  }
}
