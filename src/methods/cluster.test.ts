import { describe, expect, it } from 'vitest';
import { ACCOUNT, findingsIn } from '../../test/support/definition-findings.ts';
import { plantSegments } from '../../test/support/planted/plant-segments.ts';
import { sketchProject } from '../../test/support/sketch-project.ts';
import type { Segmentation } from '../definitions/project.ts';
import { adjustedRand } from '../numeric/adjusted-rand.ts';
import { clusterers } from '../numeric/cluster/clusterers/index.ts';
import { cellAt } from '../numeric/cluster/column.ts';
import type { FrozenMixture } from '../numeric/cluster/frozen-mixture.ts';
import { scoreTables } from '../numeric/cluster/frozen-mixture.ts';
import { encodeTable } from '../numeric/cluster/coded-table.ts';
import { placeRows } from '../numeric/cluster/place-rows.ts';
import { basisColumn, columnsOfRows } from './cluster/basis.ts';
import type { ClusterParameters } from './cluster/parameters.ts';
import type { LearningRow } from './method.ts';

const TYPES = { seats: 'integer', spend: 'double', use: 'double', plan: 'text' } as const;

function clusterOf(segments: readonly string[], more = ''): Segmentation {
  const yaml = [
    'kind: segmentation',
    'id: natural',
    'entity: account',
    'method: cluster',
    'basis: [seats, spend, use, plan]',
    'sample: 2000',
    ...(more === '' ? [] : [more]),
    'segments:',
    ...segments.map((segment) => `  - ${segment}`),
    'fallback: { id: rest }',
  ].join('\n');
  const [segmentation] = sketchProject(TYPES, yaml).project.segmentations;
  if (!segmentation) throw new Error('no segmentation');
  return segmentation;
}

/** Three groups far apart, as an engine gives their rows. */
function plantedRows(
  seed: number,
  rows = 900,
): { readonly rows: readonly LearningRow[]; readonly truth: Int32Array } {
  const { columns, truth } = plantSegments({
    rows,
    seed,
    shares: [0.5, 0.3, 0.2],
    numeric: ['count', 'skewed', 'normal'],
    levels: [4],
    separation: 2.5,
  });
  return {
    truth,
    rows: Array.from({ length: rows }, (_, row) => ({
      sample__known: rows,
      ...Object.fromEntries(columns.map((column, at) => [basisColumn(at), cellAt(column, row)])),
    })),
  };
}

function learned(segmentation: Segmentation, rows: readonly LearningRow[], previous: unknown = null) {
  const result = segmentation.learning?.learn(rows, previous as never);
  return { customers: result?.customers, parameters: result?.parameters as unknown as ClusterParameters };
}

/** The segment of every row, as its fit places it. */
function placed(segmentation: Segmentation, parameters: ClusterParameters, rows: readonly LearningRow[]) {
  const basis = (segmentation.learning?.basis ?? []).map((expression, at) => ({
    name: ['seats', 'spend', 'use', 'plan'][at] ?? '',
    expression,
  }));
  const mixture = parameters.mixture as FrozenMixture;
  const { segment } = placeRows(scoreTables(mixture), encodeTable(columnsOfRows(basis, rows), mixture.books));
  return Array.from(segment, (group) => parameters.segments[group]);
}

const THREE = ['id: one', 'id: two', 'id: three'];

