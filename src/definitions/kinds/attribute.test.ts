import { describe, expect, it } from 'vitest';
import { ACCOUNT, codesIn, findingsIn } from '../../../test/support/definition-findings.ts';

/** An attribute with these keys, on lines from 4 on, before the account. */
const codes = (lines: string) =>
  codesIn(`kind: attribute\nid: x\nentity: account\n${lines}\nbasis: value\n${ACCOUNT}`);
const sentences = (lines: string) =>
  findingsIn(`kind: attribute\nid: x\nentity: account\n${lines}\nbasis: value\n${ACCOUNT}`).map(
    ({ message }) => message,
  );

const one = (id: string, value: string) =>
  `---\n{ kind: attribute, id: ${id}, entity: account, basis: value, value: "${value}" }\n`;

const EVENTS = `---
{ kind: source, id: usage, file: usage.csv, date: day, columns: { account_id: text, person: text, day: date, n: integer } }
---
{ kind: source, id: people, file: people.csv, columns: { id: text, account_id: text, role: text } }
---
{ kind: entity, id: person, source: people, key: id, belongsTo: { entity: account, column: account_id } }
---
{ kind: attribute, id: role, entity: person, basis: demographic, from: people.role }
`;
const eventCodes = (made: string) =>
  codesIn(`kind: attribute\nid: x\nentity: account\n${made}\nbasis: value\n${ACCOUNT}${EVENTS}`);

