import type { Attribute, Ranking } from '../definitions/project.ts';
import type { Expression, NamedExpression } from '../sql/expression.ts';
import { choose, column, integer, missing, quotient } from '../sql/expression.ts';
import { calculated } from '../sql/calculated.ts';
import { castTo } from '../sql/fold.ts';
import { INTEGER } from '../sql/value-type.ts';

const PLACES = ['below', 'upto', 'known'] as const;
type Place = (typeof PLACES)[number];

const placeColumn = (id: string, place: Place) => `${id}__${place}`;

/** First the counts of a rank attribute, over the facts; then, over those, the attribute. */
export function rankColumns({ id, type }: Attribute, ranking: Ranking): readonly NamedExpression[] {
  const { of, within, base } = ranking;
  const operand = base ? choose([{ when: base, then: of }], missing(of.type), of.type) : of;
  const counts = PLACES.map((place) => ({
    name: placeColumn(id, place),
    expression: {
      kind: 'window',
      function: place,
      operand,
      ...(within ? { within: [within] } : {}),
      type: INTEGER,
    } satisfies Expression,
  }));
  return [...counts, { name: id, expression: castTo(placed(id, ranking, type), type) }];
}

/** `before`: how many come before it; `through`: how many come before it or tie with it. */
function placed(id: string, { order, as, ties }: Ranking, type: Attribute['type']): Expression {
  const count = (place: Place) => column(placeColumn(id, place), INTEGER);
  const minus = (a: Expression, b: Expression) => calculated('-', a, b);
  const [before, through] =
    order === 'asc'
      ? [count('below'), count('upto')]
      : [minus(count('known'), count('upto')), minus(count('known'), count('below'))];
  const first = as === 'percentile' ? before : calculated('+', before, integer(1));
  if (as === 'rank' && ties !== 'mean') return ties === 'min' ? first : through;
  const twice = calculated('*', integer(2), ties === 'min' ? first : through);
  const double = ties === 'mean' ? calculated('+', first, through) : twice;
  if (type.kind !== 'decimal') throw new Error('shares are decimals');
  if (as === 'rank') return quotient(double, integer(2), type);
  const base = calculated('*', integer(2), count('known'));
  return quotient(as === 'percentile' ? calculated('*', integer(100), double) : double, base, type);
}
