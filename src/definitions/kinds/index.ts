import type { z } from 'zod';
import { attribute } from './attribute.ts';
import { book } from './book.ts';
import { entity } from './entity.ts';
import { metrics } from './metrics.ts';
import { override } from './override.ts';
import { pack } from './pack.ts';
import { project } from './project.ts';
import { score } from './score.ts';
import { segmentation } from './segmentation.ts';
import { source } from './source.ts';

/** Every kind of definition; a test holds this list against the folder. */
export const kinds = {
  project,
  source,
  entity,
  book,
  attribute,
  score,
  segmentation,
  metrics,
  override,
  pack,
} as const;

export type KindId = keyof typeof kinds;
export type DataOf<Id extends KindId> = z.infer<(typeof kinds)[Id]['schema']>;

export const kindIds = Object.keys(kinds) as readonly KindId[];
