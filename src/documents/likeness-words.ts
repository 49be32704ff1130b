/** How sure a placement by likeness is, in words; the first that fits. */
export interface Sureness {
  readonly similarity: number;
  readonly isBoundary: boolean;
  readonly isPoorFit: boolean;
  readonly present: number;
  readonly compared: number;
}

/** Part of the values compared below which a placement rests on little. */
const LITTLE = 0.5;

/** A doubt comes before any sureness: a placement nobody should lean on is never called sure. */
export function surenessWords({ similarity, isBoundary, isPoorFit, present, compared }: Sureness): string {
  if (present === 0) return 'not known, no value is there';
  if (isPoorFit) return 'doubtful, unlike every segment';
  if (isBoundary) return 'unsure, at a boundary';
  if (present < LITTLE * compared) return 'on little, most values are missing';
  if (similarity >= 0.95) return 'sure';
  return similarity >= 0.8 ? 'fairly sure' : 'leaning';
}

/**
 * Weights of evidence by the natural logarithm of a Bayes factor. Source: Kass and Raftery, JASA 90 (1995), for whom
 * what is below 1 is worth no more than a bare mention: the last step is ours.
 */
const STRENGTHS: readonly (readonly [from: number, word: string])[] = [
  [5, 'speaks very strongly'],
  [3, 'speaks strongly'],
  [1, 'speaks'],
  [0.3, 'leans'],
];

/** What a value says for a segment against another: `speaks strongly for`, `hardly matters`. */
export function evidenceWords(nats: number): string {
  const strength = STRENGTHS.find(([from]) => Math.abs(nats) >= from);
  if (!strength) return 'hardly matters';
  return `${strength[1]} ${nats > 0 ? 'for' : 'against'}`;
}

/** A similarity of 0..1 as `93.1 %`; `over 99.9 %` and `under 0.1 %` near the ends, since none is certain. */
export function similarityWords(similarity: number): string {
  if (similarity >= 0.9995) return 'over 99.9 %';
  return similarity < 0.0005 ? 'under 0.1 %' : `${(100 * similarity).toFixed(1)} %`;
}
