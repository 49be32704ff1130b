import type { CalendarDate } from '../base/calendar-date.ts';
import { formatNumber } from '../base/format-number.ts';
import type { FoundLevel, Stability } from '../measures/discovery/found-level.ts';
import type { Recommendation } from '../measures/discovery/recommend-level.ts';
import type { ToldGroups, ToldMarker } from '../measures/discovery/tell-groups.ts';
import { formatFigure, percent } from '../checks/number-words.ts';
import { verdictMeanings } from './discovery-words.ts';

/** What a discovery was made from. */
export interface Made {
  readonly asOf: CalendarDate;
  readonly runId: string;
  readonly customers: number;
  readonly rows: number;
  readonly settings: { readonly bootstraps: number };
}

const MOST_MARKERS = 4;

/** What stands in the definition of adopted groups: what was found on the whole, and of each of them. */
export function adoptedWords(
  { asOf, runId, customers, rows, settings }: Made,
  level: FoundLevel,
  { groups }: ToldGroups,
  recommendation: Recommendation,
): { readonly found: readonly string[]; readonly notes: readonly string[] } {
  const read = rows === customers ? '' : `, of whom ${formatNumber(rows)} were read`;
  const stable =
    level.stability === null
      ? ''
      : ` The smallest Jaccard coefficient is ${jaccardWords(level.stability)} over ${formatNumber(settings.bootstraps)} refits.`;
  const advice =
    recommendation.groups === level.groups
      ? 'This is the number of groups that was recommended.'
      : recommendation.groups === 1
        ? 'No number of groups was recommended: these were adopted by decision.'
        : `${recommendation.groups} groups were recommended: these ${level.groups} were adopted by decision.`;
  return {
    found: [
      `Found by \`clade discover\` as of ${asOf} (run ${runId}) among ${formatNumber(customers)} customers${read}.`,
      `Verdict: ${level.verdict}: ${verdictMeanings[level.verdict]}.${stable} ${advice}`,
      'A fit recorded with that run holds the groups, and every run places by it. Without it (a fresh copy of the project) a run on the same data learns the same groups; with other data, or once basis, typing or options are changed, it learns groups of its own.',
    ],
    notes: groups.map(({ customers: size, share, stability, markers }) => {
      const told = markers.slice(0, MOST_MARKERS).map(figuresOf);
      const back = stability === null ? '' : `, Jaccard ${jaccardWords(stability)}`;
      const apart = told.length === 0 ? 'Nothing sets it apart.' : `${told.join('; ')}.`;
      return `${formatNumber(size)} customers (${percent(share.share, 1)})${back}. ${apart}`;
    }),
  };
}

/** A mean Jaccard coefficient with its standard error. */
export const jaccardWords = ({ jaccard, error }: Stability): string =>
  `${jaccard.toFixed(2)} ± ${error.toFixed(2)}`;

/** A marker with its figures: *Seats: median 140, everybody 12*; *Region EMEA: 80.0 %, everybody 31.0 %*. */
export function figuresOf({ title, kind, value, here, everyone }: ToldMarker): string {
  if (kind === 'number') return `${title}: median ${formatFigure(here)}, everybody ${formatFigure(everyone)}`;
  const of = value === null ? `${title} above 0` : `${title} = ${value}`;
  return `${of}: ${percent(here, 1)}, everybody ${percent(everyone, 1)}`;
}
