import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Clade, MetricResult, MetricsSheet } from '../../src/index.ts';
import { METRICS_FILES, METRICS_PROJECT } from '../support/metrics-project.ts';
import { testProject } from '../support/project.ts';

const [START, END] = ['2025-06-30', '2026-06-30'];

/** Both snapshots, so that who was where at the start is as published. */
async function published(files: Readonly<Record<string, string>> = METRICS_FILES) {
  const project = testProject(files);
  await project.clade.run({ asOf: START });
  await project.clade.run({ asOf: END });
  return project;
}

type Told = Awaited<ReturnType<Awaited<ReturnType<typeof published>>['clade']['metrics']>>;
const kept: { told?: Promise<Told> } = {};

/** The sheet of the forty accounts, made once. */
function worked(): Promise<Told> {
  kept.told ??= published().then(({ clade }) => clade.metrics());
  return kept.told;
}

/** Small, large and all of one metric: its digits, `few <base>`, or the reason why it is absent. */
function told(sheet: MetricsSheet | null, id: string): readonly string[] {
  const row = sheet?.metrics.find((metric) => metric.id === id);
  if (!sheet || !row) throw new Error(`no ${id}`);
  const at = (segment: string) => row.segments[sheet.segments.findIndex((one) => one.id === segment)];
  return [at('small'), at('large'), row.total].map((result) => (result ? said(result) : 'nowhere'));
}

function said(result: MetricResult): string {
  if (result.kind === 'value') return result.value;
  return result.kind === 'absent' ? result.reason : `few ${result.base}`;
}

/** Where everybody was on a day, and whether as a customer. */
async function placements(clade: Clade, folder: string, asOf: string) {
  const path = join(folder, `${asOf}.jsonl`);
  await clade.export({ segmentation: 'value', asOf, to: path });
  const rows = readFileSync(path, 'utf8').trim().split('\n');
  return new Map(
    rows.map((line) => {
      const { customer, segment, status } = JSON.parse(line) as Record<string, string>;
      return [customer, { segment, isCustomer: status === 'customer' }] as const;
    }),
  );
}

const numbers = (digits: readonly string[]) => digits.map(Number);

/*
 * The working. MRR on 2025-06-30 and on 2026-06-30, and revenue to date as months begun × amount:
 *
 *  accounts  MRR then  MRR now  to date each                              segment then → now
 *  a01–a06       200      200   30 × 200                        =  6000   large → large
 *  a07–a10       150      200   24 × 150 + 6 × 50 (overlap)     =  3900   large → large
 *  a11–a12       300      120   26 × 300 + 4 × 120              =  8280   large → large
 *  a13–a15       100        –   13 × 100                        =  1300   large → small, former
 *  a16           200      200   16 × 2400 / 12 (annual)         =  3200   large → large
 *  a17–a26        40       40   18 × 40                         =   720   small → small
 *  a27–a28        60      160   10 × 60 + 7 × 160               =  1720   small → large
 *  a29            50        –   12 × 600 / 12 (annual)          =   600   small → small, former
 *  a30             –       45   16 × 30 + 3 × 45 (reactivated)  =   615   small, former → small
 *  a31            70       70    9 × 70 + 5 × 70 (paused)       =   980   small → small
 *  a32–a35         –       80   10 × 80 (new, web)              =   800   small, prospect → small
 *  a36–a37         –      250    6 × 250 (new, outbound)        =  1500   small, prospect → large
 *  a38             –        –    5 × 90 (new and gone, outbound) =  450   small, prospect → small, former
 *  a39             –        –   a trial only                              prospect
 *  a40             –        –   nothing                                   prospect
 */
