import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/measures/profile/profile.ts';
import { cliffsDelta } from '../../src/numeric/cliffs-delta.ts';
import { quantileBetween, quantilePosition } from '../../src/numeric/quantile.ts';
import { pairsOf } from '../support/pairs.ts';
import type { Person } from '../support/profile-world.ts';
import { people, peopleCsv, PROFILE_DAY, PROFILE_PROJECT } from '../support/profile-world.ts';
import { testProject } from '../support/project.ts';

const ROWS = people(260, 11);
const HERE = ROWS.filter(({ gone }) => !gone);

function world(rows: readonly Person[] = ROWS) {
  return testProject({ 'clade.yaml': PROFILE_PROJECT, 'people.csv': peopleCsv(rows) });
}

const days = (from: string) => (Date.parse(PROFILE_DAY) - Date.parse(from)) / 86_400_000;

/** Every number as the definition says it, in plain JavaScript. */
const spendOf = ({ spend }: Person) => (spend === null ? null : Number(spend));
const NUMBERS: Readonly<Record<string, (person: Person) => number | null>> = {
  seats: ({ seats }) => seats,
  spend: spendOf,
  rate: ({ rate }) => rate,
  joined: ({ joined }) => days(joined),
};
const onPlan = (plan: string | null) => HERE.filter((person) => person.plan === plan);

const known = (rows: readonly Person[], of: (person: Person) => number | null) =>
  rows.map(of).filter((value) => value !== null);

function quantile(values: readonly number[], probability: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const position = quantilePosition(sorted.length, probability);
  return quantileBetween(sorted[position.lower] ?? 0, sorted[position.upper] ?? 0, position);
}

function meanAndDeviation(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}

function numberOf(profile: Profile, id: string) {
  const found = profile.attributes.find((attribute) => attribute.id === id);
  if (found?.kind !== 'number') throw new Error(`no number ${id}`);
  return found;
}

function categoryOf(profile: Profile, id: string) {
  const found = profile.attributes.find((attribute) => attribute.id === id);
  if (found?.kind !== 'category') throw new Error(`no category ${id}`);
  return found;
}

