import type { DiscoverResult } from '../../../app/discover.ts';
import { figuresOf, jaccardWords } from '../../../documents/adopted-words.ts';
import { recommendationWords, verdictMeanings } from '../../../documents/discovery-words.ts';
import { askedAgain } from '../../../documents/discovery/asked-again.ts';
import { basisTable, depthLines, leftOutLines } from '../../../documents/discovery/basis-words.ts';
import type { FoundGroups } from '../../../documents/discovery/content.ts';
import { levelNotes, levelTable, shareWords } from '../../../documents/discovery/level-table.ts';
import { splitLines, verdictsIn } from '../../../documents/discovery/split-words.ts';
import type { ToldGroups } from '../../../measures/discovery/tell-groups.ts';
import { printTable } from '../table.ts';
import { count, money, plural } from '../words.ts';

export function discoverView(result: DiscoverResult): string {
  const { search, path } = result;
  return [
    headOf(result),
    basisOf(result),
    depthLines(result.coverage).join('\n'),
    ...(search
      ? [levelsOf(search, result), ...splitsOf(search), verdictOf(search), ...toldOf(search, result)]
      : ['Nothing was searched: see the findings.']),
    ...(path === null ? [] : [`Wrote the page to ${path}.`]),
    nextOf(result),
  ].join('\n\n');
}

function headOf({ entity, asOf, runId, customers, rows, search, settings }: DiscoverResult): string {
  const read = rows === customers ? 'all of them read' : `${count(rows)} of them read, evenly by their keys`;
  const searched = search ? `, ${count(search.searched)} searched` : '';
  return [
    `Groups among customers (entity ${entity})`,
    `As of ${asOf}, run ${runId}: ${count(customers)} customers on that day, ${read}${searched}; seed ${settings.seed}, ${plural(settings.bootstraps, 'refit')}`,
  ].join('\n');
}

function basisOf({ coverage, leftOut, isProposed }: DiscoverResult): string {
  const { columns, rows } = basisTable(coverage);
  const left = leftOutLines(leftOut);
  return [
    isProposed ? 'Compared by (proposed; choose with --basis):' : 'Compared by:',
    printTable(columns, rows),
    'Read otherwise with --typing, as a definition has it: --typing "{ seats: { kind: ordinal, weight: 0.5 } }".',
    ...(left.length === 0 ? [] : ['Left out:', ...left.map((line) => `  ${line}`)]),
  ].join('\n');
}

function levelsOf(search: FoundGroups, result: DiscoverResult): string {
  const told = { ...result, search };
  const { groups: recommended } = search.recommendation;
  const { columns, rows } = levelTable(told, (groups) =>
    groups === recommended && groups > 1 ? ' ◀' : '  ',
  );
  return [printTable(columns, rows), ...levelNotes(told)].join('\n');
}

function splitsOf({ levels }: FoundGroups): readonly string[] {
  const lines = splitLines(levels).map((line) => `  ${line}`);
  return lines.length === 0
    ? []
    : [['Which group splits into which (groups by size, 1 the largest):', ...lines].join('\n')];
}

function verdictOf({ levels, recommendation }: FoundGroups): string {
  return [
    recommendationWords(
      recommendation,
      levels.find(({ groups }) => groups === recommendation.groups)?.stability ?? null,
    ),
    'What the verdicts mean:',
    ...verdictsIn(levels).map((verdict) => `  ${verdict}: ${verdictMeanings[verdict]}`),
  ].join('\n');
}

function toldOf({ told }: FoundGroups, result: DiscoverResult): readonly string[] {
  return told ? [groupTable(told, result)] : [];
}

const MOST_MARKERS = 4;

function groupTable({ level, groups }: ToldGroups, { currency }: DiscoverResult): string {
  const parts = groups.map(({ number, title, customers, share: of, money: paid, stability, markers }) => {
    const facts = [
      `${count(customers)} customers`,
      shareWords(of),
      ...(paid === null ? [] : [`${money(paid)} ${currency}`]),
      ...(stability === null ? [] : [`Jaccard ${jaccardWords(stability)}`]),
    ];
    return [
      `${number}. ${title}: ${facts.join(', ')}`,
      ...markers.slice(0, MOST_MARKERS).map((marker) => `     ${figuresOf(marker)}`),
    ].join('\n');
  });
  return [
    `The ${level} groups, with what sets each apart most from everybody outside it (medians of numbers, shares of values, of those known):`,
    ...parts,
  ].join('\n');
}

function nextOf(result: DiscoverResult): string {
  const { adopted, search } = result;
  if (adopted)
    return [
      `Adopted as \`${adopted.id}\`: ${adopted.path} (fit ${adopted.fitHash.slice(0, 12)}). Titles there are proposals.`,
      'Next:',
      '  clade run    place everybody by it, beside the other segmentations',
    ].join('\n');
  const most = search?.levels.at(-1)?.groups ?? 1;
  if (most < 2) return 'There is nothing to adopt.';
  const again = askedAgain(result);
  const row = Math.max(2, search?.recommendation.groups ?? 2);
  return [
    'Next:',
    ...(most > 2 ? [`  ${again} --show ${row === 3 ? 2 : 3}    tell the groups of another row`] : []),
    `  ${again} --adopt ${row} --as natural    keep a row as a segmentation, whatever its verdict`,
  ].join('\n');
}
