import * as z from 'zod';
import type { Finding } from '../base/finding.ts';
import { error, hasErrors } from '../base/finding.ts';
import { BOUNDARY_MARGIN } from '../numeric/cluster/place-rows.ts';
import type { FrozenMixture } from '../numeric/cluster/frozen-mixture.ts';
import { and, column, compare, integer, missing } from '../sql/expression.ts';
import { INTEGER } from '../sql/value-type.ts';
import type { BasisValue } from './cluster/basis.ts';
import { columnsOfRows, readBasis } from './cluster/basis.ts';
import { clustererSchema, DEFAULT_CLUSTERER, unheardValues } from './cluster/clusterer-option.ts';
import type { GroupOptions, WantedSegment } from './cluster/learn-groups.ts';
import { learnGroups } from './cluster/learn-groups.ts';
import { likenessOf, NEAREST } from './cluster/likeness.ts';
import { mixtureModel } from './cluster/mixture-model.ts';
import type { ClusterParameters } from './cluster/parameters.ts';
import { clusterParametersSchema } from './cluster/parameters.ts';
import { customersBehind, sampledRows } from './cluster/sampled-rows.ts';
import { typingFault, typingOverrides, typingSchema } from './cluster/typing.ts';
import { phrase, writtenAs } from './decision-list/phrase.ts';
import { refitOf, refitSchema } from './fits/refit.ts';
import type { AnyLearning, Refit, Rule, Ruling, Segment } from './method.ts';
import { defineLearning, defineMethod } from './method.ts';

const segmentSchema = z.strictObject({
  like: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .optional()
    .describe(
      'A typical customer, by values of the basis: says which group has this name when groups are learned without a fit before.',
    ),
});

const MOST_SEGMENTS = 16;
const optionsSchema = z.strictObject({
  basis: z
    .array(z.string().min(1))
    .min(1)
    .max(250)
    .describe('What customers are compared by: attributes or expressions; numbers, words, yes or no.'),
  typing: typingSchema
    .optional()
    .describe('How values of the basis are read, where that is not as they look.'),
  clusterer: clustererSchema,
  seed: z.int().min(0).optional().describe('Of all that is drawn by chance; 1 unless given.'),
  mostComponents: z
    .int()
    .min(1)
    .max(MOST_SEGMENTS)
    .optional()
    .describe('Of a mixture: components searched before they are merged into segments; 8 unless given.'),
  sample: z.int().min(100).max(100_000).optional().describe('Customers searched; 20,000 unless given.'),
  boundaryMargin: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe(
      'Similarity minus that to the runner-up, below which a customer is at the boundary; 0.2 unless given.',
    ),
  refit: refitSchema,
});
type Options = z.infer<typeof optionsSchema>;

/** Groups found in the data: a mixture over mixed columns, frozen, and placed by similarity. */
export const cluster = defineMethod({
  id: 'cluster',
  title: 'Discovered groups',
  source:
    'Seed 004, statistical clustering of firmographics and usage; McLachlan and Peel, Finite Mixture Models (2000)',
  summary: 'Groups learned from mixed values; every customer is in the one it is most like.',
  segmentSchema,
  optionsSchema,
  read(segments, options, scope) {
    const findings: Finding[] = [];
    const tell = (finding: Finding) => findings.push(finding);
    const basis = readBasis(options.basis, scope, tell);
    const names = new Set(options.basis);
    for (const [name, typing] of Object.entries(options.typing ?? {})) {
      const place = scope.placeOf(['typing', name]);
      if (!names.has(name)) tell(notInBasis(name, place));
      const type = basis.find((one) => one.name === name)?.expression.type;
      const fault = type && typingFault(name, typing, type);
      if (fault) tell(error('cluster-typing', fault.message, { place, hint: fault.hint }));
    }
    for (const { own, path } of segments)
      for (const name of Object.keys(own.like ?? {}))
        if (!names.has(name)) tell(notInBasis(name, scope.placeOf([...path, 'like', name])));
    const ordered = Object.entries(options.typing ?? {}).flatMap(([name, { order }]) =>
      order ? [name] : [],
    );
    unheardValues(options.clusterer ?? DEFAULT_CLUSTERER, basis, new Set(ordered), scope).forEach(tell);
    if (segments.length > MOST_SEGMENTS)
      tell(
        error('cluster-segments', `${segments.length} groups are more than can be told apart.`, {
          place: scope.placeOf(['segments']),
          hint: `At most ${MOST_SEGMENTS}.`,
        }),
      );
    if (hasErrors(findings)) return { rules: [], findings };
    const wanted = segments.map(({ segment, own }) => ({ id: segment.id, like: own.like ?? {} }));
    const all = segments.map(({ segment }) => segment);
    return {
      rules: unlearnedRules(all, basis),
      learning: learningOf(all, wanted, basis, groupOptions(options), refitOf(options.refit)),
      boundaryMargin: options.boundaryMargin ?? BOUNDARY_MARGIN,
      findings,
    };
  },
});

