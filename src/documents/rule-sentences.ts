import { formatNumber } from '../base/format-number.ts';
import { listed } from '../base/listed.ts';
import { countOf } from '../checks/number-words.ts';
import type { Entity, Project, Segmentation } from '../definitions/project.ts';
import type { Rule } from '../methods/method.ts';
import { and } from '../sql/expression.ts';
import { parse } from '../sql/parse.ts';
import { canBeTrue } from '../sql/satisfiable.ts';
import type { Vocabulary } from './condition-words.ts';
import { conditionWords } from './condition-words.ts';
import { holdSentences } from './hold-sentences.ts';

/** Of how many customers a segment's rules are true, false and unknown; everybody placed is counted. */
export interface RuleTruth {
  readonly trueCount: number;
  readonly falseCount: number;
  readonly unknownCount: number;
}

/** What people call the attributes and segments that a project's conditions name. */
export function vocabularyOf(project: Project, entity: Entity): Vocabulary {
  const parent = entity.belongsTo?.entity;
  const segmentation = (id: string) => project.segmentations.find((one) => one.id === id);
  const named = (name: string) => {
    const own = entity.attributes.find(({ id }) => id === name || `${entity.id}.${id}` === name);
    return own ?? parent?.attributes.find(({ id }) => `${parent.id}.${id}` === name) ?? null;
  };
  return {
    attribute: named,
    segmentation: (id) => segmentation(id)?.title ?? id,
    segment: (id, segment) => {
      const { segments = [], fallback } = segmentation(id) ?? {};
      const all = [...segments, ...(fallback ? [fallback] : [])];
      return all.find((one) => one.id === segment)?.title ?? segment;
    },
  };
}

/** Groups have no rules: everybody is in the one they are most like. */
function likenessSentences({ segments, fallback }: Segmentation, segment: string): readonly string[] {
  if (segment === fallback.id) return ['Nobody is placed here since groups have been learned.'];
  const title = segments.find(({ id }) => id === segment)?.title ?? segment;
  return [
    `A customer is placed here when it is more like ${title} than any other group; \`clade explain\` says of each why.`,
  ];
}

/**
 * When a customer is placed in a segment, in whole sentences: the rule in words, which segments come first, what
 * becomes of those it cannot be told of, and how long it stays. The segmentation has the rules its fit gives.
 */
export function ruleSentences(
  segmentation: Segmentation,
  segment: string,
  names: Vocabulary,
  truth: RuleTruth | null,
): readonly string[] {
  const { hysteresis } = segmentation;
  return [
    ...entrySentences(segmentation, segment, names, truth),
    ...(hysteresis ? holdSentences(hysteresis, segment, names) : []),
  ];
}

function entrySentences(
  segmentation: Segmentation,
  segment: string,
  names: Vocabulary,
  truth: RuleTruth | null,
): readonly string[] {
  const { rules, fallback } = segmentation;
  if (segmentation.likeness) return likenessSentences(segmentation, segment);
  const own = rules.filter((rule) => rule.segment === segment);
  if (own.length === 0)
    return segment === fallback.id
      ? ['A customer is placed here when no rule takes it.']
      : ['No rule leads here.'];
  const known = segmentation.method === 'rfm' ? withScores(names) : names;
  const conditions = own.map(({ written }) =>
    written ? wordsOf(written.text, known) : 'its method says so',
  );
  return [
    `A customer is placed here when ${conditions.join('; or when ')}.`,
    ...earlierSentence(segmentation, segment),
    ...(truth ? unknownSentence(truth) : []),
  ];
}

/** What the maps of RFM call its three scores. */
const SCORES: Readonly<Record<string, string>> = {
  r: 'Recency score',
  f: 'Frequency score',
  m: 'Monetary score',
};

function withScores(names: Vocabulary): Vocabulary {
  const score = (name: string) => (SCORES[name] ? { title: SCORES[name], unit: null } : null);
  return { ...names, attribute: (name) => names.attribute(name) ?? score(name) };
}

/** A condition in words; a text that is no condition, such as the cells of a map of scores, as it is written. */
function wordsOf(text: string, names: Vocabulary): string {
  const { syntax, problems } = parse(text);
  return syntax && problems.length === 0 ? conditionWords(syntax, names) : `its scores are ${text}`;
}

/** The segments whose rules stand before and may be true of the same customer. */
function earlierSentence(segmentation: Segmentation, segment: string): readonly string[] {
  const { segments, rules } = segmentation;
  const first = rules.findIndex((rule) => rule.segment === segment);
  const own = rules[first];
  if (!own) return [];
  const before = rules
    .slice(0, first)
    .filter((rule) => mayMeet(rule, own, segmentation))
    .map((rule) => segments.find(({ id }) => id === rule.segment)?.title ?? rule.segment);
  const titles = [...new Set(before)];
  if (titles.length === 0) return [];
  const named =
    titles.length > MOST_TITLES ? `${titles.length} segments` : listed(titles.map((title) => `“${title}”`));
  return [
    `Before it ${titles.length === 1 ? 'comes' : 'come'} ${named}: whoever fits there is placed there.`,
  ];
}

/** Where segments share out cells, whether they claim one together; else whether both rules can be true at once. */
function mayMeet(one: Rule, other: Rule, { grid }: Segmentation): boolean {
  const [mine, theirs] = [one, other].map(({ segment }) =>
    grid?.claims.find((claim) => claim.segment === segment),
  );
  if (mine && theirs) return [...mine.cells].some((cell) => theirs.cells.has(cell));
  return canBeTrue(and([one.when, other.when])) === 'possible';
}

const MOST_TITLES = 4;

function unknownSentence({ trueCount, falseCount, unknownCount }: RuleTruth): readonly string[] {
  if (unknownCount === 0) return [];
  const all = trueCount + falseCount + unknownCount;
  return [
    `For ${formatNumber(unknownCount)} of the ${countOf(all, 'customer')} placed, former ones and prospects among them, it cannot be told, because a value is missing; what cannot be told never places anybody.`,
  ];
}
