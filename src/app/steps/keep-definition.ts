import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { error, FindingsError, hasErrors } from '../../base/finding.ts';
import { packsIncluded } from '../../definitions/packs.ts';
import { readDefinitions } from '../../definitions/read-definitions.ts';
import { readPacks } from '../../workspace/read-packs.ts';
import { readProject } from '../../workspace/read-project.ts';
import type { AppContext } from '../context.ts';

/**
 * Writes a new segmentation into `segmentations/ID.yaml` of a project, and gives that path. Nothing is overwritten, and
 * nothing is written that the project would not read with.
 */
export async function keepSegmentation(
  folder: string,
  id: string,
  text: string,
  { packageFolder }: Pick<AppContext, 'packageFolder'>,
): Promise<string> {
  const path = `segmentations/${id}.yaml`;
  if (existsSync(join(folder, path)))
    throw new FindingsError([
      error('file-exists', `There is a file ${path} already.`, {
        hint: 'Take another id with --as; nothing is overwritten.',
      }),
    ]);
  const { files, findings: unread } = await readProject(folder);
  const packs = await readPacks(packageFolder, packsIncluded(files));
  const { findings } = readDefinitions([...files, ...packs, { path, text }]);
  const all = [...unread, ...findings];
  if (hasErrors(all)) throw new FindingsError(all);
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text, { flag: 'wx' });
  return path;
}
