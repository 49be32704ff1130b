import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCondition } from '../../test/support/arbitrary-condition.ts';
import { arbitrarySyntax } from '../../test/support/arbitrary-syntax.ts';
import { smallWorld } from '../../test/support/small-world.ts';
import { seededRandom } from '../base/seeded-random.ts';
import { formatSyntax } from './format-condition.ts';
import { parse } from './parse.ts';
import type { Syntax } from './syntax.ts';

const read = (text: string): Syntax => {
  const { syntax, problems } = parse(text);
  if (!syntax || problems.length > 0) throw new Error(`${text}: ${problems[0]?.message}`);
  return syntax;
};
const withoutPlaces = (syntax: Syntax): unknown =>
  JSON.parse(JSON.stringify(syntax, (key, value: unknown) => (/span$/i.test(key) ? undefined : value)));

describe('formatSyntax', () => {
  it.each([
    ['MRR>=20  AND(features_used>=5)', 'MRR >= 20 and features_used >= 5'],
    ['(a or b) and not (c and d)', '(a or b) and not (c and d)'],
    ['((a) or (b and c))', 'a or b and c'],
    ['a - (b - c) - d', 'a - (b - c) - d'],
    ['- - 5 * (-a)', '-(-5) * -a'],
    ["a NOT IN('it''s',\n'b')", "a not in ('it''s', 'b')"],
    ['a between (1) and (2 + 3)', 'a between 1 and 2 + 3'],
    ['at_least( 2,a,(b or c) )', 'at_least(2, a, b or c)'],
    ["case when a then 'x' else null end", "case when a then 'x' else null end"],
    ["as_of - interval 01 weeks >= date '2026-01-31'", "as_of - interval 1 week >= date '2026-01-31'"],
    ['(a = b) = (c is null)', '(a = b) = (c is null)'],
    ['a != 1', 'a <> 1'],
  ])('%s', (text, expected) => {
    expect(formatSyntax(read(text))).toBe(expected);
  });

  it('reads back as the tree it was made from', () => {
    fc.assert(
      fc.property(arbitrarySyntax, (syntax) => {
        expect(withoutPlaces(read(formatSyntax(syntax)))).toEqual(withoutPlaces(syntax));
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps the meaning of written texts and changes nothing the second time', () => {
    for (let seed = 0; seed < 500; seed++) {
      const syntax = read(writeCondition(seededRandom(seed), smallWorld));
      const text = formatSyntax(syntax);
      expect(withoutPlaces(read(text))).toEqual(withoutPlaces(syntax));
      expect(formatSyntax(read(text))).toBe(text);
    }
  });
});
