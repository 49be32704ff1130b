import { cpSync, existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import * as z from 'zod';
import { EXAMPLE_AS_OF, generateExample } from './generate-example/generate-example.ts';
import type { ExampleFile } from './generate-example/generate-example.ts';
import type { RunResult } from './run.ts';
import { run } from './run.ts';
import { defineUseCase, found } from './use-case.ts';

/** Where the example stands, what was made for it, and its first published run. */
export interface DemoResult {
  readonly folder: string;
  readonly files: readonly ExampleFile[];
  readonly result: RunResult;
}

export const demo = defineUseCase({
  name: 'demo',
  summary: 'Make an example company, place its customers and publish the first snapshot',
  effect: 'writes',
  input: z.object({
    to: z
      .string()
      .default('clade-demo')
      .describe('Folder of the example; its definitions are left alone when they exist'),
    accounts: z.coerce
      .number()
      .int()
      .min(50)
      .max(2_000_000)
      .default(5000)
      .describe('How many accounts the company has'),
    seed: z.coerce.number().int().min(0).default(7).describe('Same seed, same company'),
  }),
  positional: ['to'],
  async run({ to, accounts, seed }, context) {
    const folder = resolve(context.folder, to);
    if (!existsSync(join(folder, 'clade.yaml')))
      cpSync(join(context.packageFolder, 'examples', 'saas'), folder, {
        recursive: true,
        filter: (path) => basename(path) !== 'data' && basename(path) !== '.clade',
      });
    const data = await generateExample({ folder: join(folder, 'data'), seed, accounts });
    const { value, findings } = await run.run({ asOf: EXAMPLE_AS_OF }, { ...context, folder });
    return value
      ? found<DemoResult>({ folder, files: data.files, result: value }, findings)
      : found<DemoResult>(null, findings);
  },
});
