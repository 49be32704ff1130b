import type { DiscoverResult, GroupSearch } from '../../../app/discover.ts';
import { ENOUGH_PER_ATTRIBUTE } from '../../../checks/discovery/judge-coverage.ts';
import { figuresOf, jaccardWords } from '../../../documents/adopted-words.ts';
import { recommendationWords, verdictMeanings } from '../../../documents/discovery-words.ts';
import type { AttributeCoverage, Coverage } from '../../../measures/discovery/coverage.ts';
import type { FoundLevel } from '../../../measures/discovery/found-level.ts';
import type { LeftOut } from '../../../measures/discovery/propose-basis.ts';
import type { ToldGroups } from '../../../measures/discovery/tell-groups.ts';
import { listed } from '../../../base/listed.ts';
import type { ShareInterval } from '../../../numeric/wilson.ts';
import { printTable, tableColumns } from '../table.ts';
import { count, money, percent, plural, share } from '../words.ts';

export function discoverView(result: DiscoverResult): string {
  const { search } = result;
  return [
    headOf(result),
    basisTable(result),
    depthOf(result.coverage),
    ...(search
      ? [levelTable(search, result), ...splits(search.levels), verdictOf(search), ...toldOf(search, result)]
      : ['Nothing was searched: see the findings.']),
    nextOf(result),
  ].join('\n\n');
}

function headOf({ entity, asOf, runId, customers, rows, search, settings }: DiscoverResult): string {
  const read = rows === customers ? 'all of them read' : `${count(rows)} of them read, evenly by their keys`;
  const searched = search ? `, ${count(search.searched)} searched` : '';
  return [
    `Groups among customers (entity ${entity})`,
    `As of ${asOf}, run ${runId}: ${count(customers)} customers on that day, ${read}${searched}; seed ${settings.seed}, ${plural(settings.bootstraps, 'refit')}`,
  ].join('\n');
}

function basisTable({ coverage, leftOut, isProposed }: DiscoverResult): string {
  const rows = coverage.attributes.map((one) => [
    one.id,
    one.basis,
    one.missing === 0 ? '' : share(one.missing, coverage.rows),
    readAs(one),
    one.typing.why,
    voteOf(one),
  ]);
  const lead = isProposed ? 'Compared by (proposed; choose with --basis):' : 'Compared by:';
  return [
    lead,
    printTable(tableColumns('attribute', 'kind of fact', '>missing', 'read as', 'because', 'vote'), rows),
    'Read otherwise with --typing, as a definition has it: --typing "{ seats: { kind: ordinal, weight: 0.5 } }".',
    ...leftOutLines(leftOut),
  ].join('\n');
}

function readAs({ typing: { kind, transform, zeroAtom } }: AttributeCoverage): string {
  return [kind, ...(transform === 'log1p' ? ['log scale'] : []), ...(zeroAtom ? ['zeros apart'] : [])].join(
    ', ',
  );
}

function voteOf({ typing: { weight, sameAs } }: AttributeCoverage): string {
  return sameAs.length > 0 ? `${weight.toFixed(2)}, says the same as ${listed(sameAs)}` : String(weight);
}

/** Left out for the same reason, on one line. */
function leftOutLines(leftOut: readonly LeftOut[]): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { id, reason } of leftOut) byReason.set(reason, [...(byReason.get(reason) ?? []), id]);
  const lines = [...byReason].map(([reason, ids]) => `  ${listed(ids)}: ${reason}`);
  return lines.length === 0 ? [] : ['Left out:', ...lines];
}

function depthOf({ rows, attributes, typicalValues, thin, toFill }: Coverage): string {
  const perAttribute = Math.floor(rows / Math.max(1, attributes.length));
  const gaps = toFill.map(
    ({ id, missing, lifted }) =>
      `${id} (${count(missing)} customers${lifted > 0 ? `, ${count(lifted)} of whom would then have half of the values` : ''})`,
  );
  return [
    `Depth: ${count(perAttribute)} customers for each of ${plural(attributes.length, 'attribute')} (${ENOUGH_PER_ATTRIBUTE} are enough). A customer in the middle has ${typicalValues} of ${attributes.length} values; ${count(thin)} have fewer than half.`,
    ...(gaps.length > 0 ? [`Most missing, and so most worth filling: ${listed(gaps)}.`] : []),
  ].join('\n');
}

function levelTable({ levels, recommendation }: GroupSearch, result: DiscoverResult): string {
  const { currency, settings, rows: read, customers } = result;
  const withMoney = levels.some(({ smallestMoney }) => smallestMoney !== null);
  const [bic, icl] = [leastOf(levels.map((one) => one.bic)), leastOf(levels.map((one) => one.icl))];
  const rows = levels.map((level) => [
    `${level.groups}${level.groups === recommendation.groups && level.groups > 1 ? ' ◀' : '  '}`,
    level.verdict,
    above(level.bic, bic),
    above(level.icl, icl),
    level.entropy === null ? '–' : level.entropy.toFixed(2),
    level.stability === null ? '–' : jaccardWords(level.stability),
    level.nullShare === null ? '–' : level.nullShare.toFixed(2),
    shareWords(level.smallestShare),
    ...(withMoney ? [moneyCell(level)] : []),
  ]);
  const columns = tableColumns(
    '>groups',
    'verdict',
    '>BIC',
    '>ICL',
    '>entropy',
    '>least Jaccard',
    '>by chance',
    '>smallest',
    ...(withMoney ? [`>poorest, ${currency}`] : []),
  );
  const floor =
    settings.moneyFloor === null || !withMoney
      ? []
      : [`✗ a group brings less than the floor of ${count(settings.moneyFloor)} ${currency}.`];
  const sampled =
    read === customers
      ? []
      : ['Shares and money are estimates from the customers read; shares have their 95 % interval.'];
  return [
    printTable(columns, rows),
    'BIC, ICL: how far above the least (0 is best); entropy in nats a customer (0: no doubt about anybody). They judge plain mixtures of as many components, and ask for more of them wherever a group has a shape of its own; groups are components put together, so the recommended row is seldom the one with 0. Least Jaccard: how well the least stable group came back, a mean over the refits with its standard error. By chance: how often tables drawn from one cloud part as well into as many groups; at 0.05 or less they do not.',
    ...floor,
    ...sampled,
  ].join('\n');
}

