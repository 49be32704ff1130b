import type { Attribute, Entity, Project, ScorePart } from '../../definitions/project.ts';
import type { Engine, Row } from '../../engines/engine.ts';
import type { PlanContext } from '../../plan/context.ts';
import { weightOf } from '../../plan/scores.ts';
import { column, compare, text } from '../../sql/expression.ts';
import { columnsOf, select } from '../../sql/relation.ts';
import { TEXT } from '../../sql/value-type.ts';
import { FACTS } from '../../tables/facts-table.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import { factsOfRun } from './explain-placement.ts';

/** A score of one customer and where its points came from. */
export interface ExplainedScore {
  readonly score: string;
  readonly title: string;
  /** Null where there is none. */
  readonly points: number | null;
  readonly parts: readonly ExplainedPart[];
}

/** `won` and `missed` are points of the 100; both null where the part was left out because it is not known. */
export interface ExplainedPart {
  readonly part: string;
  readonly title: string;
  /** What it is made of, as written. */
  readonly text: string;
  readonly won: number | null;
  readonly missed: number | null;
}

/** The scores of a customer as a run stored them; the wide table holds what each part gave. */
export async function explainScores(
  project: Project,
  entity: Entity,
  customer: string,
  engine: Engine,
  plan: PlanContext,
): Promise<readonly ExplainedScore[]> {
  const scores = entity.attributes.filter(({ origin, sensitive }) => origin.kind === 'score' && !sensitive);
  if (scores.length === 0) return [];
  const facts = factsOfRun(project, entity, plan);
  const one = select(
    facts,
    columnsOf(facts).map(({ name, type }) => ({ name, expression: column(name, type) })),
    { where: compare(column(FACTS.key, TEXT), '=', text(customer)) },
  );
  const [row] = await readRelation(engine, one, `scores of ${customer}`, plan.asOf);
  return row ? scores.map((score) => explained(score, row)) : [];
}

function explained({ id, title, origin }: Attribute, row: Row): ExplainedScore {
  const parts = origin.kind === 'score' ? origin.parts : [];
  const counted = parts.filter((part) => part.missing === 'zero' || given(part, row) !== null);
  const weight = counted.reduce((sum, part) => sum + Number(weightOf(part)), 0);
  return {
    score: id,
    title,
    points: row[id] === null || row[id] === undefined ? null : Number(row[id]),
    parts: parts.map((part) => {
      const most = (100 * Number(weightOf(part))) / weight;
      const share = given(part, row) ?? (part.missing === 'zero' ? 0 : null);
      return {
        part: part.id,
        title: part.title,
        text: part.text,
        won: share === null ? null : most * share,
        missed: share === null ? null : most * (1 - share),
      };
    }),
  };
}

function given(part: ScorePart, row: Row): number | null {
  const cell = row[part.column] ?? null;
  return cell === null ? null : Number(cell);
}
