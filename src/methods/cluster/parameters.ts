import * as z from 'zod';

const name = { name: z.string(), weight: z.number().positive() };
const book = z.discriminatedUnion('family', [
  z.object({
    family: z.literal('categories'),
    ...name,
    levels: z.array(z.union([z.string(), z.number(), z.boolean()])),
    others: z.boolean(),
  }),
  z.object({
    family: z.literal('scale'),
    ...name,
    transform: z.enum(['none', 'log1p']),
    zeroAtom: z.boolean(),
    order: z.array(z.string()).nullable(),
    edges: z.array(z.number()),
    centres: z.array(z.number()),
  }),
]);

const columnParameters = z.discriminatedUnion('family', [
  z.object({ family: z.literal('categories'), probabilities: z.array(z.array(z.number())) }),
  z.object({
    family: z.literal('scale'),
    means: z.array(z.number()),
    deviations: z.array(z.number()),
    zeroShares: z.array(z.number()),
  }),
  z.object({ family: z.literal('centres'), means: z.array(z.number()), spread: z.number().positive() }),
  z.object({ family: z.literal('modes'), levels: z.array(z.int()), price: z.number() }),
]);

/** A frozen mixture, and the segment each of its groups stands for: what a fit of a `cluster` segmentation keeps. */
export const clusterParametersSchema = z.object({
  mixture: z.object({
    books: z.array(book).min(1),
    parameters: z.object({ shares: z.array(z.number()).min(1), columns: z.array(columnParameters) }),
    groups: z.array(z.array(z.int()).min(1)).min(1),
    fitQuantiles: z.array(z.number()),
    fitMean: z.number(),
  }),
  /** Ids of segments, in the order of the groups. */
  segments: z.array(z.string()).min(1),
  /** Customers it was learned from, and of how many that was a sample. */
  learnedFrom: z.object({ rows: z.int(), customers: z.int() }),
});

export type ClusterParameters = z.infer<typeof clusterParametersSchema>;
