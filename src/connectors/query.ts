import { error } from '../base/finding.ts';
import type { Connector } from './connector.ts';
import { notRead } from './connector.ts';
import { readRelation } from './read-relation.ts';

export const query: Connector<'query'> = {
  kind: 'query',
  title: 'Query',
  summary: "A select in the engine's own words, one for each engine the project runs on.",
  read: async (source, context) => {
    const { dialect } = context.loader;
    const text = source.origin.query[dialect.name];
    if (text === undefined)
      return notRead([
        error('query-not-written', `${source.id} has no query for ${dialect.title}`, {
          place: source.place,
          hint: `Write one under \`query.${dialect.name}\`.`,
        }),
      ]);
    // The line end keeps a comment at the end of the query from reaching further.
    return readRelation(source, `(${text.trim().replace(/;$/, '')}\n) as rows`, context);
  },
};
