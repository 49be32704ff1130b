import type { RulesResult } from '../../../app/rules.ts';
import { shareWords } from '../../../documents/rules-notes.ts';
import { printTable, tableColumns } from '../table.ts';
import { count, percent } from '../words.ts';
import { crosstabView } from './crosstab.ts';

export function rulesView(result: RulesResult): string {
  const { title, asOf, runId, learnedAsOf, fidelity, rules, crosswalk, file } = result;
  const { customers, agreeing, agreement, largestShare } = fidelity;
  const head = [
    `${title}, by rules`,
    `As of ${asOf}, run ${runId}; groups learned on ${learnedAsOf}. ${count(customers)} customers on that day.`,
    agreement
      ? `The rules put ${count(agreeing)} of them where the groups do: ${shareWords(agreement)}. The largest segment alone is ${percent(largestShare ?? 0)}.`
      : 'They are too few to say how well the rules stand for the groups.',
  ].join('\n');
  const said = rules
    .map(({ title: segment, when }) => `${segment}\n    ${when ?? 'no short rule'}`)
    .join('\n');
  const rows = fidelity.segments.map(({ segment, customers: inside, ruled, both, found, belonging }) => [
    rules.find((rule) => rule.segment === segment)?.title ?? segment,
    count(inside),
    count(ruled),
    count(both),
    found ? shareWords(found) : 'too few to say',
    belonging ? shareWords(belonging) : 'too few to say',
  ]);
  const columns = tableColumns('segment', '>in the group', '>by the rule', '>both', '>found', '>belonging');
  const kept = file
    ? `Kept in ${file}; the next run places by it.`
    : 'Nothing was kept; --as ID keeps the rules as a segmentation.';
  return [head, said, printTable(columns, rows), crosstabView(crosswalk), kept].join('\n\n');
}
