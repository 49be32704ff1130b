import type { Finding } from '../../base/finding.ts';
import { note, warning } from '../../base/finding.ts';
import type { Place } from '../../base/place.ts';
import type { Project } from '../../definitions/project.ts';
import type { DriftBin, Redefined, SubjectDrift } from '../../measures/drift/drift.ts';
import { mostMoved, subjectName } from '../../measures/drift/drift.ts';
import type { MeasuredCheck } from '../check.ts';
import { countOf, formatFigure, percent } from '../number-words.ts';

/** Customers who are no longer those the definitions were made for, or a source that has changed. */
export const drift: MeasuredCheck = {
  id: 'drift',
  title: 'Attributes, segments or fits have drifted',
  source:
    'Population stability index with 0.1 and 0.25, the convention of credit scoring (Siddiqi 2006; Yurdakul 2018); seed 001: segments are reviewed every quarter',
  severity: 'warning',
  summary:
    'The shares of an attribute or of segments differ from the last review, or customers fit otherwise than those a fit was learned from: a note from the notice level, a warning from the alarm level.',
  needs: 'run',
  read: ({ drift: { subjects, redefined }, project }) => [
    ...subjects.flatMap((one) => judge(one, project)),
    ...redefined.map((one) => notCompared(one, project)),
  ],
};

function judge(one: SubjectDrift, project: Project): readonly Finding[] {
  const { subject, index, verdict, base, now } = one;
  if (index === null || verdict === 'steady' || verdict === 'too-few') return [];
  const level = project.drift[verdict];
  const say = verdict === 'alarm' ? warning : note;
  const name = subjectName(subject);
  const what = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const edited =
    subject.kind === 'segmentation' && subject.isEdited
      ? ' Its definition has changed since, which may be why.'
      : '';
  return [
    say(
      'drift',
      `${what} has ${verdict === 'alarm' ? 'drifted' : 'changed'} from ${base.asOf} to ${now.asOf}: stability index ${formatFigure(index)}, ${verdict} from ${level}, of ${countOf(base.customers, 'customer')} then and ${countOf(now.customers, 'customer')} now. ${movedWords(one)}${edited}`,
      {
        place: placeOf(one, project),
        hint: HINTS[subject.kind],
        data: { index, level, from: base.asOf, base: base.customers, customers: now.customers },
      },
    ),
  ];
}

const HINTS: Readonly<Record<SubjectDrift['subject']['kind'], string>> = {
  attribute:
    'Look at its source first. If customers have changed, review what is defined by it and name the day of the review: `drift: { since: ... }`.',
  segmentation:
    'See who moved and why with `clade movement`; after a review name its day: `drift: { since: ... }`.',
  fit: 'Low percentiles are customers who fit worse than those it was learned from. Look at the attributes of its basis; `clade refit` says who would move if it were learned anew.',
};

function movedWords(one: SubjectDrift): string {
  const { grew, shrank } = mostMoved(one);
  const shares = ({ label, before, after }: DriftBin) =>
    `${label} (${percent(before, one.base.customers)} to ${percent(after, one.now.customers)})`;
  const parts = [
    ...(grew ? [`${shares(grew)} grew most`] : []),
    ...(shrank ? [`${shares(shrank)} shrank most`] : []),
  ];
  return `${parts.join(', ')}.`;
}

function placeOf({ subject }: SubjectDrift, { entities, segmentations, place }: Project): Place {
  const defined =
    subject.kind !== 'attribute'
      ? segmentations.find(({ id }) => id === subject.id)
      : entities.find(({ id }) => id === subject.entity)?.attributes.find(({ id }) => id === subject.id);
  return defined?.place ?? place;
}

function notCompared({ entity, attribute, since }: Redefined, project: Project): Finding {
  const defined = project.entities
    .find(({ id }) => id === entity)
    ?.attributes.find(({ id }) => id === attribute);
  return note(
    'drift',
    `\`${attribute}\` of \`${entity}\` is defined otherwise than on ${since}, so that nothing is compared; its drift is counted from now on.`,
    { place: defined?.place ?? project.place },
  );
}
