import { cutJoinings, joinRows, MOST_ROWS } from '../../hierarchical.ts';
import { scaledMatrix } from '../scaled-matrix.ts';
import type { Clusterer } from './clusterer.ts';
import { bySize } from './clusterer.ts';

/** Ward's joinings of the standardised numbers, cut where as many groups are left. */
export const hierarchical: Clusterer = {
  id: 'hierarchical',
  title: 'Hierarchical (Ward)',
  source: 'Ward, JASA 58 (1963); Murtagh 1983',
  summary: 'A tree of joinings for small tables; no seed and no starts, so nothing to repeat.',
  takes: 'numbers',
  mostRows: MOST_ROWS,
  cluster(table, { groups }) {
    return bySize(cutJoinings(joinRows(scaledMatrix(table), 'ward'), groups));
  },
};
