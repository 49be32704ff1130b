import { kMeans as groupByMeans } from '../../k-means.ts';
import { scaledMatrix } from '../scaled-matrix.ts';
import type { Clusterer } from './clusterer.ts';
import { bySize } from './clusterer.ts';

/** Nearest means of the standardised numbers; levels without order have no say. */
export const kMeans: Clusterer = {
  id: 'k-means',
  title: 'k-means',
  source: 'Lloyd 1982; Arthur and Vassilvitskii 2007',
  summary: 'Round groups of equal spread in numbers alone; quick, well known, blind to levels.',
  takes: 'numbers',
  mostRows: null,
  cluster(table, { groups, seed }) {
    return bySize(groupByMeans(scaledMatrix(table), { groups, seed }).labels);
  },
};
