import type { Finding } from '../../base/finding.ts';
import { note, warning } from '../../base/finding.ts';
import type { Entity, Source } from '../../definitions/project.ts';
import type { PlanContext } from '../context.ts';
import type { Scan } from '../facts/scans.ts';
import { listed } from '../../base/listed.ts';

/** What is odd about the rows of event sources, with counts; once a run, not once an attribute. */
export function rowFindings(sources: readonly Source[], context: PlanContext): readonly Finding[] {
  return [
    ...sources.flatMap((source) => [
      ...undatedRows(source, context),
      ...lateRows(source, context),
      ...repeatedRows(source, context),
    ]),
    ...knownFromDates(sources, context),
  ];
}

function undatedRows({ id, events, place }: Source, { observed }: PlanContext): readonly Finding[] {
  const rows = observed.get(id)?.undated ?? 0;
  if (rows === 0 || !events) return [];
  return [
    warning('rows-without-date', `${counted(rows)} of \`${id}\` have no day and never count.`, {
      place,
      hint: `Make \`${events.date.name}\` \`required: true\` to set them aside with their lines.`,
      data: { rows },
    }),
  ];
}

function lateRows({ id, place }: Source, { observed, asOf }: PlanContext): readonly Finding[] {
  const rows = observed.get(id)?.late ?? 0;
  return rows === 0
    ? []
    : [
        note(
          'rows-known-later',
          `${counted(rows)} of \`${id}\` happened by ${asOf} and were known only later: they do not count on that day.`,
          { place, data: { rows } },
        ),
      ];
}

function repeatedRows({ id, events, place }: Source, { observed }: PlanContext): readonly Finding[] {
  const rows = observed.get(id)?.repeated ?? 0;
  if (rows === 0 || !events) return [];
  if (events.identity.length > 0)
    return [
      note(
        'rows-replaced',
        `${counted(rows)} of \`${id}\` are earlier versions of others; the last known counts.`,
        { place, data: { rows } },
      ),
    ];
  return [
    warning(
      'rows-repeated',
      `${counted(rows)} of \`${id}\` say the same as another, word for word; each counts.`,
      {
        place,
        hint: 'If they are one event told twice, write `key:` and the columns that name an event.',
        data: { rows },
      },
    ),
  ];
}

/** Told only on a look back, of all such sources at once. */
function knownFromDates(sources: readonly Source[], { observed, asOf }: PlanContext): readonly Finding[] {
  const guessed = sources.filter(
    ({ id, events }) => events?.knownFrom === null && (observed.get(id)?.later ?? 0) > 0,
  );
  if (guessed.length === 0) return [];
  return [
    note(
      'known-from-event-date',
      `Nothing says when rows of ${listed(guessed.map(({ id }) => `\`${id}\``))} were known; on ${asOf} they count from the day they happened.`,
      {
        hint: 'Where a column says when a row was loaded, write `knownFrom:` and its name.',
        data: { sources: guessed.length },
      },
    ),
  ];
}

/** Rows that name a member which belongs to nobody, or is not in the list. */
export function ownerFindings(
  entity: Entity,
  { source, through, attributes }: Scan,
  counts: { readonly rows: number; readonly members: number },
): readonly Finding[] {
  if (!through || counts.rows === 0) return [];
  return [
    warning(
      'rows-without-owner',
      `${counted(counts.rows)} of \`${source.id}\`, of ${counts.members} ${through.entity}s, belong to no ${entity.id} and do not count.`,
      {
        place: attributes[0]?.place ?? source.place,
        hint: `They name a ${through.entity} that \`${through.source.id}\` does not have, or one without \`${through.owner.name}\`.`,
        data: counts,
      },
    ),
  ];
}

function counted(rows: number): string {
  return rows === 1 ? '1 row' : `${rows} rows`;
}
