import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import type { Finding } from '../base/finding.ts';
import { error, FindingsError } from '../base/finding.ts';
import { definitionJsonSchema } from '../definitions/json-schema.ts';
import { arrange, filesUsed } from '../drafting/arrange.ts';
import type { Draft } from '../drafting/draft.ts';
import { draftProject } from '../drafting/draft-project.ts';
import { judgeDraft } from '../drafting/judge-draft.ts';
import type { PlacedCounts } from '../drafting/judge-draft.ts';
import { primaryOf, withSegmentations, withTemplate } from '../drafting/draft-segmentations.ts';
import type { Question } from '../drafting/question.ts';
import { customersQuestion } from '../drafting/questions.ts';
import type { Survey } from '../drafting/survey.ts';
import { templateIds, templates } from '../drafting/templates/index.ts';
import type { Template } from '../drafting/templates/template.ts';
import { projectTexts } from '../drafting/writing/project-texts.ts';
import type { Engine } from '../engines/engine.ts';
import { engines } from '../engines/index.ts';
import { PROJECT_FILE } from '../workspace/read-project.ts';
import type { AppContext } from './context.ts';
import { lookAtFiles, settingOf, writeCustomerList } from './steps/look-at-files.ts';
import { measureDraft } from './steps/measure-draft.ts';
import { defaultMemory } from './steps/open-engine.ts';
import { placeFiles } from './steps/place-files.ts';
import { readProjectDefinitions } from './steps/read-definitions.ts';
import { run } from './run.ts';
import type { Outcome } from './use-case.ts';
import { defineUseCase, found } from './use-case.ts';

/** A project made from files: what stands where, and what came of looking at them. */
export interface InitResult {
  readonly folder: string;
  /** Definition files and the schema, below the folder. */
  readonly written: readonly string[];
  /** Data files that were copied, below the folder. */
  readonly copied: readonly string[];
  readonly asOf: string;
  readonly customers: number;
  readonly entity: string;
  readonly primary: string | null;
  readonly segmentations: readonly {
    readonly id: string;
    readonly title: string;
    readonly segments: number;
  }[];
  /** What the project does without, and why. */
  readonly leftOut: readonly string[];
}

const SCHEMA_FILE = 'clade.schema.json';

export const init = defineUseCase({
  name: 'init',
  summary: 'Look at files and write a first project that runs: sources, attributes, segmentations',
  effect: 'writes',
  input: z.object({
    to: z.string().describe('Folder of the project; made where it is not there'),
    files: z
      .array(z.string())
      .min(1)
      .describe('Files of customers, orders, subscriptions, events: CSV, Parquet or JSON lines'),
    template: z
      .enum(templateIds)
      .optional()
      .describe('Segmentations of a template, over your columns; default: what the data carry of themselves'),
    yes: z.boolean().default(false).describe('Ask nothing: take what is likeliest, and say so in the files'),
  }),
  positional: ['to', 'files'],
  async run({ to, files, template, yes }, context) {
    const folder = resolve(context.folder, to);
    const paths = files.map((file) => resolve(context.folder, file));
    const refused = refusals(folder, paths);
    if (refused.length > 0) return found<InitResult>(null, refused);
    const ask = yes ? ({ fallback }: Question) => Promise.resolve(fallback) : context.ask;
    const scratch = mkdtempSync(join(tmpdir(), 'clade-init-'));
    const memory = context.engine.name === 'duckdb' ? context.engine.memory : null;
    const engine = await engines.duckdb({
      path: ':memory:',
      memoryLimit: memory ?? defaultMemory(),
      threads: availableParallelism(),
      tempDirectory: scratch,
    });
    try {
      const asked = template === undefined ? null : templates[template];
      return await initProject(folder, paths, asked, engine, scratch, { ...context, ask });
    } finally {
      await engine.close();
      rmSync(scratch, { recursive: true, force: true });
    }
  },
});

function refusals(folder: string, paths: readonly string[]): readonly Finding[] {
  if (existsSync(join(folder, PROJECT_FILE)))
    return [
      error('project-exists', `${folder} holds a project already.`, {
        hint: 'Take another folder; nothing is overwritten.',
      }),
    ];
  return paths
    .filter((path) => !existsSync(path) || !statSync(path).isFile())
    .map((path) => error('file-not-found', `There is no file ${path}.`));
}

