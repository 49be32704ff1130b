/**
 * The types a value can have, on both engines the same:
 * `integer` 64 bits; `decimal` exact with 1..38 digits; `double` IEEE 754, never NaN or infinite;
 * `text` UTF-8, compared by code point; `date` a calendar day 1900–2299; `timestamp` UTC to the microsecond
 * (sources and our own tables only, never in a condition).
 */
export type ValueType =
  | { readonly kind: 'boolean' }
  | { readonly kind: 'integer' }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'double' }
  | { readonly kind: 'text' }
  | { readonly kind: 'date' }
  | { readonly kind: 'timestamp' };

export const BOOLEAN: ValueType = { kind: 'boolean' };
export const INTEGER: ValueType = { kind: 'integer' };
export const DOUBLE: ValueType = { kind: 'double' };
export const TEXT: ValueType = { kind: 'text' };
export const DATE: ValueType = { kind: 'date' };
export const TIMESTAMP: ValueType = { kind: 'timestamp' };

/** Scale of money and event measures unless a definition says otherwise. */
export const DEFAULT_SCALE = 6;
/** Digits of a declared decimal: what 64 bits hold exactly. */
export const DEFAULT_PRECISION = 18;
/** Digits either engine computes exactly. */
export const MOST_DIGITS = 38;

export function decimal(precision: number, scale: number): ValueType {
  return { kind: 'decimal', precision, scale };
}

export function isNumeric(type: ValueType): boolean {
  return type.kind === 'integer' || type.kind === 'decimal' || type.kind === 'double';
}

/** Types with an order that edges and ranks can use. */
export function isOrdered(type: ValueType): boolean {
  return isNumeric(type) || type.kind === 'date';
}

/** How findings and pages name a type: `decimal(18, 2)`, `integer`. */
export function formatType(type: ValueType): string {
  return type.kind === 'decimal' ? `decimal(${type.precision}, ${type.scale})` : type.kind;
}
