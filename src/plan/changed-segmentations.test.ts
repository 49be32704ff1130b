import { describe, expect, it } from 'vitest';
import { compareDefinitions } from '../definitions/compare-definitions.ts';
import { parsedDefinitions, readDefinitions } from '../definitions/read-definitions.ts';
import { changedSegmentations } from './changed-segmentations.ts';
import { comparedParts } from './compared-parts.ts';
import { referencesIn, usersOf } from './references.ts';

const TEXT = `
kind: project
title: P
primary: plans
---
{ kind: source, id: accounts, file: a.csv, key: id, asOf: 2026-06-30, columns: { id: text, plan: text, fee: decimal, seats: integer } }
---
{ kind: source, id: people, file: p.csv, key: id, asOf: 2026-06-30, columns: { id: text, account: text, age: integer } }
---
{ kind: source, id: calls, file: c.csv, key: id, columns: { id: text, account: text } }
---
{ kind: entity, id: account, source: accounts, key: id, money: fee, activeWhen: fee > 0 }
---
{ kind: entity, id: person, source: people, key: id, belongsTo: { entity: account, column: account } }
---
{ kind: attribute, id: plan, entity: account, basis: value, from: accounts.plan }
---
{ kind: attribute, id: fee, entity: account, basis: value, from: accounts.fee }
---
{ kind: attribute, id: seats, entity: account, basis: value, from: accounts.seats }
---
{ kind: attribute, id: seat_fee, entity: account, basis: value, value: fee / seats }
---
{ kind: attribute, id: age, entity: person, basis: demographic, from: people.age }
---
{ kind: attribute, id: calls, entity: account, basis: behavioural, aggregate: { source: calls, by: account, function: count } }
---
{ kind: segmentation, id: plans, entity: account, method: rules, segments: [{ id: pro, when: plan = 'pro' }], fallback: { id: other } }
---
{ kind: segmentation, id: dear, entity: account, method: rules, segments: [{ id: yes, when: seat_fee > 9 }], fallback: { id: no } }
---
{ kind: segmentation, id: served, entity: account, method: rules, segments: [{ id: call, when: "segment('plans') = 'pro' and calls > 1" }], fallback: { id: mail } }
---
{ kind: segmentation, id: ages, entity: person, method: rules, segments: [{ id: old, when: "age > 60 and segment('plans') = 'pro'" }], fallback: { id: young } }
`;

const HAND = `
---
{ kind: override, id: by_hand, segmentation: plans, customer: a, segment: pro, reason: r, owner: o, from: 2026-01-01, until: 2026-12-31 }
`;

function project(text: string) {
  const { project: read, findings } = readDefinitions([{ path: 'clade.yaml', text }]);
  if (!read) throw new Error(JSON.stringify(findings));
  return read;
}

function changed(before: string, after: string) {
  const parsed = (text: string) => parsedDefinitions([{ path: 'clade.yaml', text }]);
  const changes = compareDefinitions(parsed(before), parsed(after));
  const all = changedSegmentations(project(before), project(after), changes);
  return {
    ...all,
    told: all.changed.map(({ id, because }) => `${id} because ${because.map((one) => one.id).join(' ')}`),
  };
}

const names = (text: string, key: string) => usersOf(referencesIn(project(text)), key).map(({ id }) => id);

describe('who is made of what', () => {
  it('follows attributes, entities, segmentations and hands to the end', () => {
    expect(names(TEXT, 'attribute account.seats')).toEqual(['seat_fee', 'dear']);
    expect(names(TEXT, 'segmentation plans')).toEqual(['project', 'served', 'ages']);
    expect(names(`${TEXT}${HAND}`, 'segmentation plans')).toContain('by_hand');
    expect(names(TEXT, 'source people')).toEqual(['person', 'age', 'ages']);
    expect(names(TEXT, 'attribute account.fee')).toEqual(
      expect.arrayContaining(['account', 'person', 'seat_fee', 'plans', 'dear', 'served', 'ages']),
    );
  });
});

describe('changed segmentations', () => {
  it('are those of another hash, each with the edits behind it', () => {
    expect(changed(TEXT, TEXT)).toMatchObject({ changed: [], unchanged: 4 });
    const edited = changed(TEXT, TEXT.replace("plan = 'pro'", "plan <> 'pro'"));
    expect(edited.told).toEqual(['plans because plans', 'served because plans', 'ages because plans']);
    expect(edited.unchanged).toBe(1);
    expect(changed(TEXT, TEXT.replace('fee > 0', 'fee > 1')).told).toEqual([
      'plans because account',
      'dear because account',
      'served because account',
      'ages because account',
    ]);
  });

  it('are those with other hands, which no hash counts', () => {
    expect(changed(TEXT, `${TEXT}${HAND}`).told).toEqual([
      'plans because by_hand',
      'served because by_hand',
      'ages because by_hand',
    ]);
    const later = HAND.replace('2026-12-31', '2027-12-31');
    expect(changed(`${TEXT}${HAND}`, `${TEXT}${later}`).told).toHaveLength(3);
  });
});

describe('the parts that are compared', () => {
  it('keep of the sources read by either side what both sides have, and nothing else', () => {
    const after = TEXT.replace('seat_fee > 9', 'seat_fee > 9 and calls > 0');
    const { changed: all } = changed(TEXT, after);
    expect(all.map(({ id }) => id)).toEqual(['dear']);
    const parts = comparedParts(project(TEXT), project(after), all, []);
    for (const side of [parts?.before, parts?.after]) {
      expect(side?.entities.map(({ id }) => id)).toEqual(['account']);
      expect(side?.segmentations.map(({ id }) => id)).toEqual(['dear']);
      expect(side?.entities[0]?.attributes.map(({ id }) => id)).toEqual([
        'plan',
        'fee',
        'seats',
        'seat_fee',
        'calls',
      ]);
    }
    const narrow = comparedParts(project(TEXT), project(TEXT.replace('> 9', '> 8')), all, []);
    expect(narrow?.after.entities[0]?.attributes.map(({ id }) => id)).toEqual([
      'plan',
      'fee',
      'seats',
      'seat_fee',
    ]);
  });

  it('have what was written anew and places nobody, and are nothing where all is as it was', () => {
    const after = TEXT.replace('from: people.age', 'from: people.age, title: Age');
    const { changed: none, unchanged } = changed(
      TEXT.replace('age > 60 and ', ''),
      after.replace('age > 60 and ', ''),
    );
    expect([none, unchanged]).toEqual([[], 4]);
    const age = { kind: 'attribute', id: 'age', entity: 'person', is: 'edited' } as const;
    const place = { path: 'clade.yaml', line: 1, column: 1, length: 0 };
    const parts = comparedParts(project(TEXT), project(after), [], [{ ...age, place }]);
    expect(parts?.after.segmentations).toEqual([]);
    expect(parts?.after.entities.map(({ id }) => id)).toEqual(['account', 'person']);
    expect(parts?.after.entities[1]?.attributes.map(({ id }) => id)).toEqual(['age']);
    expect(comparedParts(project(TEXT), project(TEXT), [], [])).toBeNull();
    const metrics = { kind: 'metrics', id: 'm', entity: null, is: 'edited' } as const;
    expect(comparedParts(project(TEXT), project(TEXT), [], [{ ...metrics, place }])).toBeNull();
  });
});
