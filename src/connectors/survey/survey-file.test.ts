import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadingRoom } from '../../../test/support/source-files.ts';
import { openReadingRoom } from '../../../test/support/source-files.ts';
import type { FileSurvey } from '../../drafting/survey.ts';
import { surveyFile } from './survey-file.ts';
import { surveyFiles } from './survey-files.ts';

let room: ReadingRoom;
beforeAll(async () => {
  room = await openReadingRoom();
});
afterAll(() => room.close());

const context = () => ({ loader: room.loader, projectFolder: room.folder, scratchFolder: room.folder });

async function look(name: string, content: string | Uint8Array): Promise<FileSurvey> {
  room.write(name, content);
  const looked = await surveyFile(join(room.folder, name), 'looked', null, context());
  if (!('survey' in looked)) throw new Error(looked.map(({ message }) => message).join());
  return looked.survey;
}
const refused = async (name: string, content: string | Uint8Array) => {
  room.write(name, content);
  const looked = await surveyFile(join(room.folder, name), 'looked', null, context());
  return 'survey' in looked ? [] : looked.map(({ code }) => code);
};
const types = ({ columns }: FileSurvey) => Object.fromEntries(columns.map(({ name, type }) => [name, type]));

describe('a look at a file', () => {
  it('tells separator, encoding, decimal mark and order of dates by what reads', async () => {
    const text = 'Größe;Preis;Tag\n1.234;12,50;31.12.2025\n980;7,05;01.02.2026\n';
    const survey = await look('a.csv', Buffer.from(text, 'latin1'));
    expect(survey.written).toMatchObject({
      ...{ separator: ';', encoding: 'latin-1', decimalMark: ',', dateOrder: 'DMY', isOrderOpen: false },
    });
    expect(types(survey)).toEqual({ groesse: 'integer', preis: 'decimal', tag: 'date' });
    expect(survey.columns.map(({ least, most }) => [least, most])).toEqual([
      ['980', '1234'],
      ['7.05', '12.50'],
      ['2025-12-31', '2026-02-01'],
    ]);
  });

  it('reads UTF-8 with a mark, UTF-16 and tabs alike', async () => {
    const text = 'id\tday\nä1\t12/31/2025\nö2\t01/02/2026\n';
    for (const bytes of [Buffer.from(`\ufeff${text}`, 'utf8'), Buffer.from(`\ufeff${text}`, 'utf16le')]) {
      const survey = await look('b.tsv', bytes);
      expect(survey.written).toMatchObject({ separator: '\t', dateOrder: 'MDY' });
      expect(survey.columns.map(({ header, least }) => [header, least])).toEqual([
        ['id', 'ä1'],
        ['day', '2025-12-31'],
      ]);
    }
  });

  it('leaves open which comes first where no day tells, and says what it would take', async () => {
    expect((await look('c.csv', 'day\n01/02/2026\n03/04/2026\n')).written).toMatchObject({
      ...{ dateOrder: 'DMY', isOrderOpen: true },
    });
    expect((await look('d.csv', 'day\n2026-02-01\n2026-04-03\n')).written).toMatchObject({
      ...{ dateOrder: 'YMD', isOrderOpen: false },
    });
  });

  it('takes words for nothing as missing in numbers, and numbers that begin with a zero as names', async () => {
    const rows = Array.from(
      { length: 60 },
      (_, n) => `${n === 7 ? 'N/A' : n},0${n},${n % 2},${n % 3 ? 'Yes' : 'no'}`,
    );
    const survey = await look('e.csv', `size,code,bit,flag\n${rows.join('\n')}\n`);
    expect(types(survey)).toEqual({ size: 'integer', code: 'text', bit: 'boolean', flag: 'boolean' });
    expect(survey.written).toMatchObject({ missing: ['N/A'] });
    expect(survey.columns[0]).toMatchObject({
      filled: 59,
      unreadable: 0,
      distinct: 59,
      least: '0',
      most: '59',
    });
  });

  it('counts what will not be read, what repeats, and what is there', async () => {
    const rows = Array.from({ length: 200 }, (_, n) => `k${n},${n === 9 ? 'many' : n % 5}`);
    const survey = await look('f.csv', `key,n\n${[...rows, rows[3], 'broken'].join('\n')}\n`);
    expect([survey.rows, survey.malformed, survey.repeats]).toEqual([201, 1, 1]);
    expect(survey.columns).toMatchObject([
      { distinct: 200, filled: 201 },
      { type: 'integer', unreadable: 1, filled: 200 },
    ]);
    expect(survey.columns[1]?.values.reduce((sum, { rows: n }) => sum + n, 0)).toBe(200);
  });

  it('says why it cannot read one', async () => {
    expect(await refused('g.csv', '1,2,3\n4,5,6\n')).toEqual(['no-header']);
    expect(await refused('h.csv', ' \n')).toEqual(['file-is-empty']);
    expect(await refused('i.csv', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]))).toEqual(['file-is-packed']);
    expect(await refused('j.parquet', 'no')).toEqual(['not-readable']);
  });
});

describe('a look at several files', () => {
  it('measures which column names the rows of another file', async () => {
    room.write(
      'acme_accounts.csv',
      `id,name\n${Array.from({ length: 20 }, (_, n) => `a${n},n${n}`).join('\n')}\n`,
    );
    room.write(
      'acme_orders.csv',
      `order_id,account_id\n${Array.from({ length: 50 }, (_, n) => `${n},a${n % 22}`).join('\n')}\n`,
    );
    const paths = ['acme_accounts.csv', 'acme_orders.csv'].map((name) => join(room.folder, name));
    const { survey } = await surveyFiles(paths, new Map(), context());
    expect(survey?.files.map(({ id }) => id)).toEqual(['accounts', 'orders']);
    expect(survey?.joins).toEqual([
      {
        from: { file: 'orders', column: 'account_id' },
        to: { file: 'accounts', column: 'id' },
        rows: 50,
        matched: 46,
        named: 20,
      },
    ]);
  });
});
