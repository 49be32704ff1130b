import { chartColumns } from '../../charts/chart.ts';
import { grouped, moneyOf, percentOf } from '../../charts/drawing/format-number.ts';
import { movementFlow } from '../../charts/movement-flow.ts';
import { transitionMatrix } from '../../charts/transition-matrix.ts';
import type { TransitionMatrix } from '../../measures/movement/matrix.ts';
import { moneyOfCell } from '../../measures/movement/moved.ts';
import { listed } from '../../base/listed.ts';
import type { Block, Section } from '../document.ts';
import { figure, note, paragraph, table } from '../document.ts';
import { matrixCells, matrixFlows } from '../matrix-cells.ts';
import { countOf } from '../report/words.ts';
import type { ReviewContent, ReviewedSegmentation, ReviewedSide } from './content.ts';
import { baseWords, changedWord, changeWords, groupedNames, inCaption, movedMoneyWords } from './words.ts';

/** One segmentation: why it is another one, who would be elsewhere, and how great its segments are on both sides. */
export function reviewedSection(one: ReviewedSegmentation, review: ReviewContent): Section {
  const id = `segmentation-${one.id}`;
  return {
    id,
    title: one.title,
    mark: one.isPrimary ? `primary, ${changedWord(one)}` : changedWord(one),
    isChapter: true,
    blocks: [
      paragraph([...movedSentences(one, review), ...fitSentences(one), ...dataSentences(one)].join(' ')),
      paragraph(reasonSentences(one).join(' ')),
      ...movementBlocks(one, review, id),
      ...(isAsBefore(one) ? [] : [sizesTable(one, review)]),
    ],
  };
}

function movedSentences(one: ReviewedSegmentation, review: ReviewContent): readonly string[] {
  const { asOf, project } = review;
  if (one.is === 'added')
    return [`It is new: on ${asOf} it would place ${countOf(one.after?.customers ?? 0, 'customer')}.`];
  if (one.is === 'removed')
    return [
      `It is removed: on ${asOf} it places ${countOf(one.before?.customers ?? 0, 'customer')}, whose history of it ends.`,
    ];
  if (one.movement === null)
    return [`It places another entity than before, \`${one.entity}\`: nobody can be compared.`];
  const { moved, of } = one.movement.moved;
  if (moved.customers === 0)
    return [
      `On ${asOf}, all ${countOf(of.customers, 'customer')} would be where they are by ${baseWords(review)}.`,
    ];
  const base = of.customers < project.minimumCount ? '' : ` (${percentOf(moved.customers, of.customers)})`;
  return [
    `On ${asOf}, ${grouped(moved.customers)} of ${countOf(of.customers, 'customer')}${base} would be elsewhere than by ${baseWords(review)}.`,
    ...(one.money
      ? [
          `Of ${one.money.title} (${one.money.unit}), theirs is ${movedMoneyWords(one, project.minimumCount)}.`,
        ]
      : []),
  ];
}

/** What was learned is as much a reason to move as what was written. */
function fitSentences({ before, after, is }: ReviewedSegmentation): readonly string[] {
  if (is !== 'edited' || (!before?.fit && !after?.fit)) return [];
  if (!after?.fit) return ['Too few customers teach it anything now: everybody is in the fallback.'];
  const { learnedAsOf, isNew, hash } = after.fit;
  if (!before?.fit) return ['It would learn, where too few customers taught it anything before.'];
  const then = before.fit.learnedAsOf;
  if (isNew) {
    const what = hash === before.fit.hash ? 'the same as' : 'something else than';
    return [`It would learn anew, and learn ${what} on ${then}.`];
  }
  return hash === before.fit.hash
    ? [`It stays with what was learned on ${then}.`]
    : [`It would be placed by what was learned on ${learnedAsOf}, not by what was on ${then}.`];
}

function dataSentences({ before, after }: ReviewedSegmentation): readonly string[] {
  const sides = [before, after].filter((side) => side !== null);
  const [first, last] = [sides[0], sides.at(-1)];
  if (!first || !last) return [];
  const isOne = sides.length === 1;
  if (first.lacksData === 0 && last.lacksData === 0)
    return [`Nobody lacks the data for a named segment${isOne ? '' : ', before or after'}.`];
  const of = (side: ReviewedSide) => `${grouped(side.lacksData)} of ${grouped(side.customers)}`;
  const what = 'customers lack the data for a named segment';
  return first.lacksData === last.lacksData && first.customers === last.customers
    ? [`${of(first)} ${what}${isOne ? '' : ', before and after'}.`]
    : [`${of(first)} ${what} before, ${of(last)} after.`];
}

function reasonSentences({ because, usedBy }: ReviewedSegmentation): readonly string[] {
  return [
    `Changed: ${listed(because.map(changeWords))}.`,
    usedBy.length === 0 ? 'Nothing else uses it.' : `It is used by ${groupedNames(usedBy)}.`,
  ];
}

const READING =
  'A row is where customers are by the definitions compared with, in brackets how many; a column where the files as they are would place them; who stays is framed. A cell counts customers, below it their share of the row, the darker the greater.';
