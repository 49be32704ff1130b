import type { SourceColumn } from '../../definitions/project.ts';
import type { Expression } from '../../sql/expression.ts';
import { column } from '../../sql/expression.ts';
import { TEXT } from '../../sql/value-type.ts';

/** Keys are text on both engines, whatever the file calls them. */
export function keyText({ name, type }: SourceColumn): Expression {
  return type.kind === 'text'
    ? column(name, TEXT)
    : { kind: 'cast', operand: column(name, type), type: TEXT };
}
