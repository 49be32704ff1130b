import { stableHash } from '../base/stable-hash.ts';
import { stateTable } from './state-table.ts';

export const snapshots = stateTable(
  'snapshots',
  'A segmentation in a run.',
  {
    snapshot_id: 'integer',
    run_id: 'text',
    as_of: 'date',
    segmentation: 'text',
    entity: 'text',
    method: 'text',
    definition_hash: 'text',
    fit_hash: 'text?',
    previous_run_id: 'text?',
    customers: 'integer',
    boundary_margin: 'double',
    is_grid_day: 'boolean?',
    state_run_id: 'text?',
  },
  ['run_id', 'segmentation'],
);

/**
 * The number of a segmentation in a run: 52 bits of a hash of both, so that nobody has to hand out numbers and it fits a
 * JavaScript number. The long tables carry it in place of two texts, which would take as long to write as all the rest.
 */
export function snapshotId(runId: string, segmentation: string): number {
  return Number.parseInt(stableHash([runId, segmentation]).slice(0, 13), 16);
}
