import { formatNumber } from '../base/format-number.ts';
import { listed } from '../base/listed.ts';
import { countOf, formatFigure, percent } from '../checks/number-words.ts';
import type { Project, Segmentation } from '../definitions/project.ts';
import { contrastsOf } from '../measures/profile/contrasts.ts';
import type { Profile, ProfiledSegment } from '../measures/profile/profile.ts';
import { addExact, exactNumber, formatExact } from '../sql/exact-number.ts';
import { contrastSentences } from './contrast-sentences.ts';
import type { Paragraph, SegmentPage } from './paragraph.ts';
import type { RuleTruth } from './rule-sentences.ts';
import { ruleSentences, vocabularyOf } from './rule-sentences.ts';

/** What a segment page is written from; the segmentation is as the run knew it, with the rules its fit gave. */
export interface SegmentFacts {
  readonly project: Project;
  readonly segmentation: Segmentation;
  readonly profile: Profile;
  readonly segment: string;
  readonly sizes: readonly SegmentSize[];
  /** Null of the fallback. */
  readonly truth: RuleTruth | null;
  /** Of everybody placed here, how many are here because no rule could be told of them. */
  readonly lacksData: number;
}

/** A segment in its snapshot, as counted at the run. */
export interface SegmentSize {
  readonly segment: string;
  /** Everybody placed here, and those of them who are customers on the day. */
  readonly customers: number;
  readonly active: number;
  /** Exact digits; null where nothing is known. */
  readonly money: string | null;
  readonly boundary: number;
}

/** A segment told in a few sentences, each number with its base; no word that no number stands behind. */
export function segmentPage(facts: SegmentFacts): SegmentPage {
  const { profile, segment } = facts;
  const own = profile.segments.find((one) => one.segment === segment);
  if (!own) throw new Error(`no segment ${segment} in the profile`);
  const paragraphs: readonly Paragraph[] = [
    { id: 'rule', heading: 'Who is in it', sentences: ruleParagraph(facts, own) },
    { id: 'size', heading: 'Size', sentences: sizeParagraph(facts, own) },
    { id: 'money', heading: 'Money', sentences: moneyParagraph(facts, own) },
    { id: 'differences', heading: 'What sets it apart', ...differenceParagraph(facts, own) },
    { id: 'unknown', heading: 'What is not known', sentences: unknownParagraph(facts, own) },
  ];
  return {
    segment,
    title: own.title,
    isFallback: own.isFallback,
    paragraphs: paragraphs.filter(({ sentences }) => sentences.length > 0),
  };
}

function ruleParagraph(
  { project, segmentation, segment, truth, lacksData }: SegmentFacts,
  { isFallback }: ProfiledSegment,
): readonly string[] {
  const names = vocabularyOf(project, segmentation.entity);
  const sentences = ruleSentences(segmentation, segment, names, truth);
  if (!isFallback || lacksData === 0) return sentences;
  return [
    ...sentences,
    `For ${countOf(lacksData, 'customer')} of those placed here a value was missing, so that a rule could not be told of them.`,
  ];
}

function sizeParagraph(
  { project, segmentation, profile, sizes, segment }: SegmentFacts,
  { customers }: ProfiledSegment,
): readonly string[] {
  const margin = segmentation.boundaryMargin ?? project.limits.boundaryMargin;
  const size = sizes.find((one) => one.segment === segment);
  const placed = (size?.customers ?? 0) - (size?.active ?? 0);
  const boundary = size?.boundary ?? 0;
  return [
    customers === 0
      ? `On ${profile.asOf} none of the ${formatNumber(profile.customers)} customers is in it.`
      : `On ${profile.asOf} ${formatNumber(customers)} of ${countOf(profile.customers, 'customer')} are in it, ${percent(customers, profile.customers)}.`,
    ...(boundary > 0
      ? [
          `For ${formatNumber(boundary)} of them the margin is below ${margin}: a small change would place them elsewhere.`,
        ]
      : []),
    ...(placed > 0
      ? [
          placed === 1
            ? 'One more is placed here and was no customer on that day; it counts nowhere else on this page.'
            : `${formatNumber(placed)} more are placed here and were no customers on that day; they count nowhere else on this page.`,
        ]
      : []),
  ];
}

