import type { Crosstab, CrosstabRow } from '../../../measures/crosstab/crosstab.ts';
import { printTable, tableColumns } from '../table.ts';
import { count, percent, pValue } from '../words.ts';

export function crosstabView(table: Crosstab): string {
  const { title, fieldTitle, asOf, runId, everyone, segments, values, expected } = table;
  const head = `${title} against ${fieldTitle}\nAs of ${asOf}, run ${runId}: ${count(everyone.customers)} customers on that day, ${count(everyone.missing)} without a value`;
  const rows = [
    ...(expected ? [['Expected', '', ...expected.map((share) => `${percent(share)}  `), '', '']] : []),
    rowCells(everyone, expected !== null),
    ...segments.map((row) => rowCells(row, expected !== null)),
  ];
  const columns = tableColumns(
    'segment',
    '>known',
    ...values.map(({ label }) => `>${label}`),
    ...(expected ? ['>chi-square', '>p'] : []),
  );
  return [head, printTable(columns, rows), notes(table).join('\n')].join('\n\n');
}

function rowCells(
  { title, customers, missing, cells, fit }: CrosstabRow,
  withFit: boolean,
): readonly string[] {
  return [
    title,
    count(customers - missing),
    ...cells.map(({ share, residual, isMarked }) => {
      const sign = isMarked ? ((residual ?? 0) > 0 ? ' ▲' : ' ▼') : '  ';
      return share === null ? '–  ' : `${percent(share.share)}${sign}`;
    }),
    ...(withFit ? [fit ? figureOf(fit.chiSquare) : '–', fit ? pValue(fit.pValue) : ''] : []),
  ];
}

const figureOf = (value: number) => (Number.isFinite(value) ? value.toFixed(1) : '∞');

function notes({ association, expected, formed, minimumCount }: Crosstab): readonly string[] {
  const against = expected
    ? 'the expected mix'
    : 'what there would be if the two had nothing to do with each other';
  const marks = formed
    ? 'One is made of the other: that they go together is no news, so nothing is tested and no cell is marked.'
    : `▲ ▼ mark shares above and below ${against}, beyond chance over all cells together (Holm, 5 %).`;
  const whole = association
    ? [
        `Chi-square ${association.chiSquare.toFixed(1)} with ${association.degreesOfFreedom} degrees of freedom${association.pValue === null ? '' : `, p ${pValue(association.pValue)}`}; Cramér's V ${association.cramersV.toFixed(2)} (0 nothing, 1 everything).`,
        ...(association.sparseCells > 0.2
          ? [`${percent(association.sparseCells)} of the cells expect fewer than 5 customers: p is rough.`]
          : []),
      ]
    : [];
  return [
    `Shares are of customers with a value in the row; – is too few to say (below ${minimumCount}).`,
    marks,
    ...whole,
  ];
}
