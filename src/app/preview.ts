import * as z from 'zod';
import type { AppContext } from './context.ts';
import { agesNow, agesOf } from './steps/ages-of.ts';
import type { Preview } from './steps/preview-result.ts';
import type { PreviewQuestion } from './steps/preview-question.ts';
import { previewer } from './steps/previewer.ts';
import type { State } from './steps/with-state.ts';
import { readableProject, withState } from './steps/with-state.ts';
import { defineUseCase, found } from './use-case.ts';

const input = z.object({
  segmentation: z.string().describe('Id of a segmentation'),
  set: z
    .array(z.string())
    .optional()
    .describe(
      'Try a value without touching a file: PATH=VALUE, segments.at_risk.from=45; of another definition score/health:parts.rhythm.weight=30; may be repeated',
    ),
  edits: z
    .array(z.object({ path: z.string(), text: z.string() }))
    .optional()
    .describe('Whole texts in place of definition files, or beside them; only in the library'),
  load: z
    .boolean()
    .default(false)
    .describe('Read the sources where the facts of the newest run do not answer; nothing of it is kept'),
});

export type PreviewInput = z.input<typeof input>;

/** What was given, with its defaults. */
export function previewQuestion(given: PreviewInput): PreviewQuestion {
  const { set = [], edits = [], ...asked } = input.parse(given);
  return { ...asked, set, edits };
}

/** Answers from the wide table of the newest published run; writes nothing. */
export const preview = defineUseCase({
  name: 'preview',
  summary: 'Say what an edit would do before it is published: sizes, money, unknowns and who would move',
  effect: 'reads',
  input,
  positional: ['segmentation'],
  run: (asked, context) =>
    withState<Preview>(context, async (state) => {
      const { value, findings } = await previewer(state, context)(previewQuestion(asked));
      return found(value, findings, value && (await agesOfPreview(value, state, context)));
    }),
});

async function agesOfPreview({ asOf, runId, facts }: Preview, { engine }: State, context: AppContext) {
  const timeZone = (await readableProject(engine, runId))?.timeZone ?? 'UTC';
  return facts === 'loaded'
    ? agesNow(asOf, timeZone, context)
    : agesOf(engine, { asOf, runId }, timeZone, context);
}
