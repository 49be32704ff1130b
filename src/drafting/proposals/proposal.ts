import type { DraftSegmentation, MeasuredAttribute } from '../draft.ts';

/** What a proposal is made from: the attributes of one entity as they were on the day. */
export interface Scene {
  readonly entity: string;
  readonly currency: string;
  readonly asOf: string;
  /** Those who are customers on the day: what attributes were measured on. */
  readonly customers: number;
  readonly attributes: readonly MeasuredAttribute[];
}

/** A segmentation that data may carry. */
export interface Proposal {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** What it makes of the data, with reasons where it makes nothing. */
  readonly propose: (scene: Scene) => Proposed;
}

export interface Proposed {
  readonly segmentations: readonly DraftSegmentation[];
  readonly leftOut: readonly string[];
}

export const nothing = (...leftOut: readonly string[]): Proposed => ({ segmentations: [], leftOut });
export const just = (...segmentations: readonly DraftSegmentation[]): Proposed => ({
  segmentations,
  leftOut: [],
});

/** Of a value known for fewer customers no segmentation is made. */
export const MOSTLY_KNOWN = 0.7;
/** Above it one group holds nearly everybody and nothing is told apart. */
export const NEARLY_EVERYBODY = 0.8;
/** Below it a value tells too few customers apart. */
export const LEAST_VALUES = 3;

/** The attribute that stands for the first of these concepts that is known of most customers; null where none is. */
export function known(
  { attributes, customers }: Scene,
  ...concepts: readonly string[]
): MeasuredAttribute | null {
  const found = concepts.flatMap((concept) => attributes.find((one) => one.concept === concept) ?? []);
  return found.find(({ survey }) => survey.filled >= customers * MOSTLY_KNOWN && survey.distinct > 1) ?? null;
}
