import type { Attribute } from '../../definitions/project.ts';
import type { NamedExpression } from '../../sql/expression.ts';
import { columnNames } from '../../sql/walk.ts';
import { rankColumns } from '../rank-attributes.ts';
import { scoreColumns } from '../scores.ts';

/** Columns made of columns: each level reads only the levels before it. */
export function derivedLevels(attributes: readonly Attribute[]): readonly (readonly NamedExpression[])[] {
  const levelOf = new Map<string, number>();
  const levels: NamedExpression[][] = [];
  for (const derived of attributes.flatMap(derivedColumns)) {
    const read = columnNames(derived.expression);
    const level = Math.max(0, ...read.map((name) => (levelOf.get(name) ?? -1) + 1));
    levelOf.set(derived.name, level);
    (levels[level] ??= []).push(derived);
  }
  return levels;
}

/** What an attribute adds to the wide table once those it is made of are there; none for what comes of rows. */
export function derivedColumns(attribute: Attribute): readonly NamedExpression[] {
  const { id, origin } = attribute;
  switch (origin.kind) {
    case 'expression':
      return [{ name: id, expression: origin.value.expression }];
    case 'rank':
      return rankColumns(attribute, origin.ranking);
    case 'score':
      return scoreColumns(attribute, origin);
    case 'column':
    case 'aggregate':
    case 'book':
    case 'rollup':
      return [];
  }
}
