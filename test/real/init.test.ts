import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openClade } from '../../src/index.ts';
import { realData } from '../support/real-project.ts';

/** Real files, from nothing to a published snapshot, without a question answered. */
const CASES = [
  {
    data: 'ravenstack_saas',
    customers: 500,
    primary: 'value',
    asOf: '2024-12-31',
    has: ['rfm', 'usage', 'lifecycle', 'industry'],
  },
  {
    data: 'telco',
    customers: 5174,
    primary: 'value',
    asOf: null,
    has: ['lifecycle', 'contract', 'payment_method'],
  },
  { data: 'online_retail', customers: 4338, primary: 'rfm', asOf: '2011-12-09', has: ['value', 'lifecycle'] },
  { data: 'cdnow', customers: 2357, primary: 'rfm', asOf: null, has: ['value'] },
] as const;

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

for (const { data, customers, primary, asOf, has } of CASES) {
  const from = realData(data);
  describe.skipIf(!from)(`clade init on ${data}`, () => {
    it('gives a project without an error, whose segments tell customers apart', async () => {
      const to = mkdtempSync(join(tmpdir(), 'clade-init-real-'));
      folders.push(to);
      const files = readdirSync(from ?? '')
        .filter((name) => name.endsWith('.csv'))
        .map((name) => join(from ?? '', name));
      const clade = openClade({ folder: to });
      const { value, findings } = await clade.init({ to, files, yes: true });
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(value).toMatchObject({ customers, primary, ...(asOf ? { asOf } : {}) });
      expect(value?.segmentations.map(({ id }) => id)).toEqual(expect.arrayContaining([...has]));
      const ran = await clade.run();
      for (const { segmentation, active, segments } of ran.value?.segmentations ?? []) {
        const share = (of: (one: (typeof segments)[number]) => boolean) =>
          Math.max(0, ...segments.filter(of).map((one) => one.active)) / active;
        expect(
          share(({ isFallback }) => isFallback),
          segmentation,
        ).toBeLessThan(0.1);
        expect(
          share(({ isFallback }) => !isFallback),
          segmentation,
        ).toBeLessThan(0.8);
      }
      expect(ran.value?.segmentations.length).toBe(value?.segmentations.length);
    });
  });
}
