import type { CustomerMovement, MovementResult, SegmentsMovement } from '../../../app/movement.ts';
import { CAUSE_WORDS } from '../../../documents/cause-words.ts';
import { listed } from '../../../base/listed.ts';
import type { LedgerStep } from '../../../measures/movement/customer-history.ts';
import type { MatrixCell } from '../../../measures/movement/matrix.ts';
import type { Kept } from '../../../measures/movement/retention.ts';
import { plus } from '../../../measures/money-digits.ts';
import { printTable, tableColumns } from '../table.ts';
import { count, money, percent, plural } from '../words.ts';

export const movementView = (result: MovementResult): string =>
  result.kind === 'segments' ? segmentsView(result) : customerView(result);

function segmentsView(result: SegmentsMovement): string {
  return [
    headOf(result),
    matrixTable(result),
    movesTable(result),
    ...causesTable(result),
    retentionTable(result),
    comingsLines(result),
  ].join('\n\n');
}

function headOf({ title, from, to, matrix, cause, money: told }: SegmentsMovement): string {
  const { customers, money: sums, unpriced } = matrix;
  const lines = [
    `${title}: who moved from ${from} to ${to}`,
    `${plural(customers.start, 'customer')} on the first day, ${count(customers.end)} on the last.`,
  ];
  if (told)
    lines.push(
      `${told.title}: ${money(sums.start)} on the first day, ${money(sums.end)} on the last, ${signed(sums.change)}${told.unit ? ` ${told.unit}` : ''}.`,
    );
  if (told && unpriced.start + unpriced.end > 0)
    lines.push(
      `It is not known of ${count(unpriced.start)} on the first day and ${count(unpriced.end)} on the last, and counts as nothing there.`,
    );
  if (cause)
    lines.push(
      `Only customers moved at least once because of ${CAUSE_WORDS[cause]} (${cause}), by where they were on the two days; another cause may have moved them too. Shares are of everybody in the row.`,
    );
  return lines.join('\n');
}

function matrixTable({ matrix }: SegmentsMovement): string {
  const { rows, columns, cells, minimumCount } = matrix;
  const cellOf = (from: string, to: string) => cells.find((one) => one.from === from && one.to === to);
  const body = rows.map(({ id, title, customers }) => [
    title,
    count(customers),
    ...columns.map((column) => {
      const cell = cellOf(id, column.id);
      if (!cell) return '·      ';
      return `${count(cell.customers)} ${(cell.share === null ? '–' : percent(cell.share)).padStart(7)}`;
    }),
  ]);
  const table = printTable(
    tableColumns('from \\ to', '>customers', ...columns.map(({ title }) => `>${title}`)),
    [...body, ['in it at the end', '', ...columns.map(({ customers }) => `${count(customers)}        `)]],
  );
  return `${table}\nCustomers of the row, and their share of it; – is too few to say (below ${minimumCount}).`;
}

const MOST_MOVES = 15;

/** The greatest moves, then all others and those who stayed, so that the changes can be added up. */
function movesTable({ matrix, caused, causes }: SegmentsMovement): string {
  const titleOf = (side: 'rows' | 'columns', id: string) =>
    matrix[side].find((state) => state.id === id)?.title ?? id;
  const moved = matrix.cells
    .filter(({ from, to }) => from !== to)
    .toSorted((a, b) => b.customers - a.customers);
  const stayed = matrix.cells.filter(({ from, to }) => from === to);
  const causesOf = ({ from, to, customers: all }: MatrixCell) =>
    caused
      .filter((one) => one.from === from && one.to === to)
      .toSorted((a, b) => b.customers - a.customers)
      .map(({ cause, customers }) =>
        customers === all ? CAUSE_WORDS[cause] : `${CAUSE_WORDS[cause]} (${count(customers)})`,
      )
      .join('; ');
  const rest = moved.slice(MOST_MOVES);
  const sums = (cells: readonly MatrixCell[]) => [
    count(cells.reduce((all, { customers }) => all + customers, 0)),
    money(plus(cells.map(({ startMoney }) => startMoney))),
    money(plus(cells.map(({ endMoney }) => endMoney))),
    signed(plus(cells.map(({ change }) => change))),
  ];
  const rows = [
    ...moved
      .slice(0, MOST_MOVES)
      .map((cell) => [
        titleOf('rows', cell.from),
        titleOf('columns', cell.to),
        ...sums([cell]),
        ...(causes ? [causesOf(cell)] : []),
      ]),
    ...(rest.length > 0 ? [[`${rest.length} smaller moves`, '', ...sums(rest)]] : []),
    ['stayed', '', ...sums(stayed)],
    ['all', '', ...sums(matrix.cells)],
  ];
  return printTable(
    tableColumns(
      'from',
      'to',
      '>customers',
      '>before',
      '>after',
      '>change',
      ...(causes ? ['because of'] : []),
    ),
    rows,
  );
}

