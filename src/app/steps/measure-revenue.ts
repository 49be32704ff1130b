import { daysBetween } from '../../base/calendar-date.ts';
import type { Finding } from '../../base/finding.ts';
import { note, warning } from '../../base/finding.ts';
import type { Book } from '../../definitions/project.ts';
import { readAcquisition, spendRelation } from '../../measures/figures/acquisition.ts';
import {
  balanceRelation,
  balancedMembers,
  readBalance,
  readContribution,
  unlistedRelation,
} from '../../measures/figures/balance.ts';
import { cohortRelation, readCohort, readRevenues, revenuesRelation } from '../../measures/figures/cohort.ts';
import type { Acquisition, Balance, Cohort, Contribution, Revenues } from '../../measures/figures/figures.ts';
import { absent, isAbsent } from '../../measures/figures/figures.ts';
import { withMember } from '../../measures/figures/members.ts';
import { totalCount } from '../../measures/figures/tallies.ts';
import type { MeasuredRow } from '../../measures/segment-counts.ts';
import { bookBalance } from '../../plan/book.ts';
import type { Relation } from '../../sql/relation.ts';
import type { FiguresAsked, Part } from './figures-asked.ts';
import { absentPart, unsaid } from './figures-asked.ts';

/** What the subscription book says of the as-of date, and what its new customers cost. */
export interface RevenueParts {
  readonly balance: Part<Balance>;
  readonly contribution: Part<Contribution> | null;
  readonly acquisition: Part<Acquisition>;
}

/** A subscription book with what it says of the as-of date and of the day the period began, a row a customer. */
export interface BookAsked {
  readonly book: Book;
  readonly balances: Relation;
}

export async function askBook(asked: FiguresAsked, book: Book): Promise<BookAsked> {
  const { start, context, store } = asked;
  const days = isAbsent(start) ? [0] : [0, daysBetween(start.asOf, context.asOf)];
  return { book, balances: await store('balances', bookBalance(book, days, context.rowsOf)) };
}

export async function measureRevenue(asked: FiguresAsked, told: BookAsked | null): Promise<RevenueParts> {
  if (!told) {
    const none = absentPart(`There is no subscription book of \`${asked.segmentation.entity.id}\`.`);
    return { balance: none, contribution: null, acquisition: none };
  }
  const { book, balances } = told;
  const { members, keys, days, read } = asked;
  const balanced = balancedMembers(keys ? withMember(members, keys, ['key']) : members, book, balances);
  const rows = await read(balanceRelation(balanced, days, keys !== null), `revenue by ${book.id}`);
  const [unlisted] = await read(
    unlistedRelation(members, book, balances),
    `accounts of ${book.id} that nobody lists`,
  );
  return {
    balance: {
      of: (segment) => readBalance(rows, segment),
      findings: bookFindings(book, totalCount(rows, 'unpriced'), Number(unlisted?.['accounts'] ?? 0)),
    },
    contribution: { of: (segment) => readContribution(rows, segment), findings: [] },
    acquisition: await measureAcquisition(asked, rows),
  };
}

async function measureAcquisition(
  asked: FiguresAsked,
  members: readonly MeasuredRow[],
): Promise<Part<Acquisition>> {
  const spend = asked.metrics?.spend;
  if (!spend) return absentPart(unsaid(asked, 'spend', 'money is spent to win customers'));
  const spent = await asked.read(spendRelation(spend, asked.days, asked.context), 'spend');
  if (spent.every((row) => row['spend'] === null))
    return absentPart(`\`${spend.source.id}\` has no row of the period.`);
  const lost = spent.filter((row) => row['key'] !== undefined && !wonAnybody(row, members));
  return {
    of: (segment) =>
      segment !== null && !spend.by
        ? {
            kind: 'absent',
            reason: 'The spend has no key that leads to customers (`by`), so only the total is known.',
          }
        : readAcquisition(spent, members, segment),
    findings: lost.map((row) =>
      note(
        'spend-without-customers',
        `${String(row['spend'])} spent on \`${String(row['key'])}\` won nobody in the period; it is in the total and in no segment.`,
        { place: asked.metrics?.place ?? spend.source.place },
      ),
    ),
  };
}

function wonAnybody({ key }: MeasuredRow, members: readonly MeasuredRow[]): boolean {
  return key !== null && members.some((row) => row['key'] === key && Number(row['new']) > 0);
}

function bookFindings(book: Book, unpriced: number, unlisted: number): readonly Finding[] {
  const { place } = book;
  return [
    ...(unpriced > 0
      ? [
          warning(
            'money-unknown',
            `${unpriced} accounts are in no figure of revenue: the price of an active subscription is not known in ${book.projectCurrency}.`,
            {
              place,
              hint: 'Look for a missing amount, an unknown period, or a currency without a rate.',
              data: { unpriced },
            },
          ),
        ]
      : []),
    ...(unlisted > 0
      ? [
          warning(
            'customers-unlisted',
            `${unlisted} accounts have active subscriptions in \`${book.id}\` and are in no list of ${book.entity}; their revenue is in no segment and not in the total.`,
            { place, data: { unlisted } },
          ),
        ]
      : []),
  ];
}

/** Who was a customer at the start and stayed, and what became of their revenue. */
export async function measureCohort(
  asked: FiguresAsked,
  told: BookAsked | null,
): Promise<{ readonly cohort: Part<Cohort>; readonly revenues: Part<Revenues> }> {
  const { start, members, context, read } = asked;
  if (isAbsent(start)) {
    const none = absentPart(start.reason);
    return { cohort: none, revenues: none };
  }
  const { unplaced } = start;
  const placed = <Figure>(figure: (segment: string | null) => Figure): Part<Figure> => ({
    of: (segment) => (segment !== null && unplaced !== null ? absent(unplaced) : figure(segment)),
    findings: [],
  });
  const rows = await read(cohortRelation(start.members, members), 'who stayed');
  const cohort = placed((segment) => readCohort(rows, segment));
  if (!told)
    return {
      cohort,
      revenues: absentPart(`There is no subscription book of \`${asked.segmentation.entity.id}\`.`),
    };
  const days = daysBetween(start.asOf, context.asOf);
  const money = await read(
    revenuesRelation(start.members, told.book, days, told.balances),
    'revenue of those who were there',
  );
  return { cohort, revenues: placed((segment) => readRevenues(money, segment)) };
}
