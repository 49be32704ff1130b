import type { Finding } from '../../base/finding.ts';
import { error, note } from '../../base/finding.ts';
import type { Place } from '../../base/place.ts';
import { readCondition } from '../../sql/read-condition.ts';
import type { MethodScope, SegmentOptions } from '../method.ts';
import type { Scores } from './codes.ts';
import { cellsOf, codeOf, readCodes, readScores, surprisingCode } from './codes.ts';
import { isTrueOf, scoreScope } from './map-condition.ts';
import type { OwnCells, PresetName } from './presets.ts';
import { PRESETS, PRESET_SCORES } from './presets.ts';

/** The cells a segment takes, unless one before it has. */
export interface Claim {
  readonly segment: string;
  readonly cells: readonly Scores[];
  /** As people wrote it: `444-554`, `r 4-5, f 1`, a condition. */
  readonly words: string;
  readonly place: Place;
}

type Segments = readonly SegmentOptions<OwnCells>[];
type Tell = (finding: Finding) => void;

/** The claims of all segments, in the order that decides. */
export function readMap(
  segments: Segments,
  preset: PresetName | undefined,
  scores: number,
  scope: MethodScope,
  tell: Tell,
): readonly Claim[] {
  const listed = preset === undefined ? segments : fromPreset(segments, preset, scores, scope, tell);
  return listed.map((one) => readClaim(one, scores, scope, tell)).filter((claim) => claim !== null);
}

/** The segments with the cells a preset gives them, in the preset's order. */
function fromPreset(
  segments: Segments,
  name: PresetName,
  scores: number,
  scope: MethodScope,
  tell: Tell,
): Segments {
  const preset = PRESETS[name];
  const place = scope.placeOf(['preset']);
  const wrong = (message: string, hint: string) => tell(error('rfm-preset', message, { place, hint }));
  if (scores !== PRESET_SCORES)
    wrong(
      `The preset \`${name}\` is a map of ${PRESET_SCORES} scores, not of ${scores}.`,
      'Leave `scores` out, or write cells.',
    );
  for (const { segment, own, path } of segments) {
    if (Object.keys(own).length > 0)
      tell(
        error('rfm-preset', `\`${segment.id}\` has cells of its own beside the preset \`${name}\`.`, {
          place: scope.placeOf([...path, Object.keys(own)[0] ?? 'id']),
          hint: 'Take them out, or take `preset` out and write the cells of every segment.',
        }),
      );
  }
  const known = preset.map(({ segment }) => segment);
  const ids = segments.map(({ segment }) => segment.id);
  if (ids.length !== known.length || ids.some((id) => !known.includes(id)))
    wrong(
      `The preset \`${name}\` places into ${known.map((id) => `\`${id}\``).join(', ')}.`,
      'List exactly these segments; titles are yours.',
    );
  return preset.flatMap(({ segment: id, own }) =>
    segments.filter(({ segment }) => segment.id === id).map((one) => ({ ...one, own, path: ['preset'] })),
  );
}

function readClaim(
  { segment, own, path }: SegmentOptions<OwnCells>,
  scores: number,
  scope: MethodScope,
  tell: Tell,
): Claim | null {
  const ranges = (['r', 'f', 'm'] as const).filter((letter) => own[letter] !== undefined);
  const ways = [own.cells !== undefined, ranges.length > 0, own.when !== undefined].filter(Boolean).length;
  const key = own.cells !== undefined ? 'cells' : own.when !== undefined ? 'when' : (ranges[0] ?? 'id');
  const keyPath = path[0] === 'preset' ? path : [...path, key];
  const place = scope.placeOf(keyPath);
  if (ways !== 1) {
    tell(
      error('rfm-cells', `\`${segment.id}\` needs its cells said in exactly one way.`, {
        place,
        hint: 'Write `cells: [555, 544-554]`, or ranges such as `r: 4-5` and `f: 1-2`, or `when: r >= 4 and f + m >= 6`.',
      }),
    );
    return null;
  }
  const claim = (cells: readonly Scores[], words: string): Claim => ({
    segment: segment.id,
    cells,
    words,
    place,
  });
  if (own.when !== undefined) {
    const cells = cellsWhere(own.when, keyPath, scores, scope, tell);
    return cells && claim(cells, own.when);
  }
  if (own.cells !== undefined) {
    const texts = [own.cells].flat().map(String);
    const cells = cellsIn(texts, segment.id, place, scores, tell);
    return cells && claim(cells, texts.join(', '));
  }
  const bounds = ranges.map((letter) => ({
    letter,
    text: String(own[letter]),
    bounds: readScores(String(own[letter]), scores),
  }));
  for (const { letter, text, bounds: read } of bounds)
    if (!read)
      tell(
        error('rfm-cells', `\`${text}\` is no score from 1 to ${scores}, nor a range of them.`, {
          place: path[0] === 'preset' ? place : scope.placeOf([...path, letter]),
          hint: 'Write `4` or `2-4`.',
        }),
      );
  if (bounds.some(({ bounds: read }) => !read)) return null;
  const cells = cellsOf(scores).filter((cell) =>
    bounds.every(({ letter, bounds: read }) => {
      const score = cell[['r', 'f', 'm'].indexOf(letter)] ?? 0;
      return read !== null && score >= read.low && score <= read.high;
    }),
  );
  return claim(cells, bounds.map(({ letter, text }) => `${letter} ${text}`).join(', '));
}

function cellsIn(
  texts: readonly string[],
  segment: string,
  place: Place,
  scores: number,
  tell: Tell,
): readonly Scores[] | null {
  const ranges = texts.map((text) => ({ text, range: readCodes(text, scores) }));
  for (const { text, range } of ranges) {
    if (!range)
      tell(
        error('rfm-cells', `\`${text}\` is no cell of ${scores} scores, nor a range of cells.`, {
          place,
          hint: `Write three digits from 1 to ${scores}, as 111, or two of them, the smaller first, as 111-122.`,
        }),
      );
    const surprise = range && surprisingCode(range, scores);
    if (surprise)
      tell(
        note('rfm-code-range', `\`${text}\` counts as numbers do, so ${surprise} is in \`${segment}\`.`, {
          place,
          hint: 'Ranges of scores say it one by one: `r: 4-5`, `f: 4-5`, `m: 4-5`.',
          data: { segment, code: surprise },
        }),
      );
  }
  if (ranges.some(({ range }) => !range)) return null;
  return cellsOf(scores).filter((cell) =>
    ranges.some(({ range }) => range && codeOf(cell) >= range.from && codeOf(cell) <= range.to),
  );
}

function cellsWhere(
  text: string,
  path: readonly (string | number)[],
  scores: number,
  scope: MethodScope,
  tell: Tell,
): readonly Scores[] | null {
  const { written, findings } = readCondition(text, scope.originOf(path, text), scoreScope);
  findings.forEach(tell);
  if (!written) return null;
  const cells = cellsOf(scores);
  const truths = cells.map((cell) => isTrueOf(written.expression, cell));
  const open = cells.find((_, index) => truths[index] === null);
  if (open) {
    tell(
      error('rfm-condition', `Whether this is true of the cell ${codeOf(open)} cannot be told beforehand.`, {
        place: written.origin.at(0, text.length),
        hint: 'Compare `r`, `f`, `m` or sums of them with numbers.',
      }),
    );
    return null;
  }
  return cells.filter((_, index) => truths[index] === true);
}
