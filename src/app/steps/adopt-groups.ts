import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../base/finding.ts';
import { error } from '../../base/finding.ts';
import { listed } from '../../base/listed.ts';
import { packsIncluded } from '../../definitions/packs.ts';
import type { Entity, Project } from '../../definitions/project.ts';
import { readDefinitions } from '../../definitions/read-definitions.ts';
import type { AdoptedGroups } from '../../drafting/draft-cluster.ts';
import { draftCluster } from '../../drafting/draft-cluster.ts';
import { fileText } from '../../drafting/writing/lines.ts';
import { segmentationText } from '../../drafting/writing/segmentation-text.ts';
import type { KeptSearch } from '../../measures/discovery/kept-search.ts';
import type { PlacedLevel } from '../../measures/discovery/found-level.ts';
import type { GroupName } from '../../measures/discovery/name-groups.ts';
import { bestRow, typicalCustomer } from '../../measures/discovery/typical-customer.ts';
import type { WantedSegment } from '../../methods/cluster/learn-groups.ts';
import { namedParameters } from '../../methods/cluster/learn-groups.ts';
import type { ClusterParameters } from '../../methods/cluster/parameters.ts';
import { scoreTables } from '../../numeric/cluster/frozen-mixture.ts';
import { placeRows } from '../../numeric/cluster/place-rows.ts';
import { fitOf } from '../../plan/fits.ts';
import { readFits, recordFits } from '../../warehouse/fits.ts';
import type { Run } from '../../warehouse/runs.ts';
import { readPacks } from '../../workspace/read-packs.ts';
import { readProject } from '../../workspace/read-project.ts';
import type { AppContext } from '../context.ts';
import type { DiscoveryBasis } from './discovery-basis.ts';
import { keepSearch } from './kept-searches.ts';
import type { State } from './with-state.ts';

/** Where a level was kept: its definition in a file, its groups in a fit. */
export interface Adoption {
  readonly id: string;
  /** Below the project. */
  readonly path: string;
  readonly fitHash: string;
}

/** What is to be written: everything but the typical customers, which are found here. */
export interface WantedAdoption extends Omit<AdoptedGroups, 'segments' | 'basis' | 'typing' | 'entity'> {
  readonly names: readonly GroupName[];
  /** What was found of each group, a sentence. */
  readonly notes: readonly string[];
  /** What is kept with the fit, so that a report can say how the number was chosen. */
  readonly search: KeptSearch;
}

const FOLDER = 'segmentations';
const SCHEMA_FILE = 'clade.schema.json';

/** Why there cannot be a definition of that id, as far as its file can tell. */
export function adoptionFault(folder: string, id: string): Finding | null {
  const path = pathOf(id);
  if (!existsSync(join(folder, path))) return null;
  return error('file-in-the-way', `There is a file ${path} already, and nothing is overwritten.`, {
    hint: 'Take another id, or move that file away.',
  });
}

const pathOf = (id: string) => `${FOLDER}/${id}.yaml`;

/**
 * Keeps a level: its definition is written beside the others, and its groups are recorded as a fit of the run whose
 * customers they were learned from. Nothing is kept of what the project cannot read.
 */
