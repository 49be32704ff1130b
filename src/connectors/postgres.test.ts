import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ReadingRoom } from '../../test/support/source-files.ts';
import { openReadingRoom, sourceOf } from '../../test/support/source-files.ts';

// What a server does is tested with one in test/postgres; here is what there is to say without.
let room: ReadingRoom;
beforeAll(async () => {
  room = await openReadingRoom();
});
afterAll(() => room.close());
afterEach(() => {
  delete process.env['CLADE_NO_PG'];
});

const source = sourceOf(
  { kind: 'postgres', connection: 'CLADE_NO_PG', rows: { kind: 'table', table: 'crm.accounts' } },
  { id: 'text' },
);

describe('a PostgreSQL source without a server', () => {
  it.each([
    [undefined, 'connection-not-set'],
    ['', 'connection-not-set'],
    ['hunter2', 'connection-malformed'],
    ['mysql://me:hunter2@127.0.0.1/db', 'connection-malformed'],
    ['postgres://me:hunter2%zz@127.0.0.1/db', 'connection-malformed'],
    ['postgres://me:hunter2@127.0.0.1:1/db', 'server-not-reached'],
    ['postgresql://me:hunter2@no-such-host.invalid/db', 'server-not-reached'],
  ])('whose variable holds %j is one finding, which keeps the secret', async (url, code) => {
    if (url !== undefined) process.env['CLADE_NO_PG'] = url;
    const result = await room.read(source);
    expect(result).toMatchObject({ rowsRead: 0, rowsLoaded: 0, quarantined: { rows: 0, table: null } });
    expect(result.findings).toMatchObject([{ code, severity: 'error', place: source.place }]);
    expect(JSON.stringify(result)).not.toMatch(/hunter2|127\.0\.0\.1|no-such-host/);
  });
});
