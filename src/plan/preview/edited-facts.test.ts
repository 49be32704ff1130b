import { describe, expect, it } from 'vitest';
import { sketchProject } from '../../../test/support/sketch-project.ts';
import type { Project } from '../../definitions/project.ts';
import { columnsOf, table } from '../../sql/relation.ts';
import { TEXT } from '../../sql/value-type.ts';
import { FACTS } from '../../tables/facts-table.ts';
import { editedFacts } from './edited-facts.ts';

const ATTRIBUTES = { fee: 'integer', seats: 'integer', plan: 'text' };
const DERIVED = (seatFee: string, from = 'fee') => `
{ kind: attribute, id: seat_fee, entity: account, basis: value, value: ${seatFee} }
---
{ kind: attribute, id: dear, entity: account, basis: value, value: seat_fee > 10 }
---
{ kind: attribute, id: whole, entity: account, basis: value, from: accounts.${from} }
`;

const projectWith = (yaml: string): Project => sketchProject(ATTRIBUTES, yaml).project;
const KEPT = projectWith(DERIVED('fee / seats'));

/** Facts for an edited project, where a run kept those of {@link KEPT}. */
function edited(yaml: string, wanted: readonly string[]) {
  const [entity] = projectWith(yaml).entities;
  if (!entity) throw new Error('no entity');
  return editedFacts(entity, wanted, {
    project: KEPT,
    factsOf: ({ attributes }) =>
      table(
        ['facts'],
        [{ name: FACTS.key, type: TEXT }, ...attributes.map(({ id, type }) => ({ name: id, type }))],
      ),
  });
}

describe('facts of an edit', () => {
  it('are those that were kept where nothing that is wanted differs', () => {
    const { relation, names, calculated, needs } = edited(DERIVED('fee / seats'), ['dear', 'plan']);
    expect({ kind: relation.kind, names: names.size, calculated, needs }).toEqual({
      ...{ kind: 'table', names: 0, calculated: [], needs: [] },
    });
    expect(edited(DERIVED('fee * 2'), ['plan']).calculated).toEqual([]);
  });

  it('have a column beside the kept one for what is made otherwise of kept facts, and for what is made of that', () => {
    const { relation, names, calculated, needs } = edited(DERIVED('fee * seats'), ['dear']);
    expect([...names]).toEqual([
      ['seat_fee', '_edited__seat_fee'],
      ['dear', '_edited__dear'],
    ]);
    expect(calculated).toEqual(['seat_fee', 'dear']);
    expect(needs).toEqual([]);
    expect(columnsOf(relation).map(({ name }) => name)).toEqual([
      ...[FACTS.key, 'fee', 'seats', 'plan', 'seat_fee', 'dear', 'whole'],
      ...['_edited__seat_fee', '_edited__dear'],
    ]);
  });

  it('need what has to be read anew, by name and reason, only where it is wanted', () => {
    const needs = (wanted: readonly string[]) =>
      edited(DERIVED('fee / seats', 'seats'), wanted).needs.map((need) => [
        need.kind,
        need.kind === 'attribute' ? [need.attribute.id, need.why] : null,
      ]);
    expect(needs(['whole'])).toEqual([['attribute', ['whole', 'changed']]]);
    expect(needs(['dear'])).toEqual([]);
  });
});
