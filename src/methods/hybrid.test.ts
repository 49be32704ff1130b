import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCOUNT, findingsIn } from '../../test/support/definition-findings.ts';
import { evaluate } from '../../test/support/evaluate.ts';
import { rulesOf, sketchProject } from '../../test/support/sketch-project.ts';
import type { CalendarDate } from '../base/calendar-date.ts';
import type { Row } from '../engines/engine.ts';

const DAY = '2026-06-30' as CalendarDate;
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  who: ['startup', 'other'],
  does: ['keen', 'idle'],
  thinks: ['ahead', 'behind'],
  needs: ['scale', 'save'],
};
const FALLBACK = 'everyone_else';

const hybridYaml = (options: string, cells: readonly string[]) =>
  [
    'kind: segmentation',
    'id: mix',
    'entity: account',
    'method: hybrid',
    options,
    'segments:',
    ...cells.map((one, index) => `  - { id: s${index + 1}, cells: ${one} }`),
    'fallback: { id: rest }',
  ].join('\n');

const layerYaml = Object.entries(LAYERS)
  .map(([id, [first = '', second = '']]) => rulesOf({ [first]: 'n > 1', [second]: 'n < 1' }, id))
  .join('---\n');

function mixOf(cells: readonly string[], options = 'cross: [who, does, thinks, needs]') {
  const { project } = sketchProject({ n: 'integer' }, `${hybridYaml(options, cells)}\n---\n${layerYaml}`);
  const mix = project.segmentations.find(({ id }) => id === 'mix');
  if (!mix) throw new Error('no hybrid');
  return mix;
}

const rowOf = (segments: Readonly<Record<string, string>>): Row =>
  Object.fromEntries(Object.entries(segments).map(([layer, segment]) => [`segment__${layer}`, segment]));

