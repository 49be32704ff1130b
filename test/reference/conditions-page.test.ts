import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeFinder } from '../../src/base/place.ts';
import { readCondition } from '../../src/sql/read-condition.ts';
import { BOOLEAN, DATE, INTEGER, TEXT, decimal } from '../../src/sql/value-type.ts';
import { conditionScope } from '../support/condition-scope.ts';

const text = readFileSync(resolve(import.meta.dirname, '../../docs/conditions.md'), 'utf8');
const examples = [...text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, written]) => written ?? '');

const scope = conditionScope(
  [
    { name: 'seats', type: INTEGER },
    { name: 'mrr', type: decimal(18, 2) },
    { name: 'account__mrr', type: decimal(18, 2) },
    { name: 'plan', type: TEXT },
    { name: 'region', type: TEXT },
    { name: 'name', type: TEXT },
    { name: 'is_reseller', type: BOOLEAN },
    { name: 'signed_up', type: DATE },
  ],
  [{ id: 'value', segments: ['small', 'large'] }],
);

describe('the page on conditions', () => {
  it('shows every form', () => expect(examples.length).toBeGreaterThan(14));

  it.each(examples)('shows one that can be read: %s', (example) => {
    expect(readCondition(example, placeFinder('docs/conditions.md', example), scope).findings).toEqual([]);
  });
});
