import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../test/support/evaluate.ts';
import { ACCOUNT, findingsIn } from '../../test/support/definition-findings.ts';
import { sketchProject } from '../../test/support/sketch-project.ts';
import type { CalendarDate } from '../base/calendar-date.ts';
import type { Segmentation } from '../definitions/project.ts';
import type { Row } from '../engines/engine.ts';
import type { LearningRow, Ruling } from './method.ts';

const DAY = '2026-06-30' as CalendarDate;
const WHOLE_MAP = ['id: all, r: 1-5'];

function rfmOf(segments: readonly string[], more = '', attributes = {}): Segmentation {
  const yaml = [
    'kind: segmentation',
    'id: rfm',
    'entity: account',
    'method: rfm',
    'recency: days_since',
    'frequency: orders',
    'monetary: spent',
    ...(more === '' ? [] : [more]),
    'segments:',
    ...segments.map((segment) => `  - { ${segment} }`),
    'fallback: { id: rest }',
  ].join('\n');
  const types = { days_since: 'integer', orders: 'integer', spent: 'money', ...attributes };
  const [segmentation] = sketchProject(types, yaml).project.segmentations;
  if (!segmentation) throw new Error('no segmentation');
  return segmentation;
}

const GIVEN =
  'thresholds: { recency: [10, 20, 30, 40], frequency: [2, 3, 5, 9], monetary: [1, 10, 100.5, 1000] }';

function placeIn(ruling: Ruling, row: Row): string {
  return ruling.rules.find(({ when }) => evaluate(when, row, DAY) === true)?.segment ?? 'rest';
}

const rulingOf = ({ rules, score }: Segmentation): Ruling => ({ rules, ...(score ? { score } : {}) });
const scoreOf = ({ score }: Ruling, row: Row) => (score ? evaluate(score, row, DAY) : null);

/** What the engine would answer: the values on both sides of each quantile, by counting. */
function learningRow(columns: readonly (readonly bigint[])[], scores = 5): LearningRow {
  const entries = columns.flatMap((values, axis) => {
    const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const at = (position: number) => sorted[position]?.toString() ?? null;
    const cuts = Array.from({ length: scores - 1 }, (_, index) => index + 1);
    return [
      [`known_${axis}`, values.length],
      ...cuts.flatMap((cut) => {
        const position = Math.floor(((values.length - 1) * cut) / scores);
        return [
          [`lower_${axis}_${cut}`, at(position)],
          [`upper_${axis}_${cut}`, at(position + 1)],
        ];
      }),
    ];
  });
  return Object.fromEntries(entries) as LearningRow;
}

/** The score as R's rfm gives it, in fifths of exact numbers: below quantile + 1, and so on upwards. */
function scoreAsInR(values: readonly bigint[], value: bigint): number {
  const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const thresholds = [1, 2, 3, 4].map((cut) => {
    const steps = (values.length - 1) * cut;
    const low = sorted[Math.floor(steps / 5)] ?? 0n;
    const high = sorted[Math.floor(steps / 5) + 1] ?? low;
    return 5n * low + (high - low) * BigInt(steps % 5) + 5n;
  });
  return 1 + thresholds.filter((threshold) => 5n * value >= threshold).length;
}

describe('rfm with given thresholds', () => {
  it('scores recency downwards, the others upwards, at each edge', () => {
    const ruling = rulingOf(rfmOf(WHOLE_MAP, GIVEN));
    const score = (days_since: number, orders: number, spent: string) =>
      scoreOf(ruling, { days_since, orders, spent });
    expect(score(0, 1, '0.99')).toBe(511);
    expect(score(9, 2, '1.00')).toBe(522);
    expect(score(10, 4, '100.49')).toBe(433);
    expect(score(39, 8, '100.50')).toBe(244);
    expect(score(40, 9, '1000.00')).toBe(155);
    expect(scoreOf(ruling, { days_since: 3, orders: null, spent: '1.00' })).toBeNull();
  });

  it('writes rules over the attributes, each score range as its edges', () => {
    const { rules } = rfmOf(['id: best, r: 4-5, f: 5, m: 2-4', 'id: odd, cells: [111, 555]'], GIVEN);
    expect(rules.map(({ written }) => written?.text)).toEqual([
      'days_since < 20 and orders >= 9 and spent >= 1 and spent < 1000',
      '(days_since >= 40 and orders < 2 and spent < 1) or (days_since < 10 and orders >= 9 and spent >= 1000)',
    ]);
  });

  it('places by cells, ranges and conditions alike, the first that takes a cell', () => {
    const ruling = rulingOf(
      rfmOf(
        [
          'id: one, cells: 555',
          'id: two, when: r + f + m >= 12',
          'id: three, r: 4-5',
          "id: four, cells: '111-222'",
        ],
        GIVEN,
      ),
    );
    const at = (r: number, f: number, m: number) =>
      placeIn(ruling, {
        days_since: [99, 35, 25, 15, 5][r - 1] ?? null,
        orders: [1, 2, 4, 8, 20][f - 1] ?? null,
        spent: ['0.50', '5.00', '50.00', '500.00', '5000.00'][m - 1] ?? null,
      });
    expect([
      at(5, 5, 5),
      at(5, 5, 4),
      at(5, 5, 2),
      at(4, 1, 1),
      at(1, 5, 5),
      at(2, 2, 2),
      at(3, 1, 1),
    ]).toEqual(['one', 'two', 'two', 'three', 'four', 'four', 'rest']);
  });

  it('takes a date for recency, and values finer than days', () => {
    const { rules } = rfmOf(
      ['id: new, r: 5'],
      'thresholds: { recency: [7.5, 14, 21, 28], frequency: [2, 3, 5, 9], monetary: [1, 10, 100, 1000] }',
      { days_since: 'date' },
    );
    expect(rules[0]?.written?.text).toBe('days_between(days_since, as_of) < 8');
    const isNew = (day: string) => rules[0] && evaluate(rules[0].when, { days_since: day }, DAY);
    expect([isNew('2026-06-23'), isNew('2026-06-22')]).toEqual([true, false]);
  });
});

