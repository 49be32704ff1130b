import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/seeded-random.ts';
import { sketchProject } from '../../../test/support/sketch-project.ts';
import { coverageOf } from '../../measures/discovery/coverage.ts';
import type { Column } from '../../numeric/cluster/column.ts';
import { learnCoding } from '../../numeric/cluster/coded-table.ts';
import { judgeCoverage } from './judge-coverage.ts';

/** Coverage of whole numbers by attribute; null is missing. */
function covered(
  types: Readonly<Record<string, string>>,
  rows: number,
  of: (name: string, row: number) => number | null,
) {
  const attributes = sketchProject(types, '').project.entities[0]?.attributes ?? [];
  const columns = attributes.map(({ id }): Column => ({
    name: id,
    type: 'numbers',
    values: Array.from({ length: rows }, (_, row) => of(id, row)),
  }));
  return coverageOf(attributes, columns, learnCoding(columns).typings, rows);
}

const codes = (...given: Parameters<typeof covered>) =>
  judgeCoverage(covered(...given)).map(({ code }) => code);
const scattered = (name: string, row: number) => seededRandom(row).fork(name).integer(0, 90);
const spread = (_: string, row: number) => (row * 37) % 101;

describe('whether there is enough to segment by', () => {
  it('is an error below 20 customers an attribute, a warning below 100, and silent from there', () => {
    expect(codes({ seats: 'integer' }, 19, spread)).toEqual(['discover-too-few']);
    const hint = (rows: number) =>
      judgeCoverage(covered({ seats: 'integer', use: 'integer', spend: 'integer' }, rows, scattered))[0]
        ?.hint;
    expect(hint(19)).toMatch(/^It takes 60 customers; rules and bands/);
    expect(hint(39)).toBe('It takes 60 customers; or choose 1 attribute at the most with --basis.');
    expect(codes({ seats: 'integer' }, 20, spread)).toEqual(['discover-few-customers']);
    expect(codes({ seats: 'integer' }, 99, spread)).toEqual(['discover-few-customers']);
    expect(codes({ seats: 'integer' }, 100, spread)).toEqual([]);
  });

  it('says what is missing, who has little, and what would help most', () => {
    const three = { seats: 'integer', use: 'integer', spend: 'integer value' };
    const gaps = (name: string, row: number) =>
      (name === 'use' && row < 240) || (name === 'spend' && row < 150) ? null : scattered(name, row);
    const coverage = covered(three, 400, gaps);
    expect(coverage).toMatchObject({
      ...{ rows: 400, thin: 150, typicalValues: 2 },
      toFill: [
        { id: 'use', missing: 240, lifted: 150 },
        { id: 'spend', missing: 150, lifted: 150 },
      ],
    });
    const findings = judgeCoverage(coverage);
    expect(findings.map(({ code }) => code)).toEqual(['discover-thin', 'discover-missing']);
    expect(findings[0]?.hint).toContain('`use` (missing for 240) and `spend` (missing for 150)');
  });

  it('names columns that say the same once, and a basis of who customers are alone', () => {
    const twins = { staff: 'integer firmographic', seats: 'integer firmographic' };
    const findings = judgeCoverage(
      covered(twins, 300, (name, row) => ((row * 37) % 101) * (name === 'seats' ? 2 : 1)),
    );
    expect(findings.map(({ code }) => code)).toEqual(['discover-same', 'discover-demographics-only']);
  });
});
