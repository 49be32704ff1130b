import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Finding, Severity } from '../../base/finding.ts';
import { error } from '../../base/finding.ts';
import type { Project, Segmentation } from '../../definitions/project.ts';
import type {
  ReportContent,
  ReportedAge,
  SegmentationContent,
  SegmentHistory,
} from '../../documents/report/content.ts';
import { onItsOwnPage } from '../../documents/report/words.ts';
import type { Engine, Row } from '../../engines/engine.ts';
import type { DriftSubject } from '../../measures/drift/drift.ts';
import { gridCellsRelation, readGridCells } from '../../measures/grid-cells.ts';
import { readReasons, reasonsRelation } from '../../measures/placement-reasons.ts';
import { populationCountsRelation, readPopulationCounts } from '../../measures/population-counts.ts';
import { recordedCounts } from '../../measures/recorded-counts.ts';
import { fitOfSnapshot } from '../../plan/fits.ts';
import { placedCustomers } from '../../plan/placed-customers.ts';
import { findings as findingsTable } from '../../tables/findings.ts';
import { loads } from '../../tables/loads.ts';
import { ruleCounts } from '../../tables/rule-counts.ts';
import { ruleOverlaps } from '../../tables/rule-overlaps.ts';
import { segmentCounts } from '../../tables/segment-counts.ts';
import { readFits } from '../../warehouse/fits.ts';
import { readRelation, readTable } from '../../warehouse/read-table.ts';
import type { Run, Snapshot } from '../../warehouse/runs.ts';
import { readRuns, readSnapshots } from '../../warehouse/runs.ts';
import { heldSnapshots } from '../../warehouse/snapshot-path.ts';
import { ranOn } from './ages-of.ts';
import { gatherDifferences } from './gather-differences.ts';
import { gatherChosen, gatherLikeness } from './gather-likeness.ts';
import { gatherMovement } from './gather-movement.ts';
import { recordedDrift } from './recorded-drift.ts';
import { sourceStatuses } from './status-parts.ts';
import { isFinding, nothingPublished, projectOfRun, snapshotOf } from './with-state.ts';

/** A report's content without metrics, which are made of the files themselves. */
export type RecordedContent = Omit<ReportContent, 'metrics'>;

/**
 * What a report tells of what one run recorded: the run of the segmentation's snapshot that holds on the day,
 * or of the newest snapshot of all.
 */
export async function gatherReport(
  engine: Engine,
  segmentation: string | null,
  onDate: CalendarDate | null,
  today: (timeZone: string) => CalendarDate,
): Promise<RecordedContent | Finding> {
  const all = await readSnapshots(engine);
  const newest = newestOf(all, onDate);
  if (!newest) return all.length === 0 ? nothingPublished : noneBy(onDate);
  const asked = await snapshotOf(engine, segmentation ?? newest.segmentation, onDate);
  if (isFinding(asked)) return asked;
  const run = (await readRuns(engine)).find(({ runId }) => runId === asked.runId);
  if (!run) throw new Error(`no run ${asked.runId}`);
  const project = await projectOfRun(engine, run.runId);
  const inRun = new Set(all.filter(({ runId }) => runId === run.runId).map((one) => one.segmentation));
  const told = project.segmentations.filter(
    ({ id }) => inRun.has(id) && (segmentation === null || id === segmentation),
  );
  const isDetailed = (one: Segmentation) => one.id === (segmentation ?? project.primary?.id);
  const state: RunState = { engine, run, all };
  const contents: SegmentationContent[] = [];
  for (const one of primaryFirst(told, project)) {
    const differences = isDetailed(one)
      ? await gatherDifferences(engine, one, run.asOf)
      : { absent: onItsOwnPage(one) };
    const movement = await gatherMovement(engine, project, one, run, all, isDetailed(one));
    contents.push({ ...(await gatherSegmentation(one, state)), differences, movement });
  }
  return {
    project,
    run,
    writtenOn: today(project.timeZone),
    about: segmentation === null ? 'project' : 'segmentation',
    population: await populationOf(
      segmentation === null ? project.entities : told.map(({ entity }) => entity),
      state,
    ),
    loads: (await readTable(engine, loads, { run_id: run.runId })).map((row) => ({
      source: String(row['source']),
      rowsRead: Number(row['rows_read']),
      rowsLoaded: Number(row['rows_loaded']),
      rowsQuarantined: Number(row['rows_quarantined']),
    })),
    ages: await reportedAges(engine, project, told, run, all),
    drift: (await recordedDrift(engine, project, run)).filter(
      ({ subject }) => segmentation === null || isAbout(subject, told),
    ),
    findings: (await readTable(engine, findingsTable, { run_id: run.runId })).map(readFinding),
    segmentations: contents,
  };
}

/** Of a segmentation's own page: itself, and the attributes of those it places. */
const isAbout = (subject: DriftSubject, told: readonly Segmentation[]): boolean =>
  told.some(({ id, entity }) =>
    subject.kind === 'attribute' ? subject.entity === entity.id : subject.id === id,
  );

