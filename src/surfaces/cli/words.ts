import { formatPlace } from '../../base/place.ts';
import type { Finding } from '../../base/finding.ts';

/** `12,345`. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** A share of a base as `12.3 %`; a dash where the base is nothing. */
export function share(part: number, base: number): string {
  return base === 0 ? '–' : `${((100 * part) / base).toFixed(1)} %`;
}

/** `12.3 %` of a share from 0 to 1. */
export const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;

/** `0.012`; `<0.001` below that. */
export const pValue = (p: number): string => (p < 0.001 ? '<0.001' : p.toFixed(3));

/** Money from its exact digits, in whole units with thousands apart; a dash where nothing is known. */
export function money(digits: string | null): string {
  if (digits === null) return '–';
  const [whole = '0', fraction = ''] = digits.split('.');
  const rounded = BigInt(whole) + (fraction >= '5' ? (digits.startsWith('-') ? -1n : 1n) : 0n);
  return rounded.toLocaleString('en-US');
}

export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** One finding as two or three lines: where, how bad, what; and what would mend it. */
export function finding({ place, severity, code, message, hint }: Finding): string {
  const where = place ? `${formatPlace(place)}: ` : '';
  return `${where}${severity}: ${message} [${code}]${hint ? `\n  → ${hint}` : ''}`;
}

/** `2 errors, 1 warning`; `no findings`. */
export function findingCounts(findings: readonly Finding[]): string {
  const parts = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const found = findings.filter((one) => one.severity === severity).length;
    return found === 0 ? [] : [plural(found, severity)];
  });
  return parts.length === 0 ? 'no findings' : parts.join(', ');
}
