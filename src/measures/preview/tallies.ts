import type { Reason } from '../../methods/method.ts';
import type { Scan } from '../../plan/preview/scan.ts';
import { COUNTED } from '../../plan/preview/counted-scan.ts';
import { reasonOf } from '../../plan/preview/placings.ts';
import type { NamedExpression } from '../../sql/expression.ts';
import { aggregate, column } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { extend, select } from '../../sql/relation.ts';
import { INTEGER } from '../../sql/value-type.ts';
import { FACTS } from '../../tables/facts-table.ts';
import { MONEY } from '../../tables/state-table.ts';
import type { MeasuredRow } from '../segment-counts.ts';

/** Where a version of a definition puts somebody, and why. */
export interface Whereabouts {
  readonly segment: string;
  readonly reason: Reason;
}

/** Everybody whom two versions put in the same two places; `before` is null where nothing was published. */
export interface Tally {
  readonly before: Whereabouts | null;
  readonly after: Whereabouts;
  readonly status: 'customer' | 'former' | 'prospect';
  readonly customers: number;
  /** Exact digits; what is not known counts as nothing. */
  readonly money: string;
  /** Whose money is not known. */
  readonly unpriced: number;
}

/** One row for everybody in the same two places with the same status: before, if anything was published, and after. */
export function talliesRelation({ relation, placements }: Scan): Relation {
  const groups: readonly NamedExpression[] = placements.flatMap(({ at, how }, index) => [
    { name: atColumn(index), expression: at },
    { name: howColumn(index), expression: how },
  ]);
  const { status, customers, money, priced } = COUNTED;
  const by = [
    { name: FACTS.status, expression: status },
    ...groups.map(({ name }) => ({ name, expression: column(name, INTEGER) })),
  ];
  return select(
    extend(relation, groups),
    [
      ...by,
      { name: 'customers', expression: aggregate('sum', customers, INTEGER) },
      { name: 'money', expression: aggregate('sum', money, MONEY) },
      { name: 'priced', expression: aggregate('sum', priced, INTEGER) },
    ],
    { groupBy: by.map(({ expression }) => expression) },
  );
}

/** Ids never begin with an underscore, so attributes never meet these. */
const atColumn = (index: number) => `_at_${index}`;
const howColumn = (index: number) => `_how_${index}`;

/** Reads the rows of {@link talliesRelation}. */
export function readTallies({ placements }: Scan, rows: readonly MeasuredRow[]): readonly Tally[] {
  const whereabouts = (row: MeasuredRow, index: number): Whereabouts => {
    const at = Number(row[atColumn(index)]);
    const reason = reasonOf(at, Number(row[howColumn(index)]));
    return { segment: placements[index]?.segments[at] ?? '', reason };
  };
  const last = placements.length - 1;
  return rows.map((row) => ({
    before: last === 0 ? null : whereabouts(row, 0),
    after: whereabouts(row, last),
    status: row[FACTS.status] as Tally['status'],
    customers: Number(row['customers']),
    money: String(row['money'] ?? '0'),
    unpriced: Number(row['customers']) - Number(row['priced']),
  }));
}
