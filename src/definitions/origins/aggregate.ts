import * as z from 'zod';
import type { EventFunction, EventKey } from '../../attributes/event-function.ts';
import { eventFunctionNames, eventFunctions } from '../../attributes/functions/index.ts';
import type { Window } from '../../attributes/window.ts';
import { parseStretch, STRETCH } from '../../attributes/window.ts';
import { error } from '../../base/finding.ts';
import { walk } from '../../sql/walk.ts';
import { id } from '../kind.ts';
import type { SourceFrame } from '../kinds/source.ts';
import { sourceUseHash } from '../kinds/source.ts';
import type { AggregateOrigin, SourceColumn, Through } from '../project.ts';
import { readerOf } from '../reader.ts';
import { sourceScope } from '../scopes.ts';
import { followThrough } from '../through.ts';
import type { Made, Origin, OriginScope } from './origin.ts';
import { columnNaming } from './origin.ts';

const LONGEST_FUNNEL = 10;

const schema = z
  .strictObject({
    source: id,
    by: id.optional().describe("The column that names the customer; the entity's key name unless given."),
    through: id
      .optional()
      .describe('An entity whose members belong to the customers: `by` then names one of those members.'),
    function: z.enum(eventFunctionNames).describe('What is made of the rows.'),
    of: z.string().optional().describe("An expression over the source's columns; some functions do without."),
    where: z.string().optional().describe("Condition over the source's columns; other rows do not count."),
    window: z
      .string()
      .regex(STRETCH)
      .optional()
      .describe(
        'The days that count: 30d, 12w, 3m or 1y, ending with the as-of day; needs `date` of the source.',
      ),
    ending: z
      .string()
      .regex(new RegExp(`${STRETCH.source.slice(0, -1)} ago$`))
      .optional()
      .describe('With window: how long before the as-of day it ends, as 30d ago.'),
    part: z.string().optional().describe('With share: the condition that the part meets.'),
    steps: z
      .array(z.string())
      .min(2)
      .max(LONGEST_FUNNEL)
      .optional()
      .describe('With funnel: the conditions of the steps, in order.'),
    total: z
      .int()
      .min(1)
      .optional()
      .describe('With adoption: how many there are; as many as anybody has unless given.'),
    per: z
      .enum(['day', 'week'])
      .optional()
      .describe('With trend: the slope a day or a week; day unless given.'),
  })
  .describe('Many rows of a source as one value.');

type Data = z.infer<typeof schema>;

/** Many rows of a source as one value of a customer. */
export const aggregateOrigin: Origin<'aggregate', Data> = {
  key: 'aggregate',
  summary: 'many rows as one value',
  schema,
  make(data, scope): Made | null {
    const rows = scope.sources.follow(
      data.source,
      scope.positions.placeOf(['aggregate', 'source']),
      scope.report,
    );
    if (!rows) return null;
    const { source } = rows;
    const made = eventFunctions[data.function];
    const through =
      data.through === undefined
        ? null
        : followThrough(
            data.through,
            scope.frame,
            scope.frames,
            scope.positions.placeOf(['aggregate', 'through']),
            scope.report,
          );
    const by = columnOf(rows, data, through, scope);
    const written = writtenOf(rows, data, scope);
    const window = windowOf(data);
    const fits = keysFit(made, data, scope) && timesFit(made, rows, data, window, scope);
    if (!by || !written || !fits || (data.through !== undefined && !through)) return null;
    const { operand, where, part, steps } = written;
    const type = made.typeOf(operand?.expression.type ?? null);
    if ('refused' in type) {
      const place = scope.positions.placeOf(['aggregate', operand ? 'of' : 'function']);
      scope.report(error('aggregate-type', type.refused, { place, hint: type.hint }));
      return null;
    }
    const parts = [operand, where, part, ...steps].flatMap((one) =>
      one ? Array.from(walk(one.expression)) : [],
    );
    const names = new Set(parts.flatMap((one) => (one.kind === 'column' ? [one.name] : [])));
    const origin: AggregateOrigin = {
      kind: 'aggregate',
      ...{ source, by, through, function: data.function, operand, where, part, steps, window },
      total: data.total ?? null,
      per: data.per ?? 'day',
    };
    return {
      origin,
      type,
      history:
        source.events || source.versions || parts.some(({ kind }) => kind === 'as-of')
          ? 'fixed'
          : 'as-loaded',
      refersTo: [
        sourceUseHash(source, [by, ...source.columns.filter(({ name }) => names.has(name))]),
        ...(through ? [sourceUseHash(through.source, [through.key, through.owner])] : []),
      ],
    };
  },
};

