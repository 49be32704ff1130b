import type { Segmentation } from '../definitions/project.ts';
import type { Expression } from '../sql/expression.ts';
import {
  aggregate,
  and,
  asOf,
  choose,
  column,
  compare,
  integer,
  isNull,
  missing,
  not,
  or,
  text,
} from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import { TEXT } from '../sql/value-type.ts';
import type { Cause } from '../tables/ledger.ts';
import { snapshotId } from '../tables/snapshots.ts';
import type { PlanContext } from './context.ts';
import { assignedIn } from './placements.ts';

/** The snapshot a movement is told against. */
export interface Previous {
  readonly runId: string;
  readonly definitionHash: string;
  readonly fitHash: string | null;
}

/**
 * Rows of the table `ledger`: everybody at the first snapshot, only who moved at later ones. `now` has the columns
 * `customer` and `segment` of this run.
 */
export function ledgerRows(
  segmentation: Segmentation,
  fitHash: string | null,
  previous: Previous | null,
  now: Relation,
  context: PlanContext,
): Relation {
  return previous
    ? movers(segmentation, fitHash, previous, now, context)
    : everybody(segmentation, now, context);
}

function everybody(segmentation: Segmentation, now: Relation, context: PlanContext): Relation {
  return select(now, [
    ...head(segmentation, context),
    { name: 'cause', expression: text('first-snapshot' satisfies Cause) },
    { name: 'from_segment', expression: missing(TEXT) },
    { name: 'to_segment', expression: segment },
  ]);
}

const segment = column('segment', TEXT);
const customer = column('customer', TEXT);
const from = column('from_segment', TEXT);
const to = column('to_segment', TEXT);

function movers(
  segmentation: Segmentation,
  fitHash: string | null,
  previous: Previous,
  now: Relation,
  context: PlanContext,
): Relation {
  const side = (assigned: Relation, name: 'from_segment' | 'to_segment') =>
    select(assigned, [
      { name: 'customer', expression: customer },
      { name: 'from_segment', expression: name === 'from_segment' ? segment : missing(TEXT) },
      { name: 'to_segment', expression: name === 'to_segment' ? segment : missing(TEXT) },
    ]);
  const both: Relation = {
    kind: 'union',
    relations: [side(assignedIn(segmentation.id, previous.runId), 'from_segment'), side(now, 'to_segment')],
  };
  const pairs = select(
    both,
    [
      { name: 'customer', expression: customer },
      { name: 'from_segment', expression: aggregate('any', from, TEXT) },
      { name: 'to_segment', expression: aggregate('any', to, TEXT) },
    ],
    { groupBy: [customer] },
  );
  const was = renamed(segmentation);
  const moved = or([isNull(from), isNull(to), and([not(isNull(from)), not(compare(was, '=', to))])]);
  return select(
    pairs,
    [
      ...head(segmentation, context),
      {
        name: 'cause',
        expression: choose(
          [
            { when: isNull(from), then: text('listed' satisfies Cause) },
            { when: isNull(to), then: text('unlisted' satisfies Cause) },
          ],
          text(causeOfMove(segmentation, fitHash, previous)),
          TEXT,
        ),
      },
      { name: 'from_segment', expression: from },
      { name: 'to_segment', expression: to },
    ],
    { where: moved },
  );
}

function causeOfMove({ hash }: Segmentation, fitHash: string | null, previous: Previous): Cause {
  if (previous.definitionHash !== hash) return 'definition-or-data';
  return previous.fitHash === fitHash ? 'data' : 'fit-or-data';
}

/** The earlier segment under its id of today: a renamed segment moves nobody. */
function renamed({ segments, fallback }: Segmentation): Expression {
  const branches = [...segments, fallback].flatMap(({ id, was }) =>
    was.map((old) => ({ when: compare(from, '=', text(old)), then: text(id) })),
  );
  return branches.length === 0 ? from : choose(branches, from, TEXT);
}

function head(segmentation: Segmentation, { runId }: PlanContext) {
  return [
    { name: 'snapshot_id', expression: integer(snapshotId(runId, segmentation.id)) },
    { name: 'as_of', expression: asOf() },
    { name: 'customer', expression: customer },
    { name: 'step', expression: integer(1) },
  ];
}