function causesTable({ causes }: SegmentsMovement): readonly string[] {
  if (!causes || causes.length === 0) return [];
  const rows = causes.map(({ cause, customers, steps }) => [
    CAUSE_WORDS[cause],
    cause,
    count(customers),
    count(steps),
  ]);
  return [
    `${printTable(tableColumns('because of', 'cause', '>customers', '>steps'), rows)}\nSteps of the ledger between the days, of everybody listed. Whom two causes moved counts for both.`,
  ];
}

/** What a terminal shows of the later snapshots: the newest. */
const MOST_POINTS = 5;

function retentionTable({ retention, matrix }: SegmentsMovement): string {
  const dates = (retention[0]?.points ?? []).slice(-MOST_POINTS).map(({ asOf }) => asOf);
  const rows = retention.map(({ title, base, points }) => [
    title,
    count(base),
    ...points.slice(-MOST_POINTS).map(({ inSegment }) => keptCell(inSegment)),
    keptCell(points.at(-1)?.asCustomer ?? { customers: 0, share: null }),
  ]);
  const columns = tableColumns(
    'of those in',
    '>base',
    ...dates.map((date) => `>still there on ${date}`),
    '>still customers',
  );
  return `${printTable(columns, rows)}\nShares of the first day's base with their 95 % intervals (Wilson); – is too few to say (below ${matrix.minimumCount}).`;
}

const keptCell = ({ share }: Kept) =>
  share ? `${percent(share.share)} (${ends(share.low)} to ${ends(share.high)})` : '–';
const ends = (value: number) => (100 * value).toFixed(1);

function comingsLines({ comings, segmentation }: SegmentsMovement): string {
  const { since, until, snapshots, customers, returning, flapping, withinDays, held } = comings;
  return [
    `Through ${plural(snapshots, 'snapshot')} from ${since} to ${until}, ${plural(customers, 'customer')} in all:`,
    `  ${count(returning)} left and came back`,
    `  ${count(flapping)} flap: moved back to the segment they had just left, twice within ${plural(withinDays, 'day')}`,
    `  List them with \`clade export ${segmentation} --list returning\` or \`--list flapping\`.`,
    ...(held ? heldLines(held, segmentation) : []),
  ].join('\n');
}

/** What hysteresis spares: both counts are of the same snapshots. */
function heldLines(
  { since, until, snapshots, byRules, byHolds }: NonNullable<SegmentsMovement['comings']['held']>,
  segmentation: string,
): readonly string[] {
  return [
    `Of the ${plural(snapshots, 'snapshot')} with hysteresis, from ${since} to ${until}, no hand counted:`,
    `  ${count(byRules)} would flap by the rules alone, ${count(byHolds)} where they were held`,
    `  List the former with \`clade export ${segmentation} --list flapping-by-rules\`.`,
  ];
}

function customerView({ customer, entity, title, stays, days }: CustomerMovement): string {
  const rows = stays.map(
    ({ title: segment, status, firstSeen, lastSeen, leftBy, snapshots, days: least, steps }) => [
      segment ?? '–',
      status,
      firstSeen,
      lastSeen,
      leftBy ?? '',
      count(least),
      count(snapshots),
      steps.length === 0 && firstSeen === days[0]?.asOf ? 'first snapshot' : stepsTold(steps),
    ],
  );
  const last = days.at(-1);
  return [
    `${entity} ${customer} in ${title}: ${plural(days.length, 'snapshot')} from ${days[0]?.asOf ?? ''} to ${last?.asOf ?? ''}`,
    printTable(
      tableColumns(
        'segment',
        'status',
        'first seen',
        'last seen',
        'gone by',
        '>days',
        '>snapshots',
        'because of',
      ),
      rows,
    ),
    'Days run from the first to the last snapshot that sees the customer there; it may have come earlier and left later, between snapshots.',
  ].join('\n\n');
}

const stepsTold = (steps: readonly LedgerStep[]) => listed(steps.map(({ cause }) => CAUSE_WORDS[cause]));

/** With its sign; what rounds to nothing has none. */
function signed(change: string): string {
  const shown = money(change);
  return /^[-0]/.test(shown) ? shown : `+${shown}`;
}