async function reportedAges(
  engine: Engine,
  project: Project,
  told: readonly Segmentation[],
  run: Run,
  all: readonly Snapshot[],
): Promise<readonly ReportedAge[]> {
  const fits = await readFits(engine);
  const sources = await sourceStatuses(engine, project, run);
  const learned = told.flatMap(({ id, title }) => {
    const snapshot = all.find((one) => one.runId === run.runId && one.segmentation === id);
    const fit = snapshot && fitOfSnapshot(fits, snapshot);
    return fit ? [{ what: `What ${title} learned`, day: fit.learnedAsOf }] : [];
  });
  return [
    { what: 'The numbers', day: run.asOf },
    { what: 'The run', day: ranOn(run, project.timeZone) },
    ...sources.map(({ title, newestOn }) => ({ what: `Newest day of ${title}`, day: newestOn })),
    ...learned,
  ];
}

const noneBy = (day: CalendarDate | null): Finding =>
  error('no-snapshot', `Nothing was published for a day on or before ${day ?? ''}.`, {
    hint: 'Run `clade run --as-of` for that day.',
  });

/** A run's place in the state. */
interface RunState {
  readonly engine: Engine;
  readonly run: Run;
  readonly all: readonly Snapshot[];
}

function newestOf(all: readonly Snapshot[], onDate: CalendarDate | null): Snapshot | null {
  const held = all.filter(({ asOf }) => onDate === null || asOf <= onDate);
  return held.toSorted((a, b) => compareText(b.asOf, a.asOf) || compareText(b.runId, a.runId))[0] ?? null;
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const primaryFirst = (segmentations: readonly Segmentation[], { primary }: Project) =>
  segmentations.toSorted((a, b) => Number(b.id === primary?.id) - Number(a.id === primary?.id));

async function populationOf(entities: Project['entities'], { engine, run }: RunState) {
  const counts = [];
  for (const entity of entities) {
    const rows = await readRelation(
      engine,
      populationCountsRelation(entity, run.runId),
      `population of ${entity.id}`,
    );
    counts.push(readPopulationCounts(entity, rows));
  }
  return counts;
}

async function gatherSegmentation(
  segmentation: Segmentation,
  state: RunState,
): Promise<Omit<SegmentationContent, 'differences' | 'movement'>> {
  const { engine, run, all } = state;
  const { runId } = run;
  const where = { run_id: runId, segmentation: segmentation.id };
  const placed = placedCustomers({ runId, segmentation: segmentation.id, entity: segmentation.entity.id });
  const snapshot = all.find((one) => one.runId === runId && one.segmentation === segmentation.id);
  const read = (relation: ReturnType<typeof placedCustomers>, what: string) =>
    readRelation(engine, relation, `${what} of ${segmentation.id}`);
  return {
    segmentation,
    counts: recordedCounts(segmentation, {
      segments: await readTable(engine, segmentCounts, where),
      rules: await readTable(engine, ruleCounts, where),
      overlaps: await readTable(engine, ruleOverlaps, where),
    }),
    reasons: readReasons(await read(reasonsRelation(placed), 'reasons')),
    cells: segmentation.grid
      ? readGridCells(segmentation, await read(gridCellsRelation(placed), 'cells'))
      : null,
    likeness: snapshot ? await gatherLikeness(engine, snapshot) : null,
    chosen: snapshot ? await gatherChosen(engine, snapshot) : null,
    history: await historyOf(segmentation, state),
  };
}

/** Sizes at every snapshot up to the run's; of several on one date, the newest run's. */
async function historyOf({ id }: Segmentation, { engine, run, all }: RunState): Promise<SegmentHistory> {
  const held = heldSnapshots(
    all.filter((one) => one.asOf < run.asOf || one.runId === run.runId),
    id,
    run.asOf,
  );
  const byDate = new Map(held.map(({ asOf, runId }) => [asOf, runId]));
  const dates = [...byDate.keys()];
  const rows = await readTable(engine, segmentCounts, { segmentation: id });
  const sizes = new Map<string, (number | null)[]>();
  for (const [at, date] of dates.entries())
    for (const row of rows.filter((one) => one['run_id'] === byDate.get(date))) {
      const segment = String(row['segment']);
      const known = sizes.get(segment) ?? dates.map(() => null);
      known[at] = Number(row['active']);
      sizes.set(segment, known);
    }
  return { dates, sizes };
}

function readFinding(row: Row): Finding {
  const path = row['path'] ?? null;
  const hint = row['hint'] ?? null;
  return {
    code: String(row['code']),
    severity: String(row['severity']) as Severity,
    message: String(row['message']),
    ...(hint === null ? {} : { hint: String(hint) }),
    ...(path === null
      ? {}
      : {
          place: {
            path: String(path),
            line: Number(row['line']),
            column: Number(row['column_no']),
            length: 0,
          },
        }),
  };
}
