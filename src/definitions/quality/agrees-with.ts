import * as z from 'zod';
import { error } from '../../base/finding.ts';
import { id } from '../kind.ts';
import type { QualityKind } from './rule.ts';
import { ownColumn, sameType } from './rule.ts';

export interface Agreement {
  readonly column: string;
  readonly source: string;
  readonly by?: string | undefined;
  readonly value?: string | undefined;
}

export const agreesWith: QualityKind<'agrees_with', Agreement> = {
  key: 'agrees_with',
  summary: 'a column that another source says the same of',
  schema: z
    .strictObject({
      column: id,
      source: id.describe('The source that says the same; its key is one column.'),
      by: id.optional().describe("The column that holds the other's key; of the same name unless given."),
      value: id.optional().describe("The other's column to compare with; of the same name unless given."),
    })
    .describe('Accuracy: two sources say the same of one key, where both say something.'),
  make({ column: name, source: other, by: byName, value: valueName }, scope) {
    const { sources, placeOf, report } = scope;
    const column = ownColumn(name, ['column'], scope);
    const found = sources.follow(other, placeOf(['source']), report);
    if (!found) return null;
    const [only, ...more] = found.source.versions?.key ?? found.source.key;
    if (!only || more.length > 0) {
      report(
        error('quality-key', `\`${other}\` may have several rows of one key, and which is right?`, {
          place: placeOf(['source']),
          hint: 'Write `key:` with one column in that source.',
        }),
      );
      return null;
    }
    const by = ownColumn(byName ?? only.name, byName === undefined ? [] : ['by'], scope);
    const value = found.columns.follow(
      valueName ?? name,
      placeOf(valueName === undefined ? ['column'] : ['value']),
      report,
    );
    if (!column || !by || !value) return null;
    if (!sameType(by, only, scope) || !sameType(column, value, scope)) return null;
    return { kind: 'agrees-with', column, by, source: found.source, key: only, value };
  },
};
