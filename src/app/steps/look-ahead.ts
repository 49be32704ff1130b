import type { CallOptions } from '../../engines/engine.ts';
import type { Fit } from '../../methods/method.ts';
import type { BegunDay } from './begin-day.ts';
import { beginDay, dropPlacements, placeAhead } from './begin-day.ts';
import type { Loaded, PlannedDay } from './publish-day.ts';
import { planOfDay } from './publish-day.ts';

/** Works on the next day while a day is published, where the engine can do two things at once. */
export interface LookAhead {
  /** What a day begins with; as soon as it is there, the next day is begun. Null: nobody looks ahead. */
  readonly begin: (day: PlannedDay, next: PlannedDay | null) => Promise<BegunDay> | null;
  /** Lets go of what a day was published from. */
  readonly end: (day: PlannedDay) => Promise<void>;
  /** Waits for what is still being worked out. */
  readonly close: () => Promise<void>;
}

/** Looks one day ahead over a second connection; asked for before the engine is locked down. */
export async function lookAhead(from: Loaded): Promise<LookAhead> {
  const { project, context } = from;
  const engine = await from.engine.beside();
  if (!engine) return { begin: () => null, end: async () => {}, close: async () => {} };
  const begun = new Map<string, Promise<BegunDay>>();
  const learned: Fit[] = [];
  const work = async (day: PlannedDay, options: CallOptions): Promise<BegunDay> => {
    const plan = planOfDay(from, day);
    const made = await beginDay(project, learned, engine, plan, { ...options, onStage: () => {} });
    learned.unshift(...made.fits.learned);
    return placeAhead(project, made, engine, plan, options);
  };
  const keep = ({ runId }: PlannedDay, own: Promise<BegunDay>): Promise<BegunDay> => {
    begun.set(runId, own);
    // Whoever publishes the day hears of a failure; where nobody does, it is nobody's.
    own.catch(() => undefined);
    return own;
  };
  const { signal, onProgress } = context;
  return {
    begin: (day, next) => {
      // Progress is told of what somebody waits for; the next day is nobody's yet.
      const own = begun.get(day.runId) ?? keep(day, work(day, { signal, onProgress }));
      if (next)
        keep(
          next,
          own.then(() => work(next, { signal })),
        );
      return own;
    },
    end: async (day) => {
      const made = await begun.get(day.runId)?.catch(() => null);
      begun.delete(day.runId);
      if (made) await dropPlacements(made, from.engine, day.runId);
    },
    close: async () => {
      await Promise.allSettled(begun.values());
      await engine.close();
    },
  };
}
