import { listed } from '../../base/listed.ts';
import type { ChartTable } from '../../charts/chart.ts';
import { chartColumns } from '../../charts/chart.ts';
import { grouped, percentOf } from '../../charts/drawing/format-number.ts';
import { ENOUGH_PER_ATTRIBUTE } from '../../checks/discovery/judge-coverage.ts';
import type { AttributeCoverage, Coverage } from '../../measures/discovery/coverage.ts';
import type { LeftOut } from '../../measures/discovery/propose-basis.ts';
import { countOf } from '../report/words.ts';

/** What customers are compared by, and how each of it is read and why. */
export function basisTable({ attributes, rows }: Coverage): ChartTable {
  return {
    columns: chartColumns('attribute', 'kind of fact', '>missing', 'read as', 'because', 'vote'),
    rows: attributes.map((one) => [
      one.id,
      one.basis,
      one.missing === 0 ? '' : percentOf(one.missing, rows),
      readAs(one),
      one.typing.why,
      voteOf(one),
    ]),
  };
}

function readAs({ typing: { kind, transform, zeroAtom } }: AttributeCoverage): string {
  return [kind, ...(transform === 'log1p' ? ['log scale'] : []), ...(zeroAtom ? ['zeros apart'] : [])].join(
    ', ',
  );
}

function voteOf({ typing: { weight, sameAs } }: AttributeCoverage): string {
  return sameAs.length > 0 ? `${weight.toFixed(2)}, says the same as ${listed(sameAs)}` : String(weight);
}

/** Left out for the same reason, in one line: `key and name: names the customer`. */
export function leftOutLines(leftOut: readonly LeftOut[]): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { id, reason } of leftOut) byReason.set(reason, [...(byReason.get(reason) ?? []), id]);
  return [...byReason].map(([reason, ids]) => `${listed(ids)}: ${reason}`);
}

/** Whether there is enough, and what would help most to fill. */
export function depthLines({ rows, attributes, typicalValues, thin, toFill }: Coverage): readonly string[] {
  const perAttribute = Math.floor(rows / Math.max(1, attributes.length));
  const gaps = toFill.map(
    ({ id, missing, lifted }) =>
      `${id} (${grouped(missing)} customers${lifted > 0 ? `, ${grouped(lifted)} of whom would then have half of the values` : ''})`,
  );
  return [
    `Depth: ${grouped(perAttribute)} customers for each of ${countOf(attributes.length, 'attribute')} (${ENOUGH_PER_ATTRIBUTE} are enough). A customer in the middle has ${typicalValues} of ${attributes.length} values; ${grouped(thin)} have fewer than half.`,
    ...(gaps.length > 0 ? [`Most missing, and so most worth filling: ${listed(gaps)}.`] : []),
  ];
}
