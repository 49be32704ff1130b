import { describe, expect, it } from 'vitest';
import { surveyedColumn } from '../../test/support/surveyed.ts';
import { allConcepts } from './concepts/index.ts';
import { likeness, recognise } from './recognise.ts';

const found = (...columns: Parameters<typeof surveyedColumn>[0][]) =>
  Object.fromEntries(
    [...recognise(columns.map(surveyedColumn), allConcepts)].map(([{ id }, { header }]) => [id, header]),
  );

describe('recognise', () => {
  it('takes a whole header before a part of one, and no column twice', () => {
    expect(likeness('Monthly Charges', ['monthly charges', 'monthly'])).toBe(100);
    expect(likeness('mrr_amount', ['mrr'])).toBeGreaterThan(0);
    expect(likeness('summary', ['mrr'])).toBe(0);
    expect(likeness('Bruttobetrag (EUR)', ['betrag'])).toBeGreaterThan(0);
    expect(likeness('pages', ['age', 'ages'])).toBe(0);
    expect(found({ header: 'mrr_amount', type: 'decimal' }, { header: 'MRR', type: 'decimal' })).toEqual({
      monthly_revenue: 'MRR',
    });
  });

  it('reads English and German headers', () => {
    expect(
      found(
        { header: 'Mitarbeiter', type: 'integer', least: '1', most: '4000' },
        { header: 'Geburtsdatum', type: 'date' },
        { header: 'SignupDate', type: 'date' },
      ),
    ).toEqual({ head_count: 'Mitarbeiter', birth_date: 'Geburtsdatum', signed_up: 'SignupDate' });
  });

  it('believes no header whose values cannot be it', () => {
    expect(found({ header: 'age', type: 'integer', least: '-4', most: '900' })).toEqual({});
    expect(found({ header: 'nps', type: 'integer', least: '-100', most: '100' })).toEqual({});
    expect(found({ header: 'country', type: 'text', distinct: 4000 })).toEqual({});
  });
});