function groupOptions({ clusterer, seed, mostComponents, sample, typing }: Options): GroupOptions {
  return {
    clusterer: clusterer ?? DEFAULT_CLUSTERER,
    seed: seed ?? 1,
    mostComponents: mostComponents ?? 8,
    sample: sample ?? 20_000,
    typing: typingOverrides(typing ?? {}),
  };
}

function learningOf(
  segments: readonly Segment[],
  wanted: readonly WantedSegment[],
  basis: readonly BasisValue[],
  options: GroupOptions,
  refit: Refit,
): AnyLearning {
  return defineLearning<ClusterParameters>({
    options: {
      basis: basis.map(({ name }) => name),
      segments: wanted.map(({ id }) => id).toSorted(),
      ...options,
      typing: JSON.parse(JSON.stringify(options.typing)) as Record<string, string>,
    },
    refit,
    basis: basis.map(({ expression }) => expression),
    ranked: [],
    parametersSchema: clusterParametersSchema,
    rows: (customers, key) => sampledRows(customers, key, basis),
    learn(rows, previous) {
      const customers = customersBehind(rows);
      const parameters =
        rows.length === 0
          ? null
          : learnGroups(columnsOfRows(basis, rows), customers, wanted, options, previous);
      return { parameters, customers };
    },
    rulesOf: (parameters) => rulingOf(parameters, segments, basis),
  });
}

/** A rule a segment: it is the one the customer is most like. */
function rulingOf(
  parameters: ClusterParameters,
  segments: readonly Segment[],
  basis: readonly BasisValue[],
): Ruling {
  const values = new Map(basis.map(({ name, expression }) => [name, expression]));
  const { mixture, segments: ids } = parameters;
  const likeness = {
    ...likenessOf(mixture as FrozenMixture, values, ids),
    model: mixtureModel(parameters, basis),
  };
  const rules = segments.map((segment): Rule => {
    const said = phrase(
      wordsOf(segment),
      compare(column(NEAREST, INTEGER), '=', integer(ids.indexOf(segment.id))),
    );
    return {
      segment: segment.id,
      when: said.expression,
      written: writtenAs(said, segment.place),
      place: segment.place,
    };
  });
  return { rules, score: likeness.similarity, likeness };
}

/** Before groups are learned nobody is in one; what people read is what will be asked. */
function unlearnedRules(segments: readonly Segment[], basis: readonly BasisValue[]): readonly Rule[] {
  const when = and(basis.map(({ expression }) => compare(expression, '=', missing(expression.type))));
  return segments.map((segment) => ({
    segment: segment.id,
    when,
    written: writtenAs({ text: wordsOf(segment), expression: when }, segment.place),
    place: segment.place,
  }));
}

const wordsOf = ({ title }: Segment) => `most like ${title}`;

function notInBasis(name: string, place: Finding['place']): Finding {
  return error('cluster-not-in-basis', `\`${name}\` is not in the basis.`, {
    ...(place ? { place } : {}),
    hint: 'Add it to `basis`, as it is written here.',
  });
}
