import { bestMatching } from '../../numeric/best-matching.ts';
import type { Clusterer } from '../../numeric/cluster/clusterers/clusterer.ts';
import { clusterers } from '../../numeric/cluster/clusterers/index.ts';
import type { Column } from '../../numeric/cluster/column.ts';
import type { CodedTable } from '../../numeric/cluster/coded-table.ts';
import { encodeTable, learnCoding } from '../../numeric/cluster/coded-table.ts';
import type { ColumnTyping, TypingOverride } from '../../numeric/cluster/column-typing.ts';
import type { DiscoveredLevel } from '../../numeric/cluster/describe-levels.ts';
import { freezeMixture } from '../../numeric/cluster/freeze-mixture.ts';
import type { FrozenMixture } from '../../numeric/cluster/frozen-mixture.ts';
import { scoreTables } from '../../numeric/cluster/frozen-mixture.ts';
import { labelRows, placeRows } from '../../numeric/cluster/place-rows.ts';
import { simdKernel } from '../../numeric/cluster/simd-kernel.ts';
import { sum } from '../../numeric/sum.ts';
import { columnOfCells } from './basis.ts';
import type { ClusterParameters } from './parameters.ts';

/** A value of a typical customer, as a definition writes it. */
export type TypicalValue = string | number | boolean | null;

/** A segment as it is written: its id, and what a typical customer of it is like. */
export interface WantedSegment {
  readonly id: string;
  readonly like: Readonly<Record<string, TypicalValue>>;
}

export interface GroupOptions {
  readonly clusterer: Clusterer['id'];
  readonly seed: number;
  readonly mostComponents: number;
  readonly sample: number;
  readonly typing: Readonly<Record<string, TypingOverride>>;
}

/**
 * Learns as many groups as there are segments, and which is which: by who was in them before, or else by the typical
 * customers written down, so that a name stays with its customers when everything is learned anew. Null where the rows
 * cannot be parted into so many.
 */
export function learnGroups(
  columns: readonly Column[],
  customers: number,
  segments: readonly WantedSegment[],
  options: GroupOptions,
  previous: ClusterParameters | null,
): ClusterParameters | null {
  const { table } = codeColumns(columns, options);
  const clusterer = clusterers.find(({ id }) => id === options.clusterer);
  const frozen = table && clusterer?.freeze(table, { ...options, groups: segments.length });
  return table && frozen ? namedParameters(columns, table, frozen, customers, segments, previous) : null;
}

/** How each column is read, and the bytes compared; no table where no column tells anybody apart. */
export function codeColumns(
  columns: readonly Column[],
  { seed, typing }: Pick<GroupOptions, 'seed' | 'typing'>,
): { readonly typings: readonly ColumnTyping[]; readonly table: CodedTable | null } {
  const { typings, books } = learnCoding(columns, { seed, overrides: typing });
  return { typings, table: books.length === 0 ? null : encodeTable(columns, books) };
}

/** A level of a discovery over the same table and options, refined on all rows: what is placed by. */
export function freezeGroups(table: CodedTable, level: FoundGroups): FrozenMixture {
  return freezeMixture(table, level, simdKernel);
}

/** What a discovery finds of one number of groups, as far as it is frozen. */
export type FoundGroups = Pick<DiscoveredLevel, 'parameters' | 'groups'>;

/** Which group has which name, and all of it as a fit keeps it. */
export function namedParameters(
  columns: readonly Column[],
  table: CodedTable,
  mixture: FrozenMixture,
  customers: number,
  segments: readonly WantedSegment[],
  previous: ClusterParameters | null,
): ClusterParameters {
  const ids = segments.map(({ id }) => id);
  const worth =
    previous && ids.every((id) => previous.segments.includes(id))
      ? sharedCustomers(columns, mixture, previous, ids)
      : likenesses(columns, mixture, segments);
  const match = bestMatching(worth);
  return {
    mixture: asJson(mixture),
    segments: mixture.groups.map((_, group) => ids[match.indexOf(group)] ?? ''),
    learnedFrom: { rows: table.rows, customers },
  };
}

/** Jaccard coefficients of each segment as it was with each new group, over the customers learned from. */
function sharedCustomers(
  columns: readonly Column[],
  mixture: FrozenMixture,
  previous: ClusterParameters,
  ids: readonly string[],
): readonly (readonly number[])[] {
  const old = previous.mixture as FrozenMixture;
  const labelsBy = (one: FrozenMixture) => labelRows(scoreTables(one), encodeTable(columns, one.books));
  const [before, now] = [labelsBy(old), labelsBy(mixture)];
  const groups = mixture.groups.length;
  const both = previous.segments.map(() => Array.from({ length: groups }, () => 0));
  before.forEach((segment, row) => (both[segment]![now[row]!]! += 1));
  const sizeNow = Array.from({ length: groups }, (_, g) => sum(both.map((counts) => counts[g]!)));
  return ids.map((id) => {
    const counts = both[previous.segments.indexOf(id)] ?? [];
    return sizeNow.map((size, g) => {
      const shared = counts[g] ?? 0;
      return shared === 0 ? 0 : shared / (size + sum(counts) - shared);
    });
  });
}

/** Similarity of each segment's typical customer to each group. */
function likenesses(
  columns: readonly Column[],
  mixture: FrozenMixture,
  segments: readonly WantedSegment[],
): readonly (readonly number[])[] {
  const typical = columns.map(({ name, type }) =>
    columnOfCells(
      name,
      type,
      segments.map(({ like }) => like[name] ?? null),
    ),
  );
  const { similarity, segments: groups } = placeRows(
    scoreTables(mixture),
    encodeTable(typical, mixture.books),
  );
  return segments.map((_, row) => Array.from(similarity.subarray(row * groups, (row + 1) * groups)));
}

/** What is kept as JSON has no typed arrays in it. */
const asJson = (mixture: FrozenMixture) =>
  JSON.parse(JSON.stringify(mixture)) as ClusterParameters['mixture'];
