import { describe, expect, it } from 'vitest';
import { BOOK_PROJECT } from '../../../test/support/book-project.ts';
import { formatType } from '../../sql/value-type.ts';
import { readDefinitions } from '../read-definitions.ts';

const read = (text: string) => readDefinitions([{ path: 'clade.yaml', text }]);
const found = (from: string, to: string) => {
  expect(BOOK_PROJECT).toContain(from);
  return read(BOOK_PROJECT.replace(from, to)).findings.map(({ code, message }) => `${code}: ${message}`);
};

describe('book', () => {
  it('is read with its columns, and its measures have exact types', () => {
    const { project, findings } = read(BOOK_PROJECT);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const [book] = project?.books ?? [];
    expect([book?.by.name, book?.starts.name, book?.rates?.rate.name, book?.projectCurrency]).toEqual([
      'account',
      'starts',
      'rate',
      'EUR',
    ]);
    const types = project?.entities[0]?.attributes.map(({ id, type }) => `${id} ${formatType(type)}`);
    expect(types).toContain('mrr decimal(30, 6)');
    expect(types).toContain('arr decimal(32, 6)');
    expect(types).toContain('growth decimal(31, 6)');
    expect(types).toContain('live integer');
    expect(types).toContain('last_end date');
  });

  it('makes the conditions of its entity where churn is told by it', () => {
    const [entity] = read(BOOK_PROJECT).project?.entities ?? [];
    expect(entity?.activeWhen?.text).toBe('live > 0');
    expect(entity?.formerWhen?.text).toBe('live = 0 and first_start is not null');
  });

  it('changes the hash of what is told of it, and of nothing else', () => {
    const hashes = (text: string) =>
      Object.fromEntries(
        (read(text).project?.entities[0]?.attributes ?? []).map(({ id, hash }) => [id, hash]),
      );
    const [before, after] = [hashes(BOOK_PROJECT), hashes(BOOK_PROJECT.replace('annual: 12', 'annual: 11'))];
    expect(after['mrr']).not.toBe(before['mrr']);
    expect(after['group']).toBe(before['group']);
  });

  it('refuses columns of another type, books of others, and words that do not go together', () => {
    expect(found('starts: starts\n', 'starts: amount\n')).toEqual([
      'book-column: `starts` takes a date, and `amount` is decimal(18, 2).',
    ]);
    expect(found('source: lines\nby', 'source: linse\nby')[0]).toContain('unknown-reference');
    expect(found('currency: currency\nrates', 'rates')).toContain(
      'book-money: `rates` need a `currency` to look up.',
    );
    expect(found('measure: mrr }', 'measure: mrr, over: 30d }')).toContain(
      'book-over: `over` goes with `mrr_change`.',
    );
    expect(found('scale: 2 }\n  billing', 'precision: 36, scale: 2 }\n  billing')[0]).toContain('book-money');
  });
});
