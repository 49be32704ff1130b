import * as z from 'zod';
import type { Finding } from '../base/finding.ts';
import { error } from '../base/finding.ts';
import { addExact, exactNumber, formatExact } from '../sql/exact-number.ts';
import { formatType, isOrdered } from '../sql/value-type.ts';
import { defineMethod } from './method.ts';
import type { MethodScope, Rule, SegmentOptions, Stay } from './method.ts';
import { hysteresisSchema } from './hysteresis/schema.ts';

const ownSchema = z.strictObject({
  from: z
    .union([z.number(), z.string()])
    .optional()
    .describe('Lower edge, inclusive; a number, or a date as YYYY-MM-DD. Without it the band is open below.'),
});
type Own = z.infer<typeof ownSchema>;

/** Lower edges of one ordered attribute: a band reaches from its edge up to the next one, which it leaves out. */
export const bands = defineMethod({
  id: 'bands',
  title: 'Bands',
  source:
    'Seeds 000, 001 (company size) and 002 (ARR, tenure, health score); lower edges only: decision in semantics',
  summary: 'Lower edges of one ordered attribute; each band reaches up to the next edge.',
  segmentSchema: ownSchema,
  optionsSchema: z.strictObject({
    attribute: z.string().describe('The attribute, or an expression over attributes, that the edges cut.'),
    hysteresis: hysteresisSchema
      .extend({
        hold: z
          .number()
          .positive()
          .optional()
          .describe(
            'How far past an edge of its band a customer has to be to leave it, in the unit of the edges.',
          ),
      })
      .optional()
      .describe('Holds customers where they are until it is clear that they have moved.'),
  }),
  read(segments, { attribute, hysteresis }, scope) {
    const value = scope.value(['attribute'], attribute);
    if (!value.written) return { rules: [], findings: value.findings };
    const type = value.written.expression.type;
    if (!isOrdered(type))
      return {
        rules: [],
        findings: [
          error('band-type', `Bands need a number or a date, and \`${attribute}\` is ${formatType(type)}.`, {
            place: scope.placeOf(['attribute']),
            hint: 'Use the method `rules` for texts and booleans.',
          }),
        ],
      };
    const edges = segments.map((one) => ({ ...one, edge: edgeText(one.own, type.kind === 'date') }));
    const findings = [...value.findings, ...edgeFindings(edges, scope)];
    if (findings.some(({ severity }) => severity === 'error')) return { rules: [], findings };
    const ascending = edges.toSorted((a, b) => order(a.edge) - order(b.edge));
    const subject = /^[a-z_][a-z0-9_.]*$/.test(attribute) ? attribute : `(${attribute})`;
    const { rules, findings: ofBands } = readBands(ascending, subject, scope, findings);
    const hold = hysteresis?.hold;
    if (hold === undefined) return { rules, findings: ofBands };
    if (type.kind === 'date' || !PLAIN_NUMBER.test(String(hold)))
      return { rules, findings: [...ofBands, holdNoNumber(type.kind === 'date', scope)] };
    return { rules, findings: ofBands, stays: staysOf(ascending, subject, String(hold), scope) };
  },
});

const holdNoNumber = (isOfDates: boolean, { placeOf }: MethodScope) =>
  error('hold-type', `\`hold\` is ${isOfDates ? 'a number, and the edges are dates' : 'no plain number'}.`, {
    place: placeOf(['hysteresis', 'hold']),
    hint: isOfDates
      ? 'Write what keeps a customer as `stays` of each segment, or use `dwell`.'
      : 'Write `hold: 5` or `hold: 0.5`.',
  });

const sumOf = (edge: string, by: string) => formatExact(addExact(exactNumber(edge), exactNumber(by)));

type Edge = SegmentOptions<Own> & { readonly edge: string | null };

function readBands(
  ascending: readonly Edge[],
  subject: string,
  scope: MethodScope,
  before: readonly Finding[],
): { rules: readonly Rule[]; findings: readonly Finding[] } {
  const rules: Rule[] = [];
  const findings = [...before];
  for (const [index, { segment, edge, path }] of ascending.entries()) {
    const next = ascending[index + 1]?.edge ?? null;
    const lower = edge === null ? null : `${subject} >= ${edge}`;
    const upper = next === null ? null : `${subject} < ${next}`;
    const text = [lower, upper].filter((part) => part !== null).join(' and ') || `${subject} is not null`;
    const reading = scope.condition([...path, 'from'], text);
    findings.push(...reading.findings);
    if (reading.written)
      rules.push({
        segment: segment.id,
        when: reading.written.expression,
        written: reading.written,
        place: scope.placeOf([...path, 'from']),
      });
  }
  return { rules, findings };
}

/** Each band reaches further for those who are in it: past its edges by `hold`. */
function staysOf(
  ascending: readonly Edge[],
  subject: string,
  hold: string,
  scope: MethodScope,
): readonly Stay[] {
  return ascending.flatMap(({ segment, edge, path }, index) => {
    const next = ascending[index + 1]?.edge ?? null;
    const lower = edge === null ? null : `${subject} >= ${sumOf(edge, `-${hold}`)}`;
    const upper = next === null ? null : `${subject} < ${sumOf(next, hold)}`;
    const text = [lower, upper].filter((part) => part !== null).join(' and ');
    const { written } = text === '' ? { written: null } : scope.condition([...path, 'from'], text);
    if (!written) return [];
    return [
      { segment: segment.id, when: written.expression, written, place: scope.placeOf([...path, 'from']) },
    ];
  });
}

/** The edge as a condition writes it; null for a band open below, `undefined` text when it is no edge at all. */
function edgeText(own: Own, isDate: boolean): string | null {
  if (own.from === undefined) return null;
  return isDate ? `date '${own.from}'` : String(own.from);
}

const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;
const DATE_TEXT = /^date '\d{4}-\d{2}-\d{2}'$/;

/** Numbers by value, dates by day; a band open below comes first. */
function order(edge: string | null): number {
  if (edge === null) return Number.NEGATIVE_INFINITY;
  return edge.startsWith('date') ? Date.parse(edge.slice(6, 16)) : Number(edge);
}

function edgeFindings(edges: readonly Edge[], scope: MethodScope): readonly Finding[] {
  const seen = new Map<number, string>();
  const findings: Finding[] = [];
  for (const { edge, segment, path } of edges) {
    const place = scope.placeOf([...path, 'from']);
    if (edge !== null && !PLAIN_NUMBER.test(edge) && !DATE_TEXT.test(edge)) {
      findings.push(
        error('band-edge', `The edge of \`${segment.id}\` is neither a plain number nor a date.`, {
          place,
          hint: 'Write `from: 1000`, `from: 0.5` or, for a date attribute, `from: 2026-01-31`.',
        }),
      );
      continue;
    }
    const earlier = seen.get(order(edge));
    if (earlier !== undefined)
      findings.push(
        error('band-edge-repeated', `\`${segment.id}\` and \`${earlier}\` begin at the same edge.`, {
          place,
          hint: 'Every band needs an edge of its own; only one may have none.',
        }),
      );
    else seen.set(order(edge), segment.id);
  }
  return findings;
}
