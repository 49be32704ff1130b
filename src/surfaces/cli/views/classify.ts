import type { Classification } from '../../../app/classify.ts';
import type { ClassifiedProspect } from '../../../app/steps/classify-prospects.ts';
import { listed } from '../../../base/listed.ts';
import { similarityWords } from '../../../documents/likeness-words.ts';
import { printTable, tableColumns } from '../table.ts';
import { plural } from '../words.ts';

/** Prospects a terminal shows; a file holds them all. */
const MOST_SHOWN = 50;

export function classifyView(told: Classification): string {
  const { title, fit, segments, prospects, refused, path } = told;
  const placed = segments.reduce((sum, one) => sum + one.prospects, 0);
  const sizes = segments.map((one) => `${one.title} ${one.prospects}`);
  const [only] = prospects;
  return [
    `${title}: ${plural(placed, 'prospect')} placed by what was learned on ${fit.learnedAsOf}, fit ${fit.hash.slice(0, 12)}${placed > 1 ? ` (${sizes.join(', ')})` : ''}`,
    ...(path === null ? [] : [`Wrote them to ${path}.`]),
    ...(only && prospects.length === 1 ? onlyLines(only) : prospects.length > 0 ? [tableOf(prospects)] : []),
    ...(prospects.length > MOST_SHOWN
      ? [`${plural(prospects.length - MOST_SHOWN, 'more prospect')}; --to FILE.csv writes them all.`]
      : []),
    ...(refused.length > 0
      ? [
          `${plural(refused.length, 'row')} set aside:`,
          ...refused.slice(0, MOST_SHOWN).map(({ line, reason }) => `  line ${line}: ${reason}`),
          ...(refused.length > MOST_SHOWN ? ['  and more; see them with --json'] : []),
        ]
      : []),
  ].join('\n');
}

function onlyLines(one: ClassifiedProspect): readonly string[] {
  const { segment, similarity, runnerUp, margin, howSure, present, compared, missing, unseen } = one;
  return [
    `  ${segment}, similarity ${similarityWords(similarity)}; runner-up ${runnerUp}, margin ${margin.toPrecision(2)}`,
    `  How sure: ${howSure}; ${one.fitPercentile} % of those learned from fitted no better`,
    `  ${present} of ${compared} values are there${missing.length > 0 ? `; missing: ${listed(missing)}` : ''}`,
    ...(unseen.length > 0 ? [`  Never seen when learned, so counted as missing: ${listed(unseen)}`] : []),
  ];
}

function tableOf(prospects: readonly ClassifiedProspect[]): string {
  const rows = prospects
    .slice(0, MOST_SHOWN)
    .map((one) => [
      one.key ?? `line ${one.line ?? ''}`,
      one.segment,
      similarityWords(one.similarity),
      one.runnerUp,
      one.margin.toFixed(2),
      `${one.present} of ${one.compared}`,
      one.howSure,
      shortened([...one.unseen.map((name) => `${name} (never seen)`), ...one.missing]),
    ]);
  return printTable(
    tableColumns(
      'prospect',
      'segment',
      '>similarity',
      'runner-up',
      '>margin',
      '>values',
      'how sure',
      'missing',
    ),
    rows,
  );
}

/** Names a cell of a table has room for. */
const MOST_NAMED = 3;

const shortened = (names: readonly string[]) =>
  names.length > MOST_NAMED + 1
    ? `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`
    : names.join(', ');
