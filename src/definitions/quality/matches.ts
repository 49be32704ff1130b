import * as z from 'zod';
import { id } from '../kind.ts';
import type { QualityKind } from './rule.ts';
import { conditionOn, ownColumn, textLiteral } from './rule.ts';

export const matches: QualityKind<'matches', { readonly column: string; readonly like: string }> = {
  key: 'matches',
  summary: 'a pattern that texts follow',
  schema: z
    .strictObject({
      column: id,
      like: z.string().min(1).describe('As in `like`: % is any text, _ any one character.'),
    })
    .describe('A pattern that the texts of a column follow; a missing one is not judged.'),
  make({ column: name, like }, scope) {
    const column = ownColumn(name, ['column'], scope);
    const condition = column && conditionOn(column, `value like ${textLiteral(like)}`, scope);
    return (
      condition && {
        kind: 'holds',
        condition,
        broken: `have \`${name}\` unlike ${textLiteral(like)}`,
      }
    );
  },
};
