import * as z from 'zod';
import type { CalendarDate } from '../base/calendar-date.ts';
import { dayInTimeZone, parseCalendarDate } from '../base/calendar-date.ts';
import type { Finding } from '../base/finding.ts';
import { warning } from '../base/finding.ts';
import { compareFindings } from '../checks/compare-findings.ts';
import { judgeChange } from '../checks/review-policy.ts';
import { stableHash } from '../base/stable-hash.ts';
import { nameKey } from '../definitions/definition-name.ts';
import type { Project } from '../definitions/project.ts';
import type { ReviewContent, ReviewedSegmentation } from '../documents/review/content.ts';
import { reviewDocument } from '../documents/review/review.ts';
import type { ChangedSegmentation } from '../plan/changed-segmentations.ts';
import { changedSegmentations } from '../plan/changed-segmentations.ts';
import type { ComparedParts } from '../plan/compared-parts.ts';
import { comparedParts } from '../plan/compared-parts.ts';
import type { References } from '../plan/references.ts';
import { referencesIn, usersOf } from '../plan/references.ts';
import { DEFINITION_FILES, gitCommit } from '../workspace/git.ts';
import type { AppContext } from './context.ts';
import { defaultAsOf, notADay } from './run.ts';
import { agesNow } from './steps/ages-of.ts';
import { placeBothSides } from './steps/place-both-sides.ts';
import type { BothSides } from './steps/read-both-sides.ts';
import { isCompared, readBothSides } from './steps/read-both-sides.ts';
import { reviewSegmentation } from './steps/review-segmentations.ts';
import { isFinding } from './steps/with-state.ts';
import { documentTarget, writeDocument } from './steps/write-document.ts';
import { defineUseCase, found } from './use-case.ts';

/** What a change of definitions would do, and where it was written. */
export interface ReviewResult extends ReviewContent {
  /** Null where no file was asked for. */
  readonly path: string | null;
}

const input = z.object({
  base: z
    .string()
    .optional()
    .describe('Branch, tag or commit to compare with; default: where this history left the main branch'),
  asOf: z
    .string()
    .optional()
    .describe('Calendar day to compute for, YYYY-MM-DD; default: the day the data stands for, else today'),
  to: z.string().optional().describe('File to write the whole review to, ending in .html or .md'),
});

/** Places everybody by the definitions of a commit and by the files as they are, on one day, and tells the difference. */
export const review = defineUseCase({
  name: 'review',
  summary:
    'Say who would move, with how much money, if the definitions changed since a branch or commit were published',
  effect: 'reads',
  input,
  positional: ['base'],
  async run({ base, asOf, to }, context) {
    const target = to === undefined ? null : documentTarget(context.folder, to);
    if (target && isFinding(target)) return found<ReviewResult>(null, [target]);
    context.onStage('definitions');
    const sides = await readBothSides(context, base ?? null);
    if (!isCompared(sides)) return found<ReviewResult>(null, sides);
    const day = asOf === undefined ? defaultAsOf(sides.after.project, context.now) : parseCalendarDate(asOf);
    if (!day) return found<ReviewResult>(null, [notADay(asOf ?? '')]);
    const { content, findings } = await reviewSides(sides, day, context);
    if (target) writeDocument(target, reviewDocument(content));
    const learned = content.segmentations.flatMap(({ after: side }) => side?.fit?.learnedAsOf ?? []);
    const ages = agesNow(day, sides.after.project.timeZone, context, learned.toSorted()[0] ?? null);
    return found({ ...content, path: target?.path ?? null }, findings, ages);
  },
});

interface Reviewed {
  readonly content: ReviewContent;
  /** What ends a command with 1: errors of the files, and what the policy refuses. */
  readonly findings: readonly Finding[];
}

async function reviewSides(sides: BothSides, asOf: CalendarDate, context: AppContext): Promise<Reviewed> {
  const { folder, base, before, after, changes } = sides;
  const { project } = after;
  const { changed, unchanged } = changedSegmentations(before.project, project, changes);
  const references = {
    after: referencesIn(project),
    before: before.project ? referencesIn(before.project) : new Map<string, never>(),
  };
  const parts = comparedParts(before.project, project, changed, changes);
  const placed = parts ? await reviewParts(parts, sides, changed, references, asOf, context) : NOTHING;
  const findings = compareFindings(
    [...before.findings, ...placed.before],
    [...after.findings, ...placed.after],
  );
  const moves = placed.segmentations.flatMap(({ id, movement }) => {
    const segmentation = project.segmentations.find((one) => one.id === id);
    return movement && segmentation ? [{ segmentation, moved: movement.moved }] : [];
  });
  const refused = judgeChange({ asOf, moves, findings }, project.review, project.limits);
  return {
    content: {
      project: {
        ...{ title: project.title, currency: project.currency },
        minimumCount: project.limits.minimumCount,
      },
      ...{ asOf, base, commit: await gitCommit(folder, DEFINITION_FILES) },
      writtenOn: dayInTimeZone(context.now, project.timeZone),
      changes: changes.map((change) => ({
        ...change,
        usedBy: usersOf(change.is === 'removed' ? references.before : references.after, nameKey(change)),
      })),
      ...{ segmentations: placed.segmentations, unchanged, findings, policy: project.review, refused },
    },
    findings: [
      ...placed.after.filter(({ severity }) => severity === 'error'),
      ...refused,
      ...policyFindings(before.project, project),
    ],
  };
}

/** A change is judged by the policy it brings: whoever reads the review should know when that is another one. */
function policyFindings(before: Project | null, { review: policy, place }: Project): readonly Finding[] {
  if (!before || stableHash({ ...before.review }) === stableHash({ ...policy })) return [];
  return [
    warning('review-policy-changed', 'The change also changes what a review lets pass (`review`).', {
      place,
      hint: 'Merge that on its own first, so that the rest is judged by what was agreed.',
    }),
  ];
}

interface ReviewedChanges {
  readonly segmentations: readonly ReviewedSegmentation[];
  /** What a run would find on each side. */
  readonly before: readonly Finding[];
  readonly after: readonly Finding[];
}

const NOTHING: ReviewedChanges = { segmentations: [], before: [], after: [] };

function reviewParts(
  parts: ComparedParts,
  sides: BothSides,
  changed: readonly ChangedSegmentation[],
  references: { readonly before: References; readonly after: References },
  asOf: CalendarDate,
  context: AppContext,
): Promise<ReviewedChanges> {
  const {
    folder,
    after: { project },
  } = sides;
  return placeBothSides(folder, parts, asOf, context, async ({ before, after, engine, findings }) => {
    const placed = { project, before, after, references, asOf, engine };
    const segmentations: ReviewedSegmentation[] = [];
    for (const one of changed) segmentations.push(await reviewSegmentation(one, placed));
    return {
      segmentations,
      before: before?.findings ?? [],
      after: [...after.findings, ...findings],
    };
  });
}
