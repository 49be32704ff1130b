import * as z from 'zod';
import type { CalendarDate } from '../base/calendar-date.ts';
import { daysBetween, parseCalendarDate } from '../base/calendar-date.ts';
import { didYouMean } from '../base/did-you-mean.ts';
import type { Finding } from '../base/finding.ts';
import { error, warning } from '../base/finding.ts';
import type { Book, Entity, Project } from '../definitions/project.ts';
import type { MovementsOf } from '../measures/mrr-movements.ts';
import { movementCounts, movementRows, readMovements, readUntold } from '../measures/mrr-movements.ts';
import { assignedIn } from '../plan/placements.ts';
import { readRelation } from '../warehouse/read-table.ts';
import { notADay } from './run.ts';
import { agesNow } from './steps/ages-of.ts';
import type { ReadSources } from './steps/read-sources.ts';
import { withSources } from './steps/read-sources.ts';
import { isFinding, snapshotOf } from './steps/with-state.ts';
import { defineUseCase, found } from './use-case.ts';

/** How recurring revenue got from one day to another, over all accounts and by segment at the start. */
export interface RevenueResult {
  readonly book: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly currency: string;
  readonly total: MovementsOf;
  readonly by: {
    readonly segmentation: string;
    /** Of the snapshot that says who was in which segment at the start. */
    readonly asOf: CalendarDate;
    readonly segments: readonly (MovementsOf & { readonly title: string })[];
  } | null;
}

const input = z.object({
  from: z.string().describe('First day, YYYY-MM-DD: revenue at its end'),
  to: z.string().describe('Last day, YYYY-MM-DD'),
  by: z.string().optional().describe('A segmentation: also told by segment, as of the first day'),
  book: z.string().optional().describe('The subscription book, where there are several'),
});

export const revenue = defineUseCase({
  name: 'revenue',
  summary:
    'Say how recurring revenue moved between two days: new, expansion, contraction, churn, reactivation',
  effect: 'reads',
  input,
  positional: [],
  async run(asked, context) {
    const [from, to] = [parseCalendarDate(asked.from), parseCalendarDate(asked.to)];
    if (!from || !to) return found<RevenueResult>(null, [notADay(from ? asked.to : asked.from)]);
    if (from >= to) return found<RevenueResult>(null, [backwards]);
    const chosen = (project: Project) => bookNamed(project, asked.book);
    return withSources<RevenueResult>(
      context,
      (project) => {
        const book = chosen(project);
        return isFinding(book) ? book : [...new Set(sourcesOf(book, entityOf(project, book)))];
      },
      async (read) => {
        const told = await tell(read, chosen(read.project) as Book, from, to, asked.by);
        return found(told.value, told.findings, agesNow(to, read.project.timeZone, context));
      },
    );
  },
});

const backwards = error('not-a-period', 'The first day comes before the last.', {
  hint: 'Swap `--from` and `--to`.',
});

/** The book that is asked for; the only one where none is named. */
export function bookNamed({ books }: Project, name: string | undefined): Book | Finding {
  const [only, ...others] = books;
  if (!only)
    return error('no-book', 'The project has no subscription book.', {
      hint: 'Define one with `kind: book`.',
    });
  const named = books.find(({ id }) => id === name);
  if (named) return named;
  if (name === undefined && others.length === 0) return only;
  const ids = books.map(({ id }) => id);
  const near = name === undefined ? null : didYouMean(name, ids);
  return error(
    'unknown-book',
    name === undefined
      ? 'There are several subscription books.'
      : `There is no subscription book \`${name}\`.`,
    { hint: near ? `Did you mean \`${near}\`?` : `Name one with \`--book\`: ${ids.join(', ')}.` },
  );
}

export function entityOf({ entities }: Project, book: Book): Entity {
  const entity = entities.find(({ id }) => id === book.entity);
  if (!entity) throw new Error(`the book ${book.id} is of no entity`);
  return entity;
}

const sourcesOf = ({ source, rates }: Book, entity: Entity) => [
  source,
  entity.source,
  ...(rates ? [rates.source] : []),
];

async function tell(
  { project, engine, rowsOf }: ReadSources,
  book: Book,
  from: CalendarDate,
  to: CalendarDate,
  by: string | undefined,
) {
  const entity = entityOf(project, book);
  const segmentation = project.segmentations.find(({ id }) => id === by);
  if (by !== undefined && segmentation?.entity !== entity)
    return found<RevenueResult>(null, [
      error('unknown-segmentation', `\`${by}\` is no segmentation of ${entity.id}.`),
    ]);
  const snapshot = segmentation ? await snapshotOf(engine, segmentation.id, from) : null;
  if (snapshot && isFinding(snapshot)) return found<RevenueResult>(null, [snapshot]);
  const segments = segmentation && snapshot ? assignedIn(segmentation.id, snapshot.runId) : null;
  const rows = movementRows(book, entity, daysBetween(from, to), rowsOf);
  const counts = await readRelation(engine, movementCounts(rows, segments), 'movements of revenue', to);
  const bySegment = (segmentation ? [...segmentation.segments, segmentation.fallback] : []).map(
    ({ id, title }) => ({
      title,
      ...readMovements(
        id,
        counts.filter((row) => row['segment'] === id),
      ),
    }),
  );
  const rest = counts.filter((row) => segmentation && row['segment'] === null);
  const result: RevenueResult = {
    book: book.id,
    from,
    to,
    currency: project.currency,
    total: readMovements(null, counts),
    by:
      segmentation && snapshot
        ? {
            segmentation: segmentation.id,
            asOf: snapshot.asOf,
            segments: [...bySegment, { title: 'In no segment then', ...readMovements(null, rest) }],
          }
        : null,
  };
  return found(result, untoldFindings(book, readUntold(counts)));
}

function untoldFindings(
  book: Book,
  { unpriced, unlisted }: ReturnType<typeof readUntold>,
): readonly Finding[] {
  const rest = { place: book.place, data: { unpriced, unlisted } };
  return [
    ...(unpriced > 0
      ? [
          warning(
            'money-unknown',
            `${unpriced} accounts are in no movement: the price of an active subscription is not known in ${book.projectCurrency}.`,
            { ...rest, hint: 'Look for a missing amount, an unknown period, or a currency without a rate.' },
          ),
        ]
      : []),
    ...(unlisted > 0
      ? [
          warning(
            'customers-unlisted',
            `${unlisted} accounts have subscriptions in \`${book.id}\` and are in no list of ${book.entity}; they are in no movement.`,
            rest,
          ),
        ]
      : []),
  ];
}