describe('the metrics of forty accounts, worked by hand', () => {
  it('sizes and revenue on the day', async () => {
    const { value } = await worked();
    expect([value?.asOf, value?.period, value?.start.kind]).toEqual([
      END,
      { from: START, to: END },
      'snapshot',
    ]);
    // Large: 6 + 4 + 2 + 1 + 2 + 2. Small: 10 + a30 + a31 + 4.
    expect(told(value, 'customers')).toEqual(['16', '17', '33']);
    expect(numbers(told(value, 'share'))).toEqual([16 / 33, 17 / 33, 1]);
    // Large: 6×200 + 4×200 + 2×120 + 200 + 2×160 + 2×250. Small: 10×40 + 45 + 70 + 4×80.
    expect(told(value, 'mrr')).toEqual(['835.000000', '3260.000000', '4095.000000']);
    expect(told(value, 'arr')).toEqual(['10020.000000', '39120.000000', '49140.000000']);
    expect(numbers(told(value, 'contribution'))).toEqual([835 / 4095, 3260 / 4095, 1]);
    // 835/16, 3260/17, 4095/33.
    expect(told(value, 'arpa')).toEqual(['52.187500', '191.764706', '124.090909']);
    // Since the snapshot of a year before: a13–a15 down; a27, a28, a36, a37 up; nobody is new on the list.
    expect(told(value, 'joined')).toEqual(['3', '4', '0']);
    expect(told(value, 'left')).toEqual(['4', '3', '0']);
  });

  it('churn, retention and revenue retention, of those who were there at the start', async () => {
    const { value } = await worked();
    // Large at the start: 16 customers with 2900; a13–a15 are gone. Small: 14 with 640; a29 is gone. a31 was away
    // and is back, a30 was away at the start: neither is lost. a38 came and went within: in no cohort.
    expect(numbers(told(value, 'churn'))).toEqual([1 / 14, 3 / 16, 4 / 30]);
    expect(numbers(told(value, 'retention'))).toEqual([13 / 14, 13 / 16, 26 / 30]);
    // Large: 2900 + 4×50 − 2×180 − 3×100 = 2440. Small: 640 + 2×100 − 50 = 790.
    expect(numbers(told(value, 'nrr'))).toEqual([790 / 640, 2440 / 2900, 3230 / 3540]);
    // The same without what grew: 2900 − 360 − 300, 640 − 50.
    expect(numbers(told(value, 'grr'))).toEqual([590 / 640, 2240 / 2900, 2830 / 3540]);
    expect(numbers(told(value, 'expansion-rate'))).toEqual([200 / 640, 200 / 2900, 400 / 3540]);
  });

  it('membership at the end would give churn the wrong sign', async () => {
    const { clade, folder } = await published();
    const { value } = await clade.metrics();
    const [then, now] = [await placements(clade, folder, START), await placements(clade, folder, END)];
    const atEnd = (segment: string) => {
      const there = [...then].filter(([id, one]) => one.isCustomer && now.get(id)?.segment === segment);
      return there.filter(([id]) => !now.get(id)?.isCustomer).length / there.length;
    };
    // Who left pays nothing now, so all of them are in the lower band.
    expect([atEnd('small'), atEnd('large')]).toEqual([4 / 15, 0]);
    const [small = 0, large = 0] = numbers(told(value, 'churn'));
    expect(Math.sign(large - small)).toBe(1);
    expect(Math.sign(atEnd('large') - atEnd('small'))).toBe(-1);
  });

  it('lifetime value to date, at a margin of 0.8', async () => {
    const { value } = await worked();
    // Sums to date: large 6×6000 + 4×3900 + 2×8280 + 3200 + 2×1720 + 2×1500 = 77800 of 17;
    // small 3×1300 + 10×720 + 600 + 615 + 980 + 4×800 + 450 = 16945 of 21, former customers among them.
    expect(told(value, 'ltv')).toEqual([
      '645.523810', // 13556 / 21
      '3661.176471', // 62240 / 17
      '1994.631579', // 75796 / 38
    ]);
    // In order, large: 1500 ×2, 1720 ×2, 3200, 3900 ×4, 6000 ×6, 8280 ×2: fifth, ninth and thirteenth.
    // Small: 450, 600, 615, 720 ×10, 800 ×4, 980, 1300 ×3: sixth, eleventh and sixteenth.
    expect(told(value, 'ltv-lower-quartile')).toEqual(['576.000000', '2560.000000', '576.000000']);
    expect(told(value, 'ltv-median')).toEqual(['576.000000', '3120.000000', '1040.000000']);
    expect(told(value, 'ltv-upper-quartile')).toEqual(['640.000000', '4800.000000', '3120.000000']);
  });

  it('NPS of the latest answer of each respondent', async () => {
    const { value, findings } = await worked();
    // Large: 9 (not the 3 before it), 10, 8, 6, 9, 9, 2; the 10 of a year ago no longer counts: (4 − 2) / 7.
    // Small: 10, 5, 9 (of 7 and 9 on one day the higher), 0, 10; the 11 and the day after do not count: (3 − 2) / 5.
    expect(numbers(told(value, 'nps'))).toEqual([20, 200 / 7, 25]);
    const codes = findings.map(({ code, data }) => [code, Object.values(data ?? {})[0]]);
    expect(codes).toContainEqual(['rows-of-nobody', 1]);
    expect(codes).toContainEqual(['answers-outside-scale', 1]);
  });

  it('deals closed in the period', async () => {
    const { value, findings } = await worked();
    // Large: 5 won, 2 lost; the deal of 2025-06-30 is of the period before. Small: 3 and 3. The last is not closed yet.
    expect(numbers(told(value, 'win-rate'))).toEqual([3 / 6, 5 / 7, 8 / 13]);
    // Large: (3000 + 3600.50 + 1920 + 1920 + 600) / 5; all: 14040.50 / 8. Fewer than five say nothing.
    expect(told(value, 'deal-size')).toEqual(['few 3', '2208.100000', '1755.062500']);
    // 600, 1920, 1920, 3000, 3600.50; all eight: halfway between 1080 and 1920.
    expect(told(value, 'deal-size-median')).toEqual(['few 3', '1920.000000', '1500.000000']);
    // 20, 30, 60, 60, 90 days; all: 20, 30, 30, 30, 60, 60, 90. One has no day of opening.
    expect(told(value, 'time-to-close')).toEqual(['few 2', '60', '30']);
    expect(findings.map(({ code }) => code)).toContain('deals-untimed');
  });

  it('what new customers cost, by the channel they came through', async () => {
    const { value, findings } = await worked();
    // In the period: web 300 + 420, outbound 1000, events 150. Web won a32–a35, outbound a36, a37 (large), a38 (small).
    // Small: (720 + 1000 × 1/3) / 5. All: 1870 / 7, with the 150 that won nobody.
    expect(told(value, 'cac')).toEqual(['210.666667', 'few 2', '267.142857']);
    expect(numbers(told(value, 'payback'))).toEqual([
      210.666667 / (52.1875 * 0.8),
      Number.NaN,
      267.142857 / (124.090909 * 0.8),
    ]);
    expect(findings.find(({ code }) => code === 'spend-without-customers')?.message).toContain('150.000000');
  });

  it('intervals, as calculated apart', async () => {
    const { value } = await worked();
    const large = (id: string) => {
      const result = value?.metrics.find((metric) => metric.id === id)?.segments[1];
      return result?.kind === 'value' ? [result.interval?.low, result.interval?.high] : [];
    };
    const near = (id: string, low: number, high: number) => {
      const [from = 0, to = 0] = large(id);
      expect(from).toBeCloseTo(low, 5);
      expect(to).toBeCloseTo(high, 5);
    };
    near('churn', 0.065916, 0.430089); // Wilson, 3 of 16
    near('arpa', 173.656306, 209.873106); // t with 16 degrees of freedom
    near('nrr', 0.619899, 1.06286); // t over 2440 / 2900 of 16 customers
    near('nps', -59.398949, 100); // t with 6 degrees of freedom, cut off at 100
    near('ltv-median', 2560, 4800); // between the fifth and the thirteenth of 17
    expect(large('mrr')).toEqual([undefined, undefined]);
  });
});

