import type { Connector } from './connector.ts';
import { readRelation } from './read-relation.ts';

export const table: Connector<'table'> = {
  kind: 'table',
  title: 'Table',
  summary: 'A table or view the engine already has, as `schema.name`.',
  read: (source, context) => {
    const name = source.origin.table.split('.').map((part) => context.loader.dialect.quoteName(part));
    return readRelation(source, name.join('.'), context);
  },
};
