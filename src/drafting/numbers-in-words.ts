/** `12,345`, `0.25`. */
export function count(value: number): string {
  const [whole = '', fraction] = String(value).split('.');
  const apart = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? apart : `${apart}.${fraction}`;
}

/** A measured value as people write it: `131911.000000` is `131,911`; days stay as they are. */
export const plain = (value: string | null | undefined): string =>
  value === null || value === undefined
    ? 'nothing'
    : /^-?\d+(?:\.\d+)?$/.test(value)
      ? count(Number(value))
      : value;

/** A share in whole percent, or with a digit where it is small. */
export function percent(part: number, base: number): string {
  const share = base === 0 ? 0 : (100 * part) / base;
  return `${share === 0 || share >= 10 ? Math.round(share) : share.toFixed(1)} %`;
}

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