describe('where the figures come from', () => {
  it('places again as of the start where nothing was published then, with the same numbers', async () => {
    const { clade } = testProject(METRICS_FILES);
    await clade.run({ asOf: END });
    const { value } = await clade.metrics();
    expect(value?.start).toEqual({ kind: 'placed-again', asOf: START });
    expect(numbers(told(value, 'churn'))).toEqual([1 / 14, 3 / 16, 4 / 30]);
    expect(numbers(told(value, 'nrr'))).toEqual([790 / 640, 2440 / 2900, 3230 / 3540]);
    expect(told(value, 'joined')).toEqual(
      Array.from({ length: 3 }, () => 'There is no snapshot before this one.'),
    );
  });

  it('counts the period from a snapshot some days older than its start', async () => {
    const { clade } = testProject(METRICS_FILES);
    await clade.run({ asOf: '2025-06-25' });
    await clade.run({ asOf: END });
    expect((await clade.metrics()).value?.start).toMatchObject({ kind: 'snapshot', asOf: '2025-06-25' });
    const shorter = await clade.metrics({ period: '51w' });
    expect(shorter.value?.start).toEqual({ kind: 'placed-again', asOf: '2025-07-08' });
  });

  it('tells a rule over what is known only as loaded from a number', async () => {
    const { clade } = testProject({
      ...METRICS_FILES,
      'clade.yaml': METRICS_PROJECT.replace(
        'history: fixed, from: accounts.channel',
        'from: accounts.channel',
      )
        .replace('attribute: mrr\nsegments:\n', 'segments:\n')
        .replace('method: bands', 'method: rules')
        .replace('from: 0 }', "when: channel = 'web' }")
        .replace('from: 100 }', "when: channel = 'outbound' }"),
    });
    await clade.run({ asOf: END });
    const { value } = await clade.metrics();
    const [small = ''] = told(value, 'churn');
    expect(small).toBe(
      'Who was in which segment of `value` on 2025-06-30 leans on what is not known of that day: `channel` (the data says what is true when it is loaded, not what was).',
    );
    // Of everybody together it is known.
    expect(Number(told(value, 'churn')[2])).toBe(4 / 30);
    expect(told(value, 'nrr')[1]).toBe(small);
    expect(Number(told(value, 'nrr')[2])).toBe(3230 / 3540);
    expect(value?.start).toEqual({ kind: 'unknown', reason: small });
    expect(told(value, 'customers')).toEqual(['31', '2', '33']);
  });

  it('does not place again by a definition that has changed since', async () => {
    const { clade, write } = testProject(METRICS_FILES);
    await clade.run({ asOf: END });
    write('clade.yaml', METRICS_PROJECT.replace('from: 100 }', 'from: 110 }'));
    const { value } = await clade.metrics();
    expect(told(value, 'churn')[0]).toContain('has changed since the snapshot of 2026-06-30');
    expect(Number(told(value, 'churn')[2])).toBe(4 / 30);
    expect(told(value, 'mrr')).toEqual(['835.000000', '3260.000000', '4095.000000']);
  });

  it('says which blocks are not there', async () => {
    const { clade } = await published({
      ...METRICS_FILES,
      'clade.yaml': METRICS_PROJECT.slice(0, METRICS_PROJECT.lastIndexOf('---')),
    });
    const { value } = await clade.metrics();
    expect(told(value, 'nps')[0]).toBe(
      '`account` has no definition of kind `metrics`, which would say where answers come from.',
    );
    expect(told(value, 'mrr')).toEqual(['835.000000', '3260.000000', '4095.000000']);
    const partly = await published({
      ...METRICS_FILES,
      'clade.yaml': METRICS_PROJECT.replace('margin: 0.8\n', '').replace(/spend: .*\n$/, ''),
    });
    const { value: sheet } = await partly.clade.metrics();
    expect(told(sheet, 'ltv')[0]).toBe('The metrics of `account` give no `margin`.');
    expect(told(sheet, 'cac')[0]).toBe(
      'The metrics of `account` do not say where money is spent to win customers (`spend`).',
    );
  });

  it('takes historic revenue from a source of its own where one is named', async () => {
    const { clade } = await published({
      ...METRICS_FILES,
      'clade.yaml': METRICS_PROJECT.replace(
        'margin: 0.8\n',
        'margin: 0.5\nrevenue: { source: bills, by: account, date: day, amount: amount }\n',
      ).concat(
        '---\n{ kind: source, id: bills, file: data/bills.csv, key: bill, columns: { bill: text, account: text, day: date, amount: { type: decimal, scale: 2 } } }\n',
      ),
      'data/bills.csv': `bill,account,day,amount\n${['a01', 'a02', 'a03', 'a04', 'a05'].map((id, index) => `b${index},${id},2026-06-30,${index + 1}0.10`).join('\n')}\nb9,a01,2026-07-01,500\n`,
    });
    const { value } = await clade.metrics();
    // (10.10 + 20.10 + 30.10 + 40.10 + 50.10) / 5 × 0.5; who has no bill is not known, since the source says nothing of everybody.
    expect(told(value, 'ltv')).toEqual(['few 0', '15.050000', '15.050000']);
  });

  it('says where a file is no longer what the snapshot was made from', async () => {
    const { clade, write } = await published();
    const lines = METRICS_FILES['data/lines.csv'] ?? '';
    write('data/lines.csv', lines.replace('a01-0,a01,2024-01-01,,200.00', 'a01-0,a01,2024-01-01,,210.00'));
    const { value, findings } = await clade.metrics();
    expect(findings.filter(({ code }) => code === 'source-changed').map(({ message }) => message)).toEqual([
      "`lines` is no longer what the snapshot of 2026-06-30 was made from: its figures are of today's file, the segments of the one before.",
    ]);
    expect(told(value, 'mrr')[2]).toBe('4105.000000');
  });

  it('names what it does not know', async () => {
    const { clade } = testProject(METRICS_FILES);
    expect((await clade.metrics()).findings.map(({ code }) => code)).toContain('nothing-published');
    await clade.run({ asOf: END });
    expect((await clade.metrics({ segmentation: 'valeu' })).findings[0]?.hint).toBe('Did you mean `value`?');
    expect((await clade.metrics({ asOf: '2020-01-01' })).findings[0]?.code).toBe('no-snapshot');
    expect((await clade.metrics({ period: 'long' })).findings[0]?.code).toBe('input');
  });
});
