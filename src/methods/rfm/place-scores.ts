import type { Expression } from '../../sql/expression.ts';
import { and, choose, compare, double, missing } from '../../sql/expression.ts';
import { DOUBLE } from '../../sql/value-type.ts';
import { allOf, anyOf, writtenAs } from '../decision-list/phrase.ts';
import type { Rule, Ruling } from '../method.ts';
import { boxesOf } from './boxes.ts';
import type { Claim } from './map.ts';
import type { Scored, ScoreAxis, Thresholds } from './score-axis.ts';
import { scoreBetween } from './score-axis.ts';

/** Thresholds of all three axes. */
export type AllThresholds = Readonly<Record<Scored, Thresholds>>;

/** A rule a claim: the boxes of its cells, as comparisons of the three values with thresholds. */
export function rulingOf(
  axes: readonly ScoreAxis[],
  claims: readonly Claim[],
  thresholds: AllThresholds,
  scores: number,
): Ruling {
  const rules = claims.map(({ segment, cells, place }): Rule => {
    const said = anyOf(
      boxesOf(cells, scores).map(({ low, high }) =>
        allOf(
          axes.flatMap((axis, digit) =>
            scoreBetween(axis, low[digit] ?? 1, high[digit] ?? scores, thresholds[axis.of]),
          ),
        ),
      ),
    );
    return { segment, when: said.expression, written: writtenAs(said, place), place };
  });
  return { rules, score: codeScore(axes, thresholds) };
}

/** Before thresholds are known every rule is unknown of everybody; what people read is the map as written. */
export function unlearnedRules(axes: readonly ScoreAxis[], claims: readonly Claim[]): readonly Rule[] {
  const when = and(axes.map(({ value }) => compare(value, '<', missing(value.type))));
  return claims.map(({ segment, words, place }) => ({
    segment,
    when,
    written: writtenAs({ text: words, expression: when }, place),
    place,
  }));
}

const WEIGHTS: Readonly<Record<Scored, number>> = { recency: 100, frequency: 10, monetary: 1 };

/** The code of a customer's cell as a number, 541; missing where one of the three values is. */
function codeScore(axes: readonly ScoreAxis[], thresholds: AllThresholds): Expression {
  const digits = axes.map((axis) => {
    const bins = thresholds[axis.of].length + 1;
    const branches = Array.from({ length: bins }, (_, index) => {
      const score = index + 1;
      const when = and(
        scoreBetween(axis, score, score, thresholds[axis.of]).map(({ expression }) => expression),
      );
      return { when, then: double(score * WEIGHTS[axis.of]) };
    });
    return choose(branches, missing(DOUBLE), DOUBLE);
  });
  return digits.reduce((left, right) => ({ kind: 'arithmetic', operator: '+', left, right, type: DOUBLE }));
}
