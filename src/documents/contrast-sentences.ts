import { formatNumber } from '../base/format-number.ts';
import { listed } from '../base/listed.ts';
import { countOf, formatFigure } from '../checks/number-words.ts';
import type { Contrast } from '../measures/profile/contrasts.ts';
import type { NumberProfile, NumberSummary } from '../measures/profile/profile.ts';

/** How many differences are told before the rest is only counted. */
const MOST_TOLD = 6;

/** Differences one by one, and what holds of all of them. */
export interface ContrastSentences {
  readonly told: readonly string[];
  readonly about: readonly string[];
}

/**
 * What sets a segment apart, by the attributes that did not form it: markers one by one, those with the same counts
 * together, then how much was compared. `contrasts` come strongest first.
 */
export function contrastSentences(contrasts: readonly Contrast[], outside: number): ContrastSentences {
  const open = contrasts.filter(({ attribute }) => !attribute.formed);
  if (open.length === 0)
    return { told: [], about: ['No attribute is left to compare: all there are formed the segments.'] };
  const markers = sameTogether(open.filter(({ effect }) => effect.isMarker));
  const told = markers.slice(0, MOST_TOLD).map(sentenceOf);
  const compared = countOf(open.length, 'comparison');
  const base = `with the ${formatNumber(outside)} customers outside`;
  if (told.length === 0) {
    const nothing = `In ${compared} ${base} nothing sets it apart: no difference is beyond a small effect with its whole 95 % interval.`;
    return { told, about: [nothing] };
  }
  const rest = open.length - markers.slice(0, MOST_TOLD).flat().length;
  const further = markers.slice(MOST_TOLD).flat().length;
  const remainder =
    further > 0
      ? `Of ${compared} ${base}, ${formatNumber(further)} more ${further === 1 ? 'is a marker' : 'are markers'}: see the table.`
      : rest > 0
        ? `In the other ${countOf(rest, 'comparison')} ${base} it does not differ by more than a small effect, or not surely.`
        : `There are no other attributes to compare.`;
  return { told, about: [READING, remainder] };
}

const READING = 'Ranges in brackets are 95 % intervals; in pairs a tie counts half.';

/** Contrasts whose counts are the same, here and over everyone, or that put customers in the same order, as one group. */
function sameTogether(contrasts: readonly Contrast[]): readonly (readonly [Contrast, ...Contrast[]])[] {
  const groups = new Map<string, [Contrast, ...Contrast[]]>();
  for (const contrast of contrasts) {
    const { of } = contrast;
    const key =
      of.kind === 'category'
        ? [
            of.segment.count,
            of.segment.share?.share,
            of.category.everyone.count,
            of.category.everyone.share,
          ].join()
        : [of.segment.known, of.segment.missing, contrast.effect.value.toFixed(12)].join();
    const group = groups.get(key);
    if (group) group.push(contrast);
    else groups.set(key, [contrast]);
  }
  return [...groups.values()];
}

function sentenceOf([contrast, ...same]: readonly [Contrast, ...Contrast[]]): string {
  const { of, attribute, effect } = contrast;
  if (of.kind === 'number' && attribute.kind === 'number')
    return `${numberSentence(attribute, of.segment, effect)}${sameWords('Customers stand in the same order by', same)}`;
  if (of.kind === 'number' || !of.segment.share || !of.segment.difference) return '';
  const { value, low, high } = of.segment.difference;
  return `${nameOf(contrast)}: ${percent(of.segment.share.share)} here, ${percent(of.category.everyone.share ?? 0)} over everyone; ${points(value)} points against those outside (${points(low)} to ${points(high)}).${sameWords('The counts are the same for', same)}`;
}

const sameWords = (what: string, same: readonly Contrast[]) =>
  same.length === 0 ? '' : ` ${what} ${listed(same.map(nameOf))}.`;

function nameOf({ attribute, of }: Contrast): string {
  if (of.kind === 'number') return attribute.title;
  return `${attribute.title} is ${of.category.label === 'yes' ? 'yes' : `“${of.category.label}”`}`;
}

function numberSentence(
  { title, unit, everyone }: NumberProfile,
  own: NumberSummary,
  { value, low, high }: Contrast['effect'],
): string {
  const [here, there] = typicalPair(own, everyone);
  const measure = unit === null ? '' : ` (${unit})`;
  const more = value > 0 ? 'more' : 'less';
  const [share, from, to] = (value > 0 ? [value, low, high] : [-value, -high, -low]).map(pairsOf);
  return `${title}${measure}: ${here} here, ${there} over everyone; set beside one outside, a customer here has ${more} in ${share} of 100 pairs (${from} to ${to}).`;
}

/** Medians, or means where both medians are the same. */
function typicalPair(own: NumberSummary, everyone: NumberSummary): readonly [string, string] {
  const [here, there] = [own.quartiles?.[1], everyone.quartiles?.[1]];
  if (here !== undefined && there !== undefined && here !== there)
    return [`median ${formatFigure(here)}`, formatFigure(there)];
  return [`mean ${formatFigure(own.mean ?? 0)}`, formatFigure(everyone.mean ?? 0)];
}

/** A delta as pairs of 100 that are won. */
function pairsOf(delta: number): string {
  const pairs = 50 * (delta + 1);
  return pairs > 99 && pairs < 100 ? Math.min(99.9, pairs).toFixed(1) : pairs.toFixed(0);
}
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const points = (difference: number) =>
  `${difference > 0 ? '+' : difference < 0 ? '−' : ''}${Math.abs(100 * difference).toFixed(1)}`;