const FLOW_READING =
  'Left where customers are by the definitions compared with, right where the files as they are would place them; the height of a bar and of a stream counts customers, on one scale. Streams of who would move are strong, of who stays pale.';

function movementBlocks(one: ReviewedSegmentation, review: ReviewContent, id: string): readonly Block[] {
  if (!one.movement || one.movement.moved.moved.customers === 0) return [];
  const { matrix } = one.movement;
  const of = `Customers as of ${review.asOf}, ${grouped(matrix.customers.start)} before and ${grouped(matrix.customers.end)} after; before is ${inCaption(baseWords(review))}`;
  return [
    figure(
      transitionMatrix,
      {
        ...{ counted: 'customers', tells: 'customers', currency: one.money?.unit ?? null },
        ...matrixCells(matrix),
      },
      {
        id: `${id}-matrix`,
        title: 'Who would be where',
        caption: `${of}. Shares of fewer than ${matrix.minimumCount} are too few to say.`,
        reading: READING,
        table: gridTable(matrix),
      },
    ),
    figure(
      movementFlow,
      { counted: 'customers', dates: ['before', 'after'], ...matrixFlows(matrix) },
      {
        ...{ id: `${id}-flow`, title: 'Moves', caption: `${of}.`, reading: FLOW_READING },
        ...{ table: movesTable(one, review), isTableShown: true },
      },
    ),
  ];
}

/** A row for each segment of before, a column for each of after: customers, and their share of the row. */
function gridTable({ rows, columns, cells }: TransitionMatrix) {
  const cellOf = (from: string, to: string) => {
    const cell = cells.find((one) => one.from === from && one.to === to);
    if (!cell) return '·';
    return cell.share === null
      ? grouped(cell.customers)
      : `${grouped(cell.customers)} (${percentOf(cell.share, 1)})`;
  };
  return {
    columns: chartColumns('From \\ to', '>Before', ...columns.map(({ title }) => `>${title}`)),
    rows: rows.map(({ id, title, customers }) => [
      ...[title, grouped(customers)],
      ...columns.map((column) => cellOf(id, column.id)),
    ]),
  };
}

/** Every move, the greatest first, with the money of who moves: on one day it is the same before and after. */
function movesTable({ movement, money }: ReviewedSegmentation, { project }: ReviewContent) {
  const { rows: starts = [], columns: ends = [], cells = [] } = movement?.matrix ?? {};
  const titleOf = (side: typeof starts, id: string) => side.find((state) => state.id === id)?.title ?? id;
  const baseOf = (id: string) => starts.find((state) => state.id === id)?.customers ?? 0;
  return {
    columns: chartColumns(
      ...['From', 'To', '>Customers', '>Share of those there before'],
      ...(money ? [`>${money.title}, ${money.unit}`] : []),
    ),
    rows: cells
      .filter(({ from, to }) => from !== to)
      .toSorted((a, b) => b.customers - a.customers)
      .map((cell) => [
        titleOf(starts, cell.from),
        titleOf(ends, cell.to),
        grouped(cell.customers),
        cell.share === null
          ? `of ${grouped(baseOf(cell.from))}: too few to say (below ${project.minimumCount})`
          : `${percentOf(cell.customers, baseOf(cell.from))} of ${grouped(baseOf(cell.from))}`,
        ...(money ? [moneyOf(moneyOfCell(cell))] : []),
      ]),
  };
}

/** Nobody moves and every segment is worth what it was: there is nothing to compare. */
const isAsBefore = ({ movement, sizes }: ReviewedSegmentation): boolean =>
  movement?.moved.moved.customers === 0 &&
  sizes.every(
    ({ before, after }) => before?.customers === after?.customers && before?.money === after?.money,
  );

function sizesTable(
  { sizes, money, before, after }: ReviewedSegmentation,
  { asOf, project }: ReviewContent,
): Block {
  if (!before && !after) return note('It places nobody.');
  const shareOf = (customers: number, base: number) =>
    base < project.minimumCount ? '' : ` (${percentOf(customers, base)})`;
  const cell = (side: (typeof sizes)[number]['before'], base: number) =>
    side ? `${grouped(side.customers)}${shareOf(side.customers, base)}` : '–';
  return table({
    caption: `Sizes as of ${asOf}: customers of the day, ${grouped(before?.customers ?? 0)} before and ${grouped(after?.customers ?? 0)} after.`,
    columns: chartColumns(
      ...['Segment', '>Before', '>After', '>Change'],
      ...(money ? [`>${money.title} before, ${money.unit}`, `>After, ${money.unit}`] : []),
    ),
    rows: sizes.map((size) => [
      size.title,
      cell(size.before, before?.customers ?? 0),
      cell(size.after, after?.customers ?? 0),
      changeOf(size),
      ...(money ? [moneyOf(size.before?.money ?? null), moneyOf(size.after?.money ?? null)] : []),
    ]),
  });
}

function changeOf({ before, after }: ReviewedSegmentation['sizes'][number]): string {
  const change = (after?.customers ?? 0) - (before?.customers ?? 0);
  return change > 0 ? `+${grouped(change)}` : grouped(change);
}
