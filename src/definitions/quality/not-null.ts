import { isNull, column as columnOf, not } from '../../sql/expression.ts';
import { id } from '../kind.ts';
import type { QualityKind } from './rule.ts';
import { ownColumn } from './rule.ts';

export const notNull: QualityKind<'not_null', string> = {
  key: 'not_null',
  summary: 'A column that no row lacks',
  schema: id.describe('A column that no row lacks.'),
  make(name, scope) {
    const column = ownColumn(name, [], scope);
    return (
      column && {
        kind: 'holds',
        condition: not(isNull(columnOf(column.name, column.type))),
        broken: `have no \`${name}\``,
      }
    );
  },
};
