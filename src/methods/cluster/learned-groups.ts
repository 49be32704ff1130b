import * as z from 'zod';
import type { AnyLearning, Fit } from '../method.ts';
import type { BasisValue } from './basis.ts';
import type { ClusterParameters } from './parameters.ts';
import { clusterParametersSchema } from './parameters.ts';

/** The values groups are compared by, in the order of the rows learned from, and what was learned of them. */
export interface LearnedGroups {
  readonly basis: readonly BasisValue[];
  readonly parameters: ClusterParameters;
}

const optionsRead = z.object({ basis: z.array(z.string()) });

/** Reads back what a `cluster` segmentation learned; null where a fit is of another method. */
export function learnedGroups(learning: AnyLearning, fit: Fit): LearnedGroups | null {
  if (fit.method !== 'cluster') return null;
  const names = optionsRead.parse(learning.options).basis;
  return {
    basis: learning.basis.map((expression, index) => ({ name: names[index] ?? '', expression })),
    parameters: clusterParametersSchema.parse(fit.parameters),
  };
}
