import type { Preview } from '../../../app/steps/preview-result.ts';
import { listed } from '../../../base/listed.ts';
import { minus, plus } from '../../../measures/money-digits.ts';
import type { MatrixCell } from '../../../measures/movement/matrix.ts';
import type { PreviewedSegmentation, PreviewedSize } from '../../../measures/preview/previewed.ts';
import { printTable, tableColumns } from '../table.ts';
import { count, finding, money, percent, plural } from '../words.ts';

export function previewView(preview: Preview): string {
  const { segmentations, mended } = preview;
  const [asked, ...others] = segmentations;
  return [
    ...(asked ? [headOf(preview, asked), ...told(asked, preview)] : []),
    ...others.flatMap((one) => [`${one.title}, which asks for it`, ...told(one, preview)]),
    ...(mended.length > 0 ? [['No longer found:', ...mended.map(finding)].join('\n')] : []),
  ].join('\n\n');
}

function headOf({ asOf, runId, facts, calculated }: Preview, { title }: PreviewedSegmentation): string {
  const from =
    facts === 'kept'
      ? `By the facts of run ${runId}, as of ${asOf}`
      : `By facts made now of the sources, as of ${asOf}, against run ${runId}`;
  const anew = calculated.length > 0 ? `; ${listed(calculated)} worked out anew` : '';
  return `${title}: what the edit would do\n${from}${anew}. Nothing is published.`;
}

const told = (one: PreviewedSegmentation, { minimumCount }: Preview): readonly string[] => [
  sizesTable(one),
  ...movesTable(one, minimumCount),
  unknownLine(one),
];

function sizesTable({ segments, matrix, money: summed }: PreviewedSegmentation): string {
  const sizes = (side: 'before' | 'after') => segments.map((one) => one[side]);
  const rows = segments.map(({ title, before, after }) => [
    title,
    ...sizeCells(before, after, summed !== null),
  ]);
  const total = sizeCells(matrix ? totalOf(sizes('before')) : null, totalOf(sizes('after')), summed !== null);
  const columns = tableColumns(
    'segment',
    ...['>customers', '>after', '>change'],
    ...(summed ? [`>${summed.title}`, '>after', '>change'] : []),
  );
  const unit = summed?.unit ? ` ${summed.title} in ${summed.unit}.` : '';
  return `${printTable(columns, [...rows, ['all', ...total]])}\nCustomers of the day.${unit}`;
}

function sizeCells(
  before: PreviewedSize | null,
  after: PreviewedSize | null,
  withMoney: boolean,
): readonly string[] {
  const counts = [before ? count(before.active) : '–', after ? count(after.active) : '–'];
  const change = (after?.active ?? 0) - (before?.active ?? 0);
  const sums = [before, after].map((one) => one?.money ?? '0');
  return [
    ...counts,
    before ? signed(count(Math.abs(change)), change) : '–',
    ...(withMoney
      ? [
          before ? money(before.money ?? '0') : '–',
          after ? money(after.money ?? '0') : '–',
          before ? signedMoney(minus(sums[1] ?? '0', sums[0] ?? '0')) : '–',
        ]
      : []),
  ];
}

function totalOf(sizes: readonly (PreviewedSize | null)[]): PreviewedSize {
  const known = sizes.filter((one) => one !== null);
  const add = (key: 'customers' | 'active') => known.reduce((all, one) => all + one[key], 0);
  return {
    customers: add('customers'),
    active: add('active'),
    money: plus(known.flatMap((one) => one.money ?? [])),
  };
}

const MOST_MOVES = 15;

/** Who would move, the greatest moves first. */
function movesTable(
  { matrix, moved, money: summed }: PreviewedSegmentation,
  minimumCount: number,
): readonly string[] {
  if (!matrix || moved === null) return ['Nothing was published of it yet, so nobody moves.'];
  const base = matrix.customers.start;
  if (moved === 0) return ['Nobody would move.'];
  const cells = matrix.cells
    .filter(({ from, to }) => from !== to)
    .toSorted((a, b) => b.customers - a.customers);
  const titleOf = (id: string) =>
    [...matrix.rows, ...matrix.columns].find((state) => state.id === id)?.title ?? id;
  const amount = ({ startMoney, endMoney, change }: MatrixCell) =>
    /[1-9]/.test(change) ? `${money(startMoney)} → ${money(endMoney)}` : money(startMoney);
  const row = (cell: MatrixCell) => [
    ...[titleOf(cell.from), titleOf(cell.to), count(cell.customers)],
    cell.share === null ? '–' : percent(cell.share),
    ...(summed ? [amount(cell)] : []),
  ];
  const rest = cells.slice(MOST_MOVES);
  const share = base < minimumCount ? '' : ` (${percent(moved / base)})`;
  const more = rest.length > 0 ? [`and ${plural(rest.length, 'smaller move')}`] : [];
  const columns = tableColumns(
    'from',
    'to',
    '>customers',
    '>of from',
    ...(summed ? [`>${summed.title}`] : []),
  );
  return [
    [
      `${plural(moved, 'customer')} of ${count(base)}${share} would move:`,
      '',
      printTable(columns, cells.slice(0, MOST_MOVES).map(row)),
      ...more,
      `– is too few to say (below ${minimumCount}).`,
    ].join('\n'),
  ];
}

function unknownLine({ reasons: { before, after } }: PreviewedSegmentation): string {
  const both = (of: 'matched_after_unknown' | 'lacks_data') =>
    before && before[of] !== after[of] ? `${count(before[of])} → ${count(after[of])}` : count(after[of]);
  return `In the fallback for want of data: ${both('lacks_data')}. In a segment though an earlier rule was unknown: ${both('matched_after_unknown')}.`;
}

const signed = (shown: string, value: number): string =>
  value === 0 ? '0' : value > 0 ? `+${shown}` : `-${shown}`;

/** With its sign; what rounds to nothing has none. */
function signedMoney(change: string): string {
  const shown = money(change);
  return /^[-0]/.test(shown) ? shown : `+${shown}`;
}
