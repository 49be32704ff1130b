import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DuckdbOptions } from './duckdb.ts';
import { openDuckdb } from './duckdb.ts';
import type { Engine, Progress } from './engine.ts';
import { EngineBusyError, QueryError } from './query-error.ts';

let directory = '';
const opened: Engine[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'clade-duckdb-'));
});

afterEach(async () => {
  for (const engine of opened.splice(0)) await engine.close();
  rmSync(directory, { recursive: true });
});

async function open(options: Partial<DuckdbOptions> = {}): Promise<Engine> {
  const engine = await openDuckdb({
    path: join(directory, 'state.duckdb'),
    memoryLimit: '1GB',
    threads: 2,
    tempDirectory: join(directory, 'spill'),
    ...options,
  });
  opened.push(engine);
  return engine;
}

const plain = (text: string) => ({ label: 'try', text, parameters: [] });

describe('openDuckdb', () => {
  it('says its version', async () => {
    expect((await open()).version).toMatch(/^v1\.\d+\.\d+/);
  });

  it('keeps what was written', async () => {
    const first = await open();
    await first.execute(plain('create table t as select 1 as x'));
    await opened.pop()?.close();
    expect(await (await open()).query(plain('select x from t'))).toEqual([{ x: 1 }]);
  });

  it('is busy while another process holds the file, and says which', async () => {
    const path = join(directory, 'state.duckdb');
    const holder = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `import { DuckDBInstance } from '@duckdb/node-api';
       const instance = await DuckDBInstance.create(${JSON.stringify(path)});
       globalThis.kept = await instance.connect();
       console.log('held');
       setInterval(() => {}, 1000);`,
    ]);
    try {
      await new Promise((resolve) => holder.stdout.once('data', resolve));
      const failure = await open().catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(EngineBusyError);
      expect(failure).toMatchObject({ path, pid: holder.pid });
    } finally {
      holder.kill('SIGKILL');
      await new Promise((resolve) => holder.once('exit', resolve));
    }
    expect((await open()).version).toMatch(/^v/);
  });

  it('is busy while this process holds the file itself', async () => {
    await open();
    await expect(open()).rejects.toMatchObject({ name: 'EngineBusyError', pid: process.pid });
  });

  it('is no busy engine when the file is something else', async () => {
    writeFileSync(join(directory, 'other'), 'not a database '.repeat(1000));
    await expect(open({ path: join(directory, 'other') })).rejects.toBeInstanceOf(QueryError);
  });

  it('lets the file go when its settings are wrong', async () => {
    await expect(open({ memoryLimit: 'plenty' })).rejects.toThrow(/open .*: .*number/s);
    expect((await open()).version).toMatch(/^v/);
  });

  it('refuses to write where it was opened to read', async () => {
    await (await open()).execute(plain('create table t as select 1 as x'));
    await opened.pop()?.close();
    const reader = await open({ readOnly: true });
    await expect(reader.execute(plain('drop table t'))).rejects.toThrow(/read-only/);
  });
});

describe('atomically', () => {
  it('leaves nothing of work that throws', async () => {
    const engine = await open();
    const work = engine.atomically(async () => {
      await engine.execute(plain('create table t as select 1 as x'));
      throw new Error('changed our mind');
    });
    await expect(work).rejects.toThrow('changed our mind');
    await expect(engine.query(plain('select * from t'))).rejects.toThrow(/try: .*does not exist/);
  });

  it('leaves nothing of work that was aborted', async () => {
    const engine = await open();
    const abort = new AbortController();
    const work = engine.atomically(async () => {
      await engine.execute(plain('create table t as select 1 as x'));
      setTimeout(() => abort.abort(), 100);
      const endless =
        'insert into t select count(*) from range(100000000) a(i), range(100000000) b(j) where i + j = 7';
      await engine.execute(plain(endless), { signal: abort.signal });
    });
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    await expect(engine.query(plain('select * from t'))).rejects.toThrow(/does not exist/);
    expect(await engine.atomically(() => engine.query(plain('select 1 as x')))).toEqual([{ x: 1 }]);
  });
});

