import type { ProfileResult } from '../../../app/profile.ts';
import type { Contrast } from '../../../measures/profile/contrasts.ts';
import type { Distribution } from '../../../measures/profile/distribution.ts';
import type { Effect, NumberSummary, Profile, ProfiledAttribute } from '../../../measures/profile/profile.ts';
import { formatFigure } from '../../../checks/number-words.ts';
import { printTable, tableColumns } from '../table.ts';
import { count, percent, plural, pValue } from '../words.ts';

export function profileView({ profile, segment, distribution }: ProfileResult): string {
  const parts = [headOf(profile)];
  if (segment) {
    for (const { heading, sentences } of segment.page.paragraphs)
      parts.push([heading, ...sentences.map((sentence) => `  ${sentence}`)].join('\n'));
    if (segment.contrasts.length > 0)
      parts.push(contrastTable(profile, segment.page.segment, segment.contrasts));
  }
  if (distribution) parts.push(distributionTable(distribution));
  if (!segment && !distribution) parts.push(effectTable(profile));
  if (!distribution) parts.push(...notes(profile));
  return parts.join('\n\n');
}

function headOf({ title, asOf, runId, customers }: Profile): string {
  return `${title}: how segments differ\nAs of ${asOf}, run ${runId}: ${count(customers)} customers on that day`;
}

/** Attributes against segments: the strength of each effect, markers starred. */
function effectTable({ attributes, segments, minimumCount }: Profile): string {
  const all = attributes.flatMap((attribute) =>
    effectRows(attribute).map(({ title, effects }) => [title, ...effects.map(strengthCell)]),
  );
  const rows = all.slice(0, MOST_ROWS);
  const titles = segments.map(({ title, customers }) => `>${title} (${count(customers)})`);
  return [
    printTable(tableColumns('attribute', ...titles), rows),
    ...(all.length > rows.length
      ? [`${count(all.length - rows.length)} weaker rows are left out here; --json has them.`]
      : []),
    `Each segment against everybody outside it, from -1 (all have less) to 1 (all have more). * marks a difference whose whole 95 % interval is beyond a small effect, and that holds after correction for many comparisons; – is too few to say (below ${minimumCount}).`,
  ].join('\n');
}

/** What a terminal shows without scrolling far. */
const MOST_ROWS = 40;

function effectRows(attribute: ProfiledAttribute) {
  const title = attribute.formed ? `${attribute.title} †` : attribute.title;
  if (attribute.kind === 'number')
    return [{ title, effects: attribute.segments.map(({ effect }) => effect) }];
  return attribute.categories
    .filter(({ value }) => value !== null)
    .map(({ label, segments }) => ({
      title: `${title}: ${label}`,
      effects: segments.map(({ effect }) => effect),
    }));
}

const strengthCell = (effect: Effect | null) =>
  effect === null ? '–' : `${signed(effect.strength)}${effect.isMarker ? '*' : ' '}`;

function contrastTable(profile: Profile, segment: string, contrasts: readonly Contrast[]): string {
  const rows = contrasts.map((contrast) => {
    const { attribute, effect, index } = contrast;
    return [
      `${nameOf(contrast)}${attribute.formed ? ' †' : ''}`,
      ...figuresOf(contrast),
      index === null ? '–' : index.toFixed(0),
      `${signed(effect.value)} ${effect.measure === 'delta' ? 'δ' : 'h'}`,
      `${signed(effect.low)} to ${signed(effect.high)}`,
      effect.isMarker ? `${effect.word} *` : effect.word,
      effect.pValue === null ? '' : pValue(effect.pValue),
    ];
  });
  const title = profile.segments.find((one) => one.segment === segment)?.title ?? segment;
  return printTable(
    tableColumns('attribute', `>${title}`, '>everyone', '>index', '>effect', '>95 %', 'size', '>p (Holm)'),
    rows,
  );
}

const nameOf = ({ attribute, of }: Contrast) =>
  of.kind === 'number' ? attribute.title : `${attribute.title}: ${of.category.label}`;

function figuresOf({ attribute, of }: Contrast): readonly [string, string] {
  if (of.kind === 'category')
    return [
      of.segment.share ? percent(of.segment.share.share) : '–',
      of.category.everyone.share === null ? '–' : percent(of.category.everyone.share),
    ];
  return [typicalOf(of.segment), attribute.kind === 'number' ? typicalOf(attribute.everyone) : ''];
}

const typicalOf = ({ quartiles, mean }: NumberSummary) =>
  quartiles === null || mean === null ? '–' : `${formatFigure(quartiles[1])} (mean ${formatFigure(mean)})`;

function distributionTable({ title, unit, cells, everyone, segments, minimumCount }: Distribution): string {
  const groups = [everyone, ...segments];
  const cellOf = (part: number, base: number) =>
    base < minimumCount ? '–' : percent(base === 0 ? 0 : part / base);
  const rows = [
    ...cells.map(({ label }, cell) => [
      label,
      ...groups.map(({ counts, customers, missing }) => cellOf(counts[cell] ?? 0, customers - missing)),
    ]),
    ['known', ...groups.map(({ customers, missing }) => count(customers - missing))],
    ['missing', ...groups.map(({ missing }) => count(missing))],
  ];
  const columns = tableColumns(
    unit ? `${title} (${unit})` : title,
    ...groups.map((group) => `>${group.title}`),
  );
  return `${printTable(columns, rows)}\nShares of customers with a value; – is too few to say (below ${minimumCount}).`;
}

function notes({ attributes, leftOut, tests }: Profile): readonly string[] {
  const formed = attributes.some((attribute) => attribute.formed)
    ? ['† formed the segments, so that they differ by it is no news: no p-value is given.']
    : [];
  const corrected = tests > 0 ? [`p-values are corrected for ${plural(tests, 'comparison')} (Holm).`] : [];
  const left = leftOut.map(({ title, reason }) => `${title} is left out: ${reason}.`);
  const all = [...formed, ...corrected, ...left];
  return all.length === 0 ? [] : [all.join('\n')];
}

/** With its sign; what rounds to nothing has none. */
function signed(value: number): string {
  const text = value.toFixed(2);
  if (Number(text) === 0) return '0.00';
  return value > 0 ? `+${text}` : text;
}
