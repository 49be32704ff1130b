import { describe, expect, it } from 'vitest';
import { FIGURES, TERMS, without } from '../../../../test/support/figures.ts';
import { metrics } from '../../../measures/metrics/index.ts';
import type { MetricsSheet } from '../../../measures/metrics/sheet.ts';
import { sheetRows } from '../../../measures/metrics/sheet-rows.ts';
import { metricsView } from './metrics.ts';

const few = { ...FIGURES, cohort: { customers: 4, lost: 1 } };
const SEGMENTS = [
  { id: 'small', title: 'Small', isFallback: false },
  { id: 'rest', title: 'Rest', isFallback: true },
];

const sheet = (segments: number): MetricsSheet => ({
  segmentation: 'value',
  title: 'Value',
  entity: 'account',
  asOf: '2026-06-30' as MetricsSheet['asOf'],
  runId: 'r1',
  currency: 'EUR',
  period: { from: '2025-06-30' as MetricsSheet['asOf'], to: '2026-06-30' as MetricsSheet['asOf'] },
  start: { kind: 'placed-again', asOf: '2025-06-30' as MetricsSheet['asOf'] },
  minimumCount: 5,
  segments: SEGMENTS.slice(0, segments),
  metrics: sheetRows(metrics, without('movement'), [few, without('answers')].slice(0, segments), TERMS),
});

const lineOf = (text: string, metric: string) =>
  text
    .split('\n')
    .find((line) => line.startsWith(metric))
    ?.split(/\s{2,}/);

describe('the metrics on a terminal', () => {
  it('stand in rows, segments in columns, each in its unit', () => {
    const text = metricsView(sheet(2));
    expect(text).toContain('Metrics of Value as of 2026-06-30, in EUR');
    expect(text).toContain('on 2025-06-30 is placed again from what was known then');
    expect(lineOf(text, 'MRR')).toEqual(['MRR', '1,201', '1,201', '1,201']);
    expect(lineOf(text, 'Churn rate')).toEqual(['Churn rate', 'few', '15.0 %', '15.0 %']);
    expect(lineOf(text, 'NPS')).toEqual(['NPS', '50', '–', '50']);
    expect(lineOf(text, 'Time to close')).toEqual(['Time to close', '42.5 days', '42.5 days', '42.5 days']);
    expect(lineOf(text, 'Payback')?.[1]).toBe('2.1 months');
  });

  it('say once why one is absent, and where', () => {
    const text = metricsView(sheet(2));
    expect(text).toContain('few: too few to say, fewer than 5.');
    expect(text).toContain('–: NPS (Rest). no answers');
    expect(text).toContain('–: Joined (all), Left (all). no movement');
  });

  it('have bases and intervals where one segment is asked for', () => {
    const text = metricsView(sheet(1));
    expect(lineOf(text, 'metric')).toEqual(['metric', 'Small', 'base', '95 %', 'all', 'base', '95 %']);
    expect(lineOf(text, 'ARPA')).toEqual(['ARPA', '100', '5', '82 to 118', '100', '5', '82 to 118']);
    expect(lineOf(text, 'Churn rate')?.slice(0, 3)).toEqual(['Churn rate', 'few', '4']);
  });
});
