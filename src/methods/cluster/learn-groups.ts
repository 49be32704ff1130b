import { bestMatching } from '../../numeric/best-matching.ts';
import type { Column } from '../../numeric/cluster/column.ts';
import type { CodedTable } from '../../numeric/cluster/coded-table.ts';
import { encodeTable, learnCoding, selectRows } from '../../numeric/cluster/coded-table.ts';
import type { ColumnTyping, TypingOverride } from '../../numeric/cluster/column-typing.ts';
import type { DiscoveredLevel } from '../../numeric/cluster/describe-levels.ts';
import { discoverSegments } from '../../numeric/cluster/discover-segments.ts';
import { fitMixture, MIXTURE_DEFAULTS } from '../../numeric/cluster/fit-mixture.ts';
import { freezeMixture } from '../../numeric/cluster/freeze-mixture.ts';
import type { FrozenMixture } from '../../numeric/cluster/frozen-mixture.ts';
import { scoreTables } from '../../numeric/cluster/frozen-mixture.ts';
import { placeRows } from '../../numeric/cluster/place-rows.ts';
import { sampleRows, shuffleRows } from '../../numeric/cluster/sample-rows.ts';
import { simdKernel } from '../../numeric/cluster/simd-kernel.ts';
import type { ClusterParameters } from './parameters.ts';

/** A value of a typical customer, as a definition writes it. */
export type TypicalValue = string | number | boolean | null;

/** A segment as it is written: its id, and what a typical customer of it is like. */
export interface WantedSegment {
  readonly id: string;
  readonly like: Readonly<Record<string, TypicalValue>>;
}

export interface GroupOptions {
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
  const level = table && levelOf(table, segments.length, options);
  if (!table || !level) return null;
  return namedParameters(columns, table, freezeGroups(table, level), customers, segments, previous);
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
      ? sharedCustomers(columns, table, mixture, previous, ids)
      : likenesses(columns, mixture, segments);
  const match = bestMatching(worth);
  return {
    mixture: asJson(mixture),
    segments: mixture.groups.map((_, group) => ids[match.indexOf(group)] ?? ''),
    learnedFrom: { rows: table.rows, customers },
  };
}

/** The level with so many segments, merged from more components where there is one, else a component each. */
function levelOf(
  table: CodedTable,
  groups: number,
  { seed, mostComponents, sample }: GroupOptions,
): FoundGroups | null {
  const components = Math.max(mostComponents, groups);
  const { levels } = discoverSegments(table, {
    seed,
    sample,
    mostComponents: components,
    bootstraps: 0,
    nulls: 0,
  });
  const level = levels.find(({ segments }) => segments === groups);
  if (level) return level;
  const rows = shuffleRows(sampleRows(table.rows, sample, seed), seed);
  if (rows.length < groups) return null;
  const fit = fitMixture(selectRows(table, rows), groups, simdKernel, { ...MIXTURE_DEFAULTS, seed });
  return { parameters: fit.parameters, groups: Array.from({ length: groups }, (_, j) => [j]) };
}

/** Jaccard coefficients of each segment as it was with each new group, over the customers learned from. */
function sharedCustomers(
  columns: readonly Column[],
  table: CodedTable,
  mixture: FrozenMixture,
  previous: ClusterParameters,
  ids: readonly string[],
): readonly (readonly number[])[] {
  const old = previous.mixture as FrozenMixture;
  const before = placeRows(scoreTables(old), encodeTable(columns, old.books)).segment;
  const now = placeRows(scoreTables(mixture), table).segment;
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
  const typical = columns.map(({ name, type }): Column => {
    const values = segments.map(({ like }) => like[name] ?? null);
    if (type === 'words')
      return { name, type, values: values.map((value) => (value === null ? null : String(value))) };
    if (type === 'flags')
      return { name, type, values: values.map((value) => (value === null ? null : value === true)) };
    return { name, type, values: values.map((value) => (value === null ? null : Number(value))) };
  });
  const { similarity, segments: groups } = placeRows(
    scoreTables(mixture),
    encodeTable(typical, mixture.books),
  );
  return segments.map((_, row) => Array.from(similarity.subarray(row * groups, (row + 1) * groups)));
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** What is kept as JSON has no typed arrays in it. */
const asJson = (mixture: FrozenMixture) =>
  JSON.parse(JSON.stringify(mixture)) as ClusterParameters['mixture'];
