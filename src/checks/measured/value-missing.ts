import type { Finding } from '../../base/finding.ts';
import { note, warning } from '../../base/finding.ts';
import type { Entity } from '../../definitions/project.ts';
import type { MissingValues } from '../../measures/missing-values.ts';
import type { MeasuredCheck } from '../check.ts';

/** Attributes that some customers, or all, have no value of. */
export const valueMissing: MeasuredCheck = {
  id: 'value-missing',
  title: 'Missing values',
  source: 'Seed 001, data quality: accurate and complete; seed 004: enough depth to segment at all',
  severity: 'warning',
  summary: 'An attribute is missing for everybody (warning), or for some (a note with counts).',
  needs: 'run',
  read: ({ missing, asOf }) => {
    const entities = [...new Set(missing.map(({ entity }) => entity))];
    return entities.flatMap((entity) =>
      judge(
        entity,
        missing.filter((one) => one.entity === entity),
        asOf,
      ),
    );
  },
};

function judge({ id, place }: Entity, values: readonly MissingValues[], asOf: string): readonly Finding[] {
  const rows = values[0]?.rows ?? 0;
  if (rows === 0) return [];
  const some = values.filter(({ missing }) => missing > 0 && missing < rows);
  const list = some
    .toSorted((a, b) => b.missing - a.missing)
    .map(({ attribute, missing }) => `\`${attribute.id}\` of ${missing}`);
  return [
    ...values
      .filter(({ missing }) => missing === rows)
      .map(({ attribute }) =>
        warning('value-missing', `\`${attribute.id}\` is missing for all ${rows} of \`${id}\` on ${asOf}.`, {
          place: attribute.place,
          hint: 'Every condition on it is unknown; look at its source.',
        }),
      ),
    ...(list.length > 0
      ? [
          note(
            'value-missing',
            `Of ${rows} rows of \`${id}\` on ${asOf}, values are missing: ${list.join(', ')}.`,
            { place },
          ),
        ]
      : []),
  ];
}
