import { describe, expect, it } from 'vitest';
import type { Entity } from '../../definitions/project.ts';
import { readDefinitions } from '../../definitions/read-definitions.ts';
import { differenceOf, entityNamed, listsAlike } from './same-making.ts';

const TEXT = `
kind: project
title: P
---
{ kind: source, id: accounts, file: a.csv, key: id, asOf: 2026-06-30, columns: { id: text, plan: text, fee: decimal, seats: integer } }
---
{ kind: source, id: people, file: p.csv, key: id, asOf: 2026-06-30, columns: { id: text, account: text, age: integer } }
---
{ kind: entity, id: account, source: accounts, key: id, money: fee, activeWhen: seats > 0 }
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
{ kind: attribute, id: dear, entity: person, basis: value, value: account.seat_fee > 10 and age > 30 }
`;

function entityIn(text: string, id: string): Entity {
  const { project, findings } = readDefinitions([{ path: 'clade.yaml', text }]);
  const entity = project && entityNamed(project, id);
  if (!entity) throw new Error(JSON.stringify(findings));
  return entity;
}

/** How an attribute of the edited text differs from what was kept of {@link TEXT}. */
function difference(id: string, edit: (text: string) => string, entity = 'account') {
  const now = entityIn(edit(TEXT), entity);
  const attribute = now.attributes.find((one) => one.id === id);
  if (!attribute) throw new Error(`no ${id}`);
  return differenceOf(attribute, now, entityIn(TEXT, entity));
}

const edited = (from: string, to: string) => (text: string) => {
  if (!text.includes(from)) throw new Error(`no ${from}`);
  return text.replace(from, to);
};

describe('values a run kept', () => {
  it('are those of a definition that says the same, in whatever words and over a later file', () => {
    expect(difference('seats', (text) => text)).toBeNull();
    expect(difference('seats', edited('id: seats,', 'id: seats, title: Places,'))).toBeNull();
    expect(
      difference(
        'seats',
        edited('2026-06-30, columns: { id: text, plan', '2026-06-30, columns: { more: text, id: text, plan'),
      ),
    ).toBeNull();
    expect(difference('seat_fee', edited('id: fee,', 'id: fee, owner: Ann,'))).toBeNull();
  });

  it('are others where the definition is new or another, or reads another file or day', () => {
    expect(difference('seats', edited('from: accounts.seats', 'from: accounts.fee'))).toBe('changed');
    expect(difference('again', edited('id: plan,', 'id: again,'))).toBe('new');
    expect(difference('plan', edited('file: a.csv', 'file: b.csv'))).toBe('source');
    expect(
      difference('plan', edited('a.csv, key: id, asOf: 2026-06-30', 'a.csv, key: id, asOf: 2026-07-31')),
    ).toBe('source');
  });

  it('are others where what they are made of is, in the entity above too', () => {
    const otherFee = edited('from: accounts.fee', 'from: accounts.seats');
    expect(difference('seat_fee', otherFee)).not.toBeNull();
    expect(difference('dear', otherFee, 'person')).not.toBeNull();
    expect(difference('dear', edited('from: accounts.plan', 'from: accounts.id'), 'person')).toBeNull();
    expect(difference('age', otherFee, 'person')).toBeNull();
  });
});

describe('who is listed', () => {
  const lists = (edit: (text: string) => string, id = 'account') =>
    listsAlike(entityIn(edit(TEXT), id), entityIn(TEXT, id));

  it('is the same as long as key, status, money and the file are', () => {
    expect(lists((text) => text)).toBe(true);
    expect(
      lists(edited('{ kind: entity, id: account,', '{ kind: entity, id: account, title: Company,')),
    ).toBe(true);
    expect(lists(edited('from: accounts.plan', 'from: accounts.id'))).toBe(true);
    expect(lists(edited('activeWhen: seats > 0', 'activeWhen: seats > 1'))).toBe(false);
    expect(lists(edited('money: fee', 'money: seats'))).toBe(false);
    expect(lists(edited('file: a.csv', 'file: b.csv'))).toBe(false);
  });

  it('is another where what says who is a customer, or the money, is made otherwise', () => {
    expect(lists(edited('from: accounts.seats', 'from: accounts.fee'))).toBe(false);
    expect(lists(edited('from: accounts.fee', 'from: accounts.seats'))).toBe(false);
  });
});
