import type { Finding } from '../../base/finding.ts';
import { note, warning } from '../../base/finding.ts';
import type { Limits } from '../../definitions/policies.ts';
import type { DefinitionCheck } from '../check.ts';
import type { Run } from '../grid-findings.ts';
import { cellCount, claimPlace, readGrid, withGrid } from '../grid-findings.ts';
import { listed } from '../../base/listed.ts';

/** Cells of a hybrid in no segment or in two, segments that get none, and more segments than anybody can serve. */
export const hybridCells: DefinitionCheck = {
  id: 'hybrid-cells',
  title: 'Hybrid with open or shared cells',
  source: 'Seed 003: hybrids combine who, what, how and why; 3 to 7 segments, ten and more are a red flag',
  severity: 'warning',
  summary: 'Cells of a hybrid belong to no segment or to two, or it has more segments than the limit.',
  needs: 'definitions',
  read: ({ segmentations, limits }) =>
    withGrid(segmentations, 'hybrid').flatMap((one) => [...cellFindings(one), ...tooMany(one, limits)]),
};

type Hybrid = ReturnType<typeof withGrid>[number];

function cellFindings(hybrid: Hybrid): readonly Finding[] {
  const { id, grid, fallback, place } = hybrid;
  const { unclaimed, shared, left } = readGrid(grid);
  const open = cellCount(unclaimed);
  const of = grid.cells.length;
  const inNone =
    open === 0
      ? []
      : [
          note(
            'hybrid-cells',
            `${open} of ${of} cells of \`${id}\` are in no segment and go to \`${fallback.id}\`, such as ${examples(unclaimed)}.`,
            { place, data: { segmentation: id, cells: open, of } },
          ),
        ];
  const inTwo = shared.map(({ segment, earlier, runs }) =>
    note(
      'hybrid-cells',
      `\`${segment}\` of \`${id}\` takes ${cellCount(runs)} of ${of} cells that ${listed(earlier.map((one) => `\`${one}\``))} before it ${earlier.length === 1 ? 'has' : 'have'}, such as ${runs[0]?.first ?? ''}.`,
      {
        place: claimPlace(hybrid, segment),
        hint: 'Where the order is meant to decide, nothing is to do.',
        data: { segmentation: id, segment, earlier: earlier.join(' '), cells: cellCount(runs) },
      },
    ),
  );
  const empty = left.map(({ segment, claimed }) =>
    warning(
      'hybrid-cells',
      claimed === 0
        ? `\`${segment}\` of \`${id}\` takes no cell, so nobody can be in it.`
        : `Segments before \`${segment}\` of \`${id}\` have every cell it takes, so nobody can be in it.`,
      {
        place: claimPlace(hybrid, segment),
        hint: `Move \`${segment}\` up, or change its cells.`,
        data: { segmentation: id, segment, claimed },
      },
    ),
  );
  return [...inNone, ...inTwo, ...empty];
}

/** The first cell of each of the first few stretches. */
const examples = (runs: readonly Run[]) => listed(runs.slice(0, MOST_EXAMPLES).map(({ first }) => first));
const MOST_EXAMPLES = 3;

function tooMany({ id, segments, place }: Hybrid, { segments: { to } }: Limits): readonly Finding[] {
  if (segments.length <= to) return [];
  return [
    warning('hybrid-cells', `\`${id}\` has ${segments.length} segments; the limit is ${to}.`, {
      place,
      hint: 'Let cells share a segment, or raise `limits.segments`.',
      data: { segmentation: id, segments: segments.length, to },
    }),
  ];
}
