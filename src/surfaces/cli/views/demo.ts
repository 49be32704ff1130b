import { relative } from 'node:path';
import type { DemoResult } from '../../../app/demo.ts';
import { count } from '../words.ts';
import { runView } from './run.ts';

export function demoView({ folder, files, result }: DemoResult): string {
  const here = relative(process.cwd(), folder) || '.';
  const made = files.reduce((sum, { rows }) => sum + rows, 0);
  const primary = result.segmentations.find(({ isPrimary }) => isPrimary) ?? result.segmentations[0];
  return [
    `Made ${count(made)} rows of a company that does not exist in ${here}.`,
    runView(result),
    [
      'Look further:',
      `  cd ${here}`,
      `  clade explain A00001                     why one customer is where it is`,
      `  clade show ${(primary?.segmentation ?? '').padEnd(30)}a segmentation with its rules and sizes`,
      `  clade sql ${(primary?.segmentation ?? '').padEnd(31)}the SQL behind it`,
      `  clade quarantine                         rows that were not loaded, with line and reason`,
      `  edit segmentations/, then clade check    what is wrong or doubtful about a definition`,
    ].join('\n'),
  ].join('\n\n');
}
