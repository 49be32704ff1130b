import { resolve } from 'node:path';
import * as z from 'zod';
import type { CalendarDate } from '../base/calendar-date.ts';
import type { Finding } from '../base/finding.ts';
import { error, hasErrors } from '../base/finding.ts';
import { readPlainRows } from '../connectors/plain-rows.ts';
import type { Segmentation } from '../definitions/project.ts';
import type { Engine } from '../engines/engine.ts';
import type { LikenessModel } from '../methods/cluster/likeness-model.ts';
import { readSnapshots } from '../warehouse/runs.ts';
import type { AppContext } from './context.ts';
import { agesOf } from './steps/ages-of.ts';
import type { ClassifiedProspect } from './steps/classify-prospects.ts';
import { classifyProspects } from './steps/classify-prospects.ts';
import { folderFault } from './steps/folder-fault.ts';
import { learnedSegmentation } from './steps/profiled-snapshot.ts';
import type { ReadProspects, RefusedProspect } from './steps/prospects.ts';
import { prospectOfPairs, prospectsOfFile } from './steps/prospects.ts';
import { isFinding, snapshotOf, withState } from './steps/with-state.ts';
import { writeProspects } from './steps/write-prospects.ts';
import { defineUseCase, found } from './use-case.ts';

/** Where prospects belong, by what a segmentation learned last. */
export interface Classification {
  readonly segmentation: string;
  readonly title: string;
  readonly fit: { readonly hash: string; readonly learnedAsOf: CalendarDate };
  /** How many are in each segment, in the order of the file. */
  readonly segments: readonly {
    readonly segment: string;
    readonly title: string;
    readonly prospects: number;
  }[];
  /** Everybody who could be read; empty where they were written to a file. */
  readonly prospects: readonly ClassifiedProspect[];
  /** Rows that could not be read, with the reason. */
  readonly refused: readonly RefusedProspect[];
  readonly path: string | null;
}

const input = z.object({
  segmentation: z.string().describe('Id of a segmentation of discovered groups'),
  file: z
    .string()
    .optional()
    .describe('CSV file, a prospect a row; its first line names values of the basis, all or some'),
  set: z
    .array(z.string())
    .optional()
    .describe('A value of one prospect as name=value, again for each; instead of a file'),
  key: z.string().optional().describe('Column that names the rows; default: the key of the entity'),
  to: z.string().optional().describe('CSV file to write, a prospect a row; replaced only when whole'),
});
type Asked = z.infer<typeof input>;

export const classify = defineUseCase({
  name: 'classify',
  summary: 'Place prospects from a file or arguments among discovered groups, and say how sure that is',
  effect: 'reads',
  input,
  positional: ['segmentation', 'file'],
  run: (asked, context) =>
    withState<Classification>(context, async ({ engine }) => {
      const snapshot = await snapshotOf(engine, asked.segmentation, null);
      if (isFinding(snapshot)) return found<Classification>(null, [snapshot]);
      const { segmentation, fit, project } = await learnedSegmentation(engine, snapshot);
      const model = segmentation.likeness?.model;
      if (!model || !fit) return found<Classification>(null, [await notLearned(segmentation, engine)]);
      const read = await readProspects(asked, segmentation, model, context);
      if (hasErrors(read.findings)) return found<Classification>(null, read.findings);
      const prospects = classifyProspects(model, read.prospects, snapshot.boundaryMargin);
      const path = asked.to === undefined ? null : resolve(context.folder, asked.to);
      if (path !== null) {
        const fault = folderFault(path) ?? ownFile(path, asked, context);
        if (fault) return found<Classification>(null, [...read.findings, fault]);
        writeProspects(path, prospects);
      }
      return found<Classification>(
        {
          segmentation: segmentation.id,
          title: segmentation.title,
          fit: { hash: fit.fitHash, learnedAsOf: fit.learnedAsOf },
          segments: segmentation.segments.map(({ id, title }) => ({
            segment: id,
            title,
            prospects: prospects.filter(({ segment }) => segment === id).length,
          })),
          prospects: path === null ? prospects : [],
          refused: read.refused,
          path,
        },
        read.findings,
        await agesOf(engine, snapshot, project.timeZone, context),
      );
    }),
});

async function readProspects(
  { file, set, key }: Asked,
  { entity }: Segmentation,
  { values }: LikenessModel,
  { folder, signal }: AppContext,
): Promise<ReadProspects> {
  const nothing = (finding: Finding): ReadProspects => ({ prospects: [], refused: [], findings: [finding] });
  if ((file === undefined) === (set === undefined || set.length === 0))
    return nothing(
      error('classify-input', 'Prospects come from a file or from --set, one of the two.', {
        hint: 'Name a CSV file, or write --set name=value for each value known.',
      }),
    );
  if (file === undefined) return prospectOfPairs(set ?? [], values);
  const plain = await readPlainRows(resolve(folder, file), file, signal);
  if (isFinding(plain)) return nothing(plain);
  if (key !== undefined && !plain.header.fields.some((name) => name.trim() === key))
    return nothing(
      error('unknown-key', `"${file}" has no column \`${key}\` to name its rows.`, {
        hint: `There are ${plain.header.fields.join(', ')}.`,
      }),
    );
  return prospectsOfFile(plain, file, values, key ?? entity.key.name);
}

/** Why the segmentation places nobody who is not a customer yet. */
async function notLearned({ id, method }: Segmentation, engine: Engine): Promise<Finding> {
  if (method === 'cluster')
    return error('classify-not-learned', `\`${id}\` has learned no groups yet.`, {
      hint: 'Run `clade run` on a day with enough customers.',
    });
  const others = (await readSnapshots(engine)).filter((one) => one.method === 'cluster');
  const names = [...new Set(others.map(({ segmentation }) => `\`${segmentation}\``))];
  return error(
    'classify-method',
    `\`${id}\` places by \`${method}\`; only discovered groups place somebody of whom a few values are known.`,
    {
      hint:
        names.length > 0
          ? `There are ${names.join(', ')}.`
          : 'Write a segmentation with `method: cluster`; `clade explain` says of a customer where it is.',
    },
  );
}

/** What was read is not written over. */
function ownFile(path: string, { file, to }: Asked, { folder }: AppContext): Finding | null {
  if (file === undefined || resolve(folder, file) !== path) return null;
  return error('classify-same-file', `\`${to ?? ''}\` is the file the prospects come from.`, {
    hint: 'Name another file.',
  });
}