async function initProject(
  folder: string,
  paths: readonly string[],
  template: Template | null,
  engine: Engine,
  scratch: string,
  context: AppContext,
): Promise<Outcome<InitResult>> {
  const { looked, survey } = await lookAtFiles(paths, engine, scratch, context);
  const asked = customersQuestion(survey);
  const arrangement = arrange(survey, asked ? await context.ask(asked) : null);
  if (!arrangement) return found<InitResult>(null, [noCustomers(survey)]);
  const isNew = !existsSync(folder);
  mkdirSync(folder, { recursive: true });
  const used = filesUsed(arrangement);
  const isUsed = (_: string, at: number) => used.some((file) => file === survey.files[at]);
  const placed = placeFiles(looked.paths.filter(isUsed), folder);
  if (!('pathOf' in placed)) return found<InitResult>(null, placed);
  const made: string[] = [];
  try {
    const setting = await settingOf(folder, looked.paths, survey, arrangement, placed, template, context);
    if (setting.madeList) {
      await writeCustomerList(arrangement, looked, join(folder, setting.madeList), engine);
      made.push(setting.madeList);
    }
    const drafted = withoutUnread(draftProject(arrangement, setting), looked.findings);
    const scene = await measureDraft(drafted, setting.asOf, folder, engine, context);
    if (!('attributes' in scene)) throw new FindingsError(scene);
    const first = template ? withTemplate(drafted, scene, template) : withSegmentations(drafted, scene);
    const written = writeProject(first, folder);
    made.push(...written);
    const counts = await placeOnce(folder, setting.asOf, engine, context);
    const draft = judgeDraft(first, counts, setting.asOf, primaryOf(template));
    rewriteProject(draft, folder);
    const { findings } = await readProjectDefinitions({ ...context, folder });
    return found(
      resultOf(
        folder,
        draft,
        scene.customers,
        setting.asOf,
        [...placed.copied, ...(setting.madeList ? [setting.madeList] : [])],
        written,
      ),
      [...looked.findings, ...findings],
    );
  } catch (failure) {
    placed.takeBack();
    for (const path of made) rmSync(join(folder, path), { force: true });
    if (isNew) rmSync(folder, { recursive: true, force: true });
    throw failure;
  }
}

function writeProject(draft: Draft, folder: string): readonly string[] {
  const files = [
    ...projectTexts(draft),
    { path: SCHEMA_FILE, text: `${JSON.stringify(definitionJsonSchema(), null, 2)}\n` },
  ];
  for (const { path, text } of files) writeFileSync(join(folder, path), text, { flag: 'wx' });
  return files.map(({ path }) => path);
}

/** Files that could not be read are told in the project too. */
const withoutUnread = (draft: Draft, findings: readonly Finding[]): Draft => ({
  ...draft,
  leftOut: [...findings.map(({ message }) => `Not used: ${message}`), ...draft.leftOut],
});

/** A run that nobody sees: it places everybody by the files just written, and leaves no snapshot. */
async function placeOnce(
  folder: string,
  asOf: string,
  engine: Engine,
  context: AppContext,
): Promise<readonly PlacedCounts[]> {
  const { value, findings } = await run.run(
    { asOf },
    { ...context, folder, engine: { name: 'given', engine }, onStage: () => {} },
  );
  if (!value) throw new FindingsError(findings);
  return value.segmentations;
}

function rewriteProject(draft: Draft, folder: string): void {
  for (const { path, text } of projectTexts(draft)) writeFileSync(join(folder, path), text);
}

function resultOf(
  folder: string,
  draft: Draft,
  customers: number,
  asOf: string,
  copied: readonly string[],
  written: readonly string[],
): InitResult {
  return {
    ...{ folder, written, copied, asOf, customers },
    entity: draft.entities[0]?.id ?? '',
    primary: draft.project.primary,
    segmentations: draft.segmentations.map(({ id, title, segments }) => ({
      id,
      title,
      segments: segments.length,
    })),
    leftOut: draft.leftOut,
  };
}

function noCustomers({ files }: Survey): Finding {
  return error('no-customers', `No column of ${files.map(({ name }) => name).join(', ')} names a customer.`, {
    hint: 'Give a file with one row for each customer and a column such as `customer_id`, or events with such a column.',
  });
}
