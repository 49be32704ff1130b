import { addDays } from '../base/calendar-date.ts';
import type { CalendarDate } from '../base/calendar-date.ts';
import type { Segmentation } from '../definitions/project.ts';
import { constantOf } from '../methods/decision-list/constants.ts';
import type { DecisionList } from '../methods/decision-list/decision-list.ts';
import type { AxisCounts, Cut } from '../methods/method.ts';
import type { Expression, LiteralValue, NamedExpression } from '../sql/expression.ts';
import { column, compare, integer, text } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { columnsOf, extend, select } from '../sql/relation.ts';
import type { ValueType } from '../sql/value-type.ts';
import { INTEGER, TEXT } from '../sql/value-type.ts';
import { walk } from '../sql/walk.ts';
import { FACTS } from '../tables/facts-table.ts';
import type { PlanContext } from './context.ts';
import { derivedLevels } from './facts/levels.ts';
import { placedRelation } from './placements.ts';

/** One attribute of one customer set to another value. */
export interface Change {
  readonly column: string;
  readonly value: Expression;
  /** Share of customers between the value now and the new one; null where values have no order. */
  readonly distance: number | null;
}

/** Where a customer stands on an axis: how many values are below, and below or equal; null where it has none. */
export interface Standing {
  readonly below: number | null;
  readonly upto: number | null;
}

/**
 * Every single change that could move a customer: just across each cut of each attribute, and each value a
 * condition compares a text or a boolean with. Nearest first; changes without an order last.
 */
export function possibleChanges(
  list: DecisionList,
  counts: readonly AxisCounts[],
  standings: readonly Standing[],
): readonly Change[] {
  const ordered = list.axes.flatMap(({ expression, cuts }, axis): Change[] => {
    const attribute = bareColumn(expression);
    const count = counts[axis];
    const standing = standings[axis];
    if (!attribute || !count || standing?.below == null || standing.upto == null) return [];
    const { below, upto } = standing;
    return cuts.flatMap((cut, index): Change[] => {
      const left = count.leftOf[index] ?? 0;
      const isRight = upto > left;
      const value = across(cut, isRight ? 'left' : 'right', expression.type, list.asOf);
      const between = isRight ? upto - left : left - below;
      return value
        ? [{ column: attribute, value, distance: count.known === 0 ? 1 : between / count.known }]
        : [];
    });
  });
  ordered.sort((a, b) => (a.distance ?? 1) - (b.distance ?? 1));
  return [...ordered, ...list.leaves.expressions.flatMap(unorderedChanges)];
}

function bareColumn(expression: Expression): string | null {
  if (expression.kind === 'cast') return bareColumn(expression.operand);
  return expression.kind === 'column' && !expression.name.startsWith('segment__') ? expression.name : null;
}

/** The first value on the other side of a cut: the constant itself, or one smallest step from it. */
function across(cut: Cut, side: 'left' | 'right', type: ValueType, asOf: CalendarDate): Expression | null {
  const constant = constantOf(cut.constant, asOf);
  if (!constant) return null;
  const isConstant = (cut.side === 'before') === (side === 'right');
  const value = isConstant ? constant : stepFrom(constant, side === 'right' ? 1 : -1, type);
  return value && { kind: 'literal', literal: value, type };
}

function stepFrom(value: LiteralValue, direction: 1 | -1, type: ValueType): LiteralValue | null {
  switch (value.kind) {
    case 'date':
      return { kind: 'date', value: addDays(value.value as CalendarDate, direction) };
    case 'integer':
      return { kind: 'integer', digits: String(BigInt(value.digits) + BigInt(direction)) };
    case 'decimal':
      return { kind: 'decimal', digits: stepDecimal(value.digits, direction, type) };
    case 'double':
      return { kind: 'double', value: value.value + direction * Math.max(Math.abs(value.value), 1) * 1e-9 };
    default:
      return null;
  }
}

function stepDecimal(digits: string, direction: 1 | -1, type: ValueType): string {
  const scale = type.kind === 'decimal' ? type.scale : 0;
  const [whole = '0', fraction = ''] = digits.replace('-', '').split('.');
  const magnitude = BigInt(whole + fraction.padEnd(scale, '0').slice(0, scale));
  const moved = (digits.startsWith('-') ? -magnitude : magnitude) + BigInt(direction);
  const shown = String(moved < 0n ? -moved : moved).padStart(scale + 1, '0');
  const split = shown.length - scale;
  return `${moved < 0n ? '-' : ''}${shown.slice(0, split)}${scale > 0 ? `.${shown.slice(split)}` : ''}`;
}

/** Values a leaf compares a text or boolean attribute with. */
function unorderedChanges(leaf: Expression): readonly Change[] {
  const changes: Change[] = [];
  for (const part of walk(leaf)) {
    const [subject, values] =
      part.kind === 'in'
        ? [part.operand, part.values]
        : part.kind === 'compare' && (part.operator === '=' || part.operator === '<>')
          ? [part.left, [part.right]]
          : [null, []];
    const attribute =
      subject?.type.kind === 'text' || subject?.type.kind === 'boolean' ? bareColumn(subject) : null;
    if (!attribute) continue;
    for (const value of values)
      if (value.kind === 'literal' && value.literal.kind !== 'null')
        changes.push({ column: attribute, value, distance: null });
  }
  const attribute = leaf.type.kind === 'boolean' ? bareColumn(leaf) : null;
  if (attribute)
    for (const value of [true, false])
      changes.push({
        column: attribute,
        value: { kind: 'literal', literal: { kind: 'boolean', value }, type: leaf.type },
        distance: null,
      });
  return changes;
}

/** One row a change: its position and the segment the customer would then be in, placed by the engine again. */
export function changedPlacements(
  segmentation: Segmentation,
  list: DecisionList,
  facts: Relation,
  customer: string,
  changes: readonly Change[],
  context: PlanContext,
): Relation {
  const row = select(facts, columnsOf(facts).map(asIs), {
    where: compare(column(FACTS.key, TEXT), '=', text(customer)),
  });
  return {
    kind: 'union',
    relations: changes.map((change, index) => {
      const changed = changedFacts(segmentation, row, change);
      const { relation, placement } = placedRelation(segmentation, list, changed, null, context);
      return select(relation, [
        { name: 'change', expression: integer(index) },
        { name: 'segment', expression: placement.segment },
      ]);
    }),
  };
}

/** The row with one column changed and every attribute made of others computed anew. */
function changedFacts({ entity }: Segmentation, row: Relation, change: Change): Relation {
  const levels = derivedLevels(entity.attributes.filter(({ id }) => id !== change.column));
  const derived = new Set(levels.flat().map(({ name }) => name));
  const kept = columnsOf(row).filter(({ name }) => !derived.has(name));
  const base = select(
    row,
    kept.map((one) =>
      one.name === change.column ? { name: one.name, expression: cast(change.value, one.type) } : asIs(one),
    ),
  );
  return levels.reduce(extend, base);
}

const asIs = ({ name, type }: { readonly name: string; readonly type: ValueType }): NamedExpression => ({
  name,
  expression: column(name, type),
});

function cast(value: Expression, type: ValueType): Expression {
  return { kind: 'cast', operand: value, type };
}

/** The customer's rank columns and every column its rules read, for one segmentation. */
export function standingColumns(list: DecisionList): readonly NamedExpression[] {
  return list.axes.flatMap(({ below, upto }) => [below, upto].map((name) => asIs({ name, type: INTEGER })));
}
