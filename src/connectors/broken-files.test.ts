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

/** A good file with quotes, line ends in texts, umlauts and every type. */
function goodCsv(random: SeededRandom): string {
  const end = random.next() < 0.3 ? '\r\n' : '\n';
  const rows = Array.from({ length: random.integer(1, 30) }, (_, i) => {
    const name =
      ['plain', '"quo""ted"', '"two\nlines"', 'Grün', '""', '', '"a,b"'][random.integer(0, 6)] ?? '';
    return `K${i},${name},${random.integer(0, 99999) / 100},20${random.integer(10, 29)}-0${random.integer(1, 9)}-11,${i}`;
  });
  return ['id,name,paid,born,n', ...rows, ''].join(end);
}

function goodJsonl(random: SeededRandom): string {
  return Array.from({ length: random.integer(1, 30) }, (_, i) =>
    JSON.stringify({
      id: `K${i}`,
      name: random.next() < 0.2 ? null : 'Grün "x"',
      paid: i / 4,
      born: '2020-01-01',
      n: i,
    }),
  ).join('\n');
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

/** CI and patience may ask for more. */
const CASES = Number(process.env['CLADE_FUZZ_CASES'] ?? 300);

const PATIENCE_MS = 300_000;

describe('broken files', () => {
  it(
    `${CASES} damaged CSV files: every row is loaded or quarantined with its line`,
    async () => {
      const random = seededRandom(20261122);
      for (let i = 0; i < CASES; i++) {
        const bytes = damaged(Buffer.from(goodCsv(random)), random);
        const encoding = random.next() < 0.15 ? 'latin-1' : 'utf-8';
        await expectNothingLost(
          csvOrigin('broken', { encoding }),
          bytes,
          `${i}: ${JSON.stringify(bytes.toString('latin1'))}`,
        );
      }
    },
    PATIENCE_MS,
  );

  it(
    `${CASES / 3} damaged files of JSON lines`,
    async () => {
      const random = seededRandom(7);
      for (let i = 0; i < CASES / 3; i++) {
        const bytes = damaged(Buffer.from(goodJsonl(random)), random);
        await expectNothingLost(
          { kind: 'jsonl', path: 'broken' },
          bytes,
          `${i}: ${JSON.stringify(bytes.toString('latin1'))}`,
        );
      }
    },
    PATIENCE_MS,
  );
});
