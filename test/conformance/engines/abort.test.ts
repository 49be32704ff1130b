import { describe, expect, it } from 'vitest';
import { testedEngine, useEngine } from './tested-engine.ts';

const BUSY = {
  label: 'count for long',
  text:
    testedEngine === 'duckdb'
      ? 'select count(*) from range(100000000) a(i), range(100000) b(j) where hash(i + j) % 7 = 0'
      : 'select count() from numbers(200000000) where sipHash64(number) % 7 = 0',
  parameters: [],
};

/** The embedded ClickHouse finishes what it began, so this file has only calls that need no answer after it. */
describe(`aborting on ${testedEngine}`, () => {
  const tested = useEngine();

  it('a signal that is aborted already stops the call before it begins', async () => {
    const call = tested.engine.query(BUSY, { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('aborting ends the call within a second', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 200);
    const start = Date.now();
    const call = tested.engine.execute(BUSY, { signal: abort.signal });
    await expect(call).rejects.toMatchObject({
      name: 'AbortError',
      message: 'count for long: stopped on request',
    });
    expect(Date.now() - start).toBeLessThan(1200);
  });
});
