import * as z from 'zod';
import { id } from '../kind.ts';
import type { Literal, QualityKind } from './rule.ts';
import { conditionOn, literal, literalText, ownColumn } from './rule.ts';

const SHOWN = 5;

export const inSet: QualityKind<'in_set', { readonly column: string; readonly values: readonly Literal[] }> =
  {
    key: 'in_set',
    summary: 'the values a column may have',
    schema: z
      .strictObject({ column: id, values: z.array(literal).min(1).max(1000) })
      .describe('The values a column may have; a missing one is not judged.'),
    make({ column: name, values }, scope) {
      const column = ownColumn(name, ['column'], scope);
      if (!column) return null;
      const list = values.map((value) => literalText(value, column)).join(', ');
      const condition = conditionOn(column, `value in (${list})`, scope);
      const shown = values.slice(0, SHOWN).join(', ');
      const more = values.length > SHOWN ? ` and ${values.length - SHOWN} more` : '';
      return (
        condition && {
          kind: 'holds',
          condition,
          broken: `have a \`${name}\` that is none of ${shown}${more}`,
        }
      );
    },
  };
