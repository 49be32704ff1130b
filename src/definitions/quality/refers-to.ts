import * as z from 'zod';
import { id } from '../kind.ts';
import type { QualityKind } from './rule.ts';
import { keyOf, ownColumn, sameType } from './rule.ts';

export interface Reference {
  readonly column: string;
  readonly source: string;
  readonly key?: string | undefined;
}

export const refersTo: QualityKind<'refers_to', Reference> = {
  key: 'refers_to',
  summary: 'a column whose values another source has',
  schema: z
    .strictObject({
      column: id,
      source: id.describe('The source that has every value.'),
      key: id.optional().describe('Its column; its key unless given.'),
    })
    .describe('Every value of a column is in another source; a missing one is not judged.'),
  make({ column: name, source: other, key }, scope) {
    const column = ownColumn(name, ['column'], scope);
    const found = scope.sources.follow(other, scope.placeOf(['source']), scope.report);
    const to = found && keyOf(found, key, ['key'], scope);
    if (!column || !to || !sameType(column, to, scope)) return null;
    return { kind: 'refers-to', column, source: found.source, to };
  },
};
