import type { CalendarDate } from '../../base/calendar-date.ts';
import { aggregate, and, column, compare, date, integer } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { select } from '../../sql/relation.ts';
import { DATE, INTEGER, TEXT } from '../../sql/value-type.ts';
import type { BinKind } from '../../tables/distributions.ts';
import { distributions } from '../../tables/distributions.ts';
import { stateRelation } from '../../tables/state-table.ts';
import type { MeasuredRow } from '../segment-counts.ts';
import type { Bin, BinnedAttribute, CountedBin } from './bin.ts';

/** Bins as rows of the table `distributions`, without the run and its day. */
export function binRows({ bins, ...of }: BinnedAttribute) {
  return bins.map(({ bin, customers }, at) => ({
    entity: of.entity,
    attribute: of.attribute,
    definition_hash: of.definitionHash,
    base_run_id: of.baseRunId,
    bin: at,
    kind: bin.kind,
    edge: bin.kind === 'from' ? bin.edge : bin.kind === 'value' ? bin.value : null,
    customers,
  }));
}

/** Reads the rows that `distributions` has of one run, in the order of its key. */
export function readBinRows(rows: readonly MeasuredRow[]): readonly BinnedAttribute[] {
  const read = new Map<string, BinnedAttribute & { readonly bins: CountedBin[] }>();
  for (const row of rows) {
    const [entity, attribute] = [String(row['entity']), String(row['attribute'])];
    const of = read.get(`${entity}.${attribute}`) ?? {
      ...{ entity, attribute },
      definitionHash: String(row['definition_hash']),
      baseRunId: String(row['base_run_id']),
      bins: [],
    };
    of.bins.push({ bin: binOf(row), customers: Number(row['customers']) });
    read.set(`${entity}.${attribute}`, of);
  }
  return [...read.values()];
}

function binOf({ kind: named, edge }: MeasuredRow): Bin {
  const kind = named as BinKind;
  switch (kind) {
    case 'from':
      return { kind, edge: edge === null || edge === undefined ? null : String(edge) };
    case 'value':
      return { kind, value: String(edge) };
    case 'missing':
    case 'other':
      return { kind };
  }
}

/** An attribute by one of its definitions, and the first day it was counted on since the review. */
export interface FirstCounted {
  readonly entity: string;
  readonly attribute: string;
  readonly definitionHash: string;
  readonly firstDay: CalendarDate;
}

/** Every attribute that was counted from a day up to, without, another: one row for each of its definitions. */
export function firstCountedRelation(from: CalendarDate, before: CalendarDate): Relation {
  const by = ['entity', 'attribute', 'definition_hash'].map((name) => column(name, TEXT));
  const asOf = column('as_of', DATE);
  return select(
    stateRelation(distributions),
    [
      { name: 'entity', expression: column('entity', TEXT) },
      { name: 'attribute', expression: column('attribute', TEXT) },
      { name: 'definition_hash', expression: column('definition_hash', TEXT) },
      { name: 'first_day', expression: aggregate('min', asOf, DATE) },
    ],
    {
      where: and([
        compare(asOf, '>=', date(from)),
        compare(asOf, '<', date(before)),
        compare(column('bin', INTEGER), '=', integer(0)),
      ]),
      groupBy: by,
    },
  );
}

export function readFirstCounted(rows: readonly MeasuredRow[]): readonly FirstCounted[] {
  return rows.map((row) => ({
    entity: String(row['entity']),
    attribute: String(row['attribute']),
    definitionHash: String(row['definition_hash']),
    firstDay: row['first_day'] as CalendarDate,
  }));
}
