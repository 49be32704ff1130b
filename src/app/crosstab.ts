import * as z from 'zod';
import { parseCalendarDate } from '../base/calendar-date.ts';
import { didYouMean } from '../base/did-you-mean.ts';
import type { Finding } from '../base/finding.ts';
import { error } from '../base/finding.ts';
import type { Segmentation } from '../definitions/project.ts';
import type { Crosstab } from '../measures/crosstab/crosstab.ts';
import { profiledFields } from '../measures/profile/profiled-fields.ts';
import { notADay } from './run.ts';
import type { CrosstabField } from './steps/measure-crosstab.ts';
import { agesOf } from './steps/ages-of.ts';
import { measureCrosstab } from './steps/measure-crosstab.ts';
import type { ProfiledSnapshot } from './steps/profiled-snapshot.ts';
import { profiledSnapshot } from './steps/profiled-snapshot.ts';
import { isFinding, withState } from './steps/with-state.ts';
import { defineUseCase, found } from './use-case.ts';

export const crosstab = defineUseCase({
  name: 'crosstab',
  summary: 'Set segments against any field, or against an expected mix of its values, with chi-square',
  effect: 'reads',
  input: z.object({
    segmentation: z.string().describe('Id of a segmentation'),
    field: z
      .string()
      .describe('Another segmentation of the same entity, or an attribute; `entity.attribute` is always one'),
    expect: z
      .string()
      .optional()
      .describe('Shares the values should have: "a=0.5,b=30%"; what is left is for all others together'),
    asOf: z.string().optional().describe('The snapshot that held on this day, YYYY-MM-DD'),
  }),
  positional: ['segmentation', 'field'],
  run: (asked, context) =>
    withState<Crosstab>(context, async ({ engine }) => {
      const day = asked.asOf === undefined ? null : parseCalendarDate(asked.asOf);
      if (asked.asOf !== undefined && !day) return found<Crosstab>(null, [notADay(asked.asOf)]);
      const profiled = await profiledSnapshot(engine, asked.segmentation, day);
      if (isFinding(profiled)) return found<Crosstab>(null, [profiled]);
      const { project, segmentation, snapshot } = profiled;
      const field = fieldNamed(profiled, asked.field);
      if (isFinding(field)) return found<Crosstab>(null, [field]);
      const mix = asked.expect ?? null;
      const table = await measureCrosstab(engine, project, segmentation, snapshot, field, mix);
      return isFinding(table)
        ? found<Crosstab>(null, [table])
        : found(table, [], await agesOf(engine, snapshot, project.timeZone, context));
    }),
});

/** Of equal ids the segmentation is meant, as `clade show` has it. */
function fieldNamed(
  { project, segmentation, snapshot }: ProfiledSnapshot,
  name: string,
): CrosstabField | Finding {
  const { entity } = segmentation;
  const others = project.segmentations.filter(
    (one) => one.entity.id === entity.id && one.id !== segmentation.id,
  );
  const other = others.find(({ id }) => id === name);
  if (other) return { kind: 'segmentation', segmentation: other, formed: isMadeOf(segmentation, other) };
  const { fields, leftOut } = profiledFields(segmentation, snapshot.asOf);
  const named = fields.find(({ attribute: { id } }) => name === id || name === `${entity.id}.${id}`);
  if (named) return { kind: 'attribute', field: named };
  const left = leftOut.find(({ id }) => name === id || name === `${entity.id}.${id}`);
  if (left)
    return error('attribute-left-out', `\`${name}\` makes no table: it is ${left.reason}.`, {
      hint: 'Tables tell kinds of customers apart, never single ones.',
    });
  const known = [...others.map(({ id }) => id), ...fields.map(({ attribute }) => attribute.id)];
  const near = didYouMean(name, known);
  return error('unknown-field', `\`${name}\` is no segmentation of ${entity.id}, nor an attribute.`, {
    hint: near ? `Did you mean \`${near}\`?` : `There are ${known.join(', ')}.`,
  });
}

/** Whether one of the two asks for the other, through any number of steps. */
function isMadeOf(one: Segmentation, other: Segmentation): boolean {
  const reaches = (from: Segmentation, id: string): boolean =>
    from.uses.some((used) => used.id === id || reaches(used, id));
  return reaches(one, other.id) || reaches(other, one.id);
}
