import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { INTEGER, TEXT } from '../sql/value-type.ts';
import { openClickhouse } from './clickhouse.ts';
import type { Engine, Progress } from './engine.ts';

/** What stands in for a server: it keeps what it was asked, and answers by the words in the statement. */
interface Asked {
  readonly url: URL;
  readonly statement: string;
  readonly body: Buffer;
}

const asked: Asked[] = [];
const directory = mkdtempSync(join(tmpdir(), 'clade-http-'));
const server = createServer((request, response) => void answer(request, response));
let engine: Engine;

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const url = new URL(request.url ?? '', 'http://server');
  const statement = url.searchParams.get('query') ?? body.toString();
  asked.push({ url, statement, body });
  if (/sleep/.test(statement)) return;
  if (/refuse/.test(statement)) {
    response.writeHead(500, { 'X-ClickHouse-Exception-Code': '47' });
    response.end(
      `Code: 47. DB::Exception: hunter2 is no column: 'secret' in scope SELECT 'secret'. (UNKNOWN_IDENTIFIER)`,
    );
    return;
  }
  if (/version\(\)/.test(statement)) response.end('["version"]\n["String"]\n["26.7.1"]\n');
  else if (/system\.processes/.test(statement))
    response.end('{"read_rows":"30","total_rows_approx":"120"}\n');
  else if (/pause/.test(statement)) setTimeout(() => response.end('["x"]\n["UInt8"]\n[1]\n'), 1300);
  else response.end('the result, as bytes');
}

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  engine = await openClickhouse({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    username: 'clade',
    password: 'hunter2',
    database: 'default',
    settings: { max_threads: 3 },
  });
});

beforeEach(() => {
  asked.length = 0;
});

afterAll(async () => {
  await engine.close();
  server.closeAllConnections();
  server.close();
  rmSync(directory, { recursive: true });
});

const plain = (text: string) => ({ label: 'ask', text, parameters: [] });

describe('memory and threads', () => {
  const opened = (limits: { memory?: string; threads?: number }) =>
    openClickhouse({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      username: 'clade',
      password: 'hunter2',
      database: 'default',
      ...limits,
    });

  it('are settings of every query, and what would not fit spills', async () => {
    const limited = await opened({ memory: '1.5GiB', threads: 2 });
    await limited.execute(plain('select 1'));
    await limited.close();
    const settings = Object.fromEntries(asked.at(-1)?.url.searchParams ?? []);
    expect(settings).toMatchObject({
      max_threads: '2',
      max_memory_usage: String(1.5 * 2 ** 30),
      max_bytes_before_external_group_by: String((1.5 * 2 ** 30 * 3) / 4),
      max_bytes_before_external_join: String(1.5 * 2 ** 28),
      min_insert_block_size_bytes: String(1.5 * 2 ** 25),
    });
  });

  it('are left to the server where nothing is said', async () => {
    const free = await opened({});
    await free.execute(plain('select 1'));
    await free.close();
    expect(asked.at(-1)?.url.searchParams.has('max_memory_usage')).toBe(false);
  });

  it('cannot be a share of a machine that only the server knows', async () => {
    await expect(opened({ memory: '60%' })).rejects.toMatchObject({ findings: [{ code: 'input' }] });
  });
});

describe('a ClickHouse server', () => {
  it('says its version', () => {
    expect(engine.version).toBe('v26.7.1');
  });

  it('gets values apart from the statement, and the settings that make it mean the same', async () => {
    const parameters = [{ name: 'p1', type: TEXT, value: `it's \\ {p2:String}` }];
    await engine.execute({ label: 'ask', text: 'select {p1:String}', parameters });
    const { url, statement } = asked[0] ?? { url: new URL('http://nothing'), statement: '' };
    expect(statement).toBe('select {p1:String}');
    expect(url.searchParams.get('param_p1')).toContain('it');
    expect(url.searchParams.get('join_use_nulls')).toBe('1');
    expect(url.searchParams.get('session_timezone')).toBe('UTC');
    expect(url.searchParams.get('max_threads')).toBe('3');
    expect(url.searchParams.get('query_id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is told to stop what was aborted', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 50);
    const call = engine.execute(plain('sleep'), { signal: abort.signal });
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    await expect.poll(() => asked.length).toBe(2);
    expect(asked[1]?.statement).toMatch(/^kill query where query_id = /);
    expect(asked[1]?.url.searchParams.get('param_id')).toBe(asked[0]?.url.searchParams.get('query_id'));
  });

  it('is asked how far it is', async () => {
    const told: Progress[] = [];
    const rows = await engine.query(plain('pause'), { onProgress: (progress) => told.push(progress) });
    expect(rows).toEqual([{ x: 1 }]);
    expect(told[0]).toEqual({ label: 'ask', share: 0.25, rows: 30 });
  });

  it('fails with its words, without the password and without bound values', async () => {
    const parameters = [{ name: 'p1', type: TEXT, value: 'secret' }];
    const failure = await engine
      .execute({ label: 'ask', text: 'refuse {p1:String}', parameters })
      .catch((error: unknown) => error);
    expect(String(failure)).toMatch(/^QueryError: ask: \*\*\* is no column: '…'/);
  });

  it('takes a Parquet file as it is', async () => {
    const path = join(directory, 'rows.parquet');
    const bytes = Buffer.from([80, 65, 82, 49, 0, 255, 254, 128]);
    writeFileSync(path, bytes);
    await engine.ingest(['clade', 'people'], [{ name: 'id', type: INTEGER }], path);
    expect(asked[0]?.statement).toBe('insert into "clade"."people" ("id") format Parquet');
    expect(asked[0]?.body.equals(bytes)).toBe(true);
  });

  it('sends a result straight into a file', async () => {
    const path = join(directory, 'out.csv');
    await engine.export(plain('select 1'), path, 'csv');
    expect(asked[0]?.statement).toBe('select 1\nformat CSVWithNames');
    expect(readFileSync(path, 'utf8')).toBe('the result, as bytes');
    await expect(engine.export(plain('select 1'), path, 'csv')).rejects.toThrow(/ask: .*exist/i);
  });
});
