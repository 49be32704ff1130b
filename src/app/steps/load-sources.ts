import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { CalendarDate } from '../../base/calendar-date.ts';
import { FIRST_DATE } from '../../base/calendar-date.ts';
import type { Finding } from '../../base/finding.ts';
import { error, warning } from '../../base/finding.ts';
import type { LoadResult } from '../../connectors/connector.ts';
import { readSource } from '../../connectors/index.ts';
import { stampFile } from '../../connectors/source-file.ts';
import type { Project, Source } from '../../definitions/project.ts';
import { isRequired } from '../../definitions/required-column.ts';
import { sourcesOfMetrics, sourcesRead } from '../../definitions/sources-read.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { column, text } from '../../sql/expression.ts';
import { insertInto, printRelation } from '../../sql/print.ts';
import { rowsOn } from '../../plan/rows-on.ts';
import type { Column, Relation } from '../../sql/relation.ts';
import { select, table } from '../../sql/relation.ts';
import { INTEGER, TEXT } from '../../sql/value-type.ts';
import { loads } from '../../tables/loads.ts';
import { quarantine } from '../../tables/quarantine.ts';
import { STATE_SCHEMA } from '../../tables/state-table.ts';
import { stagingTableName } from '../../tables/facts-table.ts';
import type { AppContext, EngineChoice } from '../context.ts';
import { defaultMemory, makeScratchFolder } from './open-engine.ts';
import { insertRows } from '../../warehouse/insert-rows.ts';
import { dropTable } from '../../warehouse/state.ts';

/** A source as a run read it. */
export interface Load extends LoadResult {
  readonly source: Source;
  /** The engine that read it and holds its quarantined rows. */
  readonly reader: Engine;
  readonly loadedAt: string;
}

