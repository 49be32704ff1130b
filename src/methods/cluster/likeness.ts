import { MISSING } from '../../numeric/cluster/code-book.ts';
import type { FrozenMixture } from '../../numeric/cluster/frozen-mixture.ts';
import { SCORE_UNIT, scoreTables } from '../../numeric/cluster/frozen-mixture.ts';
import { castTo } from '../../sql/fold.ts';
import type { ArithmeticOperator, Expression, NamedExpression } from '../../sql/expression.ts';
import { choose, column, compare, double, integer, text } from '../../sql/expression.ts';
import { DOUBLE, INTEGER, TEXT } from '../../sql/value-type.ts';
import type { Likeness } from '../method.ts';
import { comparable, entriesByPlace, placeInBook, placesOf } from './code-column.ts';

/** Position of the group a customer is most like, from 0. */
export const NEAREST = 'like__nearest';

/**
 * A frozen mixture as nested selects that place customers exactly as `placeRows` does: codes, one sum of whole numbers a
 * component, and their softmax. `values` gives the expression of each column by its name in the books; `segments`
 * the id of each group. Sums are exact on any engine, so that labels are the same; similarities differ by what two
 * libraries differ in an exponential.
 */
export function likenessOf(
  mixture: FrozenMixture,
  values: ReadonlyMap<string, Expression>,
  segments: readonly string[],
): Omit<Likeness, 'model'> {
  const tables = scoreTables(mixture);
  const { books, groups } = mixture;
  const names = numbered(books.length);
  const components = numbered(tables.components);
  const codes = books.map((book, b) => {
    const value = values.get(book.name);
    if (!value) throw new Error(`the fit knows a column ${book.name} that the definition does not`);
    return { book, value, index: integerColumn(`like__code_${b}`) };
  });
  const has = names.map((b) => integerColumn(`like__has_${b}`));
  const score = components.map((j) => integerColumn(`like__score_${j}`));
  const most = integerColumn('like__most');
  const power = components.map((j) => doubleColumn(`like__power_${j}`));
  const similarity = groups.map((_, s) => doubleColumn(`like__similarity_${s}`));
  const [first, second] = [doubleColumn('like__first'), doubleColumn('like__second')];
  const nearest = integerColumn(NEAREST);
  const byHas = (of: (b: number) => number, type: Expression['type']): Expression => ({
    kind: 'table-sum',
    from: 0,
    tables: has.map((index, b) => ({ index, values: [0, of(b)] })),
    type,
  });
  const layers: readonly (readonly NamedExpression[])[] = [
    codes.map(({ book, value }, b) => ({
      name: `like__value_${b}`,
      expression: comparable(book, value),
    })),
    codes.map(({ book, value }, b) => ({
      name: `like__code_${b}`,
      expression: placeInBook(book, column(`like__value_${b}`, comparable(book, value).type)),
    })),
    [
      ...components.map((j) => ({
        name: `like__score_${j}`,
        expression: {
          kind: 'table-sum',
          from: tables.shares[j]!,
          tables: codes.map(({ book, index }, b) => ({
            index,
            values: entriesByPlace(book, (code) =>
              code === MISSING ? 0 : tables.columns[b]!.byCode[code * tables.components + j]!,
            ),
          })),
          type: INTEGER,
        } satisfies Expression,
      })),
      ...codes.map(({ book, index }, b) => ({
        name: `like__has_${b}`,
        expression: choose(
          [{ when: compare(index, '=', integer(placesOf(book).missing)), then: integer(0) }],
          integer(1),
          INTEGER,
        ),
      })),
    ],
    [
      { name: 'like__most', expression: greatest(score, INTEGER) },
      { name: 'like__expected', expression: byHas((b) => tables.expected[b]!, DOUBLE) },
      { name: 'like__variance', expression: byHas((b) => tables.variance[b]!, DOUBLE) },
      { name: 'like__present', expression: byHas(() => 1, INTEGER) },
    ],
    [
      ...components.map((j) => ({
        name: `like__power_${j}`,
        expression: {
          kind: 'exp',
          operand: bounded('*', bounded('-', asDouble(score[j]!), asDouble(most)), double(SCORE_UNIT)),
          type: DOUBLE,
        } satisfies Expression,
      })),
      { name: 'like__fit', expression: standardised(most) },
    ],
    [{ name: 'like__all', expression: sumOf(power) }],
    groups.map((members, s) => ({
      name: `like__similarity_${s}`,
      expression: sumOf(members.map((j) => bounded('/', power[j]!, doubleColumn('like__all')))),
    })),
    [{ name: 'like__first', expression: greatest(similarity, DOUBLE) }],
    [{ name: NEAREST, expression: positionOf(similarity, first) }],
    [{ name: 'like__second', expression: greatest(others(similarity, nearest), DOUBLE) }],
  ];
  const alone = groups.length === 1;
  return {
    layers,
    margin: alone ? double(1) : bounded('-', first, second),
    similarity: first,
    similarities: groups.map((_, s) => ({ segment: segments[s] ?? '', expression: similarity[s]! })),
    runnerUp: alone ? text(segments[0] ?? '') : idOf(others(similarity, nearest), second, segments),
    fitPercentile: percentile(mixture.fitQuantiles),
    fit: doubleColumn('like__fit'),
    present: integerColumn('like__present'),
  };
}

