import type { Column } from '../../numeric/cluster/column.ts';
import { cellAt } from '../../numeric/cluster/column.ts';
import { cohensH } from '../../numeric/cohens-h.ts';
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
  const known = knownOf(column, labels).toSorted((a, b) => Number(a.cell) - Number(b.cell));
  const rankSums = found.map(() => 0);
  const members = found.map((): number[] => []);
  for (let from = 0; from < known.length;) {
    let to = from;
    while (to < known.length && known[to]?.cell === known[from]?.cell) to += 1;
    for (const { cell, group } of known.slice(from, to)) {
      rankSums[group]! += (from + to + 1) / 2;
      members[group]?.push(Number(cell));
    }
    from = to;
  }
  const everyone = Number(known[known.length >> 1]?.cell ?? 0);
  found.forEach((markers, group) => {
    const own = members[group] ?? [];
    const outside = known.length - own.length;
    if (own.length === 0 || outside === 0) return;
    const wins = (rankSums[group] ?? 0) - (own.length * (own.length + 1)) / 2;
    markers.push({
      attribute,
      kind: 'number',
      strength: (2 * wins) / (own.length * outside) - 1,
      here: own[own.length >> 1] ?? 0,
      everyone,
    });
  });
}

function addZero(
  attribute: AttributeCoverage,
  column: Column,
  labels: Int32Array,
  found: readonly Marker[][],
): void {
  const known = knownOf(column, labels).map(({ cell, group }) => ({ cell: cell === 0 ? '0' : null, group }));
  addShares(attribute, known, found);
}

/** Every value of words and flags, more frequent here or less; of two values only the one that is more frequent. */
function addValues(
  attribute: AttributeCoverage,
  column: Column,
  labels: Int32Array,
  found: readonly Marker[][],
): void {
  const known = knownOf(column, labels).map(({ cell, group }) => ({ cell: String(cell), group }));
  addShares(attribute, known, found);
}

function addShares(
  attribute: AttributeCoverage,
  known: readonly { readonly cell: string | null; readonly group: number }[],
  found: readonly Marker[][],
): void {
  const inGroup = found.map(() => 0);
  const counts = new Map<string | null, number[]>();
  for (const { cell, group } of known) {
    const own = counts.get(cell) ?? found.map(() => 0);
    own[group]! += 1;
    counts.set(cell, own);
    inGroup[group]! += 1;
  }
  for (const [value, own] of counts) {
    const all = own.reduce((sum, count) => sum + count, 0);
    const others = [...counts.keys()].filter((other) => other !== value);
    found.forEach((markers, group) => {
      const [hits, base] = [own[group] ?? 0, inGroup[group] ?? 0];
      const outside = known.length - base;
      if (base === 0 || outside === 0) return;
      const h = cohensH({ hits, base }, { hits: all - hits, base: outside }).value;
      if (h > 0 || counts.size > 2)
        markers.push({
          ...{ attribute, kind: 'share', strength: strengthOf('h', h), value, others },
          ...{ here: hits / base, everyone: all / known.length },
        });
    });
  }
}

function knownOf(column: Column, labels: Int32Array) {
  return Array.from(labels, (group, row) => ({ cell: cellAt(column, row), group })).filter(
    ({ cell }) => cell !== null,
  );
}
