import type { Finding } from '../../base/finding.ts';
import type { Place } from '../../base/place.ts';
import { warning } from '../../base/finding.ts';
import type { Book } from '../../definitions/project.ts';
import { answersRelation, outsideScale, readAnswers } from '../../measures/figures/answers.ts';
import { closedDeals, dealsRelation, dealValues, readDeals } from '../../measures/figures/deals.ts';
import type {
  Answers,
  Deals,
  FiguresFound,
  Lifetime,
  Margin,
  Movement,
} from '../../measures/figures/figures.ts';
import {
  bookedToDate,
  lifetimeRelation,
  lifetimeValues,
  readLifetime,
  revenueToDate,
} from '../../measures/figures/lifetime.ts';
import { readMoney, readSizes, sizesRelation } from '../../measures/figures/members.ts';
import { movementRelation, readMovement } from '../../measures/figures/movement.ts';
import type { Quarters, ValueCounts } from '../../measures/figures/order-statistics.ts';
import { orderStatistics, valueCounts } from '../../measures/figures/order-statistics.ts';
import { totalCount } from '../../measures/figures/tallies.ts';
import type { MeasuredRow } from '../../measures/segment-counts.ts';
import { exactNumber } from '../../sql/exact-number.ts';
import type { Relation } from '../../sql/relation.ts';
import type { FiguresAsked, Part } from './figures-asked.ts';
import { absentPart, unsaid } from './figures-asked.ts';
import { askBook, measureCohort, measureRevenue } from './measure-revenue.ts';

/** The figures of any segment, or of everybody for null, and what stood in the way of them. */
export interface FiguresMeasured {
  readonly of: (segment: string | null) => FiguresFound;
  readonly findings: readonly Finding[];
}

/** Asks the engine once for each kind of figures, and a second time where values are to be put in order. */
export async function measureFigures(asked: FiguresAsked, book: Book | null): Promise<FiguresMeasured> {
  const sizes = await asked.read(sizesRelation(asked.members), 'sizes');
  const told = book && (await askBook(asked, book));
  const { balance, contribution, acquisition } = await measureRevenue(asked, told);
  const { cohort, revenues } = await measureCohort(asked, told);
  const movement = await measureMovement(asked);
  const answers = await measureAnswers(asked);
  const lifetime = await measureLifetime(asked, book);
  const deals = await measureDeals(asked);
  const margin = marginOf(asked);
  const money = contribution ?? moneyPart(asked, sizes);
  return {
    of: (segment) => ({
      sizes: readSizes(sizes, segment),
      movement: movement.of(segment),
      balance: balance.of(segment),
      contribution: money.of(segment),
      cohort: cohort.of(segment),
      revenues: revenues.of(segment),
      answers: answers.of(segment),
      lifetime: lifetime.of(segment),
      deals: deals.of(segment),
      acquisition: acquisition.of(segment),
      margin: margin.of(segment),
    }),
    findings: [balance, acquisition, answers, deals].flatMap(({ findings }) => findings),
  };
}

function moneyPart({ segmentation: { entity } }: FiguresAsked, sizes: readonly MeasuredRow[]) {
  return entity.money
    ? { of: (segment: string | null) => readMoney(sizes, segment), findings: [] }
    : absentPart(`\`${entity.id}\` has neither a subscription book nor \`money\`.`);
}

async function measureMovement(asked: FiguresAsked): Promise<Part<Movement>> {
  const { segmentation, snapshot } = asked;
  if (snapshot.previousRunId === null) return absentPart('There is no snapshot before this one.');
  const rows = await asked.read(movementRelation(segmentation, snapshot.runId), 'who joined and left');
  return { of: (segment) => readMovement(rows, segment, segmentation), findings: [] };
}

