import type { Chart } from '../../src/charts/chart.ts';
import type { charts } from '../../src/charts/index.ts';

type Charts = typeof charts;
type DataOf<One> = One extends Chart<infer Data> ? Data : never;

/** Data of every kind a chart must bear; a chart without examples does not compile. */
export type ChartExamples = { readonly [Id in keyof Charts]: Readonly<Record<string, DataOf<Charts[Id]>>> };

const HOSTILE = '<script>alert("x")</script> & `code` \u202e\u0000 \'quoted\'';
const LONG =
  'Customers who bought the large plan long before anybody else did and never once called the support desk';
const WIDE_LETTERS = 'WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW';
const TITLES = ['Small', LONG, HOSTILE, WIDE_LETTERS, '日本語の長い名前はここにあります', '🚀 Rocket', ''];

const everyCell = (scores: number, segmentOf: (index: number) => number | null) =>
  Array.from({ length: scores ** 3 }, (_, index) => ({
    recency: Math.floor(index / (scores * scores)) + 1,
    frequency: (Math.floor(index / scores) % scores) + 1,
    monetary: (index % scores) + 1,
    segment: segmentOf(index),
    customers: (index * 37) % 230,
  }));

const WORDS = ['negligible', 'small', 'medium', 'large'] as const;

const TRANSITIONS: ChartExamples['transition-matrix'][string] = {
  counted: 'customers',
  tells: 'customers',
  currency: 'EUR',
  rows: [
    { title: 'Small', customers: 900, same: 0 },
    { title: 'Given up', customers: 5, same: null },
    { title: 'New customers', customers: 3, same: null },
  ],
  columns: [
    { title: 'Small', customers: 850 },
    { title: 'Large', customers: 33 },
    { title: 'Former customers', customers: 25 },
  ],
  cells: [
    { row: 0, column: 0, customers: 850, share: 850 / 900, change: '1234.500000' },
    { row: 0, column: 1, customers: 25, share: 25 / 900, change: '99999.000000' },
    { row: 0, column: 2, customers: 25, share: 25 / 900, change: '-45000.000000' },
    { row: 1, column: 1, customers: 5, share: null, change: '0.000000' },
    { row: 2, column: 1, customers: 3, share: null, change: '300.000000' },
  ],
};

