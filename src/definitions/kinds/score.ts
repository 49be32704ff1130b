import * as z from 'zod';
import { definitionHash } from '../definition-hash.ts';
import { headOf } from '../head.ts';
import type { Definition } from '../kind.ts';
import { defineKind, headShape, id } from '../kind.ts';
import type { OriginScope } from '../origins/origin.ts';
import { makeScore, scoreShape } from '../origins/score.ts';
import type { Attribute } from '../project.ts';

const schema = z.strictObject({
  kind: z.literal('score'),
  id,
  ...headShape,
  entity: id.describe('The entity it is a score of.'),
  basis: z
    .enum([
      'firmographic',
      'demographic',
      'technographic',
      'behavioural',
      'psychographic',
      'needs',
      'value',
      'lifecycle',
    ])
    .optional()
    .describe('Which kind of fact it is; behavioural unless given.'),
  ...scoreShape,
});

export type ScoreData = z.infer<typeof schema>;

export const score = defineKind({
  id: 'score',
  title: 'Score',
  summary: 'An attribute from 0 to 100 made of weighted parts, each of which can be explained.',
  schema,
});

/** The attribute a score is. Null when one of its parts cannot be read. */
export function resolveScore(definition: Definition<ScoreData>, scope: OriginScope): Attribute | null {
  const { entity, basis } = definition.data;
  const made = makeScore(definition.data, scope);
  return (
    made && {
      ...headOf(definition, definitionHash(definition.data, made.refersTo)),
      entity,
      type: made.type,
      unit: 'points of 100',
      basis: basis ?? 'behavioural',
      sensitive: false,
      history: made.history,
      means: null,
      origin: made.origin,
    }
  );
}
