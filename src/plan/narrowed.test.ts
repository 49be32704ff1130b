import { describe, expect, it } from 'vitest';
import { METRICS_PROJECT } from '../../test/support/metrics-project.ts';
import type { Project } from '../definitions/project.ts';
import { readDefinitions } from '../definitions/read-definitions.ts';
import { factsSteps } from './facts/steps.ts';
import { narrowed } from './narrowed.ts';

const PEOPLE = `---
{ kind: source, id: people, file: p.csv, key: person, columns: { person: text, account: text, joined: date } }
---
{ kind: entity, id: person, source: people, key: person, belongsTo: { entity: account, column: account } }
---
{ kind: attribute, id: joined, entity: person, basis: lifecycle, from: people.joined }
---
{ kind: attribute, id: here, entity: person, basis: lifecycle, value: joined <= as_of }
---
{ kind: attribute, id: people, entity: account, basis: firmographic, rollup: { entity: person, function: count, where: here } }
---
{ kind: attribute, id: busy, entity: account, basis: firmographic, value: people > 3 and mrr > 10 }
---
{ kind: attribute, id: place, entity: account, basis: value, rank: { of: mrr, as: percentile, base: all } }
---
kind: segmentation
id: team
title: Team
entity: account
method: rules
segments:
  - { id: many, title: Many, when: busy and segment('value') = 'large' }
fallback: { id: few, title: Few }
---
kind: segmentation
id: person_worth
title: Worth of the person
entity: person
method: rules
segments:
  - { id: top, title: Top, when: account.place > 90 }
fallback: { id: rest, title: Rest }
`;

const { project, findings } = readDefinitions([{ path: 'clade.yaml', text: METRICS_PROJECT + PEOPLE }]);

function whole(): Project {
  if (!project) throw new Error(findings.map(({ message }) => message).join());
  return project;
}

const segmentation = (id: string) => whole().segmentations.filter((one) => one.id === id);

/** Attributes kept, as `entity.id`. */
const kept = ({ entities }: Project) =>
  entities.flatMap(({ id, attributes }) => attributes.map((attribute) => `${id}.${attribute.id}`));

describe('narrowed', () => {
  it('keeps what a segmentation is made of, however far, with who is a customer and their money', () => {
    const value = narrowed(whole(), { segmentations: segmentation('value') });
    expect(kept(value)).toEqual(['account.mrr', 'account.live', 'account.first_start']);
    expect(value.entities.map(({ id }) => id)).toEqual(['account']);
    const team = narrowed(whole(), { segmentations: segmentation('team') });
    expect(kept(team).toSorted()).toEqual([
      'account.busy',
      'account.first_start',
      'account.live',
      'account.mrr',
      'account.people',
      'person.here',
      'person.joined',
    ]);
    expect(team.segmentations.map(({ id }) => id)).toEqual(['value', 'team']);
  });

  it('keeps the parent and what is asked of it', () => {
    const worth = narrowed(whole(), { segmentations: segmentation('person_worth') });
    expect(kept(worth)).toEqual(['account.mrr', 'account.live', 'account.first_start', 'account.place']);
    expect(worth.entities.map(({ id }) => id)).toEqual(['account', 'person']);
  });

  it('refers to its own entities throughout, so that its facts can be made', () => {
    for (const { id } of whole().segmentations) {
      const own = narrowed(whole(), { segmentations: segmentation(id) });
      for (const { entity, uses } of own.segmentations) {
        expect(own.entities).toContain(entity);
        expect(uses.every((used) => own.segmentations.includes(used))).toBe(true);
      }
      for (const { belongsTo } of own.entities)
        if (belongsTo) expect(own.entities).toContain(belongsTo.entity);
      expect(() => factsSteps(own)).not.toThrow();
    }
  });

  it('is of an attribute alone, or of who is a customer alone', () => {
    const attributes = whole().entities[0]?.attributes.filter(({ id }) => id === 'channel') ?? [];
    expect(kept(narrowed(whole(), { attributes }))).toEqual([
      'account.channel',
      'account.mrr',
      'account.live',
      'account.first_start',
    ]);
    const entities = whole().entities.filter(({ id }) => id === 'account');
    expect(kept(narrowed(whole(), { entities }))).toEqual([
      'account.mrr',
      'account.live',
      'account.first_start',
    ]);
  });
});
