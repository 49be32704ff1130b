import { dayNumber } from '../../base/calendar-date.ts';
import { chartColumns } from '../../charts/chart.ts';
import { grouped } from '../../charts/drawing/format-number.ts';
import { movementFlow } from '../../charts/movement-flow.ts';
import { retentionCurves } from '../../charts/retention-curves.ts';
import { sizeHistory } from '../../charts/size-history.ts';
import { transitionMatrix } from '../../charts/transition-matrix.ts';
import type { MeasuredMovement } from '../../measures/movement/measured-movement.ts';
import { CAUSE_WORDS } from '../cause-words.ts';
import type { Block } from '../document.ts';
import { figure, fold, list, note, paragraph, table } from '../document.ts';
import { matrixCells, matrixFlows } from '../matrix-cells.ts';
import type { Movement, ReportContent, Retention, SegmentationContent } from './content.ts';
import type { MoneyUnit } from './movement-words.ts';
import { greatestMoves, movementSentences } from './movement-words.ts';
import type { Part } from './part.ts';
import { anchorOf, countOf } from './words.ts';

/** Who moved since the date before, with how much money and why; who stayed; and sizes over time. */
export function movementPart(content: SegmentationContent, { run, project }: ReportContent): Part {
  const { segmentation, movement } = content;
  if (movement === null)
    return {
      absent: `Movement: the snapshot of ${run.asOf} is the first of \`${segmentation.id}\`; there is nothing to compare it with.`,
    };
  const id = anchorOf(segmentation, 'movement');
  const { money } = segmentation.entity;
  const unit = money && { title: money.title, unit: money.unit ?? project.currency };
  const sizes = historyFigure(content, id);
  return {
    section: {
      id,
      title: 'Movement',
      blocks: [...movedBlocks(movement, id, unit), ...(sizes ? [sizes] : [])],
    },
  };
}

function movedBlocks({ measured, retention }: Movement, id: string, money: MoneyUnit): readonly Block[] {
  const { from, to, matrix } = measured;
  const words = paragraph(movementSentences(measured, money).join(' '));
  const moves = greatestMoves(measured, money);
  const of = `${countOf(matrix.customers.start, 'customer')} of ${from} and ${grouped(matrix.customers.end)} of ${to}`;
  const told = (['customers', 'money'] as const).filter((tells) => tells === 'customers' || money !== null);
  const matrices = told.map((tells) =>
    figure(
      transitionMatrix,
      { counted: 'customers', tells, currency: money && money.unit, ...matrixCells(matrix) },
      {
        id: `${id}-by-${tells}`,
        title: tells === 'customers' ? 'Who went where' : 'What that did to the money',
        caption:
          tells === 'customers'
            ? `${of}; new and former ones have a row and a column of their own. Shares of fewer than ${matrix.minimumCount} are too few to say.`
            : `${of}; change of ${money?.title ?? ''}, ${money?.unit ?? ''}. The changes of all cells add up to that of the whole.`,
        reading: READING[tells],
      },
    ),
  );
  const followed =
    'told' in retention
      ? [flowFigure(measured, id, of), retentionFigure(retention.told, to, id)]
      : [note(`Flow and retention: ${retention.absent}`)];
  return [
    words,
    ...(moves.length === 0 ? [] : [list(moves)]),
    ...matrices,
    ...causesFold(measured),
    ...followed,
  ];
}

const ROWS =
  'A row is where they were on the first day, in brackets how many; a column where they are on the last; who stayed is framed.';
const READING = {
  customers: `${ROWS} A cell counts customers, below it their share of the row, the darker the greater.`,
  money: `${ROWS} A cell says how much more or less their money is, + and blue or − and brown, the stronger the greater; below it how many they are.`,
} as const;

function flowFigure({ from, to, matrix }: MeasuredMovement, id: string, of: string): Block {
  return figure(
    movementFlow,
    { counted: 'customers', dates: [from, to], ...matrixFlows(matrix) },
    { id: `${id}-flow`, title: 'From one day to the other', caption: `${of}.` },
  );
}

function causesFold({ causes, from, to }: MeasuredMovement): readonly Block[] {
  if (causes === null)
    return [
      note(
        `Causes are not told: the ledger does not lead from ${from} to ${to}, because a day was published late.`,
      ),
    ];
  if (causes.length === 0) return [];
  return [
    fold('Steps of the ledger by cause', [
      table({
        caption: `Steps from ${from} to ${to}, of everybody listed: former customers and prospects too. Whom two causes moved counts for both.`,
        columns: chartColumns('Because of', '>Listed', '>Steps'),
        rows: causes.map(({ cause, customers, steps }) => [
          CAUSE_WORDS[cause],
          grouped(customers),
          grouped(steps),
        ]),
      }),
    ]),
  ];
}

function retentionFigure({ from, segments }: Retention, to: string, id: string): Block {
  const base = segments.find(({ segment }) => segment === null)?.base ?? 0;
  return figure(
    retentionCurves,
    {
      counted: 'customers',
      from,
      dates: (segments[0]?.points ?? []).map(({ asOf, days }) => ({ date: asOf, days })),
      segments: segments
        .filter((one) => one.base > 0)
        .map(({ title, base: own, points }) => ({
          ...{ title, base: own },
          points: points.map(({ inSegment, asCustomer }) =>
            inSegment.share && asCustomer.share
              ? {
                  inSegment: inSegment.share.share,
                  ...{ low: inSegment.share.low, high: inSegment.share.high },
                  asCustomer: asCustomer.share.share,
                }
              : null,
          ),
        })),
    },
    {
      id: `${id}-retention`,
      title: `What became of the segments of ${from}`,
      caption: `${countOf(base, 'customer')} of ${from}, by the segment they were in, followed to ${to}; in brackets the base.`,
    },
  );
}

function historyFigure({ segmentation, counts, history }: SegmentationContent, id: string): Block | null {
  const { dates, sizes } = history;
  if (dates.length < 2) return null;
  return figure(
    sizeHistory,
    {
      counted: 'customers',
      dates: dates.map((date) => ({ date, day: dayNumber(date) })),
      segments: counts.segments.map(({ segment, title }) => ({ title, customers: sizes.get(segment) ?? [] })),
    },
    {
      id: `${id}-figure`,
      title: 'Customers in each segment, snapshot by snapshot',
      caption:
        `Snapshots of \`${segmentation.id}\` as of ${dates[0] ?? ''} to ${dates.at(-1) ?? ''}; customers of each day.`.replaceAll(
          '`',
          '',
        ),
    },
  );
}
