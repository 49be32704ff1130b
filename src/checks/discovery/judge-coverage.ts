import { formatNumber } from '../../base/format-number.ts';
import type { Finding } from '../../base/finding.ts';
import { error, warning } from '../../base/finding.ts';
import { listed } from '../../base/listed.ts';
import type { AttributeCoverage, Coverage } from '../../measures/discovery/coverage.ts';
import { countOf, percent } from '../number-words.ts';

/**
 * Fewer customers than ten for each attribute and each of two groups carry no groups at all.
 * Source: Qiu and Joe, clusterGeneration (2009): ten times attributes times groups at the least.
 */
export const FEWEST_PER_ATTRIBUTE = 20;
/** With a hundred for each attribute more customers hardly help. Source: Dolnicar, Grün, Leisch, Journal of Business Research 69 (2016). */
export const ENOUGH_PER_ATTRIBUTE = 100;
/** Missing for more than half: a group is then told by who has a value as much as by the value. Ours. */
const MUCH_MISSING = 0.5;
/** Share of customers with fewer than half of the attributes above which depth is lacking. Ours. */
const MANY_THIN = 0.25;

/** Whether there is enough to segment by: an error where no search makes sense, else warnings to read the result by. */
export function judgeCoverage(coverage: Coverage): readonly Finding[] {
  return [
    ...judgeSize(coverage),
    ...judgeDepth(coverage),
    ...coverage.attributes.flatMap((one) => judgeAttribute(one, coverage.rows)),
    ...judgeCopies(coverage),
    ...judgeKinds(coverage),
  ];
}

/** How many it takes; where fewer attributes would do, how many those are. */
function fewerHint(rows: number, columns: number): string {
  const most = Math.floor(rows / FEWEST_PER_ATTRIBUTE);
  const takes = `It takes ${formatNumber(FEWEST_PER_ATTRIBUTE * columns)} customers`;
  return most === 0
    ? `${takes}; rules and bands part so few at edges you decide.`
    : `${takes}; or choose ${countOf(most, 'attribute')} at the most with --basis.`;
}

function judgeSize({ rows, attributes }: Coverage): readonly Finding[] {
  const [columns, perColumn] = [attributes.length, rows / Math.max(1, attributes.length)];
  const data = { customers: rows, attributes: columns };
  if (perColumn < FEWEST_PER_ATTRIBUTE)
    return [
      error(
        'discover-too-few',
        `${countOf(rows, 'customer')} are too few to be told apart by ${countOf(columns, 'attribute')}: whatever came of it would be chance.`,
        {
          hint: fewerHint(rows, columns),
          data,
        },
      ),
    ];
  if (perColumn >= ENOUGH_PER_ATTRIBUTE) return [];
  return [
    warning(
      'discover-few-customers',
      `${countOf(rows, 'customer')} for ${countOf(columns, 'attribute')} are few: small groups and fine differences cannot be seen.`,
      {
        hint: `${formatNumber(ENOUGH_PER_ATTRIBUTE * columns)} would do, or the ${Math.max(1, Math.floor(rows / ENOUGH_PER_ATTRIBUTE))} attributes that matter most with --basis.`,
        data,
      },
    ),
  ];
}

function judgeDepth({ rows, thin, attributes, toFill }: Coverage): readonly Finding[] {
  if (thin <= MANY_THIN * rows) return [];
  const names = toFill.map(({ id, missing }) => `\`${id}\` (missing for ${formatNumber(missing)})`);
  return [
    warning(
      'discover-thin',
      `${formatNumber(thin)} of ${countOf(rows, 'customer')} have fewer than half of the ${attributes.length} attributes: their group is a guess from little.`,
      {
        hint: `It would help most to fill ${listed(names)}, or to leave them out with --basis.`,
        data: { thin, customers: rows },
      },
    ),
  ];
}

function judgeAttribute({ id, missing, sensitive }: AttributeCoverage, rows: number): readonly Finding[] {
  return [
    ...(missing > MUCH_MISSING * rows
      ? [
          warning(
            'discover-missing',
            `\`${id}\` is missing for ${formatNumber(missing)} of ${countOf(rows, 'customer')} (${percent(missing, rows)}).`,
            {
              hint: 'A missing value takes no part, as if it lacked by chance; where it lacks for a reason, make a yes-or-no of that reason.',
              data: { attribute: id, missing, customers: rows },
            },
          ),
        ]
      : []),
    ...(sensitive
      ? [
          warning('discover-sensitive', `\`${id}\` is sensitive, and customers would be grouped by it.`, {
            hint: 'Leave it out, unless you may treat customers differently because of it.',
            data: { attribute: id },
          }),
        ]
      : []),
  ];
}

function judgeCopies({ attributes }: Coverage): readonly Finding[] {
  const groups = new Map(
    attributes.flatMap(({ typing: { name, sameAs } }) =>
      sameAs.length === 0 ? [] : [[[name, ...sameAs].toSorted().join(' '), [name, ...sameAs]] as const],
    ),
  );
  return [...groups.values()].map((names) =>
    warning(
      'discover-same',
      `${listed(names.map((name) => `\`${name}\``))} say the same (association above 0.9); they share one vote.`,
      {
        hint: 'Keep the one that people understand, or give each a `weight` in the typing.',
        data: { attributes: names.length },
      },
    ),
  );
}

function judgeKinds({ attributes }: Coverage): readonly Finding[] {
  const isWho = attributes.every(({ basis }) => basis === 'firmographic' || basis === 'demographic');
  if (!isWho || attributes.length === 0) return [];
  return [
    warning(
      'discover-demographics-only',
      'The basis says who customers are, and nothing of what they do, need or are worth.',
      {
        hint: 'Such groups seldom tell who buys what; add use, needs or value.',
        data: { attributes: attributes.length },
      },
    ),
  ];
}
