import { randomBytes } from 'node:crypto';
import { parseCalendarDate } from '../../base/calendar-date.ts';
import type { Finding } from '../../base/finding.ts';
import { hasErrors } from '../../base/finding.ts';
import { measureTable } from '../../connectors/survey/measure-table.ts';
import { readDefinitions } from '../../definitions/read-definitions.ts';
import type { Draft, MeasuredAttribute } from '../../drafting/draft.ts';
import type { Scene } from '../../drafting/proposals/proposal.ts';
import type { SurveyType } from '../../drafting/survey.ts';
import { projectTexts } from '../../drafting/writing/project-texts.ts';
import type { Engine } from '../../engines/engine.ts';
import type { ValueType } from '../../sql/value-type.ts';
import { FACTS } from '../../tables/facts-table.ts';
import { newRunId } from '../../warehouse/runs.ts';
import type { AppContext } from '../context.ts';
import { factsOn } from './facts-on.ts';
import { loadSources, rowsOf } from './load-sources.ts';

/** What the attributes of a draft are on its day: computed by the steps of a run, so that edges are those it will see. */
export async function measureDraft(
  draft: Draft,
  asOf: string,
  folder: string,
  engine: Engine,
  context: Pick<AppContext, 'now' | 'engine' | 'signal' | 'onProgress'>,
): Promise<Scene | readonly Finding[]> {
  const { project, findings } = readDefinitions(projectTexts(draft));
  const entity = project?.entities.find(({ id }) => id === draft.entities[0]?.id);
  const day = parseCalendarDate(asOf);
  if (!project || !entity || !day) return findings;
  const runId = newRunId(context.now, randomBytes(2).toString('hex'));
  const options = { signal: context.signal, onProgress: context.onProgress };
  const loaded = await loadSources(project, folder, engine, runId, context);
  try {
    if (hasErrors(loaded.findings)) return loaded.findings;
    const wanted = entity.attributes.map(({ id }) => ({ column: id }));
    const facts = await factsOn(day, entity, wanted, {
      loads: loaded.loads,
      project,
      engine,
      runId,
      rowsOf: rowsOf(engine, runId),
    });
    const session = {
      table: (facts.relation.kind === 'table' ? facts.relation.name : [])
        .map((part) => engine.dialect.quoteName(part))
        .join('.'),
      quote: (name: string) => engine.dialect.quoteName(name),
      ask: (label: string, text: string) => engine.query({ label, text, parameters: [] }, options),
    };
    const columns = entity.attributes.map(({ id, type }) => ({ name: id, type: surveyType(type) }));
    const measured = await measureTable(session, columns, `${session.quote(FACTS.status)} = 'customer'`);
    await facts.drop();
    const attributes = entity.attributes.flatMap(({ id, type }, at): MeasuredAttribute[] => {
      const drafted = draft.attributes.find((one) => one.id === id && one.entity === entity.id);
      const found = measured.columns[at];
      if (!drafted || !found) return [];
      const scale = type.kind === 'decimal' ? type.scale : 0;
      const survey = { ...found, name: id, header: id, type: surveyType(type), scale, unreadable: 0 };
      return [{ ...drafted, customers: measured.rows, survey }];
    });
    return { entity: entity.id, currency: project.currency, asOf, customers: measured.rows, attributes };
  } finally {
    await loaded.close();
  }
}

function surveyType({ kind }: ValueType): SurveyType {
  if (kind === 'double') return 'decimal';
  return kind === 'timestamp' ? 'date' : kind;
}