/** The texts over the columns of the source; null where one cannot be read. */
function writtenOf(rows: SourceFrame, data: Data, { positions, report }: OriginScope) {
  const reader = readerOf(sourceScope(rows.source), (name) => rows.columns.isBroken(name), report);
  const condition = (path: readonly (string | number)[], text: string) =>
    reader.condition(text, positions.originOf(['aggregate', ...path], text));
  const operand =
    data.of === undefined ? null : reader.value(data.of, positions.originOf(['aggregate', 'of'], data.of));
  const where = data.where === undefined ? null : condition(['where'], data.where);
  const part = data.part === undefined ? null : condition(['part'], data.part);
  const read = (data.steps ?? []).map((text, index) => condition(['steps', index], text));
  const steps = read.filter((step) => step !== null);
  const lost =
    (data.of !== undefined && !operand) ||
    (data.where !== undefined && !where) ||
    (data.part !== undefined && !part) ||
    steps.length < read.length;
  return lost ? null : { operand, where, part, steps };
}

/** The column that names the customer, or the member that belongs to one. */
function columnOf(
  rows: SourceFrame,
  { by, through: entity }: Data,
  through: Through | null,
  scope: OriginScope,
): SourceColumn | null {
  const place = scope.positions.placeOf(['aggregate', by === undefined ? 'source' : 'by']);
  if (entity === undefined) return columnNaming(rows, by, place, scope);
  return through && rows.columns.follow(by ?? through.key.name, place, scope.report);
}

function windowOf({ window, ending }: Data): Window | null {
  const length = window === undefined ? null : parseStretch(window);
  return length && { length, ending: ending === undefined ? null : parseStretch(ending.replace(' ago', '')) };
}

const KEYS: readonly EventKey[] = ['of', 'part', 'steps', 'total', 'per', 'window'];

/** Whether the keys are those of the function; a missing `of` is told with its type. */
function keysFit(
  { id: name, needs, takes }: EventFunction,
  data: Data,
  { positions, report }: OriginScope,
): boolean {
  const refuse = (key: string, message: string) =>
    report(error('aggregate-key', message, { place: positions.placeOf(['aggregate', key]) }));
  const missing = needs.filter((key) => key !== 'of' && data[key] === undefined);
  const foreign = KEYS.filter((key) => data[key] !== undefined && ![...needs, ...takes].includes(key));
  for (const key of missing) refuse('function', `\`${name}\` needs \`${key}\`.`);
  for (const key of foreign) refuse(key, `\`${name}\` has no \`${key}\`.`);
  const alone = data.ending !== undefined && data.window === undefined;
  if (alone) refuse('ending', '`ending` goes with `window`.');
  return missing.length === 0 && foreign.length === 0 && !alone;
}

/** Whether the source says when its rows happened, where that is asked for, and weeks fit the window. */
function timesFit(
  { id: name, needsDate }: EventFunction,
  { source }: SourceFrame,
  data: Data,
  window: Window | null,
  { positions, report }: OriginScope,
): boolean {
  if ((needsDate || window) && !source.events) {
    const key = window ? 'window' : 'function';
    report(
      error(
        'aggregate-date',
        `Nothing says when a row of \`${source.id}\` happened, and \`${window ? key : name}\` asks.`,
        {
          place: positions.placeOf(['aggregate', key]),
          hint: `Write \`date:\` and a column in the source \`${source.id}\`.`,
        },
      ),
    );
    return false;
  }
  const { amount = 0, unit = 'd' } = window?.length ?? {};
  const whole = data.per === 'week' ? unit === 'w' || (unit === 'd' && amount % 7 === 0) : true;
  const several = name !== 'trend' || amount * (unit === 'd' ? 1 : 7) >= (data.per === 'week' ? 14 : 2);
  if (whole && several) return true;
  report(
    error('aggregate-key', 'A trend needs a window of two or more whole days or weeks.', {
      place: positions.placeOf(['aggregate', 'window']),
      hint: 'Write `window: 12w`.',
    }),
  );
  return false;
}
