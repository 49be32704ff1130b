import { allConcepts } from '../concepts/index.ts';
import type { DraftSegment, DraftSegmentation, MeasuredAttribute } from '../draft.ts';
import { formatNumber } from '../../base/format-number.ts';
import { percent } from '../numbers-in-words.ts';
import { distinctIds, idOf } from '../words.ts';
import { literal } from '../writing/scalar.ts';
import type { Proposal, Proposed, Scene } from './proposal.ts';
import { MOSTLY_KNOWN, NEARLY_EVERYBODY } from './proposal.ts';

/** So many lenses; more are easily added by hand. */
const MOST_LENSES = 4;
const MOST_GROUPS = 7;
/** A value with fewer of the customers goes with the rest. */
const LEAST_SHARE = 0.03;
/** Above it the rest holds so many that the named groups say little. */
const MOST_REST = 0.5;
/** In the order in which they are proposed. */
const ORDER = [
  'contract',
  'plan',
  'region',
  'country',
  'city',
  'industry',
  'channel',
  'payment',
  'internet_service',
  'loyalty',
  'benefit_sought',
  'main_use',
  'adoption_style',
  'role',
  'place_type',
];

/** One lens for each fact that parts customers into a few groups: contract, plan, region, industry. */
export const groups: Proposal = {
  id: 'groups',
  title: 'Groups',
  summary: 'A lens for each text with few values that Clade has a word for, its rare values together.',
  propose(scene) {
    const lenses = new Set(allConcepts.filter(({ isLens }) => isLens).map(({ id }) => id));
    const order = ({ concept }: MeasuredAttribute) =>
      (ORDER.indexOf(concept ?? '') + ORDER.length + 1) % (ORDER.length + 1);
    const proposed = scene.attributes
      .filter(
        ({ concept, survey, isSensitive }) =>
          concept !== null && lenses.has(concept) && survey.type === 'text' && !isSensitive,
      )
      .toSorted((a, b) => order(a) - order(b))
      .map((attribute) => lensOf(attribute, scene));
    return {
      segmentations: proposed.flatMap(({ segmentations }) => segmentations).slice(0, MOST_LENSES),
      leftOut: proposed.flatMap(({ leftOut }) => leftOut),
    };
  },
};

function lensOf(attribute: MeasuredAttribute, scene: Scene): Proposed {
  const { survey, id, title } = attribute;
  const refuse = (why: string): Proposed => ({
    segmentations: [],
    leftOut: [`No lens by \`${id}\`: ${why}.`],
  });
  const share = (rows: number) => rows / Math.max(1, scene.customers);
  if (share(survey.filled) < MOSTLY_KNOWN)
    return refuse(`it is known of ${percent(survey.filled, scene.customers)} of customers only`);
  const [largest] = survey.values;
  if (!largest) return refuse('it has too many values');
  if (survey.values.length < 2 || share(largest.rows) > NEARLY_EVERYBODY)
    return refuse(`${percent(largest.rows, scene.customers)} of customers have \`${largest.value}\``);
  const named = survey.values.filter(({ rows }) => share(rows) >= LEAST_SHARE).slice(0, MOST_GROUPS);
  const rest = survey.values.slice(named.length);
  const restRows = rest.reduce((sum, { rows }) => sum + rows, 0);
  if (named.length < 2 || share(restRows) > MOST_REST)
    return refuse(
      `it has ${formatNumber(survey.values.length)} values, and the frequent ones hold too few customers`,
    );
  const ids = distinctIds(
    named.map(({ value }) => idOf(value, 'group')),
    rest.length === 0 ? ['not_known'] : ['other', 'not_known'],
  );
  const segments = named.map(({ value }, at): DraftSegment => ({
    ...{
      id: ids[at] ?? `group_${at}`,
      title: value.trim().slice(0, 200) || 'Blank',
      when: `${id} = ${literal(value)}`,
    },
  }));
  const others: readonly DraftSegment[] =
    rest.length === 0
      ? []
      : [
          {
            id: 'other',
            title: 'Other',
            when: `${id} is not null`,
            note: `${formatNumber(rest.length)} rarer values`,
          },
        ];
  const lens: DraftSegmentation = {
    ...{
      id: attribute.id,
      title: title ?? id,
      description: null,
      entity: scene.entity,
      method: 'rules',
      options: {},
      segments: [...segments, ...others],
    },
    fallback: { id: 'not_known', title: 'Not known' },
    ...{ above: [], notes: {} },
  };
  return { segmentations: [lens], leftOut: [] };
}