describe('hybrid', () => {
  it('compiles to conditions over segments, in the order of the file', () => {
    const { rules, uses, depth } = mixOf([
      '{ who: startup, does: [keen, idle], thinks: any }',
      '[{ needs: scale }, { at_least: 2, who: startup, thinks: ahead, needs: save }]',
    ]);
    expect(rules.map(({ written }) => written?.text)).toEqual([
      "segment('who') = 'startup' and segment('does') in ('keen', 'idle')",
      "segment('needs') = 'scale' or at_least(2, segment('who') = 'startup', segment('thinks') = 'ahead', segment('needs') = 'save')",
    ]);
    expect(uses.map(({ id }) => id).toSorted()).toEqual(['does', 'needs', 'thinks', 'who']);
    expect(depth).toBe(1);
  });

  it('counts a layer that knows nothing as unknown: three of four can be enough without it', () => {
    const { rules } = mixOf(['{ at_least: 3, who: startup, does: keen, thinks: ahead, needs: scale }']);
    const truth = (who: string, does: string, thinks: string, needs: string) =>
      rules[0] && evaluate(rules[0].when, rowOf({ who, does, thinks, needs }), DAY);
    expect(truth('startup', 'keen', FALLBACK, 'scale')).toBe(true);
    expect(truth('startup', 'keen', FALLBACK, 'save')).toBeNull();
    expect(truth('startup', 'keen', 'behind', 'save')).toBe(false);
    expect(truth('startup', 'idle', FALLBACK, 'save')).toBe(false);
    expect(truth(FALLBACK, FALLBACK, 'ahead', 'scale')).toBeNull();
  });

  it('takes a fallback as an answer where it is wanted, or where `missing` says so', () => {
    const wanted = mixOf([`{ who: [startup, ${FALLBACK}] }`]).rules[0];
    expect(wanted && evaluate(wanted.when, rowOf({ who: FALLBACK }), DAY)).toBe(true);
    const known = mixOf(
      ['{ who: startup, does: keen }'],
      'cross: [who, does]\nmissing: { who: [], does: [idle] }',
    );
    const truth = (who: string, does: string) =>
      known.rules[0] && evaluate(known.rules[0].when, rowOf({ who, does }), DAY);
    expect([truth(FALLBACK, 'keen'), truth('startup', 'idle')]).toEqual([false, null]);
  });

  it('asks a layer of a cascade only where it splits', () => {
    const { rules, grid } = mixOf(
      ['{ does: keen }', '{ who: startup, does: idle }', '{ who: other }'],
      'cascade: { of: who, split: { startup: does } }',
    );
    expect(rules.map(({ written }) => written?.text)).toEqual([
      "segment('who') = 'startup' and segment('does') = 'keen'",
      "segment('who') = 'startup' and segment('does') = 'idle'",
      "segment('who') = 'other'",
    ]);
    expect(grid?.cells).toEqual([
      'startup × keen',
      'startup × idle',
      `startup × ${FALLBACK}`,
      'other',
      FALLBACK,
    ]);
  });

  it('places whom its grid says, whatever the cells', () => {
    const layers = Object.keys(LAYERS);
    const wanted = (layer: string) =>
      fc
        .subarray([...(LAYERS[layer] ?? []), FALLBACK], { minLength: 1 })
        .map((ids) => `${layer}: [${ids.join(', ')}]`);
    const cell = fc
      .subarray(layers, { minLength: 1 })
      .chain((some) =>
        fc.tuple(
          fc.tuple(...some.map(wanted)),
          fc.option(fc.integer({ min: 1, max: some.length }), { nil: null }),
        ),
      )
      .map(
        ([parts, count]) => `{ ${[...parts, ...(count === null ? [] : [`at_least: ${count}`])].join(', ')} }`,
      );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 3 }), (cells) => {
        const { rules, grid } = mixOf(cells);
        for (const [index, name] of (grid?.cells ?? []).entries()) {
          const row = rowOf(
            Object.fromEntries(name.split(' × ').map((segment, at) => [layers[at] ?? '', segment])),
          );
          for (const [at, { when }] of rules.entries())
            expect(evaluate(when, row, DAY) === true, `${name} in ${cells[at]}`).toBe(
              grid?.claims[at]?.cells.has(index),
            );
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('mistakes', () => {
  const told = (options: string, cells: readonly string[]) =>
    findingsIn(
      `${hybridYaml(options, cells)}\n---\n${rulesOf({ on: 'seats > 1' }, 'a')}---\n${rulesOf({ off: 'seats > 2' }, 'b')}${ACCOUNT}`,
    ).map(({ at, code, hint }) => `${at} ${code} ${hint}`);

  it('of layers', () => {
    expect(told('owner: me', ['{ a: on }'])).toEqual([expect.stringMatching(/^4:9 hybrid-layers/)]);
    expect(told('cross: [a, bb]', ['{ a: on }'])).toEqual([
      expect.stringMatching(/^5:12 condition-unknown-segmentation .*b/),
    ]);
    expect(told('cross: [a, a]', ['{ a: on }'])).toEqual([expect.stringMatching(/^5:12 hybrid-layers/)]);
    expect(
      told('cross: [a, b]\nmissing: { c: [on], b: [of] }', ['{ a: on }']).map((one) => one.slice(0, 18)),
    ).toEqual(['6:15 hybrid-layers', '6:25 hybrid-layers']);
    expect(told('cascade: { of: a, split: { onn: b } }', ['{ a: on }'])).toEqual([
      expect.stringMatching(/^5:33 hybrid-layers/),
    ]);
  });

  it('of cells', () => {
    expect(told('cross: [a, b]', ['{ a: onn }', '{ c: on }', '{ at_least: 3, a: on, b: off }'])).toEqual([
      expect.stringMatching(/^7:\d+ condition-unknown-segment /),
      expect.stringMatching(/^8:\d+ hybrid-cell Its layers are a, b/),
      expect.stringMatching(/^9:\d+ hybrid-cell/),
    ]);
    expect(told('cascade: { of: a, split: { on: b } }', ['{ a: [on, everyone_else], b: off }'])).toEqual([
      expect.stringMatching(/^7:\d+ hybrid-cell It splits on/),
    ]);
  });
});
