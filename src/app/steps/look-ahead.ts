import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Fit } from '../../methods/method.ts';
import type { BegunDay } from './begin-day.ts';
import { beginDayAhead, dropPlacements } from './begin-day.ts';
import type { Loaded } from './publish-day.ts';
import { planOfDay } from './publish-day.ts';

/** A day of several that are published one after the other. */
export interface PlannedDay {
  readonly asOf: CalendarDate;
  readonly runId: string;
  readonly startedAt: Date;
  readonly loadedOn: CalendarDate | null;
}

/** Begins a day while the one before it is published, where the engine can do two things at once. */
export interface LookAhead {
  /** What is known of a day, and once that is all, the day after it is begun. Null: nobody looks ahead. */
  readonly begin: (day: PlannedDay, next: PlannedDay | null) => Promise<BegunDay> | null;
  /** Lets go of what a day was published from. */
  readonly end: (day: PlannedDay) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Looks one day ahead over a second connection. */
export async function lookAhead(from: Loaded): Promise<LookAhead> {
  const { project, context } = from;
  const engine = await from.engine.beside();
  if (!engine) return { begin: () => null, end: async () => {}, close: async () => {} };
  const begun = new Map<string, Promise<BegunDay>>();
  const learned: Fit[] = [];
  const options = { signal: context.signal };
  const begin = async (day: PlannedDay): Promise<BegunDay> => {
    const plan = planOfDay(from, day, day.runId);
    const made = await beginDayAhead(project, learned, engine, plan, options);
    learned.unshift(...made.fits.learned);
    return made;
  };
  const keep = (day: PlannedDay, work: () => Promise<BegunDay>): Promise<BegunDay> => {
    const own = begun.get(day.runId) ?? work();
    // Whoever publishes the day hears of it; without that day nobody does.
    own.catch(() => undefined);
    begun.set(day.runId, own);
    return own;
  };
  return {
    begin: (day, next) => {
      const own = keep(day, () => begin(day));
      if (next) keep(next, () => own.then(() => begin(next)));
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