describe('clade profile', () => {
  it('says of every number what the definitions give pair by pair, over customers of the day', async () => {
    const { clade } = world();
    await clade.run({ asOf: PROFILE_DAY });
    const { value, findings } = await clade.profile({ segmentation: 'plans' });
    expect(findings).toEqual([]);
    const profile = value?.profile;
    if (!profile) throw new Error('no profile');
    expect(profile.customers).toBe(HERE.length);
    for (const [id, of] of Object.entries(NUMBERS)) {
      const number = numberOf(profile, id);
      const everyone = known(HERE, of);
      expect(number.everyone).toMatchObject({
        known: everyone.length,
        missing: HERE.length - everyone.length,
        zeros: everyone.filter((each) => each === 0).length,
        least: Math.min(...everyone),
        greatest: Math.max(...everyone),
        quartiles: [0.25, 0.5, 0.75].map((probability) => quantile(everyone, probability)),
      });
      for (const plan of ['free', 'pro', 'team']) {
        const own = number.segments.find(({ segment }) => segment === plan);
        const inside = known(onPlan(plan), of);
        const outside = known(
          HERE.filter((person) => person.plan !== plan),
          of,
        );
        const moments = meanAndDeviation(inside);
        expect(own).toMatchObject({
          known: inside.length,
          quartiles: [0.25, 0.5, 0.75].map((probability) => quantile(inside, probability)),
        });
        expect(own?.mean).toBeCloseTo(moments.mean, 5);
        expect(own?.deviation).toBeCloseTo(moments.deviation, 5);
        expect(own?.effect).toMatchObject({ measure: 'delta', ...cliffsDelta(pairsOf(inside, outside)) });
      }
    }
    const [free] = numberOf(profile, 'spend').segments;
    const [own, all] = [onPlan('free'), HERE].map((rows) => meanAndDeviation(known(rows, spendOf)).mean);
    expect(free?.index).toBeCloseTo((100 * (own ?? 0)) / (all ?? 1), 6);
    expect(numberOf(profile, 'joined')).toMatchObject({ unit: `days before ${PROFILE_DAY}` });
  });

  it('counts categories, a yes-or-no once, and what is missing apart', async () => {
    const { clade } = world();
    await clade.run({ asOf: PROFILE_DAY });
    const profile = (await clade.profile({ segmentation: 'worth' })).value?.profile;
    if (!profile) throw new Error('no profile');
    const much = HERE.filter((person) => (spendOf(person) ?? 0) >= 100);
    const plan = categoryOf(profile, 'plan');
    const counts = new Map(
      plan.categories.map(({ value, segments }) => [value, segments.map(({ count }) => count)]),
    );
    for (const name of ['free', 'pro', 'team'])
      expect(counts.get(name)?.[1]).toBe(much.filter((person) => person.plan === name).length);
    expect(plan.segments[1]?.missing).toBe(much.filter((person) => person.plan === null).length);
    const trained = categoryOf(profile, 'trained');
    expect(trained.categories.map(({ label }) => label)).toEqual(['yes']);
    expect(trained.categories[0]?.segments[1]?.count).toBe(much.filter((person) => person.trained).length);
  });

  it('tests nothing by what formed the segments, and corrects the rest together', async () => {
    const { clade } = world();
    await clade.run({ asOf: PROFILE_DAY });
    const profile = (await clade.profile({ segmentation: 'focus' })).value?.profile;
    if (!profile) throw new Error('no profile');
    const formed = profile.attributes.filter((attribute) => attribute.formed).map(({ id }) => id);
    expect(formed.toSorted()).toEqual(['seats', 'spend', 'spend_twice', 'trained']);
    const effects = profile.attributes.flatMap((attribute) =>
      (attribute.kind === 'number'
        ? attribute.segments
        : attribute.categories.flatMap(({ segments }) => segments)
      ).flatMap(({ effect }) => (effect ? [{ formed: attribute.formed, effect }] : [])),
    );
    expect(effects.filter((one) => one.formed).every(({ effect }) => effect.pValue === null)).toBe(true);
    const tested = effects.filter((one) => !one.formed);
    expect(tested.every(({ effect }) => effect.pValue !== null)).toBe(true);
    expect(profile.tests).toBe(tested.length);
    expect(profile.leftOut.map(({ id, reason }) => `${id}: ${reason.split(' ')[0]}`)).toEqual([
      'secret: sensitive',
      'name: has',
      'gone: is',
    ]);
  });

  it('says nothing of a segment below the minimum count, and of nobody', async () => {
    const few = ROWS.filter(({ plan }) => plan !== 'team').concat(
      ROWS.filter(({ plan, gone }) => plan === 'team' && !gone).slice(0, 4),
    );
    const { clade } = world(few);
    await clade.run({ asOf: PROFILE_DAY });
    const { value } = await clade.profile({ segmentation: 'plans', segment: 'team' });
    const team = value?.profile.segments.find(({ segment }) => segment === 'team');
    expect(team?.customers).toBe(4);
    expect(value?.segment?.contrasts).toEqual([]);
    const told = value?.segment?.page.paragraphs.find(({ id }) => id === 'differences');
    expect(told?.sentences).toEqual([
      'Too few to say: it has 4 customers, and below 10 nothing is said of differences.',
    ]);
    const nobody = testProject({ 'clade.yaml': PROFILE_PROJECT, 'people.csv': peopleCsv(ROWS.slice(0, 0)) });
    await nobody.clade.run({ asOf: PROFILE_DAY });
    const empty = await nobody.clade.profile({ segmentation: 'plans' });
    expect(empty.value?.profile).toMatchObject({ customers: 0, tests: 0, attributes: [] });
  });

  it('spreads everybody over the same cells, zeros and missing ones apart', async () => {
    const { clade } = world();
    await clade.run({ asOf: PROFILE_DAY });
    const { value } = await clade.profile({ segmentation: 'plans', attribute: 'seats' });
    const spread = value?.distribution;
    if (!spread) throw new Error('no distribution');
    const zeros = HERE.filter(({ seats }) => seats === 0).length;
    expect(spread.cells[0]).toEqual({ label: '0', from: 0, to: 0 });
    expect(spread.everyone.counts[0]).toBe(zeros);
    expect(spread.everyone.missing).toBe(HERE.filter(({ seats }) => seats === null).length);
    for (const [cell, { from, to }] of spread.cells.entries())
      if (cell > 0)
        expect(spread.everyone.counts[cell]).toBe(
          HERE.filter(
            ({ seats }) => seats !== null && seats > 0 && seats >= (from ?? 0) && seats < (to ?? Infinity),
          ).length,
        );
    for (const { customers, missing, counts } of [spread.everyone, ...spread.segments])
      expect(counts.reduce((sum, count) => sum + count, missing)).toBe(customers);
  });

  it('says so where facts are gone, and where a name is wrong', async () => {
    const { clade } = world();
    await clade.run({ asOf: PROFILE_DAY });
    await clade.run({ asOf: '2026-07-31' });
    const codes = async (asked: Parameters<typeof clade.profile>[0]) =>
      (await clade.profile(asked)).findings.map(({ code, hint }) => [code, hint ?? ''].join(': '));
    expect(await codes({ segmentation: 'plans', asOf: PROFILE_DAY })).toEqual([
      `facts-not-kept: Run \`clade run --as-of ${PROFILE_DAY}\` and ask again.`,
    ]);
    expect(await codes({ segmentation: 'plans' })).toEqual([]);
    const here = { asOf: '2026-07-31' };
    expect(await codes({ segmentation: 'plan', ...here })).toEqual(['no-snapshot: Did you mean `plans`?']);
    expect(await codes({ segmentation: 'plans', segment: 'tem', ...here })).toEqual([
      'unknown-segment: Did you mean `team`?',
    ]);
    expect(await codes({ segmentation: 'plans', attribute: 'seat', ...here })).toEqual([
      'unknown-attribute: Did you mean `seats`?',
    ]);
    expect((await codes({ segmentation: 'plans', attribute: 'secret', ...here }))[0]).toMatch(
      /^attribute-left-out/,
    );
  });

  it('stands values at the ends of their types, and names that are words of SQL', async () => {
    const rows = Array.from({ length: 30 }, (_, index) =>
      index < 15
        ? `c${index},früh\\,-9223372036854775808,-1.7e308,-9999999999999999.99,${index % 2 ? '' : '1900-01-01'}`
        : `c${index},spät's,9223372036854775807,1.7e308,9999999999999999.99,`,
    );
    const { clade } = testProject({
      'clade.yaml': ENDS,
      'ends.csv': ['id,select,order,value,rows,from', ...rows, ''].join('\n'),
    });
    const ran = await clade.run({ asOf: PROFILE_DAY });
    expect(ran.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const { value } = await clade.profile({ segmentation: 'halves', attribute: 'order' });
    const profile = value?.profile;
    if (!profile) throw new Error('no profile');
    for (const id of ['order', 'value', 'rows']) {
      const [low, high] = numberOf(profile, id).segments;
      expect([id, low?.effect?.value, high?.effect?.value]).toEqual([id, -1, 1]);
    }
    expect(numberOf(profile, 'value').everyone).toMatchObject({ mean: null, deviation: null });
    expect(numberOf(profile, 'rows').everyone.mean).toBe(0);
    expect(profile.leftOut.map(({ id }) => id)).toEqual(['from']);
    expect(value?.distribution?.everyone.counts.reduce((sum, count) => sum + count, 0)).toBe(30);
    const table = await clade.crosstab({ segmentation: 'halves', field: 'select' });
    expect(table.value?.values.map(({ label }) => label)).toEqual(['früh\\', "spät's"]);
  });
});

const ENDS = `
kind: project
title: Ends
currency: EUR
---
kind: source
id: ends
file: ends.csv
key: id
asOf: ${PROFILE_DAY}
columns: { id: text, select: text, order: integer, value: double, rows: { type: decimal, scale: 2 }, from: date }
---
{ kind: entity, id: one, source: ends, key: id }
---
{ kind: attribute, id: select, entity: one, basis: value, from: ends.select }
---
{ kind: attribute, id: order, entity: one, basis: value, from: ends.order }
---
{ kind: attribute, id: value, entity: one, basis: value, from: ends.value }
---
{ kind: attribute, id: rows, entity: one, basis: value, from: ends.rows }
---
{ kind: attribute, id: from, entity: one, basis: value, from: ends.from }
---
kind: segmentation
id: halves
entity: one
method: rules
segments: [{ id: low, when: order < 0 }]
fallback: { id: high }
`;
