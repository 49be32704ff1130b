import type { ReviewResult } from '../../../app/review.ts';
import {
  baseWords,
  changedWord,
  changeWords,
  fromTo,
  groupedNames,
  moneyTitle,
  movedMoneyWords,
  movedWords,
  unchangedWords,
} from '../../../documents/review/words.ts';
import { moneyOfCell } from '../../../measures/movement/moved.ts';
import { printTable, tableColumns } from '../table.ts';
import { count, finding, findingCounts, money, percent, plural } from '../words.ts';

/** The short of a review: the table, the greatest moves, and what is newly found. The file has the whole. */
export function reviewView(result: ReviewResult): string {
  const { project, asOf, changes, segmentations, path } = result;
  return [
    `${project.title}, change review as of ${asOf}\nThe files as they are against ${baseWords(result)}.`,
    changeLines(changes).join('\n'),
    ...(segmentations.length > 0 ? [overview(result)] : []),
    unchangedWords(result),
    ...segmentations.flatMap((one) => movesOf(one, result)),
    ...findingLines(result),
    ...(path === null ? [] : [`Wrote the whole review to ${path}.`]),
  ].join('\n\n');
}

/** What a terminal shows of the edited definitions. */
const MOST_CHANGES = 10;

function changeLines(changes: ReviewResult['changes']): readonly string[] {
  if (changes.length === 0) return ['No definition says anything else.'];
  const rest = changes.length - MOST_CHANGES;
  return [
    'Written anew:',
    ...changes.slice(0, MOST_CHANGES).map((change) => `  ${changeWords(change)}${usedByLine(change.usedBy)}`),
    ...(rest > 0 ? [`  and ${plural(rest, 'other definition')}: the whole review (--to) names them.`] : []),
  ];
}

const usedByLine = (usedBy: ReviewResult['changes'][number]['usedBy']) =>
  usedBy.length === 0 ? '' : `\n    used by ${groupedNames(usedBy)}`;

function overview({ segmentations, project: { minimumCount } }: ReviewResult): string {
  const rows = segmentations.map((one) => [
    one.title,
    one.entity,
    changedWord(one),
    movedWords(one, minimumCount),
    movedMoneyWords(one, minimumCount),
    fromTo(one.before?.lacksData, one.after?.lacksData),
  ]);
  return printTable(
    tableColumns(
      'segmentation',
      'places',
      'change',
      '>would move',
      `>${moneyTitle(segmentations)}`,
      '>lack data',
    ),
    rows,
  );
}

/** What a terminal shows of a segmentation's moves. */
const MOST_MOVES = 5;

function movesOf(
  { title, movement, money: told }: ReviewResult['segmentations'][number],
  { project: { minimumCount } }: ReviewResult,
): readonly string[] {
  const moves = (movement?.matrix.cells ?? [])
    .filter(({ from, to }) => from !== to)
    .toSorted((a, b) => b.customers - a.customers);
  if (!movement || moves.length === 0) return [];
  const titleOf = (side: 'rows' | 'columns', id: string) =>
    movement.matrix[side].find((state) => state.id === id)?.title ?? id;
  const rows = moves
    .slice(0, MOST_MOVES)
    .map((cell) => [
      titleOf('rows', cell.from),
      titleOf('columns', cell.to),
      count(cell.customers),
      cell.share === null ? '–' : percent(cell.share),
      ...(told ? [money(moneyOfCell(cell))] : []),
    ]);
  const columns = tableColumns(
    ...['from', 'to', '>customers', '>share'],
    ...(told ? [`>${told.title}, ${told.unit}`] : []),
  );
  const rest = moves.length - rows.length;
  const more = rest > 0 ? `\n${plural(rest, 'smaller move')} in the whole review (--to).` : '';
  return [
    `${title}, the greatest moves:\n${printTable(columns, rows)}${more}\nShares of those who are there before; – is too few to say (below ${minimumCount}).`,
  ];
}

const told = (findings: ReviewResult['findings']['added']) =>
  findings.length === 0 ? 'none' : findingCounts(findings);

function findingLines({ findings: { added, gone, changed } }: ReviewResult): readonly string[] {
  const graveIn = (all: typeof added) => all.filter(({ severity }) => severity !== 'note');
  const [grave, lost] = [graveIn(added), graveIn(gone)];
  const others = graveIn(changed.map(({ after }) => after));
  if (grave.length + lost.length + others.length === 0) return ['No finding is new, gone or another one.'];
  return [
    `Findings: new: ${told(grave)}; gone: ${told(lost)}; with other numbers: ${told(others)}.`,
    ...grave.map((one) => `new: ${finding(one)}`),
    ...lost.map((one) => `gone: ${one.message} [${one.code}]`),
  ];
}
