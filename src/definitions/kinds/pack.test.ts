import { describe, expect, it } from 'vitest';
import { pack, serves } from './pack.ts';

const sound = {
  kind: 'pack',
  id: 'sports',
  entity: 'club',
  expects: { matches: { rows: 'A match.', date: 'played_on', columns: { goals: 'number', venue: 'text' } } },
};

describe('pack', () => {
  it('says which sources and columns it expects', () => {
    expect(pack.schema.parse(sound).expects['matches']?.columns).toEqual({ goals: 'number', venue: 'text' });
  });

  it.each([
    { ...sound, entity: undefined },
    { ...sound, expects: { matches: { columns: {} } } },
    { ...sound, expects: { matches: { rows: 'A match.', columns: { goals: 'double' } } } },
  ])('refuses %#', (data) => {
    expect(pack.schema.safeParse(data).success).toBe(false);
  });

  it('takes whole and decimal numbers for a number, and no doubles', () => {
    expect(['integer', 'decimal', 'double', 'text'].map((type) => serves(type, 'number'))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
