import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../base/calendar-date.ts';
import { readDefinitions } from '../../definitions/read-definitions.ts';
import { duckdb } from '../../sql/dialects/duckdb.ts';
import { printRelation } from '../../sql/print.ts';
import { table } from '../../sql/relation.ts';
import type { LoadFacts } from './quality-measure.ts';
import { judgeQuality, qualityApart, qualityRelation } from './index.ts';

const { project } = readDefinitions([
  {
    path: 'clade.yaml',
    text: `kind: project
title: T
---
kind: source
id: rows
file: rows.csv
key: id
columns: { id: text, n: integer, day: date }
quality:
  - not_null: n
  - { unique: n, tolerated: 0.5 }
  - range: { column: n, from: 0 }
  - fresh_within: 3d
  - rows_within: 10%
  - unique: [n, day]
  - refers_to: { column: id, source: rows }
`,
  },
]);
const rules = project?.quality ?? [];
const [rows] = project?.sources ?? [];
const asOf = '2026-06-30' as CalendarDate;
const load: LoadFacts = { asOf, rowsLoaded: 90, lastRows: 100 };
const places = {
  loaded: () => table(['rows'], rows?.columns ?? []),
  onDate: () => table(['rows'], rows?.columns ?? []),
};

const judged = (index: number, row: Readonly<Record<string, number | string>>, facts = load) => {
  const rule = rules[index];
  if (!rule) throw new Error(`no rule ${index}`);
  const own = Object.fromEntries(Object.entries(row).map(([name, value]) => [`${name}_${index}`, value]));
  return judgeQuality(rule, index, { ...own, failed_99: 7 }, {}, facts);
};

describe('measuring quality', () => {
  it('asks everything of one source in one pass, but for what compares or groups', () => {
    const relation = qualityRelation(rules, places.loaded());
    const text = relation ? printRelation(relation, duckdb, { asOf, label: '', values: 'shown' }).text : '';
    expect(text.match(/from rows/g) ?? text.match(/from "rows"/g)).toHaveLength(1);
    expect(text).toContain('newest_3');
    expect(rules.map((rule) => qualityApart(rule, places) !== null)).toEqual([
      ...[false, false, false, false, false],
      ...[true, true],
    ]);
  });

  it('asks nothing where nothing is to be counted', () => {
    expect(qualityRelation(rules.slice(4, 5), places.loaded())).toBeNull();
  });

  it('tolerates a share and no row more', () => {
    expect(judged(1, { base: 10, groups: 5 })).toMatchObject({ isMet: true, failed: 5, base: 10 });
    expect(judged(1, { base: 10, groups: 4 })).toMatchObject({ isMet: false, failed: 6 });
    expect(judged(0, { failed: 1, base: 100_000 })).toMatchObject({ isMet: false, failed: 1 });
    expect(judged(0, { failed: 1, base: 100_000 }).says).toContain('(0.001 %)');
    expect(judged(0, { failed: 0, base: 0 })).toMatchObject({ isMet: true, base: 0 });
  });

  it('counts days to the newest one', () => {
    expect(judged(3, { newest: '2026-06-27' }).isMet).toBe(true);
    expect(judged(3, { newest: '2026-06-26' }).isMet).toBe(false);
    expect(judged(3, {}).isMet).toBe(false);
  });

  it('compares rows with the last load in both directions', () => {
    expect(judged(4, {}).isMet).toBe(true);
    expect(judged(4, {}, { ...load, rowsLoaded: 89 }).isMet).toBe(false);
    expect(judged(4, {}, { ...load, rowsLoaded: 111 }).isMet).toBe(false);
    expect(judged(4, {}, { ...load, lastRows: null }).isMet).toBe(true);
  });
});
