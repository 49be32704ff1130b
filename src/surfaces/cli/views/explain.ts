import type { ExplainedPlacement, ExplainedRule, Explanation } from '../../../app/explain.ts';
import type { ExplainedScore } from '../../../app/steps/explain-scores.ts';
import { holdLines } from './hold-lines.ts';
import { printTable, tableColumns } from '../table.ts';
import { likenessLines } from './likeness-lines.ts';
import { money } from '../words.ts';

export function explainView(explanation: Explanation): string {
  const { customer, entity, asOf, status, placements } = explanation;
  const head = `${entity} ${customer} as of ${asOf}: ${status}, money ${money(explanation.money)}`;
  return [head, ...placements.map(placementView), ...explanation.scores.map(scoreView)].join('\n\n');
}

const REASONS: Readonly<Record<string, string>> = {
  matched: 'its rule is true',
  matched_after_unknown: 'its rule is true; an earlier one lacked data',
  no_match: 'no rule is true',
  lacks_data: 'no rule is true, and some lacked data',
  held: 'held, though the rules alone say otherwise',
  overridden: 'placed by hand',
};

function scoreView({ title, points, parts }: ExplainedScore): string {
  const rows = parts.map(({ title: part, text, won, missed }) => [
    `  ${part}`,
    won === null ? 'not known' : won.toFixed(1),
    missed === null ? '' : missed.toFixed(1),
    text.trim().replaceAll(/\s+/g, ' '),
  ]);
  const head = `${title}: ${points === null ? 'no score, too little is known' : `${points} of 100 points`}`;
  return `${head}\n${printTable(tableColumns('  part', '>won', '>missed', 'of'), rows)}`;
}

const SIGNS = { passes: '✓', fails: '✗', 'lacks data': '?' } as const;

function placementView(placement: ExplainedPlacement): string {
  const margin = placement.margin === null ? 'margin unknown' : `margin ${placement.margin.toPrecision(2)}`;
  const boundary = placement.isBoundary ? ', a boundary customer' : '';
  const fit = placement.fit
    ? [`  By what was learned on ${placement.fit.learnedAsOf}, fit ${placement.fit.hash.slice(0, 12)}`]
    : [];
  const { likeness, override } = placement;
  const hand = override
    ? [
        `  By hand (${override.id}, ${override.from} until ${override.until}, ${override.owner}): ${override.reason}`,
      ]
    : [];
  const hold = holdLines(placement);
  if (likeness)
    return [
      `${placement.title}: ${placement.segmentTitle} (${placement.reason === 'matched' ? '' : `${REASONS[placement.reason] ?? placement.reason}; `}${margin}${boundary})`,
      ...hand,
      ...hold,
      ...fit,
      ...likenessLines(likeness, placement),
      nearestLine(placement),
    ].join('\n');
  const score = placement.score === null ? '' : ` score ${placement.score},`;
  return [
    `${placement.title}: ${placement.segmentTitle} (${REASONS[placement.reason] ?? placement.reason};${score} ${margin}${boundary})`,
    ...hand,
    ...hold,
    ...fit,
    ...placement.rules.flatMap((rule) => ruleLines(rule, rule.segment === placement.segment)),
    nearestLine(placement),
  ].join('\n');
}

function ruleLines(rule: ExplainedRule, isTaken: boolean): readonly string[] {
  return [
    `  ${SIGNS[rule.outcome]} ${rule.segment}${isTaken ? '  ← here' : ''}`,
    ...rule.conditions.map(({ text, outcome, values }) => {
      const saw = Object.entries(values).map(([name, value]) => `${name} = ${value ?? 'missing'}`);
      return `      ${SIGNS[outcome]} ${text.replaceAll(/\s+/g, ' ')}  ${outcome}; ${saw.join(', ')}`;
    }),
  ];
}

function nearestLine({ nearest }: ExplainedPlacement): string {
  if (!nearest) return '  No single change moves it.';
  const { attribute, from, to, segment, distance } = nearest;
  const between = distance === null ? '' : `, past ${(100 * distance).toPrecision(2)} % of customers`;
  return `  Nearest change: ${attribute} from ${from ?? 'missing'} to ${to} makes it ${segment}${between}.`;
}
