import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packPath } from '../definitions/pack-ids.ts';
import type { DefinitionFile } from '../definitions/definition-file.ts';

/** The texts of packs, from the folder of the installed package, ordered by path: `pack:saas/billing.yaml`. */
export async function readPacks(
  packageFolder: string,
  packs: readonly string[],
): Promise<readonly DefinitionFile[]> {
  const files = packs.map(async (pack) => {
    const folder = join(packageFolder, 'packs', pack);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
    return Promise.all(
      names.map(async (name) => ({
        path: packPath(pack, name),
        text: await readFile(join(folder, name), 'utf8'),
      })),
    );
  });
  return (await Promise.all(files)).flat();
}
