import type { Finding } from '../../base/finding.ts';
import { note, warning } from '../../base/finding.ts';
import type { DefinitionCheck } from '../check.ts';
import { cellCount, claimPlace, readGrid, runWords, withGrid } from '../grid-findings.ts';
import { listed } from '../../base/listed.ts';

/** Cells of an RFM map that no segment claims, that two claim, and segments that get none. */
export const rfmMap: DefinitionCheck = {
  id: 'rfm-map',
  title: 'RFM map with holes or overlaps',
  source: 'Seed 002: its RFM table names 77 of 125 cells; a segmentation is total, its fallback named',
  severity: 'warning',
  summary: 'Cells of an RFM map belong to no segment or to two, or a segment gets no cell.',
  needs: 'definitions',
  read: ({ segmentations }) => withGrid(segmentations, 'rfm').flatMap(mapFindings),
};

function mapFindings(segmentation: ReturnType<typeof withGrid>[number]): readonly Finding[] {
  const { id, grid, fallback, place } = segmentation;
  const { unclaimed, shared, left } = readGrid(grid);
  const holes = cellCount(unclaimed);
  const findings: Finding[] = [];
  if (holes > 0)
    findings.push(
      warning(
        'rfm-map',
        `${holes} of ${grid.cells.length} cells of \`${id}\` are in no segment and go to \`${fallback.id}\`: ${runWords(unclaimed, 6)}.`,
        {
          place,
          hint: 'Widen the segments, end with one that takes the rest, or use `preset: repaired`.',
          data: { segmentation: id, cells: holes, of: grid.cells.length },
        },
      ),
    );
  for (const { segment, earlier, runs } of shared)
    findings.push(
      note(
        'rfm-map',
        `\`${segment}\` of \`${id}\` claims ${runWords(runs, 3)}, which ${listed(earlier.map((one) => `\`${one}\``))} before it ${earlier.length === 1 ? 'has' : 'have'}.`,
        {
          place: claimPlace(segmentation, segment),
          hint: 'Where the order is meant to decide, nothing is to do.',
          data: { segmentation: id, segment, earlier: earlier.join(' '), cells: cellCount(runs) },
        },
      ),
    );
  for (const { segment, claimed } of left)
    findings.push(
      warning(
        'rfm-map',
        claimed === 0
          ? `\`${segment}\` of \`${id}\` claims no cell, so nobody can be in it.`
          : `Segments before \`${segment}\` of \`${id}\` have every cell it claims, so nobody can be in it.`,
        {
          place: claimPlace(segmentation, segment),
          hint: `Move \`${segment}\` up, or change what it claims.`,
          data: { segmentation: id, segment, claimed },
        },
      ),
    );
  return findings;
}