function moneyParagraph(
  { segmentation, profile, sizes, segment }: SegmentFacts,
  { customers }: ProfiledSegment,
): readonly string[] {
  const { money } = segmentation.entity;
  if (!money)
    return [`No money is told: no attribute is named as the money of ${segmentation.entity.title}.`];
  const own = sizes.find((one) => one.segment === segment)?.money ?? null;
  const total = sizes.flatMap((one) => (one.money === null ? [] : [exactNumber(one.money)]));
  const sum = formatExact(total.reduce(addExact, { unscaled: 0n, scale: 0 }));
  const unit = money.unit ?? profile.currency;
  if (own === null) return [`No ${money.title} is known of anybody in it.`];
  const whole = Number(sum);
  const share =
    whole > 0
      ? `, ${percent(Number(own), whole)} of it from ${percent(customers, profile.customers)} of the customers`
      : '';
  const sentences = [
    `${money.title} comes to ${formatNumber(Math.round(Number(own)))} of ${formatNumber(Math.round(whole))} ${unit}${share}.`,
  ];
  const attribute = profile.attributes.find(({ id }) => id === money.id);
  const each =
    attribute?.kind === 'number' ? attribute.segments.find((one) => one.segment === segment) : undefined;
  if (attribute?.kind !== 'number' || !each?.quartiles || each.known < profile.minimumCount) return sentences;
  const [low, median, high] = each.quartiles;
  const everyone = attribute.everyone.quartiles?.[1];
  const missing = each.missing > 0 ? ` It is not known of ${formatNumber(each.missing)}.` : '';
  return [
    ...sentences,
    `The middle half of its customers have ${formatFigure(low)} to ${formatFigure(high)} each, the median is ${formatFigure(median)}${everyone === undefined ? '' : ` against ${formatFigure(everyone)} over everyone`}.${missing}`,
  ];
}

function differenceParagraph(
  { profile, segment }: SegmentFacts,
  { customers }: ProfiledSegment,
): Pick<Paragraph, 'sentences' | 'listed'> {
  const outside = profile.customers - customers;
  const few = Math.min(customers, outside);
  if (few < profile.minimumCount)
    return {
      sentences: [
        `Too few to say: ${customers <= outside ? `it has ${countOf(customers, 'customer')}` : `there are ${countOf(outside, 'customer')} outside it`}, and below ${profile.minimumCount} nothing is said of differences.`,
      ],
    };
  const contrasts = contrastsOf(profile, segment);
  const formed = contrasts.filter(({ attribute, effect }) => attribute.formed && effect.isMarker);
  const titles = [...new Set(formed.map(({ attribute }) => attribute.title))];
  const byDefinition =
    titles.length === 0
      ? []
      : [`By definition it differs in ${listed(shortened(titles))}, which the segments are made of.`];
  const { told, about } = contrastSentences(contrasts, outside);
  return { sentences: [...told, ...about, ...byDefinition], listed: told.length };
}

const MOST_LISTED = 4;

const shortened = (titles: readonly string[]) =>
  titles.length > MOST_LISTED + 1
    ? [...titles.slice(0, MOST_LISTED), `${titles.length - MOST_LISTED} more`]
    : titles;

function unknownParagraph(
  { profile, segment }: SegmentFacts,
  { customers }: ProfiledSegment,
): readonly string[] {
  if (customers === 0) return [];
  const missing = profile.attributes
    .map((attribute) => ({
      title: attribute.title,
      missing: attribute.segments.find((one) => one.segment === segment)?.missing ?? 0,
    }))
    .filter((one) => one.missing > 0)
    .toSorted((a, b) => b.missing - a.missing);
  if (missing.length === 0)
    return [
      `Every one of ${countOf(profile.attributes.length, 'attribute')} compared is known of all of them.`,
    ];
  const told = missing
    .slice(0, MOST_LISTED)
    .map((one) => `${one.title} of ${formatNumber(one.missing)} (${percent(one.missing, customers)})`);
  const more = missing.length - told.length;
  return [
    `Not known: ${listed(told)}${more > 0 ? `; and of ${countOf(more, 'further attribute')} fewer` : ''}.`,
  ];
}
