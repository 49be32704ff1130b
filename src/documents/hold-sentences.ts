import type { DayGrid } from '../base/day-grid.ts';
import type { Hysteresis } from '../definitions/project.ts';
import { parse } from '../sql/parse.ts';
import type { Vocabulary } from './condition-words.ts';
import { conditionWords } from './condition-words.ts';

/** How long a segmentation with hysteresis keeps whoever is in a segment, and on which days customers move. */
export function holdSentences(
  { grid, dwell, stays }: Hysteresis,
  segment: string,
  names: Vocabulary,
): readonly string[] {
  const edge = stays.find((one) => one.segment === segment)?.written.text;
  const least = dwell > 0 ? `at least ${dwell} days` : null;
  const until = edge === undefined ? null : `while ${wordsOf(edge, names)}`;
  const stay = least && until ? `${least}, and after that ${until}` : (least ?? until);
  return [
    ...(stay ? [`Whoever is in it stays ${stay}.`] : []),
    ...(grid.every === 'day' ? [] : [`Customers move ${movingDays(grid)} only.`]),
  ];
}

/** `on Sundays`, `on the last day of a month`. */
export function movingDays({ every, weekday }: DayGrid): string {
  if (every === 'day') return 'on any day';
  return every === 'month'
    ? 'on the last day of a month'
    : `on ${weekday.slice(0, 1).toUpperCase()}${weekday.slice(1)}s`;
}

function wordsOf(text: string, names: Vocabulary): string {
  const { syntax, problems } = parse(text);
  return syntax && problems.length === 0 ? conditionWords(syntax, names) : `\`${text}\` is true`;
}
