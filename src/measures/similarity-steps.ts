import { similarityColumn } from '../plan/resembling-customers.ts';
import { aggregate, and, column, compare, double, text } from '../sql/expression.ts';
import type { Expression } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { select } from '../sql/relation.ts';
import { DOUBLE, INTEGER, TEXT } from '../sql/value-type.ts';
import { FACTS } from '../tables/facts-table.ts';
import type { MeasuredRow } from './segment-counts.ts';

/** Steps from 0 to 1 that similarities are counted in, each with its lower edge and the last with both. */
export const SIMILARITY_STEPS = 20;

/** Customers of the day by their similarity to a segment; those of every other segment are in it too. */
export interface SimilaritySteps {
  readonly segment: string;
  readonly counts: readonly number[];
}

/** One row, over the rows of `similaritiesRelation` (plan/resembling-customers.ts). */
export function similarityStepsRelation(similarities: Relation, segments: readonly string[]): Relation {
  const isActive = compare(column(FACTS.status, TEXT), '=', text('customer'));
  return select(
    similarities,
    segments.flatMap((segment, at) =>
      Array.from({ length: SIMILARITY_STEPS }, (_, step) => ({
        name: stepName(at, step),
        expression: aggregate('count', null, INTEGER, and([isActive, isInStep(segment, step)])),
      })),
    ),
  );
}

export function readSimilaritySteps(
  segments: readonly string[],
  row: MeasuredRow,
): readonly SimilaritySteps[] {
  return segments.map((segment, at) => ({
    segment,
    counts: Array.from({ length: SIMILARITY_STEPS }, (_, step) => Number(row[stepName(at, step)] ?? 0)),
  }));
}

const stepName = (segment: number, step: number) => `step__${segment}_${step}`;

function isInStep(segment: string, step: number): Expression {
  const similarity = column(similarityColumn(segment), DOUBLE);
  const from = compare(similarity, '>=', double(step / SIMILARITY_STEPS));
  return step === SIMILARITY_STEPS - 1
    ? from
    : and([from, compare(similarity, '<', double((step + 1) / SIMILARITY_STEPS))]);
}
