import * as z from 'zod';
import { dayInTimeZone } from '../base/calendar-date.ts';
import type { Finding, Severity } from '../base/finding.ts';
import { unpublishedEdits } from '../measures/unpublished-edits.ts';
import { findings as findingsTable } from '../tables/findings.ts';
import type { Engine } from '../engines/engine.ts';
import { readTable } from '../warehouse/read-table.ts';
import type { Run } from '../warehouse/runs.ts';
import { currentRun, isPublished, readRuns } from '../warehouse/runs.ts';
import { ranOn } from './steps/ages-of.ts';
import { readProjectDefinitions } from './steps/read-definitions.ts';
import { recordedDrift } from './steps/recorded-drift.ts';
import { segmentationStatuses, sourceStatuses } from './steps/status-parts.ts';
import type { StatusResult, StatusRun } from './steps/status-result.ts';
import { statusFindings } from './steps/status-findings.ts';
import { nothingPublished, readableProject, withState } from './steps/with-state.ts';
import { defineUseCase, found } from './use-case.ts';

export const status = defineUseCase({
  name: 'status',
  summary:
    'Say whether what is published can be trusted today: ages, edits, drift, findings; ends with 1 if not',
  effect: 'reads',
  input: z.object({}),
  positional: [],
  async run(_, context) {
    const files = await readProjectDefinitions(context);
    return withState<StatusResult>(context, async ({ engine }) => {
      const runs = await readRuns(engine);
      const [last] = runs;
      const run = currentRun(runs);
      if (!run || !last) return found<StatusResult>(null, [nothingPublished]);
      const published = await readableProject(engine, run.runId);
      const project = files.project ?? published;
      if (!project) return found<StatusResult>(null, files.findings);
      const { timeZone } = project;
      const told = (one: Run): StatusRun => ({ ...one, ranOn: ranOn(one, timeZone) });
      const drift = published ? await recordedDrift(engine, published, run) : [];
      const value: StatusResult = {
        title: project.title,
        on: dayInTimeZone(context.now, timeZone),
        currency: project.currency,
        minimumCount: project.limits.minimumCount,
        published: told(run),
        lastRun: told(last),
        sources: await sourceStatuses(engine, project, run),
        segmentations: await segmentationStatuses(engine, { run, published, files: files.project, drift }),
        edits: files.project && published ? unpublishedEdits(published, files.project) : null,
        drift,
        findings: await findingCounts(engine, run.runId),
      };
      const newest = runs.find(isPublished) ?? run;
      return found(value, [
        ...files.findings.filter(isError),
        ...statusFindings(value, project, told(newest)),
      ]);
    });
  },
});

const isError = ({ severity }: Finding) => severity === 'error';

async function findingCounts(engine: Engine, runId: string): Promise<StatusResult['findings']> {
  const rows = await readTable(engine, findingsTable, { run_id: runId });
  const count = (severity: Severity) => rows.filter((row) => row['severity'] === severity).length;
  return { error: count('error'), warning: count('warning'), note: count('note') };
}
