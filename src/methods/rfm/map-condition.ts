import type { ConditionScope } from '../../sql/condition.ts';
import type { Expression } from '../../sql/expression.ts';
import { integer } from '../../sql/expression.ts';
import { castTo, foldArithmetic, foldNegate } from '../../sql/fold.ts';
import { truthOf } from '../../sql/satisfiable.ts';
import { INTEGER } from '../../sql/value-type.ts';
import { mapChildren } from '../../sql/walk.ts';
import type { Scores } from './codes.ts';

const LETTERS = ['r', 'f', 'm'];

/** What a condition of a map speaks of: the three scores. */
export const scoreScope: ConditionScope = {
  column: (name) => (LETTERS.includes(name) ? { column: name, type: INTEGER } : null),
  segmentation: () => null,
  names: () => LETTERS,
  segmentationNames: () => [],
};

/** Whether the condition is true of a cell; null where it cannot be told without running it. */
export function isTrueOf(condition: Expression, cell: Scores): boolean | null {
  return truthOf(atCell(condition, cell));
}

/** The condition with the scores of a cell put in, calculated as far as it goes. */
function atCell(expression: Expression, cell: Scores): Expression {
  const filled = mapChildren(expression, (part) => atCell(part, cell));
  const span = filled.span ?? { start: 0, end: 0 };
  switch (filled.kind) {
    case 'column':
      return integer(cell[LETTERS.indexOf(filled.name)] ?? 0);
    case 'cast':
      return castTo(filled.operand, filled.type);
    case 'negate':
      return foldNegate(filled.operand, span) ?? filled;
    case 'arithmetic':
      return foldArithmetic(filled.operator, filled.left, filled.right, span) ?? filled;
    default:
      return filled;
  }
}
