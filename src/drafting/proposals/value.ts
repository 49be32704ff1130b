import type { DraftSegment, MeasuredAttribute } from '../draft.ts';
import { edgesAt, shareBetween } from '../edges.ts';
import { formatNumber } from '../../base/format-number.ts';
import { plain } from '../numbers-in-words.ts';
import { inSentence } from '../words.ts';
import type { Proposal, Scene } from './proposal.ts';
import { just, known, LEAST_VALUES, nothing } from './proposal.ts';

/** Names of bands by how many there are, the smallest first. */
const NAMES: Readonly<Record<number, readonly string[]>> = {
  2: ['Smaller', 'Larger'],
  3: ['Small', 'Middle', 'Large'],
  4: ['Small', 'Middle', 'Large', 'Largest'],
};

/** Shares of customers below the edges: many small, few large; equal parts where there are few customers. */
const SHARES: readonly (readonly [customers: number, shares: readonly number[]])[] = [
  [200, [0.4, 0.8, 0.95]],
  [40, [0.25, 0.5, 0.75]],
  [0, [0.35, 0.7]],
];

/** Bands of what a customer is worth, their edges from the values of the day. */
export const value: Proposal = {
  id: 'value',
  title: 'Value',
  summary: 'Bands of revenue: recurring where there is some, else what was spent lately, else so far.',
  propose(scene) {
    const money = known(
      scene,
      'monthly_revenue',
      'annual_revenue',
      'spent_recently',
      'spent',
      'revenue_to_date',
    );
    if (!money) return nothing();
    if (money.survey.distinct < LEAST_VALUES)
      return nothing(`No value bands: \`${money.id}\` has too few different values.`);
    const segments = moneyBands(money, scene);
    if (segments.length < 2)
      return nothing(`No value bands: nearly all customers have the same \`${money.id}\`.`);
    return just({
      ...{ id: 'value', title: `Value by ${inSentence(money.title ?? money.id)}` },
      ...{
        description: null,
        entity: scene.entity,
        method: 'bands',
        options: { attribute: money.id },
        segments,
      },
      fallback: { id: 'not_known', title: 'Value not known' },
      above: [
        `Value: ${money.unit ?? scene.currency} of ${formatNumber(scene.customers)} customers on ${scene.asOf}, from ${plain(money.survey.least)} to ${plain(money.survey.most)}, half of them below ${plain(money.survey.twentieths[10])}. The edges are values of that day, rounded; a handbook may have better ones.`,
      ],
      notes: {},
    });
  },
};

function moneyBands(money: MeasuredAttribute, { customers }: Scene): readonly DraftSegment[] {
  const { survey } = money;
  const least = money.survey.type === 'integer' ? 1 : 10 ** -Math.min(survey.scale, 2);
  const paysNothing = shareBetween(survey, 0, least);
  const shares = SHARES.find(([from]) => customers >= from)?.[1] ?? [];
  const hasNone = paysNothing >= 0.01 && paysNothing < 0.9;
  const inner = edgesAt(
    survey,
    shares.map((share) => (hasNone ? paysNothing + share * (1 - paysNothing) : share)),
  ).filter((edge) => edge > least);
  if (inner.length === 0) return [];
  const names = NAMES[inner.length + 1] ?? [];
  const isBelow = Number(survey.least) < 0;
  const first = hasNone ? least : isBelow ? null : 0;
  const edges = [first, ...inner];
  const bands = edges.map((from, at): DraftSegment => {
    const to = edges[at + 1] ?? null;
    const name = names[at] ?? `Band ${at + 1}`;
    return { id: name.toLowerCase(), title: `${name}: ${range(from === least ? 0 : from, to)}`, from };
  });
  const none: DraftSegment = {
    id: 'none',
    title: isBelow ? 'Nothing, or less' : 'Nothing',
    from: isBelow ? null : 0,
  };
  return hasNone ? [none, ...bands] : bands;
}

const range = (from: number | null, to: number | null) =>
  to === null
    ? `${formatNumber(from ?? 0)} and more`
    : from === null || from === 0
      ? `under ${formatNumber(to)}`
      : `${formatNumber(from)} to ${formatNumber(to)}`;
