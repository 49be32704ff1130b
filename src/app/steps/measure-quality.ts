import type { Finding } from '../../base/finding.ts';
import { error, note, warning } from '../../base/finding.ts';
import type { Project, Source } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import { judgeQuality, qualityApart, qualityRelation } from '../../measures/quality/index.ts';
import type { QualityResult, RowPlaces } from '../../measures/quality/quality-measure.ts';
import type { PlanContext } from '../../plan/context.ts';
import type { Relation } from '../../sql/relation.ts';
import { loads as loadsTable } from '../../tables/loads.ts';
import { readRelation, readTable } from '../../warehouse/read-table.ts';
import { isPublished, readRuns } from '../../warehouse/runs.ts';
import type { Loads } from './load-sources.ts';

/** What the rules of the loaded sources found, and how it is told. */
export interface Quality {
  readonly results: readonly QualityResult[];
  readonly findings: readonly Finding[];
}

/**
 * Measures the rules of every loaded source on the engine that holds its rows: one statement a source, and one
 * more for each rule that compares it with another. A broken rule is a warning, or an error where it says `stop`.
 */
export async function measureQuality(
  project: Project,
  { loads }: Pick<Loads, 'loads'>,
  places: RowPlaces,
  engine: Engine,
  plan: PlanContext,
): Promise<Quality> {
  const last = project.quality.some(({ demand }) => demand.kind === 'rows-within')
    ? await lastRows(engine)
    : new Map<string, number>();
  const oneRow = async (relation: Relation | null, label: string) =>
    relation ? ((await readRelation(engine, relation, label, plan.asOf))[0] ?? {}) : {};
  const results: QualityResult[] = [];
  for (const { source, rowsLoaded } of loads) {
    const rules = project.quality.filter((rule) => rule.source === source);
    const facts = { asOf: plan.asOf, rowsLoaded, lastRows: last.get(source.id) ?? null };
    const together = await oneRow(qualityRelation(rules, places.loaded(source)), `quality of ${source.id}`);
    for (const [index, rule] of rules.entries()) {
      const apart = await oneRow(qualityApart(rule, places), `${rule.name} of ${source.id}`);
      results.push(judgeQuality(rule, index, together, apart, facts));
    }
  }
  return { results, findings: [...results.flatMap(brokenRule), ...metRules(results)] };
}

/** Rows of each source as the newest published run loaded it. */
async function lastRows(engine: Engine): Promise<ReadonlyMap<string, number>> {
  const published = new Set((await readRuns(engine)).filter(isPublished).map(({ runId }) => runId));
  const rows = (await readTable(engine, loadsTable))
    .filter((row) => published.has(String(row['run_id'])))
    .toSorted((a, b) => (String(a['run_id']) < String(b['run_id']) ? -1 : 1));
  return new Map(rows.map((row) => [String(row['source']), Number(row['rows_loaded'])]));
}

function brokenRule({ rule, isMet, says, failed, base }: QualityResult): readonly Finding[] {
  if (isMet) return [];
  const tell = rule.level === 'stop' ? error : warning;
  return [
    tell(`quality-${rule.name.replaceAll('_', '-')}`, `${says}.`, {
      place: rule.place,
      data: { source: rule.source.id, failed, base },
    }),
  ];
}

/** A note for each source whose rules are met, so that it is on record that they were asked. */
function metRules(results: readonly QualityResult[]): readonly Finding[] {
  const sources = new Set<Source>(results.map(({ rule }) => rule.source));
  return [...sources].flatMap((source) => {
    const met = results.filter(({ rule, isMet }) => rule.source === source && isMet);
    return met.length === 0
      ? []
      : [
          note('quality-met', `Of \`${source.id}\` ${met.map(({ rule }) => rule.name).join(', ')} hold.`, {
            place: source.place,
            data: { rules: met.length },
          }),
        ];
  });
}
