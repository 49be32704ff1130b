import type { Arrangement, Placed } from './arrange.ts';
import type { DraftMetrics } from './draft.ts';
import { whoseOf } from './draft-events.ts';
import { LOST, valueLike, WON } from './roles/deals.ts';
import type { Setting } from './setting.ts';
import { flow, literal, scalar } from './writing/scalar.ts';

/** Where the metrics of the entity come from; null where neither revenue nor answers nor deals are there. */
export function metricsOf(arrangement: Arrangement, { asOf }: Setting): DraftMetrics | null {
  const { events, customers } = arrangement;
  const of = (role: string) => events.find(({ cast, isTwin }) => cast.role.id === role && !isTwin) ?? null;
  const [book, orders, answers, deals] = [of('subscriptions'), of('orders'), of('answers'), of('deals')];
  const rows = (one: Placed, keys: Readonly<Record<string, string | undefined>>) =>
    flow({ source: one.cast.file.id, ...whoseOf(one, arrangement), ...keys });
  const blocks = {
    ...(answers
      ? { nps: rows(answers, { date: day(answers), score: answers.cast.parts['score']?.name }) }
      : {}),
    ...(orders?.cast.parts['amount']
      ? { revenue: rows(orders, { date: day(orders), amount: orders.cast.parts['amount'].name }) }
      : {}),
    ...(deals ? dealsBlock(deals, rows) : {}),
  };
  if (!book && Object.keys(blocks).length === 0) return null;
  const firstDay = [book?.cast.parts['starts'], orders?.cast.parts['date']]
    .flatMap((column) => column?.least ?? [])
    .toSorted()[0];
  const isShort = firstDay !== undefined && Date.parse(asOf) - Date.parse(firstDay) < 400 * 86_400_000;
  return {
    id: `${customers.entity}_metrics`,
    entity: customers.entity,
    period: isShort ? '3m' : '12m',
    blocks: { ...(book ? { book: 'revenue' } : {}), ...blocks },
    notes: {
      period: isShort
        ? `churn is told of it; the data begin on ${firstDay} and hold no whole year before that`
        : 'churn, deals and spend are told of it',
    },
  };
}

const day = ({ cast }: Placed) => cast.parts['date']?.name;

function dealsBlock(
  deals: Placed,
  rows: (one: Placed, keys: Readonly<Record<string, string | undefined>>) => string,
) {
  const { stage, date, closed, amount } = deals.cast.parts;
  const [won, lost] = [valueLike(stage, WON), valueLike(stage, LOST)];
  if (!stage || !date || !closed || !amount || won === null || lost === null) return {};
  const is = (value: string) => scalar(`${stage.name} = ${literal(value)}`);
  return {
    deals: rows(deals, {
      opened: date.name,
      closed: closed.name,
      amount: amount.name,
      won: is(won),
      lost: is(lost),
    }),
  };
}
