import * as z from 'zod';
import { id } from '../kind.ts';
import type { QualityKind } from './rule.ts';
import { ownColumn } from './rule.ts';

export const unique: QualityKind<'unique', string | readonly string[]> = {
  key: 'unique',
  summary: 'columns that no two rows share',
  schema: z
    .union([id, z.array(id).min(1).max(8)])
    .describe('Columns that no two rows share; rows without one of them are not judged.'),
  make(written, scope) {
    const columns = [written]
      .flat()
      .map((name, index) => ownColumn(name, typeof written === 'string' ? [] : [index], scope));
    const known = columns.filter((column) => column !== null);
    return known.length === columns.length ? { kind: 'unique', columns: known } : null;
  },
};
