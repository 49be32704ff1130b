import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Finding } from '../../base/finding.ts';
import { error } from '../../base/finding.ts';

/** What is wrong with writing a file there: its folder is missing, and none is made by a slip of the pen. */
export function folderFault(path: string): Finding | null {
  const folder = dirname(path);
  if (existsSync(folder)) return null;
  return error('no-such-folder', `There is no folder ${folder}.`, { hint: 'Make it first.' });
}
