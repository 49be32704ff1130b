import * as z from 'zod';
import type { CalendarDate } from '../base/calendar-date.ts';
import type { Finding } from '../base/finding.ts';
import { error, warning } from '../base/finding.ts';
import type { Segmentation } from '../definitions/project.ts';
import { ruleNote, rulesAbout } from '../documents/rules-notes.ts';
import type { DraftRules } from '../drafting/draft-rules.ts';
import { rulesText } from '../drafting/draft-rules.ts';
import type { Crosstab } from '../measures/crosstab/crosstab.ts';
import { crosstabFigures } from '../measures/crosstab/read-crosstab.ts';
import type { Fidelity } from '../measures/fidelity.ts';
import { fidelityOf } from '../measures/fidelity.ts';
import type { SegmentPair } from '../measures/segment-pairs.ts';
import type { GroupRule } from '../methods/cluster/rules-from-groups.ts';
import { agesOf } from './steps/ages-of.ts';
import { grownRules, pairedWithRules } from './steps/grown-rules.ts';
import { keepSegmentation } from './steps/keep-definition.ts';
import type { ProfiledSnapshot } from './steps/profiled-snapshot.ts';
import { profiledSnapshot } from './steps/profiled-snapshot.ts';
import { isFinding, withState } from './steps/with-state.ts';
import { defineUseCase, found } from './use-case.ts';

/** Rules that stand for learned groups, and how well they do, over all customers of a snapshot. */
export interface RulesResult {
  readonly segmentation: string;
  readonly title: string;
  readonly asOf: CalendarDate;
  readonly runId: string;
  readonly learnedAsOf: CalendarDate;
  /** What the rules are called. */
  readonly id: string;
  readonly rules: readonly {
    readonly segment: string;
    readonly title: string;
    readonly when: string | null;
  }[];
  readonly fidelity: Fidelity;
  /** The groups' segments against those of the rules. */
  readonly crosswalk: Crosstab;
  /** The definition, and the file it was kept in; null where it was only shown. */
  readonly text: string;
  readonly file: string | null;
}

const input = z.object({
  segmentation: z.string().describe('Id of a segmentation that learned groups'),
  as: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/)
    .optional()
    .describe(
      'Keep the rules as a segmentation of this id, in `segmentations/ID.yaml`; nothing is overwritten',
    ),
});

export const rules = defineUseCase({
  name: 'rules',
  summary: 'Say learned groups as a few rules, and how well those stand for them; keep the rules if asked',
  effect: 'writes',
  input,
  positional: ['segmentation'],
  run: ({ segmentation: asked, as }, context) =>
    withState<RulesResult>(context, async ({ folder, engine }) => {
      const profiled = await profiledSnapshot(engine, asked, null);
      if (isFinding(profiled)) return found<RulesResult>(null, [profiled]);
      const grown = await grownRules(engine, profiled);
      if (isFinding(grown)) return found<RulesResult>(null, [grown]);
      const { segmentation, project, snapshot } = profiled;
      const untold = grown.filter(({ when }) => when === null);
      if (grown.length - untold.length < 2) return found<RulesResult>(null, [nothingToSay(segmentation)]);
      const draft = draftOf(as ?? `${asked}_rules`, segmentation, grown);
      const pairs = await pairedWithRules(engine, profiled, draft);
      const { minimumCount } = project.limits;
      const ids = segmentation.segments.map(({ id }) => id);
      const fidelity = fidelityOf(pairs, ids, minimumCount);
      const learnedAsOf = profiled.fit?.learnedAsOf ?? snapshot.asOf;
      const text = rulesText(told(draft, segmentation, snapshot.asOf, learnedAsOf, fidelity));
      const file = as === undefined ? null : await keepSegmentation(folder, as, text, context);
      return found(
        {
          ...{ segmentation: asked, title: segmentation.title, asOf: snapshot.asOf, runId: snapshot.runId },
          ...{ learnedAsOf, id: draft.id, fidelity, text, file },
          rules: segmentation.segments.map(({ id, title }) => ({
            ...{ segment: id, title },
            when: grown.find((rule) => rule.segment === id)?.when ?? null,
          })),
          crosswalk: crosswalkOf(profiled, draft, pairs),
        },
        untold.map(({ segment }) => noRule(segmentation, segment)),
        await agesOf(engine, snapshot, project.timeZone, context),
      );
    }),
});

/** The rules in the order of the groups' own definition, with the same ids, titles and fallback. */
function draftOf(id: string, segmentation: Segmentation, grown: readonly GroupRule[]): DraftRules {
  const { fallback, segments, title, entity } = segmentation;
  return {
    ...{ id, title: `${title}, by rules`, description: null, entity: entity.id, about: [] },
    segments: segments.flatMap((segment) => {
      const when = grown.find((rule) => rule.segment === segment.id)?.when;
      return when ? [{ id: segment.id, title: segment.title, when, note: '' }] : [];
    }),
    fallback: { id: fallback.id, title: fallback.title },
  };
}

function told(
  draft: DraftRules,
  segmentation: Segmentation,
  asOf: string,
  learnedAsOf: string,
  fidelity: Fidelity,
): DraftRules {
  const noteOf = (id: string) => {
    const counted = fidelity.segments.find(({ segment }) => segment === id);
    return counted ? ruleNote(counted) : '';
  };
  return {
    ...draft,
    about: rulesAbout(draft.id, segmentation, asOf, learnedAsOf, fidelity),
    segments: draft.segments.map((segment) => ({ ...segment, note: noteOf(segment.id) })),
  };
}

function crosswalkOf(
  { segmentation, snapshot, project: { limits } }: ProfiledSnapshot,
  draft: DraftRules,
  pairs: readonly SegmentPair[],
): Crosstab {
  const values = [...draft.segments, draft.fallback].map(({ id, title }) => ({ value: id, label: title }));
  const count = (from: string, to?: string) =>
    pairs.reduce(
      (sum, pair) => sum + (pair.from === from && (to === undefined || pair.to === to) ? pair.customers : 0),
      0,
    );
  const rows = [...segmentation.segments, segmentation.fallback].map(({ id, title }) => ({
    segment: id,
    title,
    customers: count(id),
    counts: values.map(({ value }) => count(id, value)),
  }));
  return {
    ...{ segmentation: segmentation.id, title: segmentation.title, values, formed: true, expected: null },
    ...{ asOf: snapshot.asOf, runId: snapshot.runId, minimumCount: limits.minimumCount },
    ...{ field: draft.id, fieldTitle: draft.title, fieldKind: 'segmentation' as const },
    ...crosstabFigures(rows, null, true, limits.minimumCount),
  };
}

function nothingToSay({ id }: Segmentation): Finding {
  return error('rules-say-nothing', `No few questions tell the groups of \`${id}\` apart.`, {
    hint: 'They differ in many values a little; place by the groups themselves.',
  });
}

function noRule(segmentation: Segmentation, segment: string): Finding {
  return warning(
    'segment-without-rule',
    `No short rule finds \`${segment}\` of \`${segmentation.id}\`; its customers go to other segments.`,
    { place: segmentation.place, hint: 'It is too small or too much like the others for a few questions.' },
  );
}
