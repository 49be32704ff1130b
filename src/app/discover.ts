import * as z from 'zod';
import { DISCOVER_DEFAULTS } from '../numeric/cluster/discovery.ts';
import { dayInTimeZone } from '../base/calendar-date.ts';
import { didYouMean } from '../base/did-you-mean.ts';
import type { Finding } from '../base/finding.ts';
import { error, hasErrors } from '../base/finding.ts';
import { judgeCoverage } from '../checks/discovery/judge-coverage.ts';
import { id } from '../definitions/kind.ts';
import type { Entity, Project } from '../definitions/project.ts';
import type { FoundLevel } from '../measures/discovery/found-level.ts';
import { foundLevels } from '../measures/discovery/found-level.ts';
import { recommendLevel } from '../measures/discovery/recommend-level.ts';
import { tellGroups } from '../measures/discovery/tell-groups.ts';
import { adoptedWords } from '../documents/adopted-words.ts';
import type { DiscoveryContent } from '../documents/discovery/content.ts';
import { discoveryDocument } from '../documents/discovery/discovery-document.ts';
import type { Document } from '../documents/document.ts';
import type { Run } from '../warehouse/runs.ts';
import { currentRun, readRuns } from '../warehouse/runs.ts';
import type { AppContext } from './context.ts';
import { agesOf } from './steps/ages-of.ts';
import type { Adoption } from './steps/adopt-groups.ts';
import { adoptGroups, adoptionFault } from './steps/adopt-groups.ts';
import { breathe } from './steps/breathe.ts';
import type { DiscoveryBasis } from './steps/discovery-basis.ts';
import { discoveryBasis } from './steps/discovery-basis.ts';
import { searchGroups } from './steps/search-groups.ts';
import type { State } from './steps/with-state.ts';
import { isFinding, nothingPublished, projectOfRun, withState } from './steps/with-state.ts';
import { documentTarget, writeDocument } from './steps/write-document.ts';
import type { Outcome } from './use-case.ts';
import { defineUseCase, found } from './use-case.ts';

/** What groups there are among the customers of the newest run, what was adopted, and the page that was written. */
export interface DiscoverResult extends DiscoveryContent {
  readonly adopted: Adoption | null;
  /** Null where no file was asked for. */
  readonly path: string | null;
}

const input = z.object({
  entity: z.string().optional().describe("Whose customers; default: the primary segmentation's entity"),
  basis: z
    .string()
    .optional()
    .describe('Attributes they are compared by, with commas between; default: proposed, with reasons'),
  typing: z
    .string()
    .optional()
    .describe('How values are read, as in a definition: { seats: { kind: ordinal } }; default: as they look'),
  seed: z.coerce
    .number()
    .int()
    .min(0)
    .default(DISCOVER_DEFAULTS.seed)
    .describe('Of all that is drawn by chance'),
  bootstraps: z.coerce
    .number()
    .int()
    .min(0)
    .max(1000)
    .default(DISCOVER_DEFAULTS.bootstraps)
    .describe('Refits that tell whether groups come back; 100 to publish'),
  nulls: z.coerce
    .number()
    .int()
    .min(0)
    .max(999)
    .default(DISCOVER_DEFAULTS.nulls)
    .describe('Tables drawn from one cloud that groups must do better than; 0 for none'),
  sample: z.coerce
    .number()
    .int()
    .min(100)
    .max(100_000)
    .default(DISCOVER_DEFAULTS.sample)
    .describe('Customers searched'),
  mostComponents: z.coerce
    .number()
    .int()
    .min(1)
    .max(16)
    .default(DISCOVER_DEFAULTS.mostComponents)
    .describe('Components searched before they are merged into groups'),
  moneyFloor: z.coerce
    .number()
    .min(0)
    .optional()
    .describe("Money every group should bring, in the project's currency; default: none"),
  show: z.coerce
    .number()
    .int()
    .min(2)
    .optional()
    .describe('Tell the groups of this row; default: the recommended one'),
  adopt: z.coerce
    .number()
    .int()
    .optional()
    .describe('Keep the groups of this row, recommended or not, as a segmentation'),
  as: z
    .string()
    .optional()
    .describe('With --adopt: id of the segmentation; its file is segmentations/ID.yaml'),
  title: z.string().min(1).max(200).optional().describe('With --adopt: its title'),
  to: z
    .string()
    .optional()
    .describe(
      'File to write all of it to as a page, ending in .html or .md; only a page of ours is replaced',
    ),
});
type Asked = z.infer<typeof input>;

export const discover = defineUseCase({
  name: 'discover',
  summary: 'Search for groups of customers that are there by themselves, and adopt them as a segmentation',
  effect: 'writes',
  input,
  positional: ['entity'],
  async run(asked, context) {
    const target = asked.to === undefined ? null : documentTarget(context.folder, asked.to);
    if (target && isFinding(target)) return found<DiscoverResult>(null, [target]);
    return withState<DiscoverResult>(context, async (state) => {
      const wrong = wrongAdoption(asked, state.folder);
      if (wrong) return found<DiscoverResult>(null, [wrong]);
      const run = currentRun(await readRuns(state.engine));
      if (!run) return found<DiscoverResult>(null, [nothingPublished]);
      const project = await projectOfRun(state.engine, run.runId);
      const entity = entityNamed(project, asked.entity);
      if (isFinding(entity)) return found<DiscoverResult>(null, [entity]);
      const { basis, findings } = await discoveryBasis(state.engine, entity, run, asked, context);
      if (!basis) return found<DiscoverResult>(null, findings);
      const told = await searchAndAdopt(asked, state, { run, project, entity, basis, findings }, context);
      const path = target && told.value ? target.path : null;
      if (target && told.value) writeDocument(target, pageOf(told.value, told.findings, project, context));
      const value = told.value && { ...told.value, path };
      return found(value, told.findings, await agesOf(state.engine, run, project.timeZone, context));
    });
  },
});

