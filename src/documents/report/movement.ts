import { dayNumber } from '../../base/calendar-date.ts';
import { chartColumns } from '../../charts/chart.ts';
import { grouped, signed } from '../../charts/drawing/format-number.ts';
import { sizeHistory } from '../../charts/size-history.ts';
import type { Move } from '../../measures/moves.ts';
import { CAUSE_WORDS } from '../cause-words.ts';
import type { Block } from '../document.ts';
import { figure, fold, paragraph, table } from '../document.ts';
import type { Movement, ReportContent, SegmentationContent } from './content.ts';
import type { Part } from './part.ts';
import { anchorOf, countOf, titleOf } from './words.ts';

/** What moved since the snapshot before, and sizes over time. */
export function movementPart(content: SegmentationContent, { run }: ReportContent): Part {
  const { segmentation, movement } = content;
  if (movement === null)
    return {
      absent: `Movement: the snapshot of ${run.asOf} is the first of \`${segmentation.id}\`; there is nothing to compare it with.`,
    };
  const id = anchorOf(segmentation, 'movement');
  const sizes = historyFigure(content, id);
  return {
    section: {
      id,
      title: 'Movement',
      blocks: [...movedBlocks(content, movement, run.asOf), ...(sizes ? [sizes] : [])],
    },
  };
}

const MOST_SHOWN = 12;

function movedBlocks(
  { segmentation, counts }: SegmentationContent,
  { since, moves }: Movement,
  asOf: string,
): readonly Block[] {
  const sum = (chosen: readonly Move[]) => chosen.reduce((all, { customers }) => all + customers, 0);
  const came = sum(moves.filter(({ from }) => from === null));
  const went = sum(moves.filter(({ to }) => to === null));
  const changed = sum(moves) - came - went;
  const against =
    since === asOf ? `Against the run before, of the same day ${asOf}` : `From ${since} to ${asOf}`;
  const words =
    moves.length === 0
      ? `${against}, nobody of ${grouped(counts.customers)} listed moved.`
      : `${against}, ${grouped(changed)} of ${grouped(counts.customers)} listed changed segment, ${countOf(came, 'was', 'were')} newly listed and ${countOf(went, 'was', 'were')} no longer listed. Former customers and prospects count here too.`;
  if (moves.length === 0) return [paragraph(words)];
  const name = (segment: string | null) => (segment === null ? 'not listed' : titleOf(segmentation, segment));
  const bySegment = counts.segments.map(({ segment, title }) => {
    const joined = sum(moves.filter(({ to }) => to === segment));
    const left = sum(moves.filter(({ from }) => from === segment));
    return [title, grouped(joined), grouped(left), signed(joined - left)];
  });
  const rows = moves.map(({ from, to, cause, customers }) => [
    name(from),
    name(to),
    grouped(customers),
    CAUSE_WORDS[cause],
  ]);
  const columns = chartColumns('From', 'To', '>Listed', 'Because of');
  const caption = `Moves from ${since} to ${asOf}, of everybody listed`;
  return [
    paragraph(words),
    table({
      caption: `Joined and left from ${since} to ${asOf}, of everybody listed.`,
      columns: chartColumns('Segment', '>Joined', '>Left', '>Net'),
      rows: bySegment,
    }),
    table({
      caption:
        rows.length > MOST_SHOWN
          ? `${caption}: the ${MOST_SHOWN} greatest of ${rows.length}.`
          : `${caption}.`,
      columns,
      rows: rows.slice(0, MOST_SHOWN),
    }),
    ...(rows.length > MOST_SHOWN
      ? [
          fold(`The other ${rows.length - MOST_SHOWN} moves`, [
            table({ caption: `${caption}: the rest.`, columns, rows: rows.slice(MOST_SHOWN) }),
          ]),
        ]
      : []),
  ];
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
