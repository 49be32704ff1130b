import type { AggregateName } from '../sql/expression.ts';
import type { ValueType } from '../sql/value-type.ts';
import {
  DOUBLE,
  INTEGER,
  MOST_DIGITS,
  decimal,
  formatType,
  isNumeric,
  isOrdered,
} from '../sql/value-type.ts';

/**
 * Digits of a sum. The eight left of what engines compute exactly let `mrr * 12` stay exact too; a sum that needs
 * more stops the run.
 */
const SUM_DIGITS = MOST_DIGITS - 8;

export interface Refused {
  readonly refused: string;
  readonly hint: string;
}

/**
 * The type of many values as one; `operand` is null where rows are counted. Sums are exact, with {@link SUM_DIGITS}
 * digits. Doubles are neither summed nor averaged: the result would hang on the order of the rows.
 */
export function typeOfAggregate(name: AggregateName, operand: ValueType | null): ValueType | Refused {
  if (name === 'count') return INTEGER;
  if (operand === null)
    return { refused: `\`${name}\` needs \`of\`: what it is taken of.`, hint: 'Only count can count rows.' };
  switch (name) {
    case 'distinct':
      return INTEGER;
    case 'any':
      return operand;
    case 'min':
    case 'max':
      return isOrdered(operand) || operand.kind === 'timestamp'
        ? operand
        : { refused: `${formatType(operand)} has no ${name}.`, hint: 'Take a number or a date.' };
    case 'sum':
    case 'mean':
      return sumOrMean(name, operand);
  }
}

function sumOrMean(name: 'sum' | 'mean', operand: ValueType): ValueType | Refused {
  if (!isNumeric(operand))
    return { refused: `${formatType(operand)} has no ${name}.`, hint: 'Take a number.' };
  if (operand.kind === 'double')
    return {
      refused: `A ${name} of doubles depends on the order of the rows.`,
      hint: 'Declare the column as a decimal with a scale: then sums are exact.',
    };
  if (name === 'mean') return DOUBLE;
  if (operand.kind !== 'decimal') return decimal(SUM_DIGITS, 0);
  return decimal(Math.max(SUM_DIGITS, operand.precision), operand.scale);
}
