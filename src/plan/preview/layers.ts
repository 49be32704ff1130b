import { leafColumn, leavesOf } from '../../methods/decision-list/leaves.ts';
import type { Expression, NamedExpression } from '../../sql/expression.ts';
import { column, integer, isNull } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { extend } from '../../sql/relation.ts';
import { BOOLEAN } from '../../sql/value-type.ts';
import { expressionKey, renameColumns } from '../../sql/walk.ts';
import type { Placing, Placings } from './placings.ts';
import { firstOf, HOW, segmentText } from './placings.ts';

/** Rows with columns that say who is where by every placement. `leafOf`: a condition of a rule as those rows have it. */
export function placedRows(
  rows: Relation,
  { placings, asked }: Placings,
  leafOf: (leaf: Expression) => Expression,
): Relation {
  const all = [...placings.values()];
  const depths = [...new Set(all.map(({ depth }) => depth))].sort((a, b) => a - b);
  return depths.reduce((from, depth) => {
    const here = all.filter((placing) => placing.depth === depth);
    return layersOf(here, asked, depth, leafOf).reduce(extend, from);
  }, rows);
}

/** Conditions, then rules, each once for all placements of a depth; then who is where, and its id where others ask. */
function layersOf(
  placings: readonly Placing[],
  asked: ReadonlySet<Placing>,
  depth: number,
  leafOf: (leaf: Expression) => Expression,
): readonly (readonly NamedExpression[])[] {
  const here = (name: string) => `_d${depth}_${name}`;
  const leaves = leavesOf(placings.flatMap(({ rules }) => rules.map(({ when }) => when)));
  const names = new Map(leaves.expressions.map((_, index) => [leafColumn(index), here(leafColumn(index))]));
  const truths = new Map<string, NamedExpression>();
  const truthOf = (when: Expression): Expression => {
    const expression = renameColumns(leaves.overColumns(when), names);
    const key = expressionKey(expression);
    const known = truths.get(key) ?? { name: here(`rule_${truths.size + 1}`), expression };
    truths.set(key, known);
    return column(known.name, BOOLEAN);
  };
  const placed = placings.flatMap((placing) => placedColumns(placing, truthOf));
  return [
    leaves.expressions.map((leaf, index) => ({ name: here(leafColumn(index)), expression: leafOf(leaf) })),
    [...truths.values()],
    placed,
    placings
      .filter((placing) => asked.has(placing))
      .map(({ name, segments }) => ({ name: `${name}_segment`, expression: segmentText(name, segments) })),
  ];
}

function placedColumns(
  { name, rules }: Placing,
  truthOf: (when: Expression) => Expression,
): readonly NamedExpression[] {
  const truths = rules.map(({ at, when, isByHand }) => ({ at, isByHand, truth: truthOf(when) }));
  return [
    {
      name: `${name}_at`,
      expression: firstOf(truths.map(({ truth, at }) => ({ when: truth, then: integer(at) }))),
    },
    {
      name: `${name}_how`,
      expression: firstOf(
        truths.flatMap(({ truth, isByHand }) => [
          { when: truth, then: integer(isByHand ? HOW.byHand : HOW.known) },
          { when: isNull(truth), then: integer(HOW.unknown) },
        ]),
      ),
    },
  ];
}