export const chartExamples: ChartExamples = {
  'size-bars': {
    usual: {
      currency: 'EUR',
      segments: [
        { title: 'Small', isFallback: false, customers: 1200, money: '12000.50' },
        { title: 'Large', isFallback: false, customers: 30, money: '999999999999.99' },
        { title: 'Others', isFallback: true, customers: 0, money: null },
      ],
    },
    hostile: {
      currency: null,
      segments: TITLES.map((title, index) => ({
        title,
        isFallback: index === TITLES.length - 1,
        customers: 10 ** (index + 2),
        money: null,
      })),
    },
    nothing: {
      currency: 'USD',
      segments: [{ title: 'Nobody', isFallback: true, customers: 0, money: null }],
    },
    owing: {
      currency: 'USD',
      segments: [
        { title: 'Paying', isFallback: false, customers: 3, money: '10' },
        { title: 'Owed to', isFallback: true, customers: 1, money: '-40.00' },
      ],
    },
  },
  'rule-truth': {
    usual: {
      counted: 'listed',
      rules: [
        { segment: 'Power', trueCount: 500, unknownCount: 300, falseCount: 200, takenCount: 500 },
        { segment: 'Active', trueCount: 600, unknownCount: 0, falseCount: 400, takenCount: 150 },
      ],
    },
    hostile: {
      counted: 'listed',
      rules: TITLES.map((segment) => ({
        segment,
        trueCount: 0,
        unknownCount: 1_000_000,
        falseCount: 0,
        takenCount: 0,
      })),
    },
    nothing: {
      counted: 'listed',
      rules: [{ segment: 'None', trueCount: 0, unknownCount: 0, falseCount: 0, takenCount: 0 }],
    },
  },
  'overlap-matrix': {
    usual: {
      counted: 'listed',
      rules: [
        { segment: 'First', trueCount: 500, lost: [] },
        { segment: 'Second', trueCount: 400, lost: [{ to: 0, customers: 10 }] },
        {
          segment: 'Third',
          trueCount: 300,
          lost: [
            { to: 0, customers: 100 },
            { to: 1, customers: 200 },
          ],
        },
      ],
    },
    hostile: {
      counted: 'listed',
      rules: [...TITLES, ...TITLES].map((segment, index) => ({
        segment,
        trueCount: 1_234_567,
        lost: index === 0 ? [] : [{ to: index - 1, customers: 1_234_567 }],
      })),
    },
    alone: { counted: 'listed', rules: [{ segment: 'Only', trueCount: 3, lost: [] }] },
  },
  gorge: {
    usual: {
      segments: [
        { title: 'First', counts: [700, 10, 0, 3, 20, 267] },
        { title: 'Second', counts: [300, 0, 0, 3, 30, 667] },
      ],
    },
    hostile: {
      segments: [...TITLES, ...TITLES].map((title, at) => ({
        title,
        counts: Array.from({ length: 20 }, (_, step) => (at === 0 ? 0 : 1_234_567 * step)),
      })),
    },
    alone: { segments: [{ title: 'Only', counts: [] }] },
  },
  'boundary-map': {
    usual: {
      segments: [
        { title: 'First', customers: 500, towards: [0, 20, 3] },
        { title: 'Second', customers: 400, towards: [300, 0, 0] },
        { title: 'Third', customers: 0, towards: [0, 0, 0] },
      ],
    },
    hostile: {
      segments: [...TITLES, ...TITLES].map((title, at) => ({
        title,
        customers: 1_234_567,
        towards: [...TITLES, ...TITLES].map((_, to) => (to === at ? 0 : 1_234_567)),
      })),
    },
    alone: { segments: [{ title: 'Only', customers: 3, towards: [0] }] },
  },
  'rfm-map': {
    usual: {
      counted: 'customers',
      scores: 5,
      segments: ['Champions', 'Loyal', 'Dormant'],
      cells: everyCell(5, (index) => (index % 7 === 0 ? null : index % 3)),
    },
    nine: { counted: 'customers', scores: 9, segments: TITLES, cells: everyCell(9, (index) => index % 7) },
    two: { counted: 'customers', scores: 2, segments: ['All'], cells: everyCell(2, () => 0) },
    nobody: {
      counted: 'customers',
      scores: 3,
      segments: ['All'],
      cells: everyCell(3, () => null).map((cell) => ({ ...cell, customers: 0 })),
    },
  },
  'size-history': {
    usual: {
      counted: 'customers',
      dates: [
        { date: '2026-01-31', day: 20_484 },
        { date: '2026-02-28', day: 20_512 },
        { date: '2026-06-30', day: 20_634 },
      ],
      segments: [
        { title: 'Small', customers: [100, 120, 90] },
        { title: 'New since', customers: [null, null, 12_345] },
        { title: 'Gone', customers: [5, 4, null] },
      ],
    },
    hostile: {
      counted: 'customers',
      dates: [{ date: '2026-01-31', day: 20_484 }],
      segments: TITLES.map((title) => ({ title, customers: [0] })),
    },
  },
  'profile-heat-map': {
    usual: {
      segments: ['Self-serve', 'SMB', 'Enterprise'],
      attributes: [
        {
          title: 'Seats',
          formed: false,
          cells: [
            { strength: -0.62, word: 'large', isMarker: true },
            { strength: 0.05, word: 'negligible', isMarker: false },
            null,
          ],
        },
        {
          title: 'Revenue',
          formed: true,
          cells: [
            { strength: -1, word: 'large', isMarker: true },
            { strength: 0.2, word: 'small', isMarker: false },
            { strength: 1, word: 'large', isMarker: true },
          ],
        },
      ],
    },
    hostile: {
      segments: [...TITLES, ...TITLES],
      attributes: TITLES.map((title, row) => ({
        title,
        formed: row === 0,
        cells: [...TITLES, ...TITLES].map((_, index) => ({
          strength: (index - 6) / 7,
          word: WORDS[index % 4] ?? 'small',
          isMarker: index % 2 === 0,
        })),
      })),
    },
  },
  'level-splits': {
    usual: {
      levels: [
        {
          ...{ title: '1 group', notes: ['no groups'], isMarked: false },
          groups: [{ number: 1, share: 1, origins: [] }],
        },
        {
          ...{ title: '2 groups', notes: ['natural', 'recommended'], isMarked: true },
          groups: [
            { number: 1, share: 0.7, origins: [{ number: 1, share: 1 }] },
            { number: 2, share: 0.3, origins: [{ number: 1, share: 1 }] },
          ],
        },
        {
          ...{ title: '3 groups', notes: ['constructed'], isMarked: false },
          groups: [
            {
              ...{ number: 1, share: 0.5 },
              origins: [
                { number: 1, share: 0.9 },
                { number: 2, share: 0.1 },
              ],
            },
            { number: 2, share: 0.25, origins: [{ number: 2, share: 1 }] },
            { number: 3, share: 0.25, origins: [{ number: 1, share: 1 }] },
          ],
        },
      ],
    },
    hostile: {
      levels: TITLES.map((title, at) => ({
        ...{ title, notes: [HOSTILE, LONG], isMarked: at % 2 === 0 },
        groups: Array.from({ length: 16 }, (_, group) => ({
          number: group + 1,
          share: group === 0 ? 0.985 : 0.001,
          origins: at === 0 ? [] : [{ number: 16 - group, share: 1 }],
        })),
      })),
    },
    none: { levels: [] },
  },
  'drift-bars': {
    usual: {
      notice: 0.1,
      alarm: 0.25,
      marks: [
        { title: 'Seats', index: 0.41, level: 'alarm', word: 'drifted' },
        { title: 'Plan', index: 0.12, level: 'notice', word: 'changed' },
        { title: 'Spend', index: 0.004, level: 'steady', word: 'steady' },
        { title: 'Partner', index: null, level: 'too-few', word: 'too few to say' },
      ],
    },
    hostile: {
      notice: 0.1,
      alarm: 0.25,
      marks: TITLES.map((title, index) => ({
        title,
        index: 4 ** index,
        level: 'alarm' as const,
        word: LONG.slice(0, 14),
      })),
    },
    none: { notice: 0.1, alarm: 0.25, marks: [] },
  },
  'marker-bars': {
    effects: {
      reference: 0,
      isDifference: true,
      measure: 'effect',
      digits: 2,
      extent: [-1, 1],
      marks: [
        { title: 'Seats', value: 0.42, low: 0.35, high: 0.49, isMarker: true },
        { title: 'Tickets', value: -0.03, low: -0.1, high: 0.04, isMarker: false },
        { title: LONG, value: -0.8, low: null, high: null, isMarker: true },
      ],
    },
    index: {
      reference: 100,
      isDifference: false,
      measure: 'index',
      digits: 0,
      extent: null,
      marks: TITLES.map((title, index) => ({
        title,
        value: 40 + 300 * index,
        low: 20,
        high: 80 + 400 * index,
        isMarker: index > 2,
      })),
    },
    same: {
      reference: 0,
      isDifference: true,
      measure: 'effect',
      digits: 2,
      extent: null,
      marks: [{ title: 'Nothing', value: 0, low: 0, high: 0, isMarker: false }],
    },
  },
  histograms: {
    usual: {
      title: 'Seats',
      cells: ['0', '1–9', '10–99', '100 and more'],
      everyone: { title: 'Everybody', counts: [10, 200, 300, 40], missing: 5 },
      segments: [
        { title: 'Small', counts: [10, 190, 0, 0], missing: 0 },
        { title: 'Large', counts: [0, 10, 300, 40], missing: 5 },
      ],
    },
    hostile: {
      title: HOSTILE,
      cells: TITLES,
      everyone: { title: 'Everybody', counts: TITLES.map(() => 0), missing: 100 },
      segments: [...TITLES, ...TITLES].map((title) => ({
        title,
        counts: TITLES.map((_, index) => 10 ** index),
        missing: 0,
      })),
    },
  },
  'transition-matrix': {
    usual: TRANSITIONS,
    money: { ...TRANSITIONS, tells: 'money' },
    hostile: {
      counted: 'customers',
      tells: 'customers',
      currency: HOSTILE,
      rows: [...TITLES, ...TITLES].map((title, index) => ({
        title,
        customers: 12_345_678,
        same: index < 13 ? index : null,
      })),
      columns: [...TITLES, ...TITLES].map((title) => ({ title, customers: 0 })),
      cells: TITLES.map((_, row) => ({
        row,
        column: 13 - row,
        customers: 10 ** row,
        share: row / 6,
        change: `${row % 2 === 0 ? '-' : ''}${10 ** (3 * row)}.000000`,
      })),
    },
    nobody: {
      counted: 'customers',
      tells: 'money',
      currency: null,
      rows: [{ title: 'Alone', customers: 0, same: 0 }],
      columns: [{ title: 'Alone', customers: 0 }],
      cells: [],
    },
  },
  'movement-flow': {
    usual: {
      counted: 'customers',
      dates: ['2026-05-31', '2026-06-30'],
      from: [
        { title: 'Small', customers: 900 },
        { title: 'Large', customers: 100 },
        { title: 'New customers', customers: 3 },
      ],
      to: [
        { title: 'Small', customers: 850 },
        { title: 'Large', customers: 133 },
        { title: 'Former customers', customers: 20 },
      ],
      flows: [
        { from: 0, to: 0, customers: 840, stays: true },
        { from: 0, to: 1, customers: 50, stays: false },
        { from: 0, to: 2, customers: 10, stays: false },
        { from: 1, to: 0, customers: 10, stays: false },
        { from: 1, to: 1, customers: 80, stays: true },
        { from: 1, to: 2, customers: 10, stays: false },
        { from: 2, to: 1, customers: 3, stays: false },
      ],
    },
    hostile: {
      counted: 'customers',
      dates: ['1900-01-01', '2299-12-31'],
      from: TITLES.map((title, index) => ({ title, customers: 10 ** index })),
      to: TITLES.map((title, index) => ({ title, customers: 10 ** (6 - index) })),
      flows: TITLES.map((_, index) => ({
        from: index,
        to: 6 - index,
        customers: 10 ** index,
        stays: index === 3,
      })),
    },
    nobody: {
      counted: 'customers',
      dates: ['2026-05-31', '2026-06-30'],
      from: [{ title: 'Alone', customers: 0 }],
      to: [{ title: 'Alone', customers: 0 }],
      flows: [],
    },
  },
  'retention-curves': {
    usual: {
      counted: 'customers',
      from: '2026-01-31',
      dates: [
        { date: '2026-02-28', days: 28 },
        { date: '2026-06-30', days: 150 },
      ],
      segments: [
        {
          title: 'Everybody',
          base: 1000,
          points: [
            { inSegment: 0.8, low: 0.77, high: 0.83, asCustomer: 0.99 },
            { inSegment: 0.6, low: 0.57, high: 0.63, asCustomer: 0.95 },
          ],
        },
        { title: 'Few', base: 4, points: [null, null] },
      ],
    },
    hostile: {
      counted: 'customers',
      from: '1900-01-01',
      dates: [{ date: '2299-12-31', days: 146_097 }],
      segments: TITLES.map((title) => ({
        title,
        base: 12_345_678,
        points: [{ inSegment: 0, low: 0, high: 1, asCustomer: 1 }],
      })),
    },
  },
};
