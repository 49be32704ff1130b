import type { BacktestResult } from '../../../app/backtest.ts';
import type { Prediction } from '../../../measures/score-backtest.ts';
import { printTable, tableColumns } from '../table.ts';
import { count, percent, share } from '../words.ts';

export function backtestView(result: BacktestResult): string {
  const { title, entity, from, to, customers, withoutScore, churned, stayed, expanded, tested, tenths } =
    result;
  const scored = customers - withoutScore;
  const more = expanded === null ? '' : `, ${count(expanded)} of them paying more`;
  const head = [
    `${title} as of ${from} against what happened until ${to}`,
    `${count(customers)} customers of ${entity} then, ${count(scored)} with a score: ${count(churned)} left (${share(churned, churned + stayed)}), ${count(stayed)} stayed${more}.`,
  ];
  const rows = tested.map((one, index) => [
    index === 0 ? one.title : `  ${one.title}`,
    ...predictionCells(one.churn),
    ...(one.expansion ? predictionCells(one.expansion) : []),
  ]);
  const columns = [
    'score and parts',
    '>AUC staying',
    '>95 %',
    'staying',
    ...(expanded === null ? [] : ['>AUC more', '>95 %', 'paying more']),
  ];
  const bands = tenths.map(({ from: low, to: high, customers: base, churned: left, churn }) => [
    low === high ? String(low) : `${low} to ${high}`,
    count(base),
    count(left),
    churn ? percent(churn.share) : 'too few to say',
    churn ? `${percent(churn.low)} to ${percent(churn.high)}` : '',
  ]);
  return [
    head.join('\n'),
    printTable(tableColumns(...columns), rows),
    printTable(tableColumns('score, by tenths', '>customers', '>left', '>share', '>95 %'), bands),
  ].join('\n\n');
}

function predictionCells({ words, auc }: Prediction): readonly string[] {
  return auc
    ? [auc.value.toFixed(2), `${auc.low.toFixed(2)} to ${auc.high.toFixed(2)}`, words]
    : ['–', '', words];
}
