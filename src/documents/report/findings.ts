import type { Finding, Severity } from '../../base/finding.ts';
import { formatPlace } from '../../base/place.ts';
import type { Project, Segmentation } from '../../definitions/project.ts';
import type { Block, ToldFinding } from '../document.ts';
import { fold } from '../document.ts';
import { countOf } from './words.ts';

/**
 * The segmentation a finding is about, by where it points: of all definitions that begin at or above it in the same
 * file, the last. Null for a finding about anything else.
 */
export function segmentationOf(finding: Finding, project: Project): Segmentation | null {
  const { place } = finding;
  if (!place) return null;
  const starts = definitionsOf(project).filter(
    (one) => one.place.path === place.path && one.place.line <= place.line,
  );
  const nearest = starts.toSorted((a, b) => b.place.line - a.place.line)[0];
  return project.segmentations.find((one) => one === nearest) ?? null;
}

const definitionsOf = ({ sources, entities, books, segmentations }: Project) => [
  ...sources,
  ...books,
  ...entities,
  ...entities.flatMap(({ attributes }) => attributes),
  ...segmentations,
];

const GRAVITY: readonly Severity[] = ['error', 'warning', 'note'];

/** Findings, the gravest first, those of one check together; notes folded. */
export function findingBlocks(findings: readonly Finding[]): readonly Block[] {
  const told = byCheck(findings).toSorted(
    (a, b) => GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity),
  );
  const grave = told.filter(({ severity }) => severity !== 'note');
  const notes = told.filter(({ severity }) => severity === 'note');
  const noteCount = findings.filter(({ severity }) => severity === 'note').length;
  return [
    ...(grave.length > 0 ? [{ kind: 'findings', findings: grave } as const] : []),
    ...(notes.length > 0 ? [fold(countOf(noteCount, 'note'), [{ kind: 'findings', findings: notes }])] : []),
  ];
}

/** One entry for all that share severity, code and hint, in the order of the first. */
function byCheck(findings: readonly Finding[]): readonly ToldFinding[] {
  const groups = new Map<string, ToldFinding>();
  for (const { severity, code, hint, message, place } of findings) {
    const key = JSON.stringify([severity, code, hint ?? null]);
    const before = groups.get(key);
    const said = [...(before?.said ?? []), { message, place: place ? formatPlace(place) : null }];
    groups.set(key, { severity, code, hint: hint ?? null, said });
  }
  return [...groups.values()];
}

/** `2 warnings, 3 notes`; null where there is nothing. */
export function findingCounts(findings: readonly Finding[]): string | null {
  const parts = GRAVITY.flatMap((severity) => {
    const count = findings.filter((one) => one.severity === severity).length;
    return count === 0 ? [] : [countOf(count, severity)];
  });
  return parts.length === 0 ? null : parts.join(', ');
}
