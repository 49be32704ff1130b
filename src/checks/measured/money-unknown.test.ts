import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../../test/support/counts.ts';
import { rulesOf, sketchProject } from '../../../test/support/sketch-project.ts';
import type { Book } from '../../definitions/project.ts';
import { moneyUnknown } from './money-unknown.ts';

describe('money-unknown', () => {
  const { project } = sketchProject({ gone: 'boolean' }, rulesOf({ some: 'gone' }));
  const place = { path: 'book.yaml', line: 3, column: 5, length: 7 };
  const book = { id: 'revenue', projectCurrency: 'EUR', place } as Book;
  const read = (lines: number) =>
    moneyUnknown.read(
      evidenceOf(project, [], { unpriced: [{ book, lines, customers: 3, foreign: 2, active: 40 }] }),
    );

  it('counts the lines, those in another currency, and whose revenue is missing', () => {
    expect(read(4)).toMatchObject([
      { severity: 'warning', place, data: { lines: 4, customers: 3, foreign: 2, active: 40 } },
    ]);
    expect(read(4)[0]?.message).toContain('4 of 40 active subscriptions');
  });

  it('says nothing where every price is known', () => {
    expect(read(0)).toEqual([]);
  });
});
