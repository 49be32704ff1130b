import type { Run } from '../../../warehouse/runs.ts';
import { printTable, tableColumns } from '../table.ts';

export function runsView(runs: readonly Run[]): string {
  const rows = runs.map((run) => [
    run.runId,
    run.asOf,
    run.outcome,
    `${((Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000).toFixed(1)} s`,
    `${run.engine} ${run.engineVersion}`,
    run.gitCommit?.slice(0, 10) ?? '–',
  ]);
  return printTable(tableColumns('run', 'as of', 'outcome', '>took', 'engine', 'commit'), rows);
}
