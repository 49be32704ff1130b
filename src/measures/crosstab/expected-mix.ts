import { didYouMean } from '../../base/did-you-mean.ts';
import type { Finding } from '../../base/finding.ts';
import { error } from '../../base/finding.ts';

/** A column of a crosstab, how many customers stand in it. */
export interface MixedColumn {
  readonly value: string | null;
  readonly label: string;
  readonly customers: number;
}

/** The shares of a mix and the columns they are of: positions of columns that are put together. */
export interface ExpectedMix {
  readonly columns: readonly {
    readonly value: string | null;
    readonly label: string;
    readonly of: readonly number[];
  }[];
  readonly shares: readonly number[];
}

const PART = /^(.*)=\s*(\d+(?:\.\d+)?)\s*(%?)$/;
const ROUNDING = 1e-6;

/**
 * Reads `a=0.5, b=30%`. What is left of 1 is the share of all columns that are not named, together; a finding where the
 * mix cannot be meant so.
 */
export function readExpectedMix(text: string, columns: readonly MixedColumn[]): ExpectedMix | Finding {
  const parts = text.split(',').map((part) => PART.exec(part.trim()));
  const shares = parts.map((part) => Number(part?.[2]) / (part?.[3] === '%' ? 100 : 1));
  if (parts.includes(null))
    return wrong(`\`${text}\` is no mix of shares.`, 'Write `--expect "a=0.5,b=0.3,c=20%"`.');
  const names = parts.map((part) => (part?.[1] ?? '').trim());
  const at = names.map((name) => columns.findIndex(({ value, label }) => name === value || name === label));
  const astray = names.find((_, index) => at[index] === -1);
  if (astray !== undefined) return unknown(astray, columns);
  if (new Set(at).size < at.length) return wrong('A value of the mix is named twice.', 'Name each once.');
  const left = 1 - shares.reduce((sum, share) => sum + share, 0);
  const others = [...columns.keys()].filter((column) => !at.includes(column));
  if (left < -ROUNDING)
    return wrong(`The shares of the mix come to ${percent(1 - left)}.`, 'Together they are at most 100 %.');
  const listed = at.map((column) => ({ ...pick(columns, column), of: [column] }));
  if (left <= ROUNDING) return allNamed(listed, shares, others, columns);
  if (others.length === 0)
    return wrong(
      `The shares of the mix come to ${percent(1 - left)}, and every value is named.`,
      'Together they are 100 %.',
    );
  const rest = { value: null, label: `${others.length} other values`, of: others };
  const [only] = others;
  const last = others.length === 1 && only !== undefined ? { ...pick(columns, only), of: others } : rest;
  return { columns: [...listed, last], shares: [...shares, left] };
}

/** The mix leaves nothing for values that are not named, so nobody may have one. */
function allNamed(
  listed: ExpectedMix['columns'],
  shares: readonly number[],
  others: readonly number[],
  columns: readonly MixedColumn[],
): ExpectedMix | Finding {
  const there = others.map((column) => pick(columns, column)).find(({ customers }) => customers > 0);
  return there
    ? wrong(
        `The mix leaves nothing for \`${there.label}\`, which ${there.customers} customers have.`,
        'Name every value, or leave a share for those not named.',
      )
    : { columns: listed, shares };
}

function pick(columns: readonly MixedColumn[], index: number): MixedColumn {
  return columns[index] ?? { value: null, label: '', customers: 0 };
}

const wrong = (message: string, hint: string): Finding => error('expected-mix', message, { hint });

function unknown(name: string, columns: readonly MixedColumn[]): Finding {
  const known = columns.map(({ value, label }) => value ?? label);
  const near = didYouMean(name, known);
  return wrong(
    `\`${name}\` is no value of the field.`,
    near ? `Did you mean \`${near}\`?` : `There are ${known.join(', ')}.`,
  );
}

const percent = (share: number) => `${Number((100 * share).toFixed(4))} %`;
