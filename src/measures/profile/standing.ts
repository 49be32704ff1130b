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
import { numberOrNull, wholeNumber } from './totals.ts';
import type { Measured } from './totals.ts';

/** A group whose standing is asked for: a segment, or everybody (null); `known` of its members have a value. */
export interface Standing {
  readonly segment: string | null;
  readonly known: number;
}

/** How the values of a group stand among those of everybody else, and its quantiles. */
export interface ReadStanding {
  /** Members against those outside, as {@link Pairs} counts them. */
  readonly doubleWins: bigint;
  readonly firstSquares: bigint;
  readonly secondSquares: bigint;
  readonly quantiles: readonly number[];
}

/** Of a group nobody asked for. */
export const NO_STANDING: ReadStanding = {
  doubleWins: 0n,
  firstSquares: 0n,
  secondSquares: 0n,
  quantiles: [],
};

/** Customers are fewer than a billion; the products of their counts then have at most 38 digits. */
const COUNT = decimal(9, 0);
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
    ...groups.flatMap((group, index) => [...pairsOf(index), ...quantilesOf(group, index, by, probabilities)]),
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

/** Sums of double wins of the members, and of the squares of each one's, in the group and outside. */
function pairsOf(group: number): readonly NamedExpression[] {
  const outsideUpto = calculated('-', upto(ALL), upto(group));
  const outsideHere = calculated('-', counts(ALL), counts(group));
  const inside = doubleWins(outsideUpto, outsideHere);
  const outside = doubleWins(upto(group), counts(group));
  const sum = (each: Expression) => aggregate('sum', each, SUM);
  const square = (each: Expression) => calculated('*', each, each);
  return [
    { name: `wins_${group}`, expression: sum(calculated('*', counts(group), inside)) },
    { name: `first_${group}`, expression: sum(calculated('*', counts(group), square(inside))) },
    { name: `second_${group}`, expression: sum(calculated('*', outsideHere, square(outside))) },
  ];
}

/** Of one with a value: twice those of the other side below it, and once those with the same. */
const doubleWins = (theirsUpto: Expression, theirsHere: Expression) =>
  calculated('-', calculated('*', integer(2), theirsUpto), theirsHere);

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
      doubleWins: wholeNumber(row[`wins_${group}`]),
      firstSquares: wholeNumber(row[`first_${group}`]),
      secondSquares: wholeNumber(row[`second_${group}`]),
      quantiles: probabilities.flatMap((probability, index) => {
        const low = numberOrNull(row[`low_${group}_${index}`]);
        const high = numberOrNull(row[`high_${group}_${index}`]);
        if (known === 0 || low === null) return [];
        return [quantileBetween(low, high ?? low, quantilePosition(known, probability))];
      }),
    })),
  };
}
