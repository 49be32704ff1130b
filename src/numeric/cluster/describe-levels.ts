import type { MixtureFit } from './fit-mixture.ts';
import { entropyOf } from './fit-mixture.ts';
import type { Groups } from './merge-components.ts';
import type { MixtureParameters } from './mixture.ts';
import type { Memberships } from './respond.ts';
import { largestOf, mergeMemberships } from './respond.ts';
import type { Verdict } from './verdict.ts';
import { verdictOf } from './verdict.ts';

/** How well the segments of one level come back: the mean Jaccard coefficient of each, and its standard error. */
export interface LevelStability {
  readonly jaccards: readonly number[];
  readonly errors: readonly number[];
}

/**
 * One number of segments, as one row of a table to choose from. `fit` judges the mixture of as many components, where
 * the search got so far; everything else is of these segments. Shares are of the sample.
 */
export interface DiscoveredLevel {
  readonly segments: number;
  readonly groups: Groups;
  readonly parameters: MixtureParameters;
  readonly fit: Pick<MixtureFit, 'bic' | 'icl' | 'entropy' | 'converged'> | null;
  /** Mean entropy of a row's similarities over its most, 0..1: 0 is no doubt about anybody. */
  readonly doubt: number;
  /** BIC as a mixture of clouds; the least says how many segments are clouds. Null above the mixture BIC chose. */
  readonly cloudCriterion: number | null;
  readonly shares: readonly number[];
  readonly stability: LevelStability | null;
  readonly smallestJaccard: number | null;
  /** How often a table of one cloud does as well at so many segments, 0..1; null where nobody looked. */
  readonly nullShare: number | null;
  /** The segment of the level with one fewer that most of each segment is in. */
  readonly partOf: readonly number[];
  readonly verdict: Verdict;
}

/** Segments somebody could choose, before they are described: groups of a mixture's components, and whose rows are. */
export interface Candidate {
  readonly groups: Groups;
  readonly criterion: number | null;
  readonly memberships: Memberships;
  readonly parameters: MixtureParameters;
  readonly stability: LevelStability | null;
  readonly nullShare: number | null;
}

/** Describes candidates of 1, 2, 3 ... segments; up to `apart` segments each is a cloud of its own. */
export function describeLevels(
  candidates: readonly Candidate[],
  fits: readonly MixtureFit[],
  apart: number,
  weights: Float32Array | null,
): readonly DiscoveredLevel[] {
  const all = weights === null ? null : weights.reduce((sum, weight) => sum + weight, 0);
  const merged = candidates.map(({ memberships, groups }) => mergeMemberships(memberships, groups));
  const labels = merged.map(largestOf);
  return candidates.map(({ groups, criterion, parameters, stability, nullShare }, i) => {
    const segments = groups.length;
    const fit = fits.find(({ components }) => components === segments) ?? null;
    const smallestJaccard = stability === null ? null : Math.min(...stability.jaccards);
    return {
      segments,
      groups,
      parameters,
      fit: fit && { bic: fit.bic, icl: fit.icl, entropy: fit.entropy, converged: fit.converged },
      doubt:
        segments === 1 ? 0 : entropyOf(merged[i]!, weights) / ((all ?? merged[i]!.rows) * Math.log(segments)),
      cloudCriterion: criterion,
      shares: sharesOf(labels[i]!, segments, weights),
      stability,
      smallestJaccard,
      nullShare,
      partOf: mostlyIn(labels[i]!, segments, labels[i - 1] ?? null, weights),
      verdict: verdictOf({ segments, apart: segments <= apart, smallestJaccard, nullShare }),
    };
  });
}

function sharesOf(labels: Int32Array, segments: number, weights: Float32Array | null): readonly number[] {
  const counts = Array.from({ length: segments }, () => 0);
  labels.forEach((label, row) => (counts[label]! += weights?.[row] ?? 1));
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / all);
}

/** For each segment, the coarser one that most of its rows are in; 0 where there is none coarser. */
function mostlyIn(
  labels: Int32Array,
  segments: number,
  coarser: Int32Array | null,
  weights: Float32Array | null,
): readonly number[] {
  if (coarser === null) return Array.from({ length: segments }, () => 0);
  const counts = Array.from({ length: segments }, () => Array.from({ length: segments }, () => 0));
  labels.forEach((label, row) => (counts[label]![coarser[row]!]! += weights?.[row] ?? 1));
  return counts.map((inCoarser) => inCoarser.indexOf(Math.max(...inCoarser)));
}
