import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import type { to } from 'pg-copy-streams';
import type { Finding } from '../base/finding.ts';
import { error } from '../base/finding.ts';
import { AbortError } from '../engines/query-error.ts';
import type { SourceFrom } from './connector.ts';
import { systemCode } from './system-code.ts';

/** A server inside one read-only transaction that sees one state of it. */
export interface PostgresServer {
  /** Names of the columns of a table or a select in brackets. */
  columns(rows: string): Promise<readonly string[]>;
  /** Writes what a `copy ... to stdout` gives to a file. */
  copyOut(copy: string, path: string): Promise<void>;
}

type Work = (server: PostgresServer) => Promise<readonly Finding[]>;

const CONNECT_MS = 15_000;

/** Days and times in one spelling whatever the server is set to, and every digit of a double. */
const SETTINGS = [
  'set session characteristics as transaction isolation level repeatable read, read only',
  'set default_transaction_read_only = on',
  "set timezone = 'UTC'",
  "set datestyle = 'ISO, YMD'",
  "set intervalstyle = 'iso_8601'",
  "set bytea_output = 'hex'",
  'set extra_float_digits = 1',
  "set client_encoding = 'UTF8'",
].join('; ');

/**
 * Connects with the URL in the environment variable that the source names, and does the work. What the server or
 * the way to it refuses is one finding, without the URL or any part of it.
 */
export async function fromServer(
  source: SourceFrom<'postgres'>,
  signal: AbortSignal | undefined,
  work: Work,
): Promise<readonly Finding[]> {
  const url = readUrl(source);
  if (typeof url !== 'string') return [url];
  const driver = await loadDriver(source);
  if ('severity' in driver) return [driver];
  const client = new driver.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: 'clade',
  });
  // The failing statement tells what happened; without a listener the event would end the process.
  client.on('error', () => {});
  const cut = () => void client.end().catch(() => {});
  signal?.addEventListener('abort', cut, { once: true });
  let stage: Stage = 'connect';
  try {
    await client.connect();
    stage = 'read';
    await client.query(SETTINGS);
    await client.query('begin');
    return await work(serverOf(client, driver.to));
  } catch (cause) {
    if (signal?.aborted) throw new AbortError(`read ${source.id}`);
    return [refusal(source, stage, cause, url)];
  } finally {
    signal?.removeEventListener('abort', cut);
    await client.end().catch(() => {});
  }
}

type Driver = { readonly Client: typeof Client; readonly to: typeof to };

function serverOf(client: Client, copyTo: Driver['to']): PostgresServer {
  return {
    columns: async (rows) => {
      // The extended protocol takes one statement and no more.
      const text = `select * from ${rows} limit 0`;
      const { fields } = await client.query({ text, queryMode: 'extended' } as { text: string });
      return fields.map(({ name }) => name);
    },
    copyOut: (copy, path) => pipeline(client.query(copyTo(copy)), createWriteStream(path)),
  };
}

function readUrl({ origin, id, place }: SourceFrom<'postgres'>): string | Finding {
  const url = process.env[origin.connection];
  if (url === undefined || url === '')
    return error('connection-not-set', `${id} reads a server, and \`${origin.connection}\` is not set`, {
      place,
      hint: `Set the environment variable ${origin.connection} to postgres://user:password@host:5432/database.`,
    });
  if (/^postgres(?:ql)?:\/\//.test(url) && URL.canParse(url) && !/%(?![0-9a-fA-F]{2})/.test(url)) return url;
  return error(
    'connection-malformed',
    `What \`${origin.connection}\` holds is no URL of a PostgreSQL server`,
    {
      place,
      hint: 'Write it as postgres://user:password@host:5432/database, with special characters as %40.',
    },
  );
}

async function loadDriver({ id, place }: SourceFrom<'postgres'>): Promise<Driver | Finding> {
  try {
    const [pg, streams] = await Promise.all([import('pg'), import('pg-copy-streams')]);
    return { Client: pg.default.Client, to: streams.to };
  } catch (cause) {
    if (systemCode(cause) !== 'ERR_MODULE_NOT_FOUND') throw cause;
    return error(
      'package-missing',
      `${id} reads a PostgreSQL server, and the package for that is not installed`,
      {
        place,
        hint: 'Run `npm install pg pg-copy-streams`.',
      },
    );
  }
}

type Stage = 'connect' | 'read';

/** Codes of PostgreSQL (appendix A of its manual) and of the operating system, in our words. */
const WORDS: Readonly<Record<string, readonly [code: string, words: string]>> = {
  '28P01': ['server-refuses', 'the server refuses the password'],
  '28000': ['server-refuses', 'the server refuses this user'],
  '3D000': ['server-refuses', 'the server has no such database'],
  '53300': ['server-refuses', 'the server has too many connections'],
  '57P03': ['server-refuses', 'the server is starting up or shutting down'],
  ECONNREFUSED: ['server-not-reached', 'nothing answers at that address'],
  ENOTFOUND: ['server-not-reached', 'there is no such host'],
  EAI_AGAIN: ['server-not-reached', 'the host cannot be looked up'],
  ETIMEDOUT: ['server-not-reached', 'nothing answers in time'],
  ENOSPC: ['no-space', 'there is no space left for the copy of its rows'],
};

const GONE = /^(?:57P0[12]|08\w{3}|ECONNRESET|EPIPE)$/;

function refusal(
  { id, origin, place }: SourceFrom<'postgres'>,
  stage: Stage,
  cause: unknown,
  url: string,
): Finding {
  const code = codeOf(cause);
  const hint = `The server is the one \`${origin.connection}\` names.`;
  const [kind, words] = WORDS[code] ?? [];
  if (kind && words) return error(kind, `${id} cannot be read: ${words}`, { place, hint });
  if (stage === 'connect')
    return error('server-not-reached', `${id} cannot be read: the server cannot be connected to (${code})`, {
      place,
      hint,
    });
  const message = cause instanceof Error ? cause.message : '';
  if (GONE.test(code) || /terminated|ended unexpectedly|closed/i.test(message))
    return error('server-went-away', `${id} cannot be read: the server went away in the middle`, {
      place,
      hint: 'Nothing was loaded; run again when it is back.',
    });
  return error('not-selectable', `${id} cannot be read: ${withoutSecrets(message, url)} (${code})`, {
    place,
    hint,
  });
}

/** A lookup of several addresses fails with one error for all of them. */
function codeOf(cause: unknown): string {
  const first = cause instanceof AggregateError ? (cause.errors[0] as unknown) : cause;
  return systemCode(first);
}

/** What a server says may repeat what it was told; no part of the URL leaves this file. */
function withoutSecrets(message: string, written: string): string {
  const url = new URL(written);
  const secrets = [url.password, decodeURIComponent(url.password), written].filter((part) => part !== '');
  return secrets.reduce((text, secret) => text.replaceAll(secret, '***'), message);
}
