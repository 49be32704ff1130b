import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csvOf, filesFor } from '../support/init-files.ts';

const range = (count: number) => Array.from({ length: count }, (_, index) => index);
const day = (offset: number) =>
  new Date(Date.UTC(2025, 0, 1) + offset * 86_400_000).toISOString().slice(0, 10);
/** One of `count`, the first more often than the last. */
const skewed = (n: number, count: number) => Math.floor((((n * 7919) % 1000) / 1000) ** 2 * count);
const german = (iso: string) => iso.split('-').toReversed().join('.');

/** A shop as a spreadsheet exports it: semicolons, decimal commas, Latin-1, and one customer told twice. */
function germanShop() {
  const customers = range(120).map((n) => [
    ...[`K${1000 + n}`, `Möbel Jürgen ${n}`, n % 3 === 0 ? 'Köln' : 'München', german(day((n * 7) % 300))],
  ]);
  const orders = range(900).map((n) => [
    ...[
      `B${n}`,
      `K${1000 + skewed(n, 118)}`,
      german(day(40 + (n % 300))),
      `${(n % 37) * 11 + 5},${String(n % 100).padStart(2, '0')}`,
    ],
  ]);
  const visits = range(2000).map((n) => [
    `K${1000 + skewed(n, 110)}`,
    german(day(100 + (n % 240))),
    n % 5 === 0 ? 'Katalog' : 'Suche',
  ]);
  const text = (rows: readonly (readonly unknown[])[]) =>
    Buffer.from(csvOf(rows, ';').replaceAll('\n', '\r\n'), 'latin1');
  return {
    'kunden.csv': text([['Kundennummer', 'Name', 'Region', 'Kunde seit'], ...customers, customers[5] ?? []]),
    'bestellungen.csv': text([['Bestellnr', 'Kundennummer', 'Bestelldatum', 'Betrag EUR'], ...orders]),
    'besuche.csv': text([['Kundennummer', 'Datum', 'Aktion'], ...visits]),
  };
}

