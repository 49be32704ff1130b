import type { Source } from '../../definitions/project.ts';
import { formatType } from '../../sql/value-type.ts';
import type { Told } from './told.ts';

/** Where the rows come from, their columns and who is in them. */
export function sourceTold(source: Source): Told {
  const { origin } = source;
  return {
    origin: 'path' in origin ? `${origin.kind} ${origin.path}` : origin.kind,
    columns: source.columns.map(({ name, type }) => `${name} ${formatType(type)}`).join(', '),
    key: source.key.map(({ name }) => name).join(', ') || 'none',
    ...(source.asOf ? { 'as of': source.asOf } : {}),
    population: source.population,
  };
}
