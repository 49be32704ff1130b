import { formatNumber } from '../base/format-number.ts';

/** A measured value as people write it: `131911.000000` is `131,911`; days stay as they are. */
export const plain = (value: string | null | undefined): string =>
  value === null || value === undefined
    ? 'nothing'
    : /^-?\d+(?:\.\d+)?$/.test(value)
      ? formatNumber(Number(value))
      : value;

/** A share in whole percent, or with a digit where it is small. */
export function percent(part: number, base: number): string {
  const share = base === 0 ? 0 : (100 * part) / base;
  return `${share === 0 || share >= 10 ? Math.round(share) : share.toFixed(1)} %`;
}
