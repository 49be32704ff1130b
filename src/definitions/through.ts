import { error } from '../base/finding.ts';
import type { Place } from '../base/place.ts';
import type { EntityFrame } from './kinds/entity.ts';
import type { Names, Report } from './names.ts';
import type { Through } from './project.ts';

/** The list that says to which customer of `frame` a member of another entity belongs. */
export function followThrough(
  entity: string,
  frame: EntityFrame,
  frames: Names<EntityFrame>,
  place: Place,
  report: Report,
): Through | null {
  const members = frames.follow(entity, place, report);
  if (!members) return null;
  const { parent, rows, key } = members;
  if (parent?.frame === frame) return { entity, source: rows.source, key, owner: parent.column };
  if (parent || !members.definition.data.belongsTo)
    report(
      error('through-entity', `No ${entity} belongs to ${frame.id}.`, {
        place,
        hint: `Write \`belongsTo: { entity: ${frame.id}, column: ... }\` in \`${entity}\`.`,
      }),
    );
  return null;
}
