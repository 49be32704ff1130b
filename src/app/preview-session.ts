import { FindingsError } from '../base/finding.ts';
import type { AppContext } from './context.ts';
import type { PreviewInput } from './preview.ts';
import { previewQuestion } from './preview.ts';
import { preparedCounts } from './steps/prepared-counts.ts';
import type { Preview } from './steps/preview-result.ts';
import { previewer } from './steps/previewer.ts';
import { isFinding, openState } from './steps/with-state.ts';
import type { Outcome } from './use-case.ts';
import { found } from './use-case.ts';

/** A project open for question after question of `preview`, one at a time. */
export interface PreviewSession {
  ask(question: PreviewInput): Promise<Outcome<Preview>>;
  close(): Promise<void>;
}

/** Throws a {@link FindingsError} where there is no project, or nothing was published. */
export async function previewSession(context: AppContext): Promise<PreviewSession> {
  const state = await openState(context);
  if (isFinding(state)) throw new FindingsError([state]);
  const prepared = preparedCounts(state.engine);
  const ask = previewer(state, context, prepared);
  return {
    async ask(question) {
      try {
        return await ask(previewQuestion(question));
      } catch (cause) {
        if (cause instanceof FindingsError) return found<Preview>(null, cause.findings);
        throw cause;
      }
    },
    close: () => prepared.drop().finally(state.close),
  };
}