function pageOf(
  result: SearchOutcome,
  findings: readonly Finding[],
  { title, timeZone }: Project,
  { now }: AppContext,
): Document {
  const { adopted } = result;
  const groups = result.search?.told?.level ?? 1;
  return discoveryDocument(result, {
    ...{ project: title, writtenOn: dayInTimeZone(now, timeZone), findings },
    adopted: adopted && { id: adopted.id, groups },
  });
}

function wrongAdoption({ adopt, as, title }: Asked, folder: string): Finding | null {
  if (adopt === undefined && as === undefined && title === undefined) return null;
  if (adopt === undefined || as === undefined)
    return error('input', 'To adopt takes a row and an id.', { hint: 'Write `--adopt 3 --as natural`.' });
  if (!id.safeParse(as).success)
    return error('input', `\`${as}\` is no id.`, {
      hint: 'Small letters, digits and single underscores; it begins with a letter.',
    });
  return adopt === 1
    ? error('discover-one-group', 'One group is everybody: there is nothing to adopt.', {
        hint: 'Adopt a row with two groups or more.',
      })
    : adoptionFault(folder, as);
}

function entityNamed({ entities, primary }: Project, name: string | undefined): Entity | Finding {
  const entity =
    name === undefined ? (primary?.entity ?? entities[0]) : entities.find((one) => one.id === name);
  if (entity) return entity;
  const ids = entities.map((one) => one.id);
  const near = didYouMean(name ?? '', ids);
  return error('unknown-entity', `The newest run has no entity \`${name ?? ''}\`.`, {
    hint: near ? `Did you mean \`${near}\`?` : `There are ${ids.join(', ')}.`,
  });
}

/** What is known before the search. */
interface Ground {
  readonly run: Run;
  readonly project: Project;
  readonly entity: Entity;
  readonly basis: DiscoveryBasis;
  readonly findings: readonly Finding[];
}

/** What was found, before anybody writes a page of it. */
type SearchOutcome = Omit<DiscoverResult, 'path'>;

async function searchAndAdopt(
  asked: Asked,
  state: State,
  { run, project, entity, basis, findings }: Ground,
  context: AppContext,
): Promise<Outcome<SearchOutcome>> {
  const { seed, bootstraps, nulls, sample, mostComponents, moneyFloor = null } = asked;
  const settings = { seed, bootstraps, nulls, sample, mostComponents };
  const judged = [...findings, ...judgeCoverage(basis.coverage)];
  const head = {
    entity: entity.id,
    asOf: run.asOf,
    runId: run.runId,
    currency: project.currency,
    customers: basis.customers,
    rows: basis.rows,
    settings: { ...settings, moneyFloor, typing: asked.typing ?? null },
    isProposed: basis.isProposed,
    coverage: basis.coverage,
    leftOut: basis.leftOut,
  };
  if (hasErrors(judged) || !basis.coded) return found({ ...head, search: null, adopted: null }, judged);
  const { discovery, placed } = await searchGroups(basis.coded, settings, context);
  const levels = foundLevels(placed, { ...basis, searched: discovery.sampleRows, moneyFloor });
  await breathe(context.signal);
  const recommendation = recommendLevel(levels, discovery.recommended);
  const wanted = asked.adopt ?? asked.show ?? recommendation.groups;
  const at = levels.findIndex(({ groups }) => groups === wanted);
  const [level, chosen] = [levels[at], placed[at]];
  const told =
    level && chosen && wanted > 1
      ? tellGroups(
          level,
          basis.coverage.attributes,
          basis.columns,
          chosen.labels,
          project.limits.minimumCount,
        )
      : null;
  const search = { searched: discovery.sampleRows, levels, recommendation, told };
  const result = { ...head, search, adopted: null };
  if ((asked.adopt ?? asked.show) !== undefined && !told)
    return found(result, [...judged, noSuchLevel(wanted, levels)]);
  if (asked.adopt === undefined || asked.as === undefined || !told || !level || !chosen)
    return found(result, judged);
  const words = adoptedWords(head, level, told, recommendation);
  const adopted = await adoptGroups(
    state,
    run,
    entity,
    basis,
    chosen,
    {
      ...{ id: asked.as, title: asked.title ?? `Groups of ${entity.id}s found in the data` },
      ...{ seed, mostComponents, sample, names: told.groups, ...words },
      search: { ...head, search, adopted: told.level },
    },
    context,
  );
  return 'path' in adopted
    ? found({ ...result, adopted }, judged)
    : found<SearchOutcome>(null, [...judged, ...adopted]);
}

function noSuchLevel(wanted: number, levels: readonly FoundLevel[]): Finding {
  const most = levels.at(-1)?.groups ?? 1;
  return error('discover-no-such-row', `There is no row with ${wanted} groups.`, {
    hint:
      most > 1
        ? `The search ended at ${most}: more components made the fit worse.`
        : 'There is one group only: nothing can be parted here.',
  });
}
