import type { Finding } from '../../base/finding.ts';
import { error } from '../../base/finding.ts';
import type { Expression } from '../../sql/expression.ts';
import { choose, missing, text } from '../../sql/expression.ts';
import { BOOLEAN } from '../../sql/value-type.ts';
import type { Phrase } from '../decision-list/phrase.ts';
import { allOf, atLeastOf, phrase } from '../decision-list/phrase.ts';
import type { MethodScope } from '../method.ts';
import type { Combination } from './combinations.ts';
import type { Layer } from './layers.ts';

/** A cell as written: layers and the segments wanted of them, and how many of those layers are enough. */
export type WrittenCell = Readonly<Record<string, number | string | readonly string[]>>;

/** A cell as a condition and as a set of combinations. */
export interface ReadCell {
  readonly phrase: Phrase;
  holds(combination: Combination): boolean;
}

export const AT_LEAST = 'at_least';
const ANY = 'any';

type Path = readonly (string | number)[];
type Tell = (finding: Finding) => void;

interface Wanted {
  readonly layer: Layer;
  readonly segments: readonly string[];
  readonly path: Path;
}

/** Null when something in it cannot be used. A layer that is not named, or wants `any`, decides nothing. */
export function readCell(
  cell: WrittenCell,
  path: Path,
  layers: readonly Layer[],
  scope: MethodScope,
  tell: Tell,
): ReadCell | null {
  const wanted = Object.entries(cell).flatMap(([key, value]): readonly (Wanted | null)[] => {
    if (key === AT_LEAST || value === ANY) return [];
    const layer = layers.find(({ id }) => id === key);
    const segments = typeof value === 'number' ? null : [value].flat();
    if (layer && segments) return [{ layer, segments, path: [...path, key] }];
    tell(
      error('hybrid-cell', `\`${key}\` is no layer of this hybrid.`, {
        place: scope.placeOf([...path, key]),
        hint: `Its layers are ${layers.map(({ id }) => id).join(', ')}.`,
      }),
    );
    return [null];
  });
  const all = wanted.filter((one) => one !== null);
  const count = countOf(cell, all.length, path, scope, tell);
  const phrases = all.map((one) => wantedPhrase(one, scope, tell));
  const asked = askedOnly(all, layers, scope, tell);
  if (count === null || all.length < wanted.length || phrases.includes(null) || asked === null) return null;
  const said = phrases.filter((one) => one !== null);
  return {
    phrase: allOf([...asked, ...(count === said.length ? said : [atLeastOf(count, said)])]),
    holds: (combination) => {
      const met = all.filter(({ layer, segments }) => segments.includes(combination.get(layer.id) ?? ''));
      const isAsked = all.every(({ layer }) => layer.within === null || combination.has(layer.id));
      return isAsked && met.length >= count;
    },
  };
}

/** How many of the layers named must be as wanted: all, unless `at_least` says fewer. */
function countOf(
  cell: WrittenCell,
  named: number,
  path: Path,
  scope: MethodScope,
  tell: Tell,
): number | null {
  const count = cell[AT_LEAST];
  if (count === undefined) return named;
  if (typeof count === 'number' && count >= 1 && count <= named) return count;
  tell(
    error(
      'hybrid-cell',
      `\`at_least\` is a whole number from 1 to the number of layers named, here ${named}.`,
      {
        place: scope.placeOf([...path, AT_LEAST]),
      },
    ),
  );
  return null;
}

/**
 * That a layer says one of these segments; unknown, not false, of whom the layer knows nothing. The text stays what
 * it wants, so that an explanation says "lacks data" of it.
 */
function wantedPhrase({ layer, segments, path }: Wanted, scope: MethodScope, tell: Tell): Phrase | null {
  const said = inText(layer.id, segments);
  const { written, findings } = scope.condition(path, said);
  findings.forEach(tell);
  if (!written) return null;
  const { expression } = written;
  const unknown = layer.missing.filter((segment) => !segments.includes(segment));
  const subject = subjectOf(expression);
  if (unknown.length === 0 || !subject) return phrase(said, expression);
  const lacksData: Expression = { kind: 'in', operand: subject, values: unknown.map(text), type: BOOLEAN };
  return phrase(said, choose([{ when: lacksData, then: missing(BOOLEAN) }], expression, BOOLEAN));
}

/** In a cascade: that the first layer is where the others named are asked at all. */
function askedOnly(
  wanted: readonly Wanted[],
  [first]: readonly Layer[],
  scope: MethodScope,
  tell: Tell,
): readonly Phrase[] | null {
  const above = wanted.find(({ layer }) => layer === first);
  const conditions: Phrase[] = [];
  for (const { layer, path } of wanted) {
    const { within } = layer;
    if (!first || within === null) continue;
    const astray = above?.segments.filter((segment) => !within.includes(segment)) ?? [];
    if (astray.length > 0) {
      tell(
        error(
          'hybrid-cell',
          `\`${layer.id}\` does not split \`${astray.join('`, `')}\` of \`${first.id}\`.`,
          {
            place: scope.placeOf(path),
            hint: `It splits ${within.join(', ')}; say those of \`${first.id}\`, or split more in \`cascade\`.`,
          },
        ),
      );
      return null;
    }
    if (above) continue;
    const said = inText(first.id, within);
    const { written } = scope.condition(['cascade', 'of'], said);
    if (written) conditions.push(phrase(said, written.expression));
  }
  return conditions;
}

function inText(layer: string, segments: readonly string[]): string {
  const quoted = segments.map((segment) => `'${segment}'`);
  return quoted.length === 1
    ? `segment('${layer}') = ${quoted[0]}`
    : `segment('${layer}') in (${quoted.join(', ')})`;
}

const subjectOf = (expression: Expression): Expression | null =>
  expression.kind === 'compare' ? expression.left : expression.kind === 'in' ? expression.operand : null;
