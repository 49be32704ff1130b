import type { Attribute } from '../definitions/project.ts';
import { rocOf } from '../numeric/roc.ts';
import { tiedBins } from '../numeric/tied-bins.ts';
import type { ShareInterval } from '../numeric/wilson.ts';
import { wilson } from '../numeric/wilson.ts';
import { SHARE } from '../definitions/origins/score.ts';
import { aggregate, and, boolean, column, compare, text } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import type { ValueType } from '../sql/value-type.ts';
import { INTEGER, TEXT } from '../sql/value-type.ts';
import { FACTS } from '../tables/facts-table.ts';
import type { MeasuredRow } from './segment-counts.ts';

/** What is set against the outcome: the score itself, or what one of its parts gives. */
export interface Tested {
  readonly id: string;
  readonly title: string;
  readonly column: string;
  readonly type: ValueType;
}

/** The score first, then its parts. */
export function testedOf({ id, title, type, origin }: Attribute): readonly [Tested, ...Tested[]] {
  const parts = origin.kind === 'score' ? origin.parts : [];
  return [{ id, title, column: id, type }, ...parts.map((part) => ({ ...part, type: SHARE }))];
}

const CHURNED = compare(column('end_status', TEXT), '=', text('former'));
const STAYED = compare(column('end_status', TEXT), '=', text('customer'));
const EXPANDED = and([STAYED, compare(column('movement', TEXT), '=', text('expansion'))]);

/**
 * Customers at the start, by what they were given then: how many there were, stayed, left, and paid more at the end.
 * `start` and `end` are facts of two days; `movements` says what became of the revenue between them.
 */
export function outcomeCounts(
  tested: Tested,
  start: Relation,
  end: Relation,
  movements: Relation | null,
): Relation {
  const joined: Relation = {
    kind: 'left-join',
    from: start,
    joins: [
      {
        relation: end,
        on: [{ left: FACTS.key, right: FACTS.key }],
        take: [{ column: FACTS.status, as: 'end_status' }],
      },
      ...(movements
        ? [
            {
              relation: movements,
              on: [{ left: FACTS.key, right: 'customer' }],
              take: [{ column: 'movement', as: 'movement' }],
            },
          ]
        : []),
    ],
  };
  const value = column(tested.column, tested.type);
  const count = (name: string, where: typeof CHURNED | null) => ({
    name,
    expression: aggregate('count', null, INTEGER, where),
  });
  return select(
    joined,
    [
      { name: 'value', expression: value },
      count('customers', null),
      count('churned', CHURNED),
      count('stayed', STAYED),
      count('expanded', movements ? EXPANDED : boolean(false)),
    ],
    { where: compare(column(FACTS.status, TEXT), '=', text('customer')), groupBy: [value] },
  );
}

/** Counts of customers by value, ascending; those without a value stand apart. */
export interface Outcomes {
  readonly values: Float64Array;
  readonly customers: Float64Array;
  readonly churned: Float64Array;
  readonly stayed: Float64Array;
  readonly expanded: Float64Array;
  readonly withoutValue: number;
}

/** Reads the rows of {@link outcomeCounts}. */
export function readOutcomes(rows: readonly MeasuredRow[]): Outcomes {
  const known = rows
    .filter((row) => row['value'] !== null)
    .toSorted((a, b) => Number(a['value']) - Number(b['value']));
  const numbers = (name: string) => Float64Array.from(known, (row) => Number(row[name] ?? 0));
  return {
    values: numbers('value'),
    customers: numbers('customers'),
    churned: numbers('churned'),
    stayed: numbers('stayed'),
    expanded: numbers('expanded'),
    withoutValue: rows
      .filter((row) => row['value'] === null)
      .reduce((sum, row) => sum + Number(row['customers'] ?? 0), 0),
  };
}

export type Words =
  | 'too few to say'
  | 'predicts nothing'
  | 'predicts the opposite'
  | 'predicts a little'
  | 'predicts fairly'
  | 'predicts well';

/**
 * How well more of it goes with the better outcome. `auc` is the chance that of two customers, one of each outcome,
 * the one that did better had more; 95 % interval by DeLong. Null where there are too few of either.
 */
export interface Prediction {
  readonly words: Words;
  readonly auc: { readonly value: number; readonly low: number; readonly high: number } | null;
  /** How many did better and how many worse. */
  readonly better: number;
  readonly worse: number;
}

/** From here on an AUC is fair, and good (Hosmer and Lemeshow, Applied Logistic Regression, section 5.2). */
const FAIR = 0.7;
const GOOD = 0.8;

/** Staying against leaving: `minimum` is the least number of customers of each outcome. */
export function churnPrediction({ stayed, churned }: Outcomes, minimum: number): Prediction {
  return predictionOf(stayed, churned, minimum);
}

/** Paying more at the end against staying without. */
export function expansionPrediction({ stayed, expanded }: Outcomes, minimum: number): Prediction {
  return predictionOf(
    expanded,
    stayed.map((count, index) => count - (expanded[index] ?? 0)),
    minimum,
  );
}

function predictionOf(better: Float64Array, worse: Float64Array, minimum: number): Prediction {
  const sizes = { better: sum(better), worse: sum(worse) };
  const roc = rocOf(better, worse);
  if (!roc || Math.min(sizes.better, sizes.worse) < minimum)
    return { words: 'too few to say', auc: null, ...sizes };
  const { auc, low, high } = roc;
  return { words: wordsOf(auc, low, high), auc: { value: auc, low, high }, ...sizes };
}

function wordsOf(auc: number, low: number, high: number): Words {
  if (low <= 0.5 && high >= 0.5) return 'predicts nothing';
  if (high < 0.5) return 'predicts the opposite';
  if (auc < FAIR) return 'predicts a little';
  return auc < GOOD ? 'predicts fairly' : 'predicts well';
}

/** A tenth of the customers by score, lowest first, and the share of them that left. */
export interface Tenth {
  readonly from: number;
  readonly to: number;
  readonly customers: number;
  readonly churned: number;
  /** Wilson's interval, 95 %; null below the minimum count. */
  readonly churn: ShareInterval | null;
}

/** Calibration: what a score meant for leaving. Customers whose status at the end is unknown do not count. */
export function tenthsOf({ values, churned, stayed }: Outcomes, minimum: number): readonly Tenth[] {
  const known = churned.map((count, index) => count + (stayed[index] ?? 0));
  const bins = tiedBins(known, 10);
  return Array.from({ length: 10 }, (_, bin) => bin).flatMap((bin) => {
    const inside = [...values.keys()].filter((index) => bins[index] === bin && (known[index] ?? 0) > 0);
    const [first, last] = [inside[0], inside.at(-1)];
    if (first === undefined || last === undefined) return [];
    const total = (counts: Float64Array) => inside.reduce((all, index) => all + (counts[index] ?? 0), 0);
    const [customers, left] = [total(known), total(churned)];
    return [
      {
        from: values[first] ?? 0,
        to: values[last] ?? 0,
        customers,
        churned: left,
        churn: customers < minimum ? null : wilson(left, customers),
      },
    ];
  });
}

export function sum(counts: Float64Array): number {
  return counts.reduce((all, count) => all + count, 0);
}