describe('a cluster segmentation', () => {
  const planted = plantedRows(5);

  it('finds the groups that are there, as many as it has segments', () => {
    const natural = clusterOf(THREE);
    const { customers, parameters } = learned(natural, planted.rows);
    expect(customers).toBe(900);
    const labels = placed(natural, parameters, planted.rows);
    const found = Int32Array.from(labels, (id) => ['one', 'two', 'three'].indexOf(id ?? ''));
    expect(adjustedRand(planted.truth, found)).toBeGreaterThan(0.9);
  });

  it('gives each group the name whose typical customer is most like it', () => {
    const plain = clusterOf(THREE);
    const first = learned(plain, planted.rows).parameters;
    const labels = placed(plain, first, planted.rows);
    const typical = (id: string) => {
      const members = planted.rows.filter((_, row) => labels[row] === id);
      const middle = (at: number) => {
        const values = members.flatMap((row) =>
          row[basisColumn(at)] === null ? [] : [Number(row[basisColumn(at)])],
        );
        return Number(values.toSorted((a, b) => a - b)[values.length >> 1]?.toPrecision(6));
      };
      return `{ seats: ${middle(0)}, spend: ${middle(1)}, use: ${middle(2)} }`;
    };
    // The names the other way round: nothing but `like` can say so.
    const named = clusterOf([
      `{ id: one, like: ${typical('three')} }`,
      `{ id: two, like: ${typical('one')} }`,
      `{ id: three, like: ${typical('two')} }`,
    ]);
    const again = placed(named, learned(named, planted.rows).parameters, planted.rows);
    const turned: Readonly<Record<string, string>> = { one: 'two', two: 'three', three: 'one' };
    expect(again).toEqual(labels.map((id) => turned[id ?? '']));
  });

  it('keeps names with their customers when it learns again from others', () => {
    const natural = clusterOf(THREE);
    const first = learned(natural, planted.rows).parameters;
    const renamed = { ...first, segments: ['three', 'one', 'two'] };
    const fresh = planted.rows.slice(0, 700);
    const second = learned(natural, fresh, renamed).parameters;
    const before = placed(natural, renamed, fresh);
    const after = placed(natural, second, fresh);
    const same = before.filter((id, row) => id === after[row]).length;
    expect(same / fresh.length).toBeGreaterThan(0.97);
  });

  it('places nobody before it has learned, and learns nothing from nobody', () => {
    const natural = clusterOf(THREE);
    expect(natural.likeness).toBeNull();
    expect(natural.rules.map(({ written }) => written?.text)).toEqual([
      'most like one',
      'most like two',
      'most like three',
    ]);
    expect(natural.learning?.learn([], null)).toEqual({ parameters: null, customers: 0 });
  });

  it.each(clusterers.map(({ id }) => id))('learns by %s what it places by', (id) => {
    const natural = clusterOf(THREE, `clusterer: ${id}`);
    const { parameters } = learned(natural, planted.rows);
    const labels = placed(natural, parameters, planted.rows);
    const found = Int32Array.from(labels, (one) => ['one', 'two', 'three'].indexOf(one ?? ''));
    expect(adjustedRand(planted.truth, found)).toBeGreaterThan(0.6);
    expect(natural.learning?.rulesOf(parameters as never).rules).toHaveLength(3);
  });

  it('tells what a clusterer of numbers does not hear', () => {
    const said = (basis: string) =>
      findingsIn(
        [
          ACCOUNT,
          '---',
          'kind: segmentation',
          'id: natural',
          'entity: account',
          'method: cluster',
          'clusterer: k-means',
          `basis: [${basis}]`,
          'segments: [{ id: one }, { id: two }]',
          'fallback: { id: rest }',
        ].join('\n'),
      )
        .map(({ code }) => code)
        .filter((code) => code.startsWith('cluster'));
    expect(said('seats')).toEqual([]);
    expect(said("seats, case when seats > 3 then 'a' else 'b' end")).toEqual(['cluster-no-say']);
    expect(said("case when seats > 3 then 'a' else 'b' end")).toEqual(['cluster-no-numbers']);
  });

  it('tells what it cannot compare, what it is given twice and what is not in its basis', () => {
    const codes = (...lines: readonly string[]) =>
      findingsIn(
        [
          ACCOUNT,
          '---',
          '{ kind: attribute, id: opened, entity: account, basis: lifecycle, from: accounts.opened }',
          '---',
          'kind: segmentation',
          'id: natural',
          'entity: account',
          'method: cluster',
          ...lines,
          'segments: [{ id: one, like: { height: 3 } }]',
          'fallback: { id: rest }',
        ].join('\n'),
      ).map(({ code }) => code);
    expect(codes('basis: [opened, seats, seats]', 'typing: { weight: { kind: count } }')).toEqual([
      'cluster-type',
      'cluster-repeated',
      'cluster-not-in-basis',
      'cluster-not-in-basis',
    ]);
  });
});
