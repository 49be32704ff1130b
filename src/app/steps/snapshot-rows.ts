import type { Engine } from '../../engines/engine.ts';
import { FACTS } from '../../tables/facts-table.ts';
import { placedCustomers } from '../../plan/placed-customers.ts';
import {
  resemblingCustomers,
  similaritiesRelation,
  similarityColumn,
} from '../../plan/resembling-customers.ts';
import type { Relation } from '../../sql/relation.ts';
import type { Snapshot } from '../../warehouse/runs.ts';
import { factsOfRun } from './explain-placement.ts';
import { planOfRun } from './plan-of-run.ts';
import { learnedSegmentation } from './profiled-snapshot.ts';
import { factsGone } from './with-members.ts';

/** Everything told of the customers of a snapshot, one row each. */
export interface SnapshotRows {
  readonly relation: Relation;
  /** Whether similarities to every segment are among the columns; null where nothing is placed by likeness. */
  readonly similarities: 'written' | 'facts-not-kept' | null;
}

/** Similarities are kept to the segment and the runner-up only; the others are calculated from facts that are kept. */
export async function snapshotRows(engine: Engine, snapshot: Snapshot): Promise<SnapshotRows> {
  const plain = { relation: placedCustomers(snapshot), similarities: null };
  if (snapshot.fitHash === null) return plain;
  const { project, segmentation } = await learnedSegmentation(engine, snapshot);
  const { likeness } = segmentation;
  if (!likeness) return plain;
  const resembling = resemblingCustomers(snapshot, snapshot.boundaryMargin);
  if (await factsGone(engine, snapshot)) return { relation: resembling, similarities: 'facts-not-kept' };
  const plan = planOfRun(snapshot, engine);
  const facts = factsOfRun(project, segmentation.entity, plan);
  const names = likeness.similarities.map(({ segment }) => similarityColumn(segment));
  return {
    similarities: 'written',
    relation: {
      kind: 'left-join',
      from: resembling,
      joins: [
        {
          relation: similaritiesRelation({ ...segmentation, likeness }, facts, plan),
          on: [{ left: 'customer', right: FACTS.key }],
          take: names.map((name) => ({ column: name, as: name })),
        },
      ],
    },
  };
}
