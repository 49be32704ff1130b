import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Columns, ReadingRoom } from '../../test/support/source-files.ts';
import { csvOrigin, openReadingRoom, sourceOf } from '../../test/support/source-files.ts';

const DATA = resolve(import.meta.dirname, '../../../shared/data');
if (!existsSync(DATA)) console.warn('skipped: no real data at ../shared/data');

let room: ReadingRoom;
beforeAll(async () => {
  room = await openReadingRoom();
});
afterAll(() => room.close());

const read = (
  path: string,
  columns: Columns,
  key: readonly string[],
  options: Parameters<typeof csvOrigin>[1] = {},
) => room.read(sourceOf(csvOrigin(path, options), columns, { key }), { projectFolder: DATA });

describe.skipIf(!existsSync(DATA))('real files', () => {
  it('subscriptions with a byte order mark and the day first', async () => {
    const columns: Columns = {
      subscription_id: 'text',
      start_date: 'date!',
      end_date: 'date',
      mrr_amount: 'money',
    };
    const result = await read('ravenstack_saas/ravenstack_subscriptions.csv', columns, ['subscription_id'], {
      dateOrder: 'DMY',
    });
    expect(result).toMatchObject({ rowsRead: 5000, rowsLoaded: 5000, findings: [] });
    expect(result.rows[0]).toEqual({
      ...{
        subscription_id: 'S-8cec59',
        start_date: '2023-12-23',
        end_date: '2024-04-12',
        mrr_amount: '2786.00',
      },
    });
  });

  it('21 usage rows repeat an id, each with the line of the first', async () => {
    const result = await read('ravenstack_saas/ravenstack_feature_usage.csv', { usage_id: 'text' }, [
      'usage_id',
    ]);
    expect(result).toMatchObject({ rowsRead: 25_000, rowsLoaded: 24_979 });
    expect(new Set(result.quarantined.first.map(({ code }) => code))).toEqual(new Set(['duplicate-key']));
    expect(result.quarantined.first[0]).toMatchObject({
      line: 4169,
      reason: 'the key usage_id is taken by line 770',
    });
  });

  it('11 customers have a space for their total charges, which is no charge known', async () => {
    const result = await read(
      'telco/telco.csv',
      { customerID: 'text', TotalCharges: 'money', Churn: 'boolean' },
      ['customerID'],
    );
    expect(result).toMatchObject({ rowsRead: 7043, rowsLoaded: 7043, findings: [] });
    expect(result.rows.filter((row) => row['TotalCharges'] === null)).toHaveLength(11);
  });

  it('invoices with the month first and a time lose digits of their prices, and say so', async () => {
    const columns: Columns = { InvoiceNo: 'text', InvoiceDate: 'date!', UnitPrice: 'money' };
    const result = await read('online_retail/online_retail_invoices.csv', columns, [], { dateOrder: 'MDY' });
    expect(result).toMatchObject({
      rowsLoaded: 25_943,
      findings: [{ code: 'digits-lost', data: { rows: 16_508 } }],
    });
  });
});