const leastOf = (values: readonly (number | null)[]) => Math.min(...values.filter((value) => value !== null));

const above = (value: number | null, least: number) =>
  value === null ? '–' : value === least ? '0' : `+${count(Math.round(value - least))}`;

const shareWords = ({ share: value, low, high }: ShareInterval) =>
  low === high ? percent(value) : `${percent(value)} (${percent(low)} to ${percent(high)})`;

const moneyCell = ({ smallestMoney, aboveFloor }: FoundLevel) =>
  `${money(smallestMoney)}${aboveFloor === false ? ' ✗' : ''}`;

/** From one row to the next: which group falls into which. */
function splits(levels: readonly FoundLevel[]): readonly string[] {
  const lines = levels.slice(1).map((level, index) => {
    const before = levels[index]?.found ?? [];
    const parted = before.flatMap(({ number }) => {
      const parts = level.found.filter(({ from }) => from?.number === number);
      return parts.length > 1
        ? [`${number} → ${parts.map((part) => `${part.number} (${percent(part.share.share)})`).join(' + ')}`]
        : [];
    });
    const least = Math.min(...level.found.map(({ from }) => from?.share ?? 1));
    const loose = least < NESTED ? `; not nested, ${percent(1 - least)} of a group come from others` : '';
    return `  ${level.groups - 1} to ${level.groups}: ${parted.join(', ') || 'drawn anew'}${loose}`;
  });
  return lines.length === 0
    ? []
    : [['Which group splits into which (groups by size, 1 the largest):', ...lines].join('\n')];
}

/** Below this a group is not a part of one group of the row before. */
const NESTED = 0.9;

function verdictOf({ levels, recommendation }: GroupSearch): string {
  const seen = [...new Set(levels.map(({ verdict }) => verdict))];
  return [
    recommendationWords(
      recommendation,
      levels.find(({ groups }) => groups === recommendation.groups)?.stability ?? null,
    ),
    'What the verdicts mean:',
    ...seen.map((verdict) => `  ${verdict}: ${verdictMeanings[verdict]}`),
  ].join('\n');
}

function toldOf({ told }: GroupSearch, result: DiscoverResult): readonly string[] {
  return told ? [groupTable(told, result)] : [];
}

const MOST_MARKERS = 4;

function groupTable({ level, groups }: ToldGroups, { currency }: DiscoverResult): string {
  const parts = groups.map(({ number, title, customers, share: of, money: paid, stability, markers }) => {
    const facts = [
      `${count(customers)} customers`,
      shareWords(of),
      ...(paid === null ? [] : [`${money(paid)} ${currency}`]),
      ...(stability === null ? [] : [`Jaccard ${jaccardWords(stability)}`]),
    ];
    return [
      `${number}. ${title}: ${facts.join(', ')}`,
      ...markers.slice(0, MOST_MARKERS).map((marker) => `     ${figuresOf(marker)}`),
    ].join('\n');
  });
  return [
    `The ${level} groups, with what sets each apart most from everybody outside it (medians of numbers, shares of values, of those known):`,
    ...parts,
  ].join('\n');
}

function nextOf(result: DiscoverResult): string {
  const { adopted, search } = result;
  if (adopted)
    return [
      `Adopted as \`${adopted.id}\`: ${adopted.path} (fit ${adopted.fitHash.slice(0, 12)}). Titles there are proposals.`,
      'Next:',
      '  clade run    place everybody by it, beside the other segmentations',
    ].join('\n');
  const most = search?.levels.at(-1)?.groups ?? 1;
  if (most < 2) return 'There is nothing to adopt.';
  const again = ['clade discover', ...optionsOf(result)].join(' ');
  const row = Math.max(2, search?.recommendation.groups ?? 2);
  return [
    'Next:',
    ...(most > 2 ? [`  ${again} --show ${row === 3 ? 2 : 3}    tell the groups of another row`] : []),
    `  ${again} --adopt ${row} --as natural    keep a row as a segmentation, whatever its verdict`,
  ].join('\n');
}

/** What was asked for otherwise than by default: the same call finds the same groups. */
function optionsOf({ entity, settings, isProposed, coverage }: DiscoverResult): readonly string[] {
  const { typing, ...numbers } = settings;
  const defaults: Readonly<Record<string, number>> = {
    seed: 1,
    bootstraps: 30,
    nulls: 19,
    sample: 20_000,
    mostComponents: 8,
  };
  const names = coverage.attributes.map(({ id }) => id).join(',');
  return [
    entity,
    ...(isProposed ? [] : [`--basis ${names}`]),
    ...(typing === null ? [] : [`--typing "${typing}"`]),
    ...Object.entries(numbers).flatMap(([name, value]) =>
      value === null || value === defaults[name]
        ? []
        : [`--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${value}`],
    ),
  ];
}
