import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Attribute, Entity, Segmentation } from '../../definitions/project.ts';
import { asOf, choose, column, text } from '../../sql/expression.ts';
import type { Expression } from '../../sql/expression.ts';
import { INTEGER, isNumeric, TEXT } from '../../sql/value-type.ts';
import { formedBy } from './formed-by.ts';

/** An attribute as it is profiled: as a number, or as one of several texts. */
export interface ProfiledField {
  readonly kind: 'number' | 'category';
  readonly attribute: Attribute;
  /** Over the wide table: a date as the days before the as-of day, a yes-or-no as `yes` and `no`. */
  readonly value: Expression;
  readonly unit: string | null;
  readonly formed: boolean;
}

export interface ProfiledFields {
  readonly fields: readonly ProfiledField[];
  readonly leftOut: readonly { readonly id: string; readonly title: string; readonly reason: string }[];
}

/** The attributes of a segmentation's entity that a profile is made of, and those it is not, with the reason. */
export function profiledFields(segmentation: Segmentation, day: CalendarDate): ProfiledFields {
  const formed = formedBy(segmentation);
  const { attributes } = segmentation.entity;
  const reasons = attributes.map((attribute) => ({
    attribute,
    reason: whyLeftOut(attribute, segmentation.entity),
  }));
  return {
    fields: reasons
      .filter(({ reason }) => reason === null)
      .map(({ attribute }) => fieldOf(attribute, formed.has(attribute), day)),
    leftOut: reasons.flatMap(({ attribute: { id, title }, reason }) =>
      reason === null ? [] : [{ id, title, reason }],
    ),
  };
}

export function fieldOf(attribute: Attribute, formed: boolean, day: CalendarDate): ProfiledField {
  const { id, type, unit } = attribute;
  const value = column(id, type);
  const head = { attribute, formed };
  if (isNumeric(type)) return { ...head, kind: 'number', value, unit };
  if (type.kind === 'date')
    return { ...head, kind: 'number', value: daysBefore(value), unit: `days before ${day}` };
  if (type.kind === 'boolean') return { ...head, kind: 'category', value: yesOrNo(value), unit: null };
  return { ...head, kind: 'category', value, unit };
}

export const YES = 'yes';
const NO = 'no';

/** Why nothing is told of an attribute's values; null where they are told. */
export function whyLeftOut({ sensitive, origin }: Attribute, entity: Entity): string | null {
  if (sensitive) return 'sensitive';
  if (origin.kind === 'column' && origin.source === entity.source && origin.column === entity.key)
    return 'names the customer';
  return null;
}

const daysBefore = (date: Expression): Expression => ({
  kind: 'call',
  function: 'days_between',
  args: [date, asOf()],
  type: INTEGER,
});

const yesOrNo = (value: Expression): Expression =>
  choose(
    [
      { when: value, then: text(YES) },
      { when: { kind: 'not', operand: value, type: value.type }, then: text(NO) },
    ],
    null,
    TEXT,
  );
