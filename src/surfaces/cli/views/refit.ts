import type { RefitResult } from '../../../app/refit.ts';
import { shareWords } from '../../../documents/rules-notes.ts';
import { printTable, tableColumns } from '../table.ts';
import { count, money, percent, share } from '../words.ts';

export function refitView(result: RefitResult): string {
  const { title, asOf, runId, before, after, customers, moved, segments, kept } = result;
  const isSame = before.hash === after.hash;
  const head = [
    `${title}, learned anew`,
    `As of ${asOf}, run ${runId}: ${count(customers)} customers. Learned on ${before.learnedAsOf} before, on ${after.learnedAsOf} now.`,
    isSame
      ? 'What was learned is the same: nobody moves.'
      : `${count(moved)} of them (${share(moved, customers)}) would be in another segment because of it.`,
    ...driftLines(result),
  ];
  const sizes = segments.map(({ title: segment, before: was, after: is, both, jaccard, isSame: same }) => [
    segment,
    count(was),
    count(is),
    count(both),
    jaccard === null ? '–' : `${jaccard.toFixed(2)}${same ? '' : ' another group'}`,
  ]);
  return [
    head.join('\n'),
    printTable(tableColumns('segment', '>before', '>after', '>both', '>Jaccard'), sizes),
    ...(moved > 0 ? [movesTable(result)] : []),
    kept
      ? 'Kept: the next run places by it.'
      : isSame
        ? 'There is nothing to keep.'
        : 'Nothing was kept; --keep lets the next run place by it.',
  ].join('\n\n');
}

function driftLines({ drift, before }: RefitResult): readonly string[] {
  if (!drift) return [];
  const { poorFit, poorFitThen, meanFit, meanFitThen } = drift;
  if (!poorFit || meanFit === null) return ['Too few customers to say how they fit what was learned before.'];
  return [
    `By what was learned on ${before.learnedAsOf}, ${shareWords(poorFit)} fit no segment well (${percent(poorFitThen)} of those learned from); the mean fit is ${meanFit.toFixed(2)} standard deviations, then ${meanFitThen.toFixed(2)}.`,
  ];
}

function movesTable({ pairs, segments, currency }: RefitResult): string {
  const titleOf = (id: string) => segments.find(({ segment }) => segment === id)?.title ?? id;
  const rows = pairs
    .filter(({ from, to }) => from !== to)
    .map((pair) => [titleOf(pair.from), titleOf(pair.to), count(pair.customers), money(pair.money)]);
  return printTable(tableColumns('from', 'to', '>customers', `>${currency}`), rows);
}