export interface Loads {
  readonly loads: readonly Load[];
  readonly findings: readonly Finding[];
  /** Files that are read in place and are no longer what was checked. */
  readonly changed: () => Promise<readonly Finding[]>;
  /** Whose tables the rows stand in: that of the run they were loaded for, or of the first of several. */
  readonly runId: string;
  /** Keeps what was read and what was quarantined under a run; `newest` is the last day that event sources have rows of. */
  readonly record: (runId: string, newest: ReadonlyMap<string, CalendarDate>) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** DuckDB's database for the rows of a run: in memory, spilling to the temporary folder, gone with the process. */
const SCRATCH = 'scratch';

/** Where the typed rows of a source stand while a run lasts, all that were loaded. */
export function loadedRows(engine: Engine, runId: string): (source: Source) => Relation {
  return (source) => table(stagingName(engine, source, runId), source.columns);
}

/** The rows of a source that are true on the as-of date. */
export function rowsOf(engine: Engine, runId: string): (source: Source) => Relation {
  const loaded = loadedRows(engine, runId);
  return (source) => rowsOn(source, loaded(source));
}

function stagingName(engine: Engine, { id }: Source, runId: string): readonly string[] {
  return scratchName(engine, id, runId);
}

/** Makes room for tables of {@link scratchName}. */
export async function openScratch(engine: Engine): Promise<void> {
  if (engine.dialect.name !== 'duckdb') return;
  const text = `attach if not exists ':memory:' as ${SCRATCH}`;
  await engine.execute({ text, parameters: [], label: 'open scratch' });
}

/** A table for the time of a run or a question. */
export function scratchName(engine: Engine, id: string, runId: string): readonly string[] {
  const name = stagingTableName(id, runId);
  return engine.dialect.name === 'duckdb' ? [SCRATCH, 'main', ...name.slice(1)] : name;
}

/** The sources that entities and attributes read; others are defined and left alone. */
export function usedSources(project: Project): readonly Source[] {
  const used = new Set(
    project.entities.flatMap((entity) => [
      entity.source,
      ...entity.attributes.flatMap(({ origin }) => sourcesRead(origin).map(({ source }) => source)),
    ]),
  );
  for (const { source, demand } of project.quality)
    if (used.has(source) && 'source' in demand) used.add(demand.source);
  return project.sources.filter((source) => used.has(source));
}

/**
 * Reads every used source into the engine. Files are always read by DuckDB, so both engines see the same rows.
 * What was quarantined waits beside the rows until `record` keeps it; `close` lets go of everything.
 */
export async function loadSources(
  project: Project,
  folder: string,
  engine: Engine,
  runId: string,
  context: Pick<AppContext, 'now' | 'engine' | 'signal' | 'onProgress'>,
  wanted: readonly Source[] = usedSources(project),
): Promise<Loads> {
  const scratch = makeScratchFolder(folder);
  const loader = engine.dialect.name === 'duckdb' ? engine : await openLoader(scratch, context.engine);
  if (loader === engine) await openScratch(engine);
  const done: Load[] = [];
  const close = async () => {
    if (loader !== engine) await loader.close();
    rmSync(scratch, { recursive: true, force: true });
    for (const { source, quarantined, inPlace } of done) {
      const kind = loader === engine && inPlace ? 'view' : 'table';
      await dropTable(engine, stagingName(engine, source, runId), kind);
      if (loader === engine && quarantined.table) await dropTable(engine, quarantined.table);
    }
  };
  try {
    for (const source of wanted) {
      const isFile = source.origin.kind !== 'table' && source.origin.kind !== 'query';
      const reader = isFile ? loader : engine;
      const staging = stagingName(engine, source, runId);
      const target = reader === engine ? staging : ['main', `staging_${source.id}`];
      const result = await readSource(source, {
        loader: reader,
        projectFolder: folder,
        scratchFolder: scratch,
        table: target,
        customerColumns: customerColumns(project, source),
        signal: context.signal,
        onProgress: context.onProgress,
      });
      if (reader !== engine && result.quarantined.table)
        await moveRows(reader, engine, { source, inPlace: result.inPlace }, target, staging, scratch);
      done.push({ ...result, source, reader, loadedAt: context.now.toISOString() });
    }
  } catch (failure) {
    await close();
    throw failure;
  }
  return {
    loads: done,
    findings: done.flatMap((load) => findingsOfLoad(load, project)),
    changed: async () => (await Promise.all(done.map(changedFile))).flat(),
    runId,
    record: async (forRun, newest) => {
      await recordLoads(done, newest, engine, forRun);
      for (const load of done) await keepQuarantine(load, engine, forRun, scratch);
    },
    close,
  };
}

/** Reads files within half the memory of the engine they are read for, which has rows of its own by then. */
function openLoader(scratch: string, { memory, threads }: EngineChoice): Promise<Engine> {
  return engines.duckdb({
    path: ':memory:',
    memoryLimit: halfOf(memory ?? defaultMemory()),
    threads: threads ?? availableParallelism(),
    tempDirectory: scratch,
  });
}

/** Of `4GB` or `60%`. */
const halfOf = (memory: string) => memory.replace(/^[\d.]+/, (amount) => String(Number(amount) / 2));

/** Columns of a source that name a customer, of any entity. */
export function customerColumns(project: Project, source: Source): readonly string[] {
  const names = project.entities.flatMap((entity) => [
    ...(entity.source === source ? [entity.key.name] : []),
    ...(entity.source === source && entity.belongsTo ? [entity.belongsTo.column.name] : []),
    ...entity.attributes.flatMap(({ origin }) =>
      sourcesRead(origin).flatMap((read) => (read.source === source && read.by ? [read.by.name] : [])),
    ),
  ]);
  const measured = project.metrics
    .flatMap(sourcesOfMetrics)
    .flatMap((read) => (read.source === source && read.by ? [read.by.name] : []));
  const compared = project.quality.flatMap(({ source: own, demand }) => {
    if (demand.kind !== 'refers-to' && demand.kind !== 'agrees-with') return [];
    const by = demand.kind === 'refers-to' ? demand.column : demand.by;
    const key = demand.kind === 'refers-to' ? demand.to : demand.key;
    return [...(own === source ? [by.name] : []), ...(demand.source === source ? [key.name] : [])];
  });
  return [...new Set([...names, ...measured, ...compared])];
}

/** Into an engine that cannot read files here; a Parquet file that is read as it is written goes as it is. */
async function moveRows(
  from: Engine,
  to: Engine,
  { source, inPlace }: Pick<Load, 'source' | 'inPlace'>,
  fromTable: readonly string[],
  toTable: readonly string[],
  scratch: string,
): Promise<void> {
  const columns = source.columns.map((column) => ({
    name: column.name,
    type: column.type,
    required: isRequired(source, column),
  }));
  await to.execute({
    text: to.dialect.createTable(toTable, columns, []),
    parameters: [],
    label: `create ${source.id}`,
  });
  if (inPlace?.isAsWritten) return to.ingest(toTable, columns, inPlace.path);
  await copyRows(
    from,
    to,
    table(fromTable, columns),
    columns,
    toTable,
    join(scratch, `${source.id}.parquet`),
  );
}

async function copyRows(
  from: Engine,
  to: Engine,
  rows: Relation,
  columns: readonly Column[],
  toTable: readonly string[],
  path: string,
): Promise<void> {
  const all = select(
    rows,
    columns.map(({ name, type }) => ({ name, expression: column(name, type) })),
  );
  const statement = printRelation(all, from.dialect, {
    asOf: FIRST_DATE,
    label: 'copy rows',
    values: 'shown',
  });
  await from.export(statement, path, 'parquet');
  await to.ingest(toTable, columns, path);
  rmSync(path, { force: true });
}

async function changedFile({ source, inPlace }: Load): Promise<readonly Finding[]> {
  if (!inPlace) return [];
  const now = await stampFile(inPlace.path);
  if (now?.bytes === inPlace.bytes && now.changedAt === inPlace.changedAt) return [];
  return [
    error('file-changed', `The file of \`${source.id}\` changed while it was read.`, {
      place: source.place,
      hint: 'Run again once it is whole; write a new file beside the old one and rename it.',
    }),
  ];
}

const FAULTS: readonly Column[] = [
  { name: 'line', type: INTEGER },
  { name: 'column_name', type: TEXT },
  { name: 'code', type: TEXT },
  { name: 'reason', type: TEXT },
  { name: 'raw', type: TEXT },
];

/** Every bad row of a source goes to the table `quarantine`. */
async function keepQuarantine(
  { source, reader, quarantined }: Load,
  engine: Engine,
  runId: string,
  scratch: string,
): Promise<void> {
  if (!quarantined.table || quarantined.rows === 0) return;
  const rows = select(table(quarantined.table, FAULTS), [
    { name: 'run_id', expression: text(runId) },
    { name: 'source', expression: text(source.id) },
    ...FAULTS.map(({ name, type }) => ({ name, expression: column(name, type) })),
  ]);
  const target = [STATE_SCHEMA, quarantine.name];
  if (reader !== engine) {
    await copyRows(
      reader,
      engine,
      rows,
      quarantine.columns,
      target,
      join(scratch, `${source.id}-quarantine.parquet`),
    );
    return;
  }
  const names = quarantine.columns.map(({ name }) => name);
  const options = { asOf: FIRST_DATE, label: `quarantine of ${source.id}`, values: 'bound' } as const;
  await engine.execute(insertInto(target, names, rows, engine.dialect, options));
}

/** What reading a source found, and whether more was set aside than the project allows. */
export const findingsOfLoad = (load: Load, project: Project): readonly Finding[] => [
  ...load.findings,
  ...quarantineFindings(load, project),
];

function quarantineFindings(load: Load, project: Project): readonly Finding[] {
  const { source, rowsRead, quarantined } = load;
  if (quarantined.rows === 0) return [];
  const share = quarantined.rows / rowsRead;
  const limit = project.limits.quarantinedShare;
  const [first] = quarantined.first;
  const where = first?.line ? ` The first is line ${first.line}: ${first.reason}` : '';
  const rest = {
    place: source.place,
    data: { quarantined: quarantined.rows, read: rowsRead },
    hint: `See them with \`clade quarantine ${source.id}\`.`,
  };
  const rows = `${quarantined.rows} of ${rowsRead} rows of \`${source.id}\` were quarantined`;
  return share > limit
    ? [error('quarantine-limit', `${rows}, more than the ${limit * 100} % the project allows.${where}`, rest)]
    : [warning('rows-quarantined', `${rows}.${where}`, rest)];
}

async function recordLoads(
  all: readonly Load[],
  newest: ReadonlyMap<string, CalendarDate>,
  engine: Engine,
  runId: string,
): Promise<void> {
  await insertRows(
    engine,
    loads,
    all.map((load, index) => ({
      run_id: runId,
      load_id: `${runId}_${index + 1}`,
      source: load.source.id,
      origin: 'path' in load.source.origin ? load.source.origin.path : load.source.origin.kind,
      content_hash: load.contentHash,
      rows_read: load.rowsRead,
      rows_loaded: load.rowsLoaded,
      rows_quarantined: load.quarantined.rows,
      loaded_at: load.loadedAt,
      as_of: load.source.asOf,
      newest_on: newest.get(load.source.id) ?? null,
    })),
  );
}
