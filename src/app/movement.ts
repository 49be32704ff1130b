import * as z from 'zod';
import type { CalendarDate } from '../base/calendar-date.ts';
import { parseCalendarDate } from '../base/calendar-date.ts';
import { error } from '../base/finding.ts';
import type { Engine } from '../engines/engine.ts';
import type { CustomerDay, CustomerStay } from '../measures/movement/customer-history.ts';
import { customerStays } from '../measures/movement/customer-history.ts';
import type { MeasuredMovement } from '../measures/movement/measured-movement.ts';
import type { SegmentRetention } from '../measures/movement/retention.ts';
import type { Cause } from '../tables/ledger.ts';
import { CAUSES } from '../tables/ledger.ts';
import { notADay } from './run.ts';
import type { AppContext } from './context.ts';
import { agesOf } from './steps/ages-of.ts';
import { customerHistory } from './steps/customer-history.ts';
import type { ComingsAndGoings } from './steps/measure-comings.ts';
import { measureComings } from './steps/measure-comings.ts';
import { measureMovement, measureRetention } from './steps/measure-movement.ts';
import { historyUntil, movementBetween, movementFindings } from './steps/movement-between.ts';
import { isFinding, withState } from './steps/with-state.ts';
import { defineUseCase, found } from './use-case.ts';

/** Who moved between two days, or the whole history of one customer. */
export type MovementResult = SegmentsMovement | CustomerMovement;

interface Told {
  readonly segmentation: string;
  readonly title: string;
  readonly entity: string;
  /** What money is summed over; null where the entity has none. */
  readonly money: { readonly title: string; readonly unit: string | null } | null;
}

export interface SegmentsMovement extends Told, MeasuredMovement {
  readonly kind: 'segments';
  /** Only customers whom this cause moved at least once are in the matrix. */
  readonly cause: Cause | null;
  readonly retention: readonly SegmentRetention[];
  readonly comings: ComingsAndGoings;
}

export interface CustomerMovement extends Told {
  readonly kind: 'customer';
  readonly customer: string;
  /** At every snapshot of the segmentation up to the day. */
  readonly days: readonly CustomerDay[];
  readonly stays: readonly CustomerStay[];
}

export const WITHIN_DAYS = 90;

const input = z.object({
  segmentation: z.string().describe('Id of a segmentation'),
  from: z
    .string()
    .optional()
    .describe('First day, YYYY-MM-DD: the snapshot that held then; default: the date before the last'),
  to: z.string().optional().describe('Last day, YYYY-MM-DD; default: the newest snapshot'),
  cause: z.enum(CAUSES).optional().describe('Only customers whom this cause moved at least once in between'),
  customer: z.string().optional().describe('The whole history of this customer instead'),
  within: z.coerce
    .number()
    .int()
    .min(1)
    .default(WITHIN_DAYS)
    .describe('Days within which two moves back make a customer one that flaps'),
});

export const movement = defineUseCase({
  name: 'movement',
  summary: 'Say who moved between segments, by customers and money; who stayed, came back or flaps',
  effect: 'reads',
  input,
  positional: ['segmentation'],
  run: (asked, context) =>
    withState<MovementResult>(context, async ({ engine }) => {
      for (const day of [asked.from, asked.to])
        if (day !== undefined && !parseCalendarDate(day)) return found<MovementResult>(null, [notADay(day)]);
      const [from, to] = [asked.from, asked.to].map((day) => parseCalendarDate(day ?? ''));
      return asked.customer === undefined
        ? ofSegments(engine, asked, from ?? null, to ?? null, context)
        : ofCustomer(engine, asked.segmentation, asked.customer, to ?? null, context);
    }),
});

async function ofSegments(
  engine: Engine,
  asked: z.infer<typeof input>,
  from: CalendarDate | null,
  to: CalendarDate | null,
  context: AppContext,
) {
  const between = await movementBetween(engine, asked.segmentation, from, to);
  if (isFinding(between)) return found<MovementResult>(null, [between]);
  const findings = movementFindings(between);
  const cause = asked.cause ?? null;
  if (cause !== null && between.path === null)
    return found<MovementResult>(
      null,
      findings.map((finding) => ({ ...finding, severity: 'error' as const })),
    );
  const { segmentation } = between;
  return found<MovementResult>(
    {
      kind: 'segments',
      ...toldOf(segmentation),
      cause,
      ...(await measureMovement(between, cause)),
      retention: await measureRetention(between),
      comings: await measureComings(between, asked.within),
    },
    findings,
    await agesOf(engine, between.last, between.project.timeZone, context),
  );
}

async function ofCustomer(
  engine: Engine,
  name: string,
  customer: string,
  to: CalendarDate | null,
  context: AppContext,
) {
  const history = await historyUntil(engine, name, to);
  if (isFinding(history)) return found<MovementResult>(null, [history]);
  const days = await customerHistory(history, customer);
  if (days.every(({ status }) => status === 'unlisted'))
    return found<MovementResult>(null, [
      error(
        'unknown-customer',
        `No snapshot of \`${name}\` up to ${history.last.asOf} lists \`${customer}\`.`,
        {
          hint: 'Keys are case-sensitive; `clade quarantine` lists rows that were not loaded.',
        },
      ),
    ]);
  const { segmentation } = history;
  const value = {
    kind: 'customer',
    ...toldOf(segmentation),
    customer,
    days,
    stays: customerStays(days),
  } as const;
  const ages = await agesOf(engine, history.last, history.project.timeZone, context);
  return found<MovementResult>(value, [], ages);
}

const toldOf = ({ id, title, entity }: Parameters<typeof measureMovement>[0]['segmentation']): Told => ({
  segmentation: id,
  title,
  entity: entity.id,
  money: entity.money && { title: entity.money.title, unit: entity.money.unit },
});
