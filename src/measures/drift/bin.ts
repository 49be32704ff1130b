import { formatNumber } from '../../base/format-number.ts';

/**
 * A part of the values of an attribute; every customer is in exactly one of an attribute's bins. `edge` of a number is the
 * least value of the bin, as digits, up to the edge of the next; null for the bin below all edges.
 */
export type Bin =
  | { readonly kind: 'missing' }
  | { readonly kind: 'from'; readonly edge: string | null }
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'other' };

/** How many customers of a day are in each bin, in the order: missing, then as numbers rise or words are rarer. */
export interface BinnedAttribute {
  readonly entity: string;
  readonly attribute: string;
  /** Of the attribute's definition: under another one bins mean something else. */
  readonly definitionHash: string;
  /** The run whose bins these are. */
  readonly baseRunId: string;
  readonly bins: readonly CountedBin[];
}

export interface CountedBin {
  readonly bin: Bin;
  readonly customers: number;
}

/** `no value`, `under 5`, `5 up to 20`, `20 and more`, `pro`, `any other value`. */
export function binWords(bins: readonly Bin[], index: number): string {
  const bin = bins[index];
  switch (bin?.kind) {
    case 'from': {
      const next = bins[index + 1];
      const upper = next?.kind === 'from' ? next.edge : null;
      if (bin.edge === null) return upper === null ? 'any value' : `under ${numberWords(upper)}`;
      if (upper === null) return `${numberWords(bin.edge)} and more`;
      return `${numberWords(bin.edge)} up to ${numberWords(upper)}`;
    }
    case 'value':
      return bin.value;
    case 'other':
      return bins.some(({ kind }) => kind === 'value') ? 'any other value' : 'any value';
    case 'missing':
    case undefined:
      return 'no value';
  }
}

const numberWords = (digits: string) => formatNumber(Number(digits));
