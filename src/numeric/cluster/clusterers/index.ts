import type { Clusterer } from './clusterer.ts';
import { hierarchical } from './hierarchical.ts';
import { kMeans } from './k-means.ts';
import { kPrototypes } from './k-prototypes.ts';
import { mixture } from './mixture.ts';

/** Every clusterer, the default first. */
export const clusterers: readonly Clusterer[] = [mixture, kMeans, kPrototypes, hierarchical];
