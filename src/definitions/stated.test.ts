import { describe, expect, it } from 'vitest';
import type { Finding } from '../base/finding.ts';
import { readStated } from './stated.ts';

const place = { path: 'x.yaml', line: 1, column: 1, length: 1 };

function read(text: string): string | null {
  const range = readStated(text, place, () => {});
  if (!range) return null;
  const { from, fromInclusive, to, toInclusive } = range;
  return `${fromInclusive ? '[' : '('}${from ?? ''}..${to ?? ''}${toInclusive ? ']' : ')'}`;
}

describe('readStated', () => {
  it.each([
    ['10-50', '[10..50]'],
    ['20–499 employees', '[20..499]'],
    ['500+', '[500..)'],
    ['500+ employees', '[500..)'],
    ['<20', '(..20)'],
    ['(<20)', '(..20)'],
    ['≤ 20', '(..20]'],
    ['Under $5,000', '(..5000)'],
    ['>$50k', '(50000..)'],
    ['$50,000+', '[50000..)'],
    ['$1-10k', '[1000..10000]'],
    ['$10-50k ARR', '[10000..50000]'],
    ['$5K-25K/month', '[5000..25000]'],
    ['500-1k', '[500..1000]'],
    ['$5,000 - $49,999', '[5000..49999]'],
    ['$5,000 to under $50,000', '[5000..50000)'],
    ['80-100', '[80..100]'],
    ['365+ days', '[365..)'],
    ['0-30 days', '[0..30]'],
    ['€1.1m', '[1100000..1100000]'],
    ['2 million to 3 million', '[2000000..3000000]'],
    ['between 5 and 7 seats', '[5..7]'],
    ['at least 3', '[3..)'],
    ['up to 9', '(..9]'],
    ['10 or more', '[10..)'],
    ['0.5 − 0.75', '[0.5..0.75]'],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    'Top 20%',
    'Regular, moderate usage',
    '',
    '5-10-15',
    '1,00-2,000',
    '$',
    '12abc',
    '9'.repeat(500),
    '-5 - 5',
  ])('does not take %s for a range', (text) => {
    const told: Finding[] = [];
    expect(readStated(text, place, (finding) => told.push(finding))).toBeNull();
    expect(told.map(({ code, severity, place: at }) => [code, severity, at])).toEqual([
      ['stated-not-a-range', 'warning', place],
    ]);
  });

  it('tells of a range that ends before it begins', () => {
    const told: Finding[] = [];
    expect(readStated('50-10', place, (finding) => told.push(finding))).toBeNull();
    expect(told.map(({ code }) => code)).toEqual(['stated-backwards']);
  });

  it('takes time in proportion to the text', () => {
    const before = Date.now();
    for (const text of [
      '1'.repeat(100_000),
      'a '.repeat(50_000),
      '1-'.repeat(50_000),
      `1 ${'a '.repeat(50_000)}!`,
      ' '.repeat(100_000),
    ])
      read(text);
    expect(Date.now() - before).toBeLessThan(2_000);
  });
});
