import type { z } from 'zod';
import type { QualityKind } from './rule.ts';
import { share, shareOf } from './rule.ts';

export const rowsWithin: QualityKind<'rows_within', z.infer<typeof share>> = {
  key: 'rows_within',
  summary: 'how far the number of rows may be from that of the last run',
  schema: share.describe('How far the number of rows may be from what the last published run loaded: 20%.'),
  make: (written) => ({ kind: 'rows-within', share: shareOf(written) }),
};
