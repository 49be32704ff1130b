import * as z from 'zod';
import type { Finding } from '../base/finding.ts';
import { error, hasErrors } from '../base/finding.ts';
import { anyOf, writtenAs } from './decision-list/phrase.ts';
import type { WrittenCell } from './hybrid/cells.ts';
import { AT_LEAST, readCell } from './hybrid/cells.ts';
import type { Combination } from './hybrid/combinations.ts';
import { combinationCount, combinationName, combinationsOf, MOST_CELLS } from './hybrid/combinations.ts';
import type { Layer } from './hybrid/layers.ts';
import { readLayers } from './hybrid/layers.ts';
import type { Grid, MethodScope, Rule, SegmentOptions } from './method.ts';
import { defineMethod } from './method.ts';

const name = z.string().regex(/^[a-z](?:_?[a-z0-9])*$/);
const cell = z.record(name, z.union([name, z.array(name).min(1), z.int()]));

const segmentSchema = z.strictObject({
  cells: z
    .union([cell, z.array(cell).min(1)])
    .describe(
      `Layers and the segments wanted of them: { value: enterprise, health: [neutral, at_risk] }; any, or a layer left out, decides nothing; ${AT_LEAST}: 3 says how many of the layers named are enough. A list takes whoever is in one of its cells.`,
    ),
});
type Own = z.infer<typeof segmentSchema>;

const optionsSchema = z.strictObject({
  cross: z.array(name).min(2).optional().describe('The segmentations that are crossed.'),
  cascade: z
    .strictObject({ of: name, split: z.record(name, name) })
    .optional()
    .describe('A segmentation and, for segments of it, the segmentation that splits them.'),
  missing: z
    .record(name, z.array(name))
    .optional()
    .describe('Segments of a layer that mean nothing is known; its fallback unless given.'),
});

/** Other segmentations crossed or in cascade; their cells collapse to a few segments with names. */
export const hybrid = defineMethod({
  id: 'hybrid',
  title: 'Hybrid',
  source: 'Seed 003, hybrid segmentation: who, what, how and why in one segment',
  summary: 'Other segmentations crossed or in cascade, their cells collapsed to named segments.',
  segmentSchema,
  optionsSchema,
  read(segments, options, scope) {
    const findings: Finding[] = [];
    const tell = (finding: Finding) => findings.push(finding);
    const layers = readLayers(options, scope, tell);
    if (!layers) return { rules: [], findings };
    if (combinationCount(layers) > MOST_CELLS) {
      tell(
        error(
          'hybrid-too-many-cells',
          `The layers make ${combinationCount(layers)} cells; ${MOST_CELLS} can be looked at.`,
          {
            place: scope.placeOf([options.cross ? 'cross' : 'cascade']),
            hint: 'Leave a layer out, or make a hybrid of some of them first.',
          },
        ),
      );
      return { rules: [], findings };
    }
    const read = segments.flatMap((one) => readSegment(one, layers, scope, tell));
    if (hasErrors(findings)) return { rules: [], findings };
    return { rules: read.map(({ rule }) => rule), grid: gridOf(read, layers), findings };
  },
});

interface ReadSegment {
  readonly rule: Rule;
  holds(combination: Combination): boolean;
}

function readSegment(
  { segment, own, path }: SegmentOptions<Own>,
  layers: readonly Layer[],
  scope: MethodScope,
  tell: (finding: Finding) => void,
): readonly ReadSegment[] {
  const isList = Array.isArray(own.cells);
  const written: readonly WrittenCell[] = [own.cells].flat();
  const cells = written.map((one, index) =>
    readCell(one, [...path, 'cells', ...(isList ? [index] : [])], layers, scope, tell),
  );
  if (cells.includes(null)) return [];
  const sound = cells.filter((one) => one !== null);
  const said = anyOf(sound.map((one) => one.phrase));
  const place = scope.placeOf([...path, 'cells']);
  return [
    {
      rule: { segment: segment.id, when: said.expression, written: writtenAs(said, place), place },
      holds: (combination) => sound.some((one) => one.holds(combination)),
    },
  ];
}

function gridOf(read: readonly ReadSegment[], layers: readonly Layer[]): Grid {
  const combinations = combinationsOf(layers);
  return {
    cells: combinations.map(combinationName),
    claims: read.map(({ rule, holds }) => ({
      segment: rule.segment,
      cells: new Set(combinations.flatMap((combination, index) => (holds(combination) ? [index] : []))),
      place: rule.place,
    })),
  };
}
