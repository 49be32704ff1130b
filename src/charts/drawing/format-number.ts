/** `12,345` and `-1,234.5`: thousands apart, the same on every machine. `digits` decimals, 0 unless given. */
export function grouped(value: number, digits = 0): string {
  const [whole = '', fraction] = Math.abs(value).toFixed(digits).split('.');
  const sign = value < 0 && Number(value.toFixed(digits)) !== 0 ? '\u2212' : '';
  const shown = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return `${sign}${shown}${fraction === undefined ? '' : `.${fraction}`}`;
}

const UNITS = [
  [1e12, 'T'],
  [1e9, 'bn'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** Three digits and a unit where a picture has little room: `1.23M`, `45.6k`, `789`. */
export function compact(value: number): string {
  const [size, unit] = UNITS.find(([from]) => Math.abs(value) >= from * 0.9995) ?? [1, ''];
  const scaled = value / size;
  const magnitude = Math.abs(scaled);
  return `${trimmed(grouped(scaled, magnitude >= 99.95 ? 0 : magnitude >= 9.995 ? 1 : 2))}${unit}`;
}

const trimmed = (digits: string) => (digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits);

/** `12.3 %`; a dash where the base is nothing. */
export function percentOf(part: number, base: number): string {
  return base === 0 ? '–' : `${grouped((100 * part) / base, 1)} %`;
}

/** `+0.42`, `−0.42`, `0.00`: with its sign, so that colour is not needed to tell. */
export function signed(value: number, digits = 0): string {
  const shown = grouped(value, digits);
  return Number(value.toFixed(digits)) > 0 ? `+${shown}` : shown;
}

/** Money from its exact digits, in whole units; a dash where nothing is known. */
export function moneyOf(digits: string | null): string {
  if (digits === null) return '–';
  const [whole = '0', fraction = ''] = digits.replace('-', '').split('.');
  const rounded = String(BigInt(whole) + (fraction >= '5' ? 1n : 0n));
  const sign = digits.startsWith('-') && rounded !== '0' ? '\u2212' : '';
  return `${sign}${rounded.replaceAll(/\B(?=(?:\d{3})+$)/g, ',')}`;
}
