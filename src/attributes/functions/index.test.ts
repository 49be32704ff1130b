import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { eventFunctions } from './index.ts';

describe('event functions', () => {
  const ids = Object.values(eventFunctions).map(({ id }) => id);

  it('are the files of their folder, under their own names', () => {
    const files = readdirSync(import.meta.dirname)
      .filter((name) => !name.endsWith('.test.ts') && name !== 'index.ts')
      .map((name) => name.slice(0, -3).replaceAll('-', '_'));
    expect(ids.toSorted()).toEqual(files.toSorted());
    expect(Object.keys(eventFunctions)).toEqual(ids);
  });

  it('need no key twice, and a window only where they look before it or along it', () => {
    for (const { id, needs, takes, looksBefore } of Object.values(eventFunctions)) {
      expect(new Set([...needs, ...takes]).size, id).toBe(needs.length + takes.length);
      expect([...needs, ...takes], id).toContain('window');
      if (looksBefore) expect(needs, id).toContain('window');
    }
  });
});
