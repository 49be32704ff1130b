import type { Source } from '../definitions/project.ts';
import type { Expression } from '../sql/expression.ts';
import { and, asOf, column, compare, isNull, or } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { columnsOf, select } from '../sql/relation.ts';

/**
 * The rows of a source that are true on the as-of date, or on another day, out of all that were loaded: of a slowly changing source
 * each key's version of that day, which began on it or before and had not ended. Where versions overlap, the one
 * that began last counts, so that a key never stands twice.
 */
export function rowsOn({ versions }: Source, loaded: Relation, day: Expression = asOf()): Relation {
  if (!versions) return loaded;
  const { key, from, to } = versions;
  const [begins, ends] = [column(from.name, from.type), column(to.name, to.type)];
  const begun = compare(begins, '<=', day);
  const notEnded = or([isNull(ends), compare(ends, '>', day)]);
  const every = columnsOf(loaded).map(({ name, type }) => ({ name, expression: column(name, type) }));
  return {
    kind: 'newest',
    from: select(loaded, every, { where: and([begun, notEnded]) }),
    by: key.map(({ name }) => name),
    order: from.name,
  };
}
