import { orderedColumns } from '../coded-table.ts';
import { freezePrototypes } from '../freeze-prototypes.ts';
import { kPrototypes } from '../k-prototypes.ts';
import type { Clusterer } from './clusterer.ts';
import { bySize } from './clusterer.ts';

const ROUNDS = 300;

/** Nearest means of the standardised numbers, over those a row has; levels without order have no say. */
export const kMeans: Clusterer = {
  id: 'k-means',
  title: 'k-means',
  source: 'Lloyd 1982; Arthur and Vassilvitskii 2007',
  summary: 'Round groups of equal spread in numbers alone; quick, well known, blind to levels.',
  takes: 'numbers',
  mostRows: null,
  cluster(table, { groups, seed }) {
    return bySize(kPrototypes(orderedColumns(table), { groups, seed, rounds: ROUNDS }).labels);
  },
  freeze(table, { groups, seed }) {
    const numbers = orderedColumns(table);
    if (numbers.books.length === 0 || table.rows < groups) return null;
    const { prototypes } = kPrototypes(numbers, { groups, seed, rounds: ROUNDS });
    return freezePrototypes(numbers, prototypes, groups);
  },
};
