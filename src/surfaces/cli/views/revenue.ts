import type { RevenueResult } from '../../../app/revenue.ts';
import type { MovementsOf } from '../../../measures/mrr-movements.ts';
import { printTable, tableColumns } from '../table.ts';
import { count, money } from '../words.ts';

export function revenueView({ book, from, to, currency, total, by }: RevenueResult): string {
  const head = `Monthly recurring revenue of ${book} from ${from} to ${to}, in ${currency}`;
  const parts = [head, movementTable(total)];
  if (by) {
    const segments = by.segments.filter(({ movements }) => movements.some(({ accounts }) => accounts > 0));
    parts.push(`By ${by.segmentation} as of ${by.asOf}\n${segmentTable(segments)}`);
  }
  return parts.join('\n\n');
}

function movementTable({ startMrr, endMrr, movements }: MovementsOf): string {
  const rows = movements.map(({ kind, accounts, change }) => [kind, count(accounts), signed(change)]);
  return printTable(tableColumns('movement', '>accounts', '>change'), [
    ['at the start', '', money(startMrr)],
    ...rows,
    ['at the end', '', money(endMrr)],
  ]);
}

function segmentTable(segments: readonly (MovementsOf & { readonly title: string })[]): string {
  const kinds = segments[0]?.movements.map(({ kind }) => kind).filter((kind) => kind !== 'unchanged') ?? [];
  const rows = segments.map(({ title, startMrr, endMrr, movements }) => [
    title,
    money(startMrr),
    ...kinds.map((kind) => signed(movements.find((one) => one.kind === kind)?.change ?? '0')),
    money(endMrr),
  ]);
  return printTable(tableColumns('segment', '>start', ...kinds.map((kind) => `>${kind}`), '>end'), rows);
}

const signed = (change: string) => {
  const shown = money(change);
  return /^[-0]/.test(shown) ? shown : `+${shown}`;
};
