import { cutJoinings, joinRows, MOST_ROWS } from '../../hierarchical.ts';
import type { CodedTable } from '../coded-table.ts';
import { orderedColumns, selectRows } from '../coded-table.ts';
import { freezePrototypes } from '../freeze-prototypes.ts';
import { mixedOf, prototypesOf } from '../prototypes.ts';
import { sampleRows } from '../sample-rows.ts';
import { scaledMatrix } from '../scaled-matrix.ts';
import type { Clusterer } from './clusterer.ts';
import { bySize } from './clusterer.ts';

/**
 * Ward's joinings of the standardised numbers, cut where as many groups are left. A tree places nobody it was not grown
 * from: frozen, a row goes to the group whose mean is nearest, which is not always the branch it was on.
 */
export const hierarchical: Clusterer = {
  id: 'hierarchical',
  title: 'Hierarchical (Ward)',
  source: 'Ward, JASA 58 (1963); Murtagh 1983',
  summary: 'A tree of joinings for small tables; no seed and no starts, so nothing to repeat.',
  takes: 'numbers',
  mostRows: MOST_ROWS,
  cluster: (table, { groups }) => bySize(branchesOf(table, groups)),
  freeze(table, { groups, seed }) {
    const numbers = orderedColumns(table);
    if (numbers.books.length === 0 || table.rows < groups) return null;
    const joined = selectRows(numbers, sampleRows(table.rows, MOST_ROWS, seed));
    const means = prototypesOf(mixedOf(joined), branchesOf(joined, groups), groups);
    return freezePrototypes(joined, means, groups);
  },
};

const branchesOf = (table: CodedTable, groups: number) =>
  cutJoinings(joinRows(scaledMatrix(table), 'ward'), groups);