describe('attribute', () => {
  it.each([
    ['function: count, window: 30days', '4:54 wrong-value'],
    ['function: count, window: 30d, ending: 30d', '4:67 wrong-value'],
    ['function: count, ending: 30d ago', '4:54 aggregate-key'],
    ['function: ratio', '4:39 aggregate-key'],
    ['function: share', '4:39 aggregate-key'],
    ['function: funnel, window: 30d', '4:39 aggregate-key'],
    ["function: sum, of: n, part: 'n > 1'", '4:57 aggregate-key'],
    ['function: last, window: 30d', '4:39 aggregate-type'],
    ['function: trend, window: 10d, per: week', '4:54 aggregate-key'],
    ['function: trend, window: 1d', '4:54 aggregate-key'],
    ['function: trend, of: day, window: 9d', '4:50 aggregate-type'],
    ['function: count, through: account', '4:55 through-entity'],
    ['function: count, through: persons', '4:55 unknown-reference'],
  ])('refuses an aggregate of events with %s', (body, code) => {
    expect(eventCodes(`aggregate: { source: usage, ${body} }`)).toEqual([code]);
  });

  it.each([
    'function: count, window: 30d, ending: 30d ago',
    'function: funnel, steps: [n = 1, n = 2]',
    "function: share, of: n, part: 'n > 1', window: 1y",
    'function: trend, window: 12w, per: week',
    'function: adoption, of: n, total: 14',
    'function: count, by: person, through: person',
    'function: last, of: day',
  ])('takes an aggregate of events with %s', (body) => {
    expect(eventCodes(`aggregate: { source: usage, ${body} }`)).toEqual([]);
  });

  it('needs to know when rows happened for a window', () => {
    expect(eventCodes('aggregate: { source: accounts, function: count, window: 30d }')).toEqual([
      '4:57 aggregate-date',
    ]);
    expect(eventCodes('aggregate: { source: accounts, function: last, of: seats }')).toEqual([
      '4:42 aggregate-date',
    ]);
  });

  it.each([
    ['entity: person, function: share', '4:37 aggregate-key'],
    ["entity: person, function: count, part: 'true'", '4:50 aggregate-key'],
    ['entity: person, function: sum, of: role', '4:46 aggregate-type'],
    ['entity: person, function: max, of: rle', '4:46 condition-unknown-name'],
    ['entity: account, function: count', '4:19 through-entity'],
  ])('refuses a roll-up with %s', (body, code) => {
    expect(eventCodes(`rollup: { ${body} }`)).toEqual([code]);
  });

  it('names the ring of attributes that go up and down', () => {
    const down = '---\n{ kind: attribute, id: down, entity: person, basis: value, value: account.x + 1 }\n';
    const text = `kind: attribute\nid: x\nentity: account\nbasis: value\nrollup: { entity: person, function: max, of: down }\n`;
    expect(
      findingsIn(`${text}${ACCOUNT}${EVENTS}${down}`).map(({ code, message }) => [code, message]),
    ).toEqual([['reference-cycle', '`x` is made of `down` is made of `x`.']]);
  });

  it.each([
    ['title: X', '2:5 attribute-origin'],
    ['from: accounts.seats\nvalue: seats * 2', '2:5 attribute-origin'],
    ['value: seats * 2\nby: account_id', '5:1 attribute-origin'],
    ['from: accounts.seat', '4:7 unknown-reference'],
    ['from: account.seats', '4:7 unknown-reference'],
    ['from: accounts', '4:7 wrong-value'],
    ['from: accounts.seen_at', '4:7 attribute-timestamp'],
    ['value: seats + ', '4:15 condition-syntax'],
    ['value: seets + 1', '4:8 condition-unknown-name'],
    ["value: \"segment('a') = 'b'\"", '4:9 condition-unknown-segmentation'],
    ['aggregate: { source: accounts, function: sum }', '4:42 aggregate-type'],
    ['aggregate: { source: accounts, function: sum, of: weight }', '4:51 aggregate-type'],
    ['aggregate: { source: accounts, function: mean, of: weight * 2 }', '4:52 aggregate-type'],
    ['aggregate: { source: accounts, function: sum, of: opened }', '4:51 aggregate-type'],
    ['aggregate: { source: accounts, function: min, of: account_id }', '4:51 aggregate-type'],
    ['aggregate: { source: accounts, function: count, where: mrr > }', '4:61 condition-syntax'],
    ['aggregate: { source: accounts, function: median, of: mrr }', '4:42 wrong-value'],
    ['aggregate: { source: accounts, by: nobody, function: count }', '4:36 unknown-reference'],
  ])('refuses %s', (lines, code) => {
    expect(codes(lines)).toContain(code);
  });

  it.each([
    'value: seats * 2',
    'value: seats > 5',
    'value: account.seats + 1',
    'aggregate: { source: accounts, function: count, where: opened <= as_of }',
    'aggregate: { source: accounts, function: distinct, of: account_id }',
    'aggregate: { source: accounts, function: max, of: opened }',
    'aggregate: { source: accounts, function: any, of: account_id }',
    'aggregate: { source: accounts, function: sum, of: mrr * seats }',
  ])('takes %s', (lines) => {
    expect(codes(lines)).toEqual([]);
  });

  it('says why doubles are not summed', () => {
    expect(sentences('aggregate: { source: accounts, function: sum, of: weight }')).toEqual([
      'A sum of doubles depends on the order of the rows.',
    ]);
  });

  it('asks which column names the customer, and warns of rows that may repeat', () => {
    const other = '---\n{ kind: source, id: crm, file: crm.csv, columns: { client: text, tier: text } }\n';
    const text = (by: string) =>
      `kind: attribute\nid: x\nentity: account\nbasis: value\nfrom: crm.tier\n${by}${ACCOUNT}${other}`;
    expect(codesIn(text(''))).toEqual(['5:7 by-missing']);
    expect(codesIn(text('by: client\n'))).toEqual(['5:7 rows-may-repeat']);
    expect(codesIn(text('by: client\n').replace('file: crm.csv,', 'file: crm.csv, key: client,'))).toEqual(
      [],
    );
  });

  it('names the ring of attributes that are made of each other, once', () => {
    const found = findingsIn(
      `${ACCOUNT}${one('a', 'b + 1')}${one('b', 'c * seats')}${one('c', 'a - mrr')}${one('d', 'a > 1')}`,
    );
    expect(found.map(({ code, message }) => [code, message])).toEqual([
      ['reference-cycle', '`a` is made of `b` is made of `c` is made of `a`.'],
    ]);
    expect(findingsIn(`${ACCOUNT}${one('a', 'a + 1')}`)[0]?.message).toBe('`a` is made of `a`.');
  });

  it('does not blame those who refer to a broken attribute', () => {
    const broken = '---\n{ kind: attribute, id: odd, entity: account, from: accounts.seats }\n';
    const user = '---\n{ kind: attribute, id: user, entity: account, basis: value, value: odd + sets }\n';
    expect(findingsIn(`${ACCOUNT}${broken}${user}`).map(({ code, message }) => [code, message])).toEqual([
      ['missing-key', '`basis` is missing.'],
      ['condition-unknown-name', expect.stringContaining('`sets`')],
    ]);
  });

  it('cannot be called as a word of conditions', () => {
    expect(
      codesIn(
        `${ACCOUNT}---\n{ kind: attribute, id: as_of, entity: account, basis: value, from: accounts.seats }\n`,
      ),
    ).toEqual(['13:24 reserved-word']);
  });

  it('belongs to an entity that exists', () => {
    const [finding] = findingsIn(
      `${ACCOUNT}---\n{ kind: attribute, id: x, entity: acount, basis: value, value: "1" }\n`,
    );
    expect(finding).toMatchObject({
      at: '13:35',
      code: 'unknown-reference',
      hint: 'Did you mean `account`?',
    });
  });
});