export async function adoptGroups(
  { folder, engine }: State,
  run: Run,
  entity: Entity,
  basis: DiscoveryBasis,
  placed: PlacedLevel,
  wanted: WantedAdoption,
  context: Pick<AppContext, 'packageFolder' | 'now'>,
): Promise<Adoption | readonly Finding[]> {
  const { parameters, segments } = tieNames(basis, placed, wanted.names);
  const draft = draftCluster({
    ...wanted,
    entity: entity.id,
    basis: basis.attributes.map(({ id }) => id),
    typing: basis.typing,
    segments: segments.map(({ id, like }, index) => ({
      ...{ id, like, title: wanted.names[index]?.title ?? id, note: wanted.notes[index] ?? '' },
    })),
  });
  const schema = existsSync(join(folder, SCHEMA_FILE)) ? `../${SCHEMA_FILE}` : null;
  const file = { path: pathOf(wanted.id), text: fileText([], [segmentationText(draft)], schema) };
  const { project, findings } = await readWith(folder, file, context);
  const faults = findings.filter(({ severity }) => severity === 'error');
  const segmentation = project?.segmentations.find(({ id }) => id === wanted.id);
  if (faults.length > 0 || !segmentation?.learning) return faults;
  const changed = changedSince(entity, segmentation.entity, basis);
  if (changed) return [changed];
  const fit = fitOf(segmentation, segmentation.learning, parameters, run.asOf);
  mkdirSync(join(folder, FOLDER), { recursive: true });
  writeFileSync(join(folder, file.path), file.text, { flag: 'wx' });
  try {
    const stored = await readFits(engine);
    const isStored = stored.some(
      (one) =>
        one.fitHash === fit.fitHash && one.segmentation === fit.segmentation && one.learnedAsOf === run.asOf,
    );
    if (!isStored) await recordFits([fit], engine, run.runId);
    await keepSearch(engine, fit, wanted.search, context);
  } catch (failure) {
    rmSync(join(folder, file.path), { force: true });
    throw failure;
  }
  return { id: wanted.id, path: file.path, fitHash: fit.fitHash };
}

/** The project as it would be read with one more file. */
async function readWith(
  folder: string,
  file: { readonly path: string; readonly text: string },
  { packageFolder }: Pick<AppContext, 'packageFolder'>,
): Promise<{ readonly project: Project | null; readonly findings: readonly Finding[] }> {
  const { files, findings } = await readProject(folder);
  const packs = await readPacks(packageFolder, packsIncluded(files));
  const read = readDefinitions([...files, file, ...packs]);
  return { project: read.project, findings: [...findings, ...read.findings] };
}

/**
 * Typical customers by whom a run that knows no fit gives every group its name: medians and commonest values, or where
 * those lie in another group, somebody who is surely in this one.
 */
function tieNames(
  { columns, coded, coverage, customers }: DiscoveryBasis,
  { frozen, labels }: PlacedLevel,
  names: readonly GroupName[],
): { readonly parameters: ClusterParameters; readonly segments: readonly WantedSegment[] } {
  if (!coded) throw new Error('groups were found where nothing could be compared');
  const sensitive = new Set(coverage.attributes.flatMap(({ id, sensitive: is }) => (is ? [id] : [])));
  const told = columns.filter(({ name }) => !sensitive.has(name));
  const tie = (likeOf: (group: number) => WantedSegment['like']) => {
    const segments = names.map(({ id }, group) => ({ id, like: likeOf(group) }));
    return { segments, parameters: namedParameters(columns, coded, frozen, customers, segments, null) };
  };
  const isTied = ({ parameters, segments }: ReturnType<typeof tie>) =>
    parameters.segments.every((id, group) => id === segments[group]?.id);
  const typical = tie((group) => typicalCustomer(told, labels, group));
  if (isTied(typical)) return typical;
  const { similarity } = placeRows(scoreTables(frozen), coded);
  const groups = names.length;
  return tie((group) => bestRow(told, labels, group, (row) => similarity[row * groups + group] ?? 0));
}

/** Groups are placed by the definitions they were learned under, or not at all. */
function changedSince(then: Entity, now: Entity, { attributes }: DiscoveryBasis): Finding | null {
  const hashes = new Map(now.attributes.map(({ id, hash }) => [id, hash]));
  const changed = attributes.filter(({ id, hash }) => hashes.get(id) !== hash).map(({ id }) => `\`${id}\``);
  if (changed.length === 0 && then.hash === now.hash) return null;
  const what = changed.length > 0 ? listed(changed) : `the customers of \`${now.id}\``;
  return error('definitions-changed', `The definition of ${what} has changed since the newest run.`, {
    hint: 'Run `clade run`, discover again, and adopt what is found then.',
  });
}
