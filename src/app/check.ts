import * as z from 'zod';
import { readProjectDefinitions } from './steps/read-definitions.ts';
import { defineUseCase, found } from './use-case.ts';

/** What was read, and how many findings of each severity there are. */
export interface CheckResult {
  readonly title: string | null;
  readonly counts: {
    readonly sources: number;
    readonly entities: number;
    readonly attributes: number;
    readonly segmentations: number;
  };
}

export const check = defineUseCase({
  name: 'check',
  summary: 'Say everything that is wrong or doubtful about the definitions; needs no data',
  effect: 'reads',
  input: z.object({}),
  positional: [],
  async run(_input, context) {
    const { project, findings } = await readProjectDefinitions(context);
    return found<CheckResult>(
      {
        title: project?.title ?? null,
        counts: {
          sources: project?.sources.length ?? 0,
          entities: project?.entities.length ?? 0,
          attributes: project?.entities.flatMap(({ attributes }) => attributes).length ?? 0,
          segmentations: project?.segmentations.length ?? 0,
        },
      },
      findings,
    );
  },
});
