import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeededRandom } from '../base/seeded-random.ts';
import { seededRandom } from '../base/seeded-random.ts';
import type { SourceOrigin } from '../definitions/project.ts';
import type { ReadingRoom } from '../../test/support/source-files.ts';
import { csvOrigin, openReadingRoom, sourceOf } from '../../test/support/source-files.ts';

let room: ReadingRoom;
beforeAll(async () => {
  room = await openReadingRoom();
});
afterAll(() => room.close());

const COLUMNS = { id: 'text', name: 'text', paid: 'money', born: 'date', n: 'integer' } as const;
const SPITE = [
  '"',
  '\n',
  '\r',
  '\r\n',
  ',',
  ';',
  '\0',
  '\xff',
  '\xc3',
  ' ',
  '""',
  '{',
  '}',
  '\\',
  '\t',
  '\x01',
  '-',
  '1e9',
];

/** Values that fit their types, and now and then one that does not: wrong type, wrong day, key that was there. */
function rowOf(random: SeededRandom, i: number) {
  const rarely = <T>(wrong: readonly T[], right: T): T =>
    random.next() < 0.05 ? (wrong[random.integer(0, wrong.length - 1)] ?? right) : right;
  return {
    id: rarely(['K0', '', ' K1 '], `K${i}`),
    name: ['plain', 'quo"ted', 'two\nlines', 'Grün', '', ' ', 'a,b'][random.integer(0, 6)] ?? '',
    paid: rarely(['x', '1e30', 'NaN', '1.234'], String(random.integer(0, 99_999) / 100)),
    born: rarely(
      ['1899-12-31', '2300-01-01', '2024-02-30', 'infinity', 'soon'],
      `20${random.integer(10, 29)}-0${random.integer(1, 9)}-11`,
    ),
    n: rarely(['9223372036854775808', '1.5', 'seven'], String(i)),
  };
}

function goodRows(random: SeededRandom) {
  return Array.from({ length: random.integer(1, 30) }, (_, i) => rowOf(random, i));
}

/** A whole file with quotes, line ends in texts, umlauts and every type. */
function goodCsv(random: SeededRandom): string {
  const end = random.next() < 0.3 ? '\r\n' : '\n';
  const cell = (text: string) =>
    /[",\n]/.test(text) || random.next() < 0.1 ? `"${text.replaceAll('"', '""')}"` : text;
  const rows = goodRows(random).map((row) => Object.values(row).map(cell).join(','));
  return ['id,name,paid,born,n', ...rows, ''].join(end);
}

function goodJsonl(random: SeededRandom): string {
  return goodRows(random)
    .map((row, i) =>
      JSON.stringify({
        ...row,
        name: random.next() < 0.2 ? null : row.name,
        n: random.next() < 0.5 ? i : row.n,
      }),
    )
    .join('\n');
}

/** Some columns have the declared type, others are texts that say the same or something else. */
async function goodParquet(random: SeededRandom): Promise<Buffer> {
  const rows = goodRows(random);
  const typed = random.next() < 0.5;
  const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
  const values = rows.map((row, i) =>
    typed
      ? `(${text(row.id)}, ${text(row.name)}, ${i}.25::decimal(9,2), date '${random.integer(1890, 2310)}-01-01', ${i}::int)`
      : `(${Object.values(row).map(text).join(', ')})`,
  );
  const path = join(room.folder, 'good.parquet');
  const run = (statement: string) => room.loader.execute({ label: 'test', text: statement, parameters: [] });
  await run(
    `copy (select * from (values ${values.join(', ')}) as t (id, name, paid, born, n)) to '${path}' (format parquet)`,
  );
  return readFileSync(path);
}

/** Cuts, repeats, overwrites and inserts bytes. */
function damaged(good: Buffer, random: SeededRandom): Buffer {
  let bytes: Buffer = good;
  for (let i = random.integer(1, 5); i > 0; i--) {
    const at = random.integer(0, bytes.length);
    const spite = Buffer.from(SPITE[random.integer(0, SPITE.length - 1)] ?? '', 'latin1');
    const kind = random.next();
    if (kind < 0.15) bytes = bytes.subarray(0, at);
    else if (kind < 0.3) bytes = Buffer.concat([bytes, bytes.subarray(at)]);
    else if (kind < 0.4)
      bytes = Buffer.from(bytes.map((byte, j) => (j === at ? random.integer(0, 255) : byte)));
    else bytes = Buffer.concat([bytes.subarray(0, at), spite, bytes.subarray(at + random.integer(0, 2))]);
  }
  return bytes;
}

/** One file in four is whole: then it is its values that are wrong. */
function maybeDamaged(good: Buffer, random: SeededRandom): Buffer {
  return random.next() < 0.25 ? good : damaged(good, random);
}

async function expectNothingLost(origin: SourceOrigin, bytes: Buffer, shown: string) {
  room.write('broken', bytes);
  const result = await room.read(sourceOf(origin, COLUMNS, { key: ['id'] }));
  expect(result.rowsRead, shown).toBe(result.rowsLoaded + result.quarantined.rows);
  if (!result.quarantined.table) {
    expect(
      result.findings.some(({ severity }) => severity === 'error'),
      shown,
    ).toBe(true);
    return;
  }
  expect(result.rows.length, shown).toBe(result.rowsLoaded);
  const bad = await room.quarantined();
  expect(bad.length, shown).toBe(result.quarantined.rows);
  expect(new Set(bad.map((row) => row['line'])).size, shown).toBe(bad.length);
  expect(
    bad.every((row) => row['line'] !== null && row['raw'] !== null && row['reason'] !== null),
    shown,
  ).toBe(true);
}

/** `npm run test:fuzz` asks for 2,000. */
const CASES = Number(process.env['CLADE_FUZZ_CASES'] ?? 100);

/** How many cases of each kind there are. */
const PARTS = { csv: Math.ceil(CASES / 2), jsonl: Math.ceil(CASES / 4), parquet: Math.ceil(CASES / 4) };

const PATIENCE_MS = 3_600_000;

describe('broken files', () => {
  it(
    `${PARTS.csv} CSV files: every row is loaded or quarantined with its line`,
    async () => {
      const random = seededRandom(20261122);
      for (let i = 0; i < PARTS.csv; i++) {
        const bytes = maybeDamaged(Buffer.from(goodCsv(random)), random);
        const encoding = random.next() < 0.15 ? 'latin-1' : 'utf-8';
        const shown = `${i}: ${JSON.stringify(bytes.toString('latin1'))}`;
        await expectNothingLost(csvOrigin('broken', { encoding }), bytes, shown);
      }
    },
    PATIENCE_MS,
  );

  it(
    `${PARTS.jsonl} files of JSON lines`,
    async () => {
      const random = seededRandom(7);
      for (let i = 0; i < PARTS.jsonl; i++) {
        const bytes = maybeDamaged(Buffer.from(goodJsonl(random)), random);
        const shown = `${i}: ${JSON.stringify(bytes.toString('latin1'))}`;
        await expectNothingLost({ kind: 'jsonl', path: 'broken' }, bytes, shown);
      }
    },
    PATIENCE_MS,
  );

  it(
    `${PARTS.parquet} Parquet files`,
    async () => {
      const random = seededRandom(3);
      for (let i = 0; i < PARTS.parquet; i++) {
        const bytes = maybeDamaged(await goodParquet(random), random);
        const shown = `${i}: ${bytes.toString('base64')}`;
        await expectNothingLost({ kind: 'parquet', path: 'broken' }, bytes, shown);
      }
    },
    PATIENCE_MS,
  );
});
