import { describe, expect, it } from 'vitest';
import type { Column } from '../../numeric/cluster/column.ts';
import type { ColumnKind } from '../../numeric/cluster/column-typing.ts';
import type { AttributeCoverage } from './coverage.ts';
import { markersOf } from './markers.ts';
import { nameGroups } from './name-groups.ts';

function attribute(
  id: string,
  kind: ColumnKind,
  more: Partial<AttributeCoverage['typing']> = {},
): AttributeCoverage {
  const evidence = { rows: 40, missingShare: 0, distinct: 4, zeroShare: 0, skewness: 0 };
  return {
    ...{ id, title: id, basis: 'behavioural', unit: null, sensitive: false, known: 40, missing: 0 },
    typing: {
      ...{ name: id, kind, transform: 'none', zeroAtom: false, order: null, weight: 1, sameAs: [], why: '' },
      evidence,
      ...more,
    },
  };
}

/** Forty customers: the first twenty in group 0, the others in group 1. */
const labels = Int32Array.from({ length: 40 }, (_, row) => Number(row >= 20));
const numbers = (name: string, of: (row: number) => number | null): Column => ({
  name,
  type: 'numbers',
  values: Array.from({ length: 40 }, (_, row) => of(row)),
});
const words = (name: string, of: (row: number) => string | null): Column => ({
  name,
  type: 'words',
  values: Array.from({ length: 40 }, (_, row) => of(row)),
});
const named = (attributes: readonly AttributeCoverage[], columns: readonly Column[]) =>
  nameGroups(markersOf(attributes, columns, labels, 2));

describe('markers of groups', () => {
  it('are Cliff’s delta of numbers, ties halved, and shares of values', () => {
    const [first = []] = markersOf(
      [attribute('seats', 'count'), attribute('plan', 'categorical')],
      [
        numbers('seats', (row) => (row < 20 ? 5 + (row % 2) : row % 6)),
        words('plan', (row) => (row < 15 ? 'pro' : 'free')),
      ],
      labels,
      2,
    );
    let wins = 0;
    for (let a = 0; a < 20; a++) for (let b = 20; b < 40; b++) wins += Math.sign(5 + (a % 2) - (b % 6));
    const seats = first.find(({ kind }) => kind === 'number');
    expect(seats?.strength).toBeCloseTo(wins / 400, 12);
    const pro = first.find((marker) => marker.kind === 'share' && marker.value === 'pro');
    expect(pro).toMatchObject({ here: 0.75, everyone: 15 / 40 });
  });
});

describe('names of groups', () => {
  it('say the strongest first, once each, in words that fit', () => {
    const [high, low] = named(
      [
        attribute('monthly_charges', 'continuous'),
        attribute('seats', 'count'),
        attribute('tickets', 'count', { zeroAtom: true }),
        attribute('partner', 'boolean'),
      ],
      [
        numbers('monthly_charges', (row) => (row < 20 ? 100 + row : row)),
        numbers('seats', (row) => (row < 18 ? 50 : row % 4)),
        numbers('tickets', (row) => (row < 17 ? 3 : 0)),
        words('partner', (row) => (row < 20 ? 'Yes' : 'No')),
      ],
    );
    expect(high?.title).toBe('High monthly charges, partner, many seats');
    expect(high?.id).toBe('high_monthly_charges_partner');
    expect(low?.title).toBe('Low monthly charges, no partner, few seats');
  });

  it('never turn less of a no into a yes where there is another no', () => {
    const security = words('security', (row) =>
      row < 20 ? (row % 2 ? 'Yes' : 'No') : 'No internet service',
    );
    const [with_, without] = named([attribute('security', 'categorical')], [security]);
    expect(with_?.title).not.toMatch(/^Security$/);
    expect(without?.title).toBe('No internet service');
  });

  it('stay apart where nothing else keeps them so, and are plain where nothing is to say', () => {
    const flat = named([attribute('seats', 'count')], [numbers('seats', () => 3)]);
    expect(flat).toEqual([
      { title: 'Group 1', id: 'group_1' },
      { title: 'Group 2', id: 'group_2' },
    ]);
    const marker = markersOf(
      [attribute('seats', 'count')],
      [numbers('seats', (row) => (row < 20 ? 9 : row % 3))],
      labels,
      2,
    )[0];
    const twice = nameGroups([marker ?? [], marker ?? []]);
    expect(twice.map(({ title }) => title)).toEqual(['Many seats', 'Many seats (2)']);
    expect(new Set(twice.map(({ id }) => id)).size).toBe(2);
  });
});
