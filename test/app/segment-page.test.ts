import { describe, expect, it } from 'vitest';
import type { Paragraph } from '../../src/documents/paragraph.ts';
import { testProject } from '../support/project.ts';

/**
 * 40 accounts worked out by hand. 20 large ones pay 100 and 20 small ones 10; 18 large and 2 small ones are trained.
 * Two large ones have left. Seats of one small account are not known.
 */
const ACCOUNTS = Array.from({ length: 40 }, (_, index) => {
  const isLarge = index < 20;
  const trained = isLarge ? index < 18 : index < 22;
  const gone = index === 18 || index === 19;
  return `a${index},${isLarge ? 100 : 10},${trained},${gone},${index === 39 ? '' : index + 1}`;
});

const PROJECT = `
kind: project
title: Forty
currency: EUR
---
kind: source
id: accounts
file: accounts.csv
key: id
asOf: 2026-06-30
columns:
  id: text
  mrr: { type: decimal, scale: 2 }
  trained: boolean
  gone: boolean
  rank: integer
---
{ kind: entity, id: account, title: Account, source: accounts, key: id, activeWhen: not gone, formerWhen: gone, money: mrr }
---
{ kind: attribute, id: mrr, title: MRR, unit: EUR a month, entity: account, basis: value, from: accounts.mrr }
---
{ kind: attribute, id: trained, title: Trained, entity: account, basis: behavioural, from: accounts.trained }
---
{ kind: attribute, id: gone, entity: account, basis: lifecycle, from: accounts.gone }
---
{ kind: attribute, id: rank, title: Rank, entity: account, basis: behavioural, from: accounts.rank }
---
kind: segmentation
id: value
title: Value
entity: account
method: bands
attribute: mrr
segments: [{ id: small, title: Small, from: 0 }, { id: large, title: Large, from: 50 }]
fallback: { id: unknown, title: Not known }
---
kind: segmentation
id: focus
title: Focus
entity: account
method: rules
segments:
  - { id: first, title: First, when: rank <= 5 }
  - { id: rich, title: Rich, when: "segment('value') = 'large' or rank > 38" }
fallback: { id: others, title: Others }
`;

async function pageOf(segmentation: string, segment: string) {
  const { clade } = testProject({
    'clade.yaml': PROJECT,
    'accounts.csv': `id,mrr,trained,gone,rank\n${ACCOUNTS.join('\n')}\n`,
  });
  await clade.run({ asOf: '2026-06-30' });
  const { value } = await clade.profile({ segmentation, segment });
  const paragraphs = value?.segment?.page.paragraphs ?? [];
  return (id: Paragraph['id']) => paragraphs.find((paragraph) => paragraph.id === id)?.sentences ?? [];
}

describe('a segment in words', () => {
  it('tells who is in it, size, money and differences with the numbers worked out by hand', async () => {
    const told = await pageOf('value', 'large');
    expect(told('rule')).toEqual(['A customer is placed here when MRR is at least 50 EUR a month.']);
    expect(told('size')).toEqual([
      'On 2026-06-30 18 of 38 customers are in it, 47.4 %.',
      '2 more are placed here and were no customers on that day; they count nowhere else on this page.',
    ]);
    expect(told('money')).toEqual([
      'MRR comes to 1,800 of 2,000 EUR a month, 90.0 % of it from 47.4 % of the customers.',
      'The middle half of its customers have 100 to 100 each, the median is 100 against 10 over everyone.',
    ]);
    // Ranks 1 to 18 against 21 to 39: less in every pair. 18 of 18 are trained against 2 of 20.
    const [rank, trained, reading, rest, formed] = told('differences');
    expect(rank).toMatch(
      /^Rank: median 9.5 here, 21 over everyone; set beside one outside, a customer here has less in 100 of 100 pairs \(8\d to 100\)\.$/,
    );
    expect(trained).toMatch(
      /^Trained is yes: 100\.0 % here, 52\.6 % over everyone; \+90\.0 points against those outside \(\+\d\d\.\d to \+97\.2\)\.$/,
    );
    expect(reading).toBe('Ranges in brackets are 95 % intervals; in pairs a tie counts half.');
    expect(rest).toBe('There are no other attributes to compare.');
    expect(formed).toBe('By definition it differs in MRR, which the segments are made of.');
    expect(told('unknown')).toEqual(['Every one of 3 attributes compared is known of all of them.']);
  });

  it('says which rules come before, of whom nothing can be told, and what is missing', async () => {
    const told = await pageOf('focus', 'rich');
    expect(told('rule')).toEqual([
      'A customer is placed here when Value is Large or Rank is above 38.',
      'Before it comes “First”: whoever fits there is placed there.',
      'For 1 of the 40 customers placed, former ones and prospects among them, it cannot be told, because a value is missing; what cannot be told never places anybody.',
    ]);
    const others = await pageOf('focus', 'others');
    expect(others('rule')).toEqual([
      'A customer is placed here when no rule takes it.',
      'For 1 customer of those placed here a value was missing, so that a rule could not be told of them.',
    ]);
    expect(others('unknown')).toEqual(['Not known: Rank of 1 (5.3 %).']);
  });

  it('does not compare five customers with the rest', async () => {
    const told = await pageOf('focus', 'first');
    expect(told('differences')).toEqual([
      'Too few to say: it has 5 customers, and below 10 nothing is said of differences.',
    ]);
  });
});