describe('clade init', () => {
  it('reads three tables of a spreadsheet and places everybody, with no word but the files', async () => {
    const shop = filesFor(germanShop());
    const { value, findings } = await shop.init();
    expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
    expect(value).toMatchObject({ customers: 120, entity: 'customer', primary: 'rfm', asOf: day(339) });
    expect(value?.segmentations.map(({ id }) => id)).toEqual([
      'value',
      'rfm',
      'usage',
      'lifecycle',
      'region',
    ]);
    const project = shop.open(shop.to);
    expect((await project.check()).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const ran = await project.run();
    expect(ran.findings.filter(({ code }) => code === 'rows-quarantined')).toMatchObject([
      { data: { quarantined: 1, read: 121 } },
    ]);
    expect(ran.findings.filter(({ code }) => code === 'largest-share' || code === 'fallback-share')).toEqual(
      [],
    );
    for (const { customers } of ran.value?.segmentations ?? []) expect(customers).toBe(120);
  });

  it('says beside the line what it saw and assumed', async () => {
    const shop = filesFor(germanShop());
    await shop.init();
    const text = (name: string) => readFileSync(join(shop.to, name), 'utf8');
    expect(text('sources.yaml')).toContain(
      `csv: { separator: ";", encoding: latin-1, decimalMark: ",", dateOrder: DMY }`,
    );
    expect(text('sources.yaml')).toMatch(/key: kundennummer +# 1 of 121 rows repeat a key/);
    expect(text('clade.yaml')).toMatch(/currency: EUR +# from the header `Betrag EUR` of bestellungen\.csv/);
    expect(text('segmentations.yaml')).toContain(`when: region = 'Köln'`);
    for (const name of readdirSync(shop.to).filter((file) => file.endsWith('.yaml')))
      expect(text(name).split('\n')[0]).toBe('# yaml-language-server: $schema=clade.schema.json');
    expect(JSON.parse(text('clade.schema.json'))).toHaveProperty('$schema');
  });

  it('refuses a folder that holds a project, a file that is not there and one without customers', async () => {
    const shop = filesFor(germanShop());
    mkdirSync(shop.to);
    writeFileSync(join(shop.to, 'clade.yaml'), 'mine');
    expect((await shop.init()).findings).toMatchObject([{ code: 'project-exists' }]);
    expect(readFileSync(join(shop.to, 'clade.yaml'), 'utf8')).toBe('mine');
    expect((await shop.open(shop.root).init({ to: 'new', files: ['nowhere.csv'] })).findings).toMatchObject([
      { code: 'file-not-found' },
    ]);
    const flowers = filesFor({ 'iris.csv': 'length,width,species\n1.5,2.5,a\n1.5,2.5,a\n3.5,4.5,b\n' });
    expect((await flowers.init()).findings).toMatchObject([{ code: 'no-customers' }]);
    expect(existsSync(flowers.to)).toBe(false);
  });

  it('goes on without a file it cannot read, and says so', async () => {
    const shop = filesFor({
      ...germanShop(),
      'notes.txt': 'Some words of mine,\nnot a table at all\n',
      'broken.parquet': 'PAR1 is not enough',
      'history.txt': ' 0001 19970101  2   29.33\n 0001 19970118  2   29.73\n',
    });
    const { value, findings } = await shop.init();
    expect(value?.primary).toBe('rfm');
    expect(findings.filter(({ severity }) => severity === 'warning').map(({ code }) => code)).toEqual([
      ...['not-readable', 'spaces-between'],
    ]);
    expect(value?.copied).toEqual(['data/kunden.csv', 'data/bestellungen.csv', 'data/besuche.csv']);
    expect(value?.leftOut.join(' ')).toContain('notes.txt is not used');
    expect(readFileSync(join(shop.to, 'clade.yaml'), 'utf8')).toContain('# Not used: "history.txt"');
  });

  it('overwrites nothing, and leaves nothing behind where it fails', async () => {
    const shop = filesFor({ 'kunden.csv': germanShop()['kunden.csv'] });
    mkdirSync(join(shop.to, 'data'), { recursive: true });
    writeFileSync(join(shop.to, 'data', 'kunden.csv'), 'mine');
    expect((await shop.init()).findings).toMatchObject([{ code: 'file-in-the-way' }]);
    expect(readdirSync(shop.to)).toEqual(['data']);
    const packed = filesFor({ 'customers.csv': Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]) });
    expect((await packed.init()).value).toBeNull();
    expect(existsSync(packed.to)).toBe(false);
  });

  it('leaves files that lie in the folder already where they are', async () => {
    const shop = filesFor({
      'customers.csv': csvOf([
        ['customer_id', 'plan'],
        ...range(60).map((n) => [`c${n}`, n % 2 ? 'free' : 'paid']),
      ]),
    });
    const { value } = await shop.open(shop.from).init({ to: '.', files: ['customers.csv'] });
    expect(value).toMatchObject({ copied: [], customers: 60 });
    expect(readFileSync(join(shop.from, 'sources.yaml'), 'utf8')).toContain('file: customers.csv');
  });

  it('asks what it cannot know, and takes the answer', async () => {
    const asked: string[] = [];
    const answers: Readonly<Record<string, string>> = {
      currency: 'CHF',
      asOf: '2026-03-31',
      'dates:visits': 'MDY',
    };
    const shop = filesFor(
      {
        'customers.csv': csvOf([
          ['customer_id', 'monthly_fee'],
          ...range(80).map((n) => [`c${n}`, (n % 20) * 5 + 10]),
        ]),
        'visits.csv': csvOf([
          ['customer_id', 'date'],
          ...range(400).map((n) => [`c${n % 77}`, `0${1 + (n % 9)}/0${1 + (n % 8)}/2026`]),
        ]),
      },
      { ask: ({ id, fallback }) => (asked.push(id), Promise.resolve(answers[id] ?? fallback)) },
    );
    const { value } = await shop.init();
    expect(asked).toEqual(['dates:visits', 'currency']);
    expect(value?.asOf).toBe('2026-09-08');
    expect(readFileSync(join(shop.to, 'sources.yaml'), 'utf8')).toContain('dateOrder: MDY');
    expect(readFileSync(join(shop.to, 'clade.yaml'), 'utf8')).toContain('currency: CHF');
  });

  it('makes a book of subscriptions, of one entity and through it, and asks what an amount is for', async () => {
    const accounts = range(90).map((n) => [`a${n}`, n % 2 ? 'north' : 'south', day(n)]);
    const lines = range(200).map((n) => [
      ...[`s${n}`, `a${n % 90}`, day(n % 120), n % 9 === 0 ? day(200 + (n % 30)) : ''],
      ...[(n % 10) * 120 + 240, n % 3 ? 'monthly' : 'annual', n % 17 === 0],
    ]);
    const usage = range(900).map((n) => [`s${skewed(n, 190)}`, day(100 + (n % 140)), `f${n % 6}`]);
    const files = {
      'acme_accounts.csv': csvOf([['account_id', 'region', 'signed_up'], ...accounts]),
      'acme_subscriptions.csv': csvOf([
        ['subscription_id', 'account_id', 'start_date', 'end_date', 'fee', 'billing', 'is_trial'],
        ...lines,
      ]),
      'acme_usage.csv': csvOf([['subscription_id', 'used_on', 'feature'], ...usage]),
    };
    const text = async (period: string) => {
      const shop = filesFor(files, {
        ask: ({ id, fallback }) => Promise.resolve(id === 'period' ? period : fallback),
      });
      const { value } = await shop.init();
      expect(value).toMatchObject({ entity: 'account', primary: 'value' });
      const { value: ran } = await shop.open(shop.to).run();
      const money = ran?.segmentations[0]?.segments.reduce((sum, one) => sum + Number(one.money), 0) ?? 0;
      return { customers: readFileSync(join(shop.to, 'customers.yaml'), 'utf8'), money };
    };
    const [billed, monthly] = [await text('billing'), await text('month')];
    expect(billed.customers).toContain('period: { column: billing, months: { "monthly": 1, "annual": 12 } }');
    expect(billed.customers).toContain('belongsTo: { entity: account, column: account_id }');
    expect(billed.customers).toContain('kind: metrics');
    expect(monthly.customers).toMatch(/period: month +# as answered/);
    // By hand: lines that run on the last day, are no trial; annual ones a twelfth of it or all of it.
    const last = lines.reduce((most, [, , start]) => (String(start) > most ? String(start) : most), day(239));
    const live = lines.filter(
      ([, , start, end, , , trial]) => !trial && String(start) <= last && (end === '' || String(end) > last),
    );
    const sum = (share: number) =>
      live.reduce(
        (total, [, , , , fee, billing]) => total + Number(fee) * (billing === 'annual' ? share : 1),
        0,
      );
    expect([billed.money, monthly.money].map(Math.round)).toEqual([sum(1 / 12), sum(1)].map(Math.round));
  });

  it('makes no lens of what is constant, mostly missing, an id or of 200 values', async () => {
    const rows = range(400).map((n) => [
      `c${n}`,
      'one',
      n % 50 === 0 ? 'x' : '',
      `r${n % 210}`,
      n % 4 ? 'north' : 'south',
      `ref-${n}`,
    ]);
    const shop = filesFor({
      'customers.csv': csvOf([
        ['customer_id', 'plan', 'channel', 'industry', 'region', 'reference_no'],
        ...rows,
      ]),
    });
    const { value } = await shop.init();
    expect(value?.segmentations.map(({ id }) => id)).toEqual(['region']);
    expect(value?.leftOut.join(' ')).toMatch(/plan: not used, the same in every row/);
  });

  it('reads JSON lines, and customers that are known from their orders only', async () => {
    const orders = range(600).map((n) =>
      JSON.stringify({
        order_id: `o${n}`,
        customer_id: `c${skewed(n, 97)}`,
        ordered_on: day(n % 200),
        total: (n % 50) + 0.5,
      }),
    );
    const shop = filesFor({ 'orders.jsonl': `${orders.join('\n')}\n` });
    const { value } = await shop.init();
    expect(value).toMatchObject({ copied: ['data/orders.jsonl', 'data/customers.csv'], primary: 'rfm' });
    expect((await shop.open(shop.to).run()).value?.segmentations.length).toBeGreaterThan(1);
  });
});
