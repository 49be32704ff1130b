import { quantileBetween, quantilePosition } from '../../numeric/quantile.ts';
import { calculated } from '../../sql/calculated.ts';
import type { Expression, NamedExpression } from '../../sql/expression.ts';
import { aggregate, column, compare, integer, isNull, not } from '../../sql/expression.ts';
import { castTo } from '../../sql/fold.ts';
import type { Relation } from '../../sql/relation.ts';
import { extend, select } from '../../sql/relation.ts';
import { decimal, INTEGER } from '../../sql/value-type.ts';
import type { MeasuredRow } from '../segment-counts.ts';
import { ofSegment } from './members.ts';
import { numberOrNull } from './totals.ts';
import type { Measured } from './totals.ts';

/** A group whose standing is asked for: a segment, or everybody (null); `known` of its members have a value. */
export interface Standing {
  readonly segment: string | null;
  readonly known: number;
}

/** How the values of a group stand among those of everybody else, and its quantiles. */
export interface ReadStanding {
  /** Pairs of a member and somebody outside in which the member has more, ties counting half. */
  readonly wins: number;
  readonly quantiles: readonly number[];
}

const COUNT = decimal(12, 0);
const SUM = decimal(38, 0);
const ALL = 'all';

/**
 * One row for a number: how often members of each group have more than those outside, the ties among all values, and
 * each group's quantiles. Values are counted first and counts summed upwards, all of it in whole numbers.
 */
export function standingRelation(
  members: Relation,
  { name, type }: Measured,
  groups: readonly Standing[],
  probabilities: readonly number[],
): Relation {
  const value = column(name, type);
  const isGroup = groups.map(({ segment }) => (segment === null ? null : ofSegment(segment)));
  const counted = select(
    members,
    [
      { name: VALUE, expression: value },
      { name: `n_${ALL}`, expression: countOf(null) },
      ...isGroup.map((where, group) => ({ name: `n_${group}`, expression: countOf(where) })),
    ],
    { where: not(isNull(value)), groupBy: [value] },
  );
  const by = column(VALUE, type);
  const summed = extend(
    counted,
    [ALL, ...groups.keys()].map((group) => ({
      name: `upto_${group}`,
      expression: castTo(
        { kind: 'running-sum', operand: column(`n_${group}`, INTEGER), by, type: SUM },
        INTEGER,
      ),
    })),
  );
  return select(summed, [
    { name: 'ties', expression: aggregate('sum', tiesAt, SUM) },
    ...groups.flatMap((group, index) => [
      { name: `wins_${index}`, expression: aggregate('sum', doubleWinsAt(index), SUM) },
      ...quantilesOf(group, index, by, probabilities),
    ]),
  ]);
}

const VALUE = '_value';
const countOf = (where: Expression | null) => aggregate('count', null, INTEGER, where);
const counts = (group: string | number) => castTo(column(`n_${group}`, INTEGER), COUNT);
const upto = (group: string | number) => castTo(column(`upto_${group}`, INTEGER), COUNT);

/** t³ - t of the t members with a value. */
const tiesAt = calculated(
  '-',
  calculated('*', calculated('*', counts(ALL), counts(ALL)), counts(ALL)),
  counts(ALL),
);

/** Members with a value times twice those outside below it and once those outside with the same. */
function doubleWinsAt(group: number): Expression {
  const outsideUpto = calculated('-', upto(ALL), upto(group));
  const outsideHere = calculated('-', counts(ALL), counts(group));
  return calculated(
    '*',
    counts(group),
    calculated('-', calculated('*', integer(2), outsideUpto), outsideHere),
  );
}

/** For every quantile the two values it lies between: those of rank lower and upper. */
function quantilesOf(
  { known }: Standing,
  group: number,
  value: Expression,
  probabilities: readonly number[],
): readonly NamedExpression[] {
  return probabilities.flatMap((probability, index) => {
    const { lower, upper } = quantilePosition(known, probability);
    const at = (rank: number) =>
      aggregate('min', value, value.type, compare(column(`upto_${group}`, INTEGER), '>', integer(rank)));
    return [
      { name: `low_${group}_${index}`, expression: at(lower) },
      { name: `high_${group}_${index}`, expression: at(upper) },
    ];
  });
}

/** Reads the row of {@link standingRelation}. */
export function readStanding(
  row: MeasuredRow,
  groups: readonly Standing[],
  probabilities: readonly number[],
): { readonly ties: number; readonly groups: readonly ReadStanding[] } {
  return {
    ties: Number(row['ties'] ?? 0),
    groups: groups.map(({ known }, group) => ({
      wins: Number(row[`wins_${group}`] ?? 0) / 2,
      quantiles: probabilities.flatMap((probability, index) => {
        const low = numberOrNull(row[`low_${group}_${index}`]);
        const high = numberOrNull(row[`high_${group}_${index}`]);
        if (known === 0 || low === null) return [];
        return [quantileBetween(low, high ?? low, quantilePosition(known, probability))];
      }),
    })),
  };
}
