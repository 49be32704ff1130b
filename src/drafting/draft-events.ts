import type { Arrangement, Placed } from './arrange.ts';
import { keyOf } from './arrange.ts';
import { periodOf } from './draft-book.ts';
import { allConcepts } from './concepts/index.ts';
import type { DraftAttribute, DraftSource } from './draft.ts';
import { draftAttribute } from './draft.ts';
import type { SourceUse } from './draft-sources.ts';
import { draftSource } from './draft-sources.ts';
import { formatNumber } from '../base/format-number.ts';
import { recognise } from './recognise.ts';
import type { RoleScene } from './roles/role.ts';
import type { Setting } from './setting.ts';
import type { ColumnSurvey, FileSurvey } from './survey.ts';
import { singular, titleOf } from './words.ts';

/** Keys of an aggregate that say whose the rows are. */
export function whoseOf(
  { by, through }: Placed,
  { customers }: Arrangement,
): Readonly<Record<string, string>> {
  if (through) return { through: memberId(through.file, customers.entity), by: by.name };
  return by.name === customers.key.name ? {} : { by: by.name };
}

/** Id of the entity whose rows stand between others and the customer. */
export const memberId = (file: FileSurvey, entity: string) =>
  singular(file.id) === entity ? `${entity}_member` : singular(file.id);

function sceneOf(one: Placed, arrangement: Arrangement, { currency, asOf }: Setting): RoleScene {
  const day = one.cast.parts['date'];
  const last = day?.most && day.most < asOf ? day.most : asOf;
  const days = day?.least ? (Date.parse(last) - Date.parse(day.least)) / 86_400_000 + 1 : 0;
  const { customers } = arrangement;
  return {
    ...{ entity: customers.entity, currency, asOf, days, whose: whoseOf(one, arrangement) },
    customers: customers.file?.rows ?? customers.key.distinct,
  };
}

/** What the rows of a file tell of a customer: by their role, and what the latest row says of who it is. */
export function factsOfEvents(
  one: Placed,
  arrangement: Arrangement,
  setting: Setting,
): readonly DraftAttribute[] {
  const { cast } = one;
  const scene = sceneOf(one, arrangement, setting);
  const told = toldByRows(one, arrangement).map(([concept, column]) =>
    draftAttribute({
      ...{
        id: column.name,
        entity: scene.entity,
        title: titleOf(column.name),
        basis: concept.basis,
        concept: concept.id,
      },
      origin: {
        kind: 'aggregate',
        keys: { source: cast.file.id, ...scene.whose, function: 'last', of: column.name },
      },
      above: [`As the latest row of \`${cast.file.id}\` says.`],
    }),
  );
  return one.isTwin ? told : [...cast.role.attributes(cast, scene), ...told];
}

/** Groups a customer is in that only the rows of events name, such as the country of an invoice. */
const TOLD_BY_ROWS = new Set(['country', 'region', 'channel', 'payment', 'industry', 'plan']);

export function toldByRows({ cast, by, through }: Placed, { customers }: Arrangement) {
  if (customers.file !== null || through || !cast.parts['date']) return [];
  const free = cast.file.columns.filter(
    (column) => column !== by && column.type === 'text' && !Object.values(cast.parts).includes(column),
  );
  return [
    ...recognise(
      free,
      allConcepts.filter(({ id }) => TOLD_BY_ROWS.has(id)),
    ),
  ];
}

/** Columns of a file of events that something reads. */
export function useOfEvents(one: Placed, arrangement: Arrangement): SourceUse {
  const { file, parts } = one.cast;
  const key = keyOf(file);
  const isExact =
    key !== null && key !== one.by && file.rows - key.distinct <= file.repeats && isNearly(key, file);
  const members = arrangement.events.flatMap(({ through }) =>
    through?.file === file ? [through.key, through.owner] : [],
  );
  const without = file.rows - one.by.filled;
  const strangers = one.join ? one.join.rows - one.join.matched : 0;
  const said = [
    ...(without > 0
      ? [`${formatNumber(without)} of ${formatNumber(file.rows)} rows have none and count for nobody`]
      : []),
    ...(strangers > 0
      ? [`${formatNumber(strangers)} of ${formatNumber(file.rows)} rows name somebody no other file knows`]
      : []),
  ];
  const told = toldByRows(one, arrangement).map(([, column]) => column);
  const read = (
    one.isTwin ? Object.values(parts).filter((column) => column === parts['date']) : Object.values(parts)
  ).filter((column) => column !== parts['billing'] || periodOf(one, null).isByBilling);
  const own = isExact || members.length > 0 ? key : null;
  const isWhole = own === null && one.cast.role.id !== 'subscriptions';
  return {
    key: own,
    isWhole,
    names: [one.by, ...members],
    others: [...read, ...told, ...(key && !isExact && isNearlyKey(key, file, one.by) ? [key] : [])],
    notes: isWhole ? { columns: 'all of them: without a key, rows are told apart by every column' } : {},
    columnNotes: said.length === 0 ? {} : { [one.by.name]: said.join('; ') },
  };
}

/** Different in all rows but a few. */
const isNearly = (key: ColumnSurvey, file: FileSurvey) => key.distinct >= file.rows * 0.99;

/** An id that repeats in rows that are not the same: two events under one name. */
const isNearlyKey = (key: ColumnSurvey, file: FileSurvey, by: ColumnSurvey) =>
  key !== by && isNearly(key, file) && file.rows - key.distinct > file.repeats;

/** The source of a file of events, with its day. */
export function eventSource(one: Placed, arrangement: Arrangement, setting: Setting): DraftSource {
  const { file, parts, role } = one.cast;
  const use = useOfEvents(one, arrangement);
  const key = keyOf(file);
  const last = role.id === 'subscriptions' ? null : (parts['date']?.most ?? null);
  const endsEarlier = last !== null && last < setting.asOf;
  const quality = !use.key && key && isNearlyKey(key, file, one.by) ? [`{ unique: ${key.name} }`] : [];
  return draftSource(
    file,
    setting.pathOf(file.id),
    {
      ...use,
      notes: {
        ...use.notes,
        population: 'assumed: see above',
        ...(quality.length > 0
          ? {
              quality: `${formatNumber(file.rows - (key?.distinct ?? 0))} rows repeat an id; all are counted, and every run says how many`,
            }
          : {}),
        ...(role.id === 'subscriptions'
          ? {}
          : { date: `when a row happened; rows from ${parts['date']?.least} to ${parts['date']?.most}` }),
        ...(endsEarlier
          ? { asOf: 'assumed: the file is complete up to this day, though its last row is older' }
          : {}),
      },
    },
    {
      date: role.id === 'subscriptions' ? null : (parts['date']?.name ?? null),
      population: 'every',
      asOf: endsEarlier ? setting.asOf : null,
      quality,
    },
  );
}
