import { relative } from 'node:path';
import type { InitResult } from '../../../app/init.ts';
import { count, plural } from '../words.ts';

export function initView({
  folder: absolute,
  written,
  copied,
  asOf,
  customers,
  entity,
  primary,
  segmentations,
  leftOut,
}: InitResult): string {
  const folder = relative(process.cwd(), absolute) || '.';
  const lines = segmentations.map(
    ({ id, title, segments }) =>
      `  ${id.padEnd(20)} ${title}, ${plural(segments, 'segment')}${id === primary ? ' (primary)' : ''}`,
  );
  return [
    `Wrote a project to ${folder}: ${written.join(', ')}.`,
    ...(copied.length > 0 ? [`Copied into it: ${copied.join(', ')}.`] : []),
    `${count(customers)} ${customers === 1 ? entity : `${entity}s`} as of ${asOf}, the day the data stand for.`,
    segmentations.length > 0
      ? `Segmentations:\n${lines.join('\n')}`
      : 'The data carry no segmentation yet; see the comments in clade.yaml.',
    ...(leftOut.length > 0
      ? [`${plural(leftOut.length, 'thing')} left out; clade.yaml says which, and why.`]
      : []),
    [
      'Next:',
      `  clade check -p ${folder}    what is wrong or doubtful; every assumption stands beside its line in the files`,
      `  clade run -p ${folder}      place every customer and publish the first snapshot`,
    ].join('\n'),
  ].join('\n');
}
