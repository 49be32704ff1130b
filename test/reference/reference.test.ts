import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { referencePages } from './pages.ts';

const folder = resolve(import.meta.dirname, '../../docs/reference');

describe('the reference', () => {
  it.each(Object.entries(referencePages))('%s says what the code says', async (name, text) => {
    await expect(text()).toMatchFileSnapshot(resolve(folder, `${name}.md`));
  });

  it('has no page left over', () => {
    const wanted = Object.keys(referencePages).map((name) => `${name}.md`);
    expect(readdirSync(folder).toSorted()).toEqual(wanted.toSorted());
  });
});
