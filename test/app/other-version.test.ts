import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDuckdb } from '../../src/engines/duckdb.ts';
import { testProject } from '../support/project.ts';
import { SHOP } from '../support/shop.ts';

/** A published shop whose kept definitions are words that this version does not know. */
async function shopOfOtherVersion() {
  const project = testProject(SHOP);
  await project.clade.run();
  const engine = await openDuckdb({
    path: join(project.folder, '.clade', 'state.duckdb'),
    memoryLimit: '1GB',
    threads: 1,
    tempDirectory: join(project.folder, '.clade', 'temp'),
  });
  const text =
    "update clade.definition_texts set text = replace(text, 'kind: segmentation', 'kind: grouping')";
  await engine.execute({ text, parameters: [], label: 'another version' });
  await engine.close();
  return project;
}

describe('definitions kept by another version', () => {
  it('are a finding of whatever needs them, with what mends it', async () => {
    const { folder, clade, write } = await shopOfOtherVersion();
    const asked = [
      () => clade.explain({ customer: 'c1' }),
      () => clade.show({ name: 'value', asOf: '2026-06-30' }),
      () => clade.profile({ segmentation: 'value' }),
      () => clade.crosstab({ segmentation: 'value', field: 'tenure' }),
      () => clade.discover({ entity: 'customer' }),
      () => clade.report({ to: join(folder, 'report.html') }),
      () => clade.movement({ segmentation: 'value', customer: 'c1' }),
    ];
    for (const ask of asked) {
      const { value, findings } = await ask();
      expect(value).toBeNull();
      expect(findings).toMatchObject([{ code: 'definitions-unreadable', severity: 'error' }]);
      expect(findings[0]?.hint).toContain('clade run');
    }
    write('clade.yaml', `# written anew for this version\n${SHOP['clade.yaml']}`);
    expect((await clade.run()).value?.run.outcome).toBe('published');
    expect((await clade.explain({ customer: 'c1' })).value?.customer).toBe('c1');
  });
});
