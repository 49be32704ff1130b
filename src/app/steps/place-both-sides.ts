import { randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Finding } from '../../base/finding.ts';
import { FindingsError, hasErrors } from '../../base/finding.ts';
import type { Engine } from '../../engines/engine.ts';
import type { ComparedParts } from '../../plan/compared-parts.ts';
import { newRunId } from '../../warehouse/runs.ts';
import type { AppContext } from '../context.ts';
import type { Side } from './load-both-sides.ts';
import { loadBothSides } from './load-both-sides.ts';
import { openEngine, stateFolder } from './open-engine.ts';
import type { PlacedSide } from './place-side.ts';
import { placeSide } from './place-side.ts';
import { lockDown } from './publish-day.ts';

/** Both sides for the time of a question. */
export interface Placing {
  readonly before: PlacedSide | null;
  readonly after: PlacedSide;
  readonly engine: Engine;
  /** Files that changed while they were read. */
  readonly findings: readonly Finding[];
}

/**
 * Places everybody by both sides in as much as they differ, as of one day, from one load, and asks. What the earlier side learns
 * counts as kept when the later one is placed, as if it had been published before. Nothing of it stays.
 */
export async function placeBothSides<Answer>(
  folder: string,
  parts: ComparedParts,
  asOf: CalendarDate,
  context: AppContext,
  ask: (placing: Placing) => Promise<Answer>,
): Promise<Answer> {
  const own = [stateFolder(folder), join(stateFolder(folder), 'state.duckdb')].find(
    (path) => !existsSync(path),
  );
  context.onStage('open');
  const { engine, close } = await openEngine(folder, context);
  const salt = newRunId(context.now, randomBytes(2).toString('hex'));
  const sides: { readonly before: Side | null; readonly after: Side } = {
    before: parts.before && { project: parts.before, runId: `${salt}a` },
    after: { project: parts.after, runId: `${salt}b` },
  };
  try {
    context.onStage('load');
    const loaded = await loadBothSides(sides.before, sides.after, folder, engine, context);
    try {
      if (hasErrors(loaded.after.findings)) throw new FindingsError(loaded.after.findings);
      await lockDown(engine, { loads: [...(loaded.before?.loads ?? []), ...loaded.after.loads] }, context);
      const then =
        sides.before &&
        loaded.before &&
        (await placeSide(sides.before, loaded.before, asOf, [], engine, context));
      try {
        const now = await placeSide(sides.after, loaded.after, asOf, then?.learned ?? [], engine, context);
        try {
          return await ask({ before: then, after: now, engine, findings: await loaded.changed() });
        } finally {
          await now.drop();
        }
      } finally {
        await then?.drop();
      }
    } finally {
      await loaded.close();
    }
  } finally {
    await close();
    // A project that nothing was published of has no state afterwards either.
    if (own) rmSync(own, { recursive: true, force: true });
  }
}
