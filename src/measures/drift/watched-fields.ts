import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Entity } from '../../definitions/project.ts';
import type { ProfiledField } from '../profile/profiled-fields.ts';
import { fieldOf, whyLeftOut } from '../profile/profiled-fields.ts';

/**
 * The attributes of an entity whose values are counted at every run. Dates are left out: the calendar alone moves them, and
 * what is made of them (tenure in days) is counted as a number. What is sensitive or names the customer is left out too.
 */
export function watchedFields(entity: Entity, day: CalendarDate): readonly ProfiledField[] {
  return entity.attributes
    .filter((attribute) => attribute.type.kind !== 'date' && whyLeftOut(attribute, entity) === null)
    .map((attribute) => fieldOf(attribute, false, day));
}
