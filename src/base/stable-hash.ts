import { createHash } from 'node:crypto';

/** What can be hashed: JSON without `undefined`, NaN or infinity. Key order does not matter, array order does. */
export type Hashable =
  | string
  | number
  | boolean
  | null
  | readonly Hashable[]
  | { readonly [key: string]: Hashable };

/** The one text two equal values share: keys sorted by code unit, no spaces. */
export function canonicalJson(value: Hashable): string {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`not hashable: ${value}`);
    return JSON.stringify(value);
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const record = value as { readonly [key: string]: Hashable };
  const pairs = Object.keys(record)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key] ?? null)}`);
  return `{${pairs.join(',')}}`;
}

/** SHA-256 of the canonical JSON, 64 lower-case hex digits; the same on every machine and in every session. */
export function stableHash(value: Hashable): string {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex');
}
