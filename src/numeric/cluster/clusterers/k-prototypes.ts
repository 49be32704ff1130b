import { freezePrototypes } from '../freeze-prototypes.ts';
import { kPrototypes as groupByPrototypes } from '../k-prototypes.ts';
import type { Clusterer } from './clusterer.ts';
import { bySize } from './clusterer.ts';

/** Nearest prototypes: means of the standardised numbers and the commonest levels, over the values a row has. */
export const kPrototypes: Clusterer = {
  id: 'k-prototypes',
  title: 'k-prototypes',
  source: 'Huang, Data Mining and Knowledge Discovery 2 (1998)',
  summary: 'k-means for mixed tables: squared distances of numbers plus a price for each level that differs.',
  takes: 'mixed',
  mostRows: null,
  cluster(table, { groups, seed }) {
    return bySize(groupByPrototypes(table, { groups, seed }).labels);
  },
  freeze(table, { groups, seed }) {
    if (table.rows < groups) return null;
    return freezePrototypes(table, groupByPrototypes(table, { groups, seed }).prototypes, groups);
  },
};