describe('rfm that learns', () => {
  it('is unknown of everybody before it has, and says its map', () => {
    const { rules, learning } = rfmOf(['id: best, r: 4-5, f: 5', 'id: rest_of_them, cells: [444-454, 111]']);
    expect(learning?.basis).toHaveLength(3);
    expect(rules.map(({ written }) => written?.text)).toEqual(['r 4-5, f 5', '444-454, 111']);
    for (const { when } of rules)
      expect(evaluate(when, { days_since: 1, orders: 1, spent: '1.00' }, DAY)).toBeNull();
  });

  it('learns nothing from nobody', () => {
    expect(rfmOf(WHOLE_MAP).learning?.learn([learningRow([[], [], []])], null)).toEqual({
      parameters: null,
      customers: 0,
    });
  });

  it('scores as R does whatever the values, ties equal', () => {
    const value = fc.bigInt({ min: -3n, max: 40n });
    const column = (size: number) => fc.array(value, { minLength: size, maxLength: size });
    const columns = fc
      .integer({ min: 1, max: 120 })
      .chain((size) => fc.tuple(column(size), column(size), column(size)));
    const { learning } = rfmOf(WHOLE_MAP);
    fc.assert(
      fc.property(columns, ([days, orders, cents]) => {
        const { parameters } =
          learning?.learn([learningRow([days, orders, cents.map((each) => each)])], null) ?? {};
        const ruling = learning?.rulesOf(parameters ?? null);
        if (!ruling) return;
        for (const [index, day] of days.entries()) {
          const row = {
            days_since: Number(day),
            orders: Number(orders[index]),
            spent: `${cents[index]}.00`,
          };
          const [r, f, m] = [days, orders, cents].map((values) => scoreAsInR(values, values[index] ?? 0n));
          expect(scoreOf(ruling, row)).toBe(100 * (6 - (r ?? 0)) + 10 * (f ?? 0) + (m ?? 0));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('never scores a better value lower, and ascends in its thresholds', () => {
    const values = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 2, maxLength: 60 });
    const scores = fc.integer({ min: 2, max: 9 });
    fc.assert(
      fc.property(values, scores, (money, count) => {
        const { learning } = rfmOf([`id: all, r: 1-${count}`], `scores: ${count}`, { spent: 'integer' });
        const learned = learning?.learn([learningRow([money, money, money], count)], null).parameters ?? null;
        const { monetary } = learned as { readonly monetary: readonly string[] };
        expect(monetary.map(Number)).toEqual(monetary.map(Number).toSorted((a, b) => a - b));
        const ruling = learning?.rulesOf(learned);
        const digits = money
          .toSorted((a, b) => (a < b ? -1 : 1))
          .map((each) =>
            ruling
              ? Number(scoreOf(ruling, { days_since: Number(each), orders: 0, spent: String(each) }))
              : 0,
          );
        const last = digits.map((digit) => digit % 10);
        const first = digits.map((digit) => Math.floor(digit / 100));
        expect(last).toEqual(last.toSorted((a, b) => a - b));
        expect(first).toEqual(first.toSorted((a, b) => b - a));
      }),
      { numRuns: 60 },
    );
  });

  it('covers every cell by a total map, and places exactly the cells claimed', () => {
    const cells = fc.array(fc.constantFrom('one', 'two', 'three', null), { minLength: 125, maxLength: 125 });
    const codes = Array.from(
      { length: 125 },
      (_, at) => `${Math.floor(at / 25) + 1}${(Math.floor(at / 5) % 5) + 1}${(at % 5) + 1}`,
    );
    fc.assert(
      fc.property(cells, (owners) => {
        const names = (['one', 'two', 'three'] as const).filter((name) => owners.includes(name));
        const ruling = rulingOf(
          rfmOf(
            names.map(
              (name) => `id: ${name}, cells: [${codes.filter((_, at) => owners[at] === name).join(', ')}]`,
            ),
            GIVEN,
          ),
        );
        for (const [at, code] of codes.entries()) {
          const [r = 1, f = 1, m = 1] = [...code].map(Number);
          const row = {
            days_since: [99, 35, 25, 15, 5][r - 1] ?? null,
            orders: [1, 2, 4, 8, 20][f - 1] ?? null,
            spent: ['0.50', '5.00', '50.00', '500.00', '5000.00'][m - 1] ?? null,
          };
          expect(placeIn(ruling, row)).toBe(owners[at] ?? 'rest');
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('the presets', () => {
  const FIVE = ['id: champions', 'id: loyal', 'id: promising', 'id: at_risk', 'id: dormant'];
  const cellsIn = (preset: string, segment: string) => {
    const { grid } = rfmOf(FIVE, `preset: ${preset}`);
    const claim = grid?.claims.find((one) => one.segment === segment);
    return [...(claim?.cells ?? [])].map((at) => grid?.cells[at]);
  };

  it('seed_002 maps 77 of 125 cells, as its table is written', () => {
    const sizes = ['champions', 'loyal', 'promising', 'at_risk', 'dormant'].map(
      (segment) => cellsIn('seed_002', segment).length,
    );
    expect(sizes).toEqual([1, 31, 6, 7, 32]);
    expect(cellsIn('seed_002', 'dormant')).toContain('155');
    expect(cellsIn('seed_002', 'loyal')).toContain('511');
  });

  it('repaired is total and keeps every corner that the table names', () => {
    const { grid } = rfmOf(FIVE, 'preset: repaired');
    expect(new Set(grid?.claims.flatMap(({ cells }) => [...cells])).size).toBe(125);
    const first = (code: string) =>
      grid?.claims.find(({ cells }) => cells.has(grid.cells.indexOf(code)))?.segment;
    expect(
      Object.fromEntries(
        ['555', '554', '444', '443', '433', '333', '322', '222', '111', '155', '511'].map((code) => [
          code,
          first(code),
        ]),
      ),
    ).toEqual({
      555: 'champions',
      554: 'loyal',
      444: 'loyal',
      443: 'promising',
      433: 'promising',
      333: 'at_risk',
      322: 'at_risk',
      222: 'dormant',
      111: 'dormant',
      155: 'at_risk',
      511: 'promising',
    });
  });
});

describe('mistakes', () => {
  const told = (lines: readonly string[], segments: readonly string[]) =>
    findingsIn(
      [
        'kind: segmentation',
        'id: a',
        'entity: account',
        'method: rfm',
        'recency: seats',
        'frequency: seats',
        'monetary: mrr',
        ...lines,
        'segments:',
        ...segments.map((segment) => `  - { ${segment} }`),
        `fallback: { id: z }\n${ACCOUNT}`,
      ].join('\n'),
    ).map(({ at, code, severity }) => `${at} ${severity} ${code}`);

  it('are placed where they stand, all at once', () => {
    expect(
      told(
        [],
        [
          'id: a1, cells: 556',
          'id: a2, cells: 555-111',
          'id: a3, r: 0-4, f: 6',
          'id: a4',
          'id: a5, cells: 111, r: 1',
          'id: a6, when: r > f and k = 1',
          'id: a7, when: mod >= 2',
        ],
      ).map((one) => one.replace(/:\d+ /, ' ')),
    ).toEqual([
      '9 error rfm-cells',
      '10 error rfm-cells',
      '11 error rfm-cells',
      '11 error rfm-cells',
      '12 error rfm-cells',
      '13 error rfm-cells',
      '14 error condition-unknown-name',
      '15 error condition-unknown-name',
    ]);
  });

  it('of thresholds, types and presets', () => {
    expect(told(['thresholds: { recency: [1, 2, 3], monetary: [1, 3, 2, 4] }'], ['id: b, r: 1'])).toEqual([
      '8:24 error rfm-thresholds',
      '8:45 error rfm-thresholds',
    ]);
    expect(told(['preset: repaired'], ['id: champions', 'id: loyal, r: 5'])).toEqual([
      '8:9 error rfm-preset',
      '11:21 error rfm-preset',
    ]);
    expect(told(['preset: repaired', 'scores: 4'], ['id: b'])[0]).toBe('8:9 error rfm-preset');
  });

  it('notes that a range of codes counts as numbers', () => {
    expect(told([], ["id: c, cells: '444-554'"])).toEqual(['9:21 note rfm-code-range']);
    expect(told([], ["id: c, cells: '444-445'"])).toEqual([]);
  });
});