describe('beside', () => {
  it('is a second connection, which sees what is committed and works while the first is in a transaction', async () => {
    const engine = await open();
    await engine.execute(plain('create table t as select 1 as x'));
    const other = await engine.beside();
    if (!other) throw new Error('DuckDB has a second connection');
    const count = async () => (await other.query(plain('select count(*) as n from t')))[0]?.['n'];
    await engine.atomically(async () => {
      await engine.execute(plain('insert into t values (2)'));
      expect(await count()).toBe(1);
      await other.execute(plain('create table made_beside as select 3 as x'));
    });
    expect(await count()).toBe(2);
    await other.close();
    expect(await engine.query(plain('select x from made_beside'))).toEqual([{ x: 3 }]);
    await expect(open()).rejects.toBeInstanceOf(EngineBusyError);
  });

  it('reads times as the first does, wherever the machine stands, and nothing outside', async () => {
    const zone = process.env['TZ'];
    process.env['TZ'] = 'Asia/Tokyo';
    try {
      const engine = await open();
      const other = await engine.beside();
      if (!other) throw new Error('DuckDB has a second connection');
      await engine.lockDown([]);
      const day = `select cast(cast(timestamptz '2026-01-01 23:30:00+00' as date) as varchar) as day`;
      expect(await other.query(plain(day))).toEqual([{ day: '2026-01-01' }]);
      await expect(other.query(plain(`select * from read_text('/etc/passwd')`))).rejects.toThrow(/disabled/);
      await other.close();
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });
});

describe('a long statement', () => {
  it('tells how far it is', async () => {
    const engine = await open();
    await engine.execute(plain('create table big as select i from range(20000000) r(i)'));
    const told: Progress[] = [];
    const text = 'select count(distinct hash(i) % 5000000) as n from big';
    await engine.query({ ...plain(text), label: 'count' }, { onProgress: (progress) => told.push(progress) });
    expect(told.length).toBeGreaterThan(0);
    for (const { label, share } of told) {
      expect(label).toBe('count');
      expect(share === null || (share >= 0 && share <= 1)).toBe(true);
    }
  });

  it('spills to the temporary directory and leaves nothing there', async () => {
    const engine = await open({ memoryLimit: '150MB' });
    const text =
      "create table t as select i, hash(i) as h, repeat('x', 40) as s from range(4000000) r(i) order by h";
    await engine.execute(plain(text));
    await opened.pop()?.close();
    const spill = join(directory, 'spill');
    expect(existsSync(spill) ? readdirSync(spill) : []).toEqual([]);
  });
});

describe('after lockDown', () => {
  const REFUSED: readonly string[] = [
    `select * from read_text('/etc/passwd')`,
    `select * from read_csv('/etc/passwd', columns = {x: 'varchar'}, sep = '|')`,
    `select * from glob('/etc/*')`,
    `select * from '/etc/hostname.csv'`,
    `attach '/tmp/clade-attached.duckdb' as other`,
    `copy (select 1) to '/tmp/clade-copied.csv'`,
    `export database '/tmp/clade-exported'`,
    `install httpfs`,
    `load httpfs`,
    `set enable_external_access = true`,
    `set allowed_directories = ['/']`,
    `set lock_configuration = false`,
    `reset memory_limit`,
    `pragma threads = 1`,
    `select * from read_text('PROJECT/outside.txt')`,
    `select * from read_text('PROJECT/../project/outside.txt')`,
    `copy (select 1) to 'PROJECT/written.csv'`,
  ];

  it.each(REFUSED)('refuses %s', async (text) => {
    const project = join(directory, 'project');
    mkdirSync(project);
    for (const name of ['outside.txt', 'inside.txt']) writeFileSync(join(project, name), 'secret');
    const engine = await open();
    await engine.lockDown([join(project, 'inside.txt')]);
    const statement = plain(text.replace('PROJECT', project));
    await expect(engine.execute(statement)).rejects.toBeInstanceOf(QueryError);
    expect(existsSync(join(project, 'written.csv'))).toBe(false);
  });

  it('still works with its own state and the files it was given, also behind a link', async () => {
    const outside = join(directory, 'outside');
    mkdirSync(outside);
    symlinkSync(outside, join(directory, 'linked'));
    const engine = await open();
    await engine.export(plain('select 1 as x'), join(outside, 'out.parquet'), 'parquet');
    const linked = join(directory, 'linked', 'out.parquet');
    await engine.lockDown([linked]);
    await engine.execute(plain('create table t as select 1 as x'));
    await engine.ingest(['t'], [{ name: 'x', type: { kind: 'integer' } }], linked);
    expect(await engine.query(plain('select sum(x) as n from t'))).toEqual([{ n: 2 }]);
    await engine.execute(plain('checkpoint'));
  });
});