async function measureAnswers(asked: FiguresAsked): Promise<Part<Answers>> {
  const nps = asked.metrics?.nps;
  if (!nps) return absentPart(unsaid(asked, 'nps', 'answers come from'));
  const rows = await asked.read(answersRelation(asked.members, nps, asked.context), 'answers');
  const [outside] = await asked.read(outsideScale(nps, asked.context), 'answers outside the scale');
  const strange = Number(outside?.['answers'] ?? 0);
  return {
    of: (segment) => readAnswers(rows, segment),
    findings: [
      ...ofNobody(rows, 'respondents', `Respondents of \`${nps.source.id}\``, nps.source.place),
      ...(strange > 0
        ? [
            warning(
              'answers-outside-scale',
              `Answers of \`${nps.source.id}\` outside 0 to 10: ${strange}. They do not count.`,
              { place: nps.source.place, data: { answers: strange } },
            ),
          ]
        : []),
    ],
  };
}

async function measureLifetime(asked: FiguresAsked, book: Book | null): Promise<Part<Lifetime>> {
  const { metrics, members, context } = asked;
  const revenue = metrics?.revenue;
  const source = revenue?.source ?? book?.source;
  const toDate = revenue ? revenueToDate(revenue, context) : book && bookedToDate(book, context.rowsOf);
  if (!toDate || !source) return absentPart(unsaid(asked, 'revenue', 'revenue comes from'));
  const values = await asked.store(
    'revenue_to_date',
    lifetimeValues(members, toDate, source.population === 'every'),
  );
  const sums = await asked.read(lifetimeRelation(values), 'revenue to date');
  const counts = valueCounts(sums, 'value_count');
  const ordered = await inOrder(asked, values, counts, [1, 2, 3], 'quartiles of revenue to date');
  return { of: (segment) => readLifetime(sums, ordered, counts, segment), findings: [] };
}

async function measureDeals(asked: FiguresAsked): Promise<Part<Deals>> {
  const deals = asked.metrics?.deals;
  if (!deals) return absentPart(unsaid(asked, 'deals', 'deals come from'));
  const closed = await asked.store(
    'closed_deals',
    closedDeals(asked.members, deals, asked.days, asked.context),
  );
  const sums = await asked.read(dealsRelation(closed), 'deals');
  const ordered = async (name: 'amount' | 'days', counted: string) => {
    const counts = valueCounts(sums, counted);
    const rows = await inOrder(asked, dealValues(closed, name), counts, [2], `median ${name} of deals`);
    return { rows, counts };
  };
  const amounts = await ordered('amount', 'amount_count');
  const days = await ordered('days', 'timed');
  const untimed = totalCount(sums, 'won') - totalCount(sums, 'timed');
  return {
    of: (segment) => readDeals(sums, amounts, days, segment),
    findings: [
      ...ofNobody(sums, 'closed', `Closed deals of \`${deals.source.id}\``, deals.source.place),
      ...(untimed > 0
        ? [
            warning(
              'deals-untimed',
              `Won deals of \`${deals.source.id}\` without a day of opening, or closed before it: ${untimed}. They are in no time to close.`,
              { place: deals.source.place, data: { deals: untimed } },
            ),
          ]
        : []),
    ],
  };
}

function inOrder(
  { read }: FiguresAsked,
  values: Relation,
  counts: ValueCounts,
  quarters: readonly Quarters[],
  label: string,
): Promise<readonly MeasuredRow[]> {
  return read(orderStatistics(values, counts, quarters), label);
}

/** Rows whose customer is in no segment, since no list has it. */
function ofNobody(
  rows: readonly MeasuredRow[],
  name: string,
  what: string,
  place: Place,
): readonly Finding[] {
  const lost = totalCount(
    rows.filter((row) => row['segment'] === null),
    name,
  );
  return lost === 0
    ? []
    : [
        warning(
          'rows-of-nobody',
          `${what} whose customer no list has: ${lost}. They are in no segment and not in the total.`,
          { place, data: { rows: lost } },
        ),
      ];
}

function marginOf(asked: FiguresAsked): Part<Margin> {
  const share = asked.metrics?.margin;
  if (share === null || share === undefined)
    return absentPart(
      asked.metrics
        ? `The metrics of \`${asked.segmentation.entity.id}\` give no \`margin\`.`
        : unsaid(asked, 'margin', 'the margin is given'),
    );
  return { of: () => ({ share: exactNumber(share) }), findings: [] };
}
