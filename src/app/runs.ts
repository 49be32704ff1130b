import * as z from 'zod';
import type { Run } from '../warehouse/runs.ts';
import { readRuns } from '../warehouse/runs.ts';
import { withState } from './steps/with-state.ts';
import { defineUseCase, found } from './use-case.ts';

export const runs = defineUseCase({
  name: 'runs',
  summary: 'List the runs of the project, the newest first',
  effect: 'reads',
  input: z.object({
    limit: z.coerce.number().int().min(1).max(10_000).default(20).describe('How many runs at the most'),
  }),
  positional: [],
  run: ({ limit }, context) =>
    withState<readonly Run[]>(context, async ({ engine }) => found((await readRuns(engine)).slice(0, limit))),
});