const numbered = (length: number) => Array.from({ length }, (_, index) => index);
const integerColumn = (name: string) => column(name, INTEGER);
const doubleColumn = (name: string) => column(name, DOUBLE);
const asDouble = (expression: Expression) => castTo(expression, DOUBLE);

/** Arithmetic whose result is near 1, or at most some thousands. */
function bounded(operator: ArithmeticOperator, left: Expression, right: Expression): Expression {
  return { kind: 'arithmetic', operator, left, right, type: DOUBLE, bounded: true };
}

/** From left to right, as they are added in process. */
function sumOf(parts: readonly Expression[]): Expression {
  return parts.reduce((left, right) => bounded('+', left, right));
}

function greatest(args: readonly Expression[], type: Expression['type']): Expression {
  const [only] = args;
  return only && args.length === 1 ? only : { kind: 'call', function: 'greatest', args, type };
}

/** The first of the columns that has this value, from 0. */
function positionOf(columns: readonly Expression[], value: Expression): Expression {
  const branches = columns.map((each, s) => ({ when: compare(each, '=', value), then: integer(s) }));
  return choose(branches, integer(0), INTEGER);
}

/** Every similarity but that of the nearest, which becomes less than any. */
function others(similarity: readonly Expression[], nearest: Expression): readonly Expression[] {
  return similarity.map((each, s) =>
    choose([{ when: compare(nearest, '=', integer(s)), then: double(-1) }], each, DOUBLE),
  );
}

function idOf(columns: readonly Expression[], value: Expression, ids: readonly string[]): Expression {
  const branches = columns.map((each, s) => ({
    when: compare(each, '=', value),
    then: text(ids[s] ?? ''),
  }));
  return choose(branches, text(ids[0] ?? ''), TEXT);
}

/** How far the best score is from what is expected of as many columns, in standard deviations; 0 without any. */
function standardised(most: Expression): Expression {
  const [expected, variance] = [doubleColumn('like__expected'), doubleColumn('like__variance')];
  const spread: Expression = { kind: 'sqrt', operand: variance, type: DOUBLE };
  const score = bounded('*', asDouble(most), double(SCORE_UNIT));
  return choose(
    [{ when: compare(variance, '=', double(0)), then: double(0) }],
    bounded('/', bounded('-', score, expected), spread),
    DOUBLE,
  );
}

/** How many of the hundredths learned from fitted no better. */
function percentile(quantiles: readonly number[]): Expression {
  const count: Expression = {
    kind: 'edge-count',
    operand: doubleColumn('like__fit'),
    edges: quantiles.slice(1),
    type: INTEGER,
  };
  return asDouble(count);
}
