import { LAST_DATE } from '../base/calendar-date.ts';
import type { Finding } from '../base/finding.ts';
import { note, warning } from '../base/finding.ts';
import type { Source, Versions } from '../definitions/project.ts';
import type { ReadContext } from './connector.ts';
import { loaderSession } from './loader-session.ts';

/** Versions of one key that are true on the same day, leave days out, or end before they begin, with counts. */
export async function versionFaults(
  source: Source,
  versions: Versions,
  context: ReadContext,
): Promise<readonly Finding[]> {
  const session = loaderSession(source, context);
  const { quote } = session;
  const { dialect } = context.loader;
  const [from, to] = [quote(versions.from.name), quote(versions.to.name)];
  const order = `partition by ${versions.key.map(({ name }) => quote(name)).join(', ')} order by ${from}`;
  const end = `coalesce(${to}, ${dialect.date(LAST_DATE)})`;
  const count = (condition: string, name: string) =>
    `sum(case when ${condition} then 1 else 0 end) as ${name}`;
  const [row = {}] = await session.ask(
    'compare versions',
    `select count(*) as versions, ${count('nth > 1 and begins < reach', 'overlaps')},
       ${count('nth > 1 and begins > reach', 'gaps')}
     from (select ${from} as begins, row_number() over (${order}) as nth,
         max(${end}) over (${order} rows between unbounded preceding and 1 preceding) as reach
       from ${session.table} where ${to} is null or ${to} > ${from})`,
  );
  const backwards = await session.count(
    'compare versions',
    `select count(*) from ${session.table} where ${to} <= ${from}`,
  );
  const counted = (name: string) => Number(row[name] ?? 0);
  return describe(source, versions, {
    versions: counted('versions') + backwards,
    overlaps: counted('overlaps'),
    gaps: counted('gaps'),
    backwards,
  });
}

interface Counts {
  readonly versions: number;
  readonly overlaps: number;
  readonly gaps: number;
  readonly backwards: number;
}

function describe(
  { id }: Source,
  { from, to }: Versions,
  { versions, overlaps, gaps, backwards }: Counts,
): readonly Finding[] {
  const rest = (count: number) => ({ place: to.place, data: { versions, count } });
  return [
    ...(overlaps > 0
      ? [
          warning(
            'versions-overlap',
            `${overlaps} of ${versions} versions of \`${id}\` begin before an earlier one of the same key has ended.`,
            { ...rest(overlaps), hint: 'On a day with several the one that began last counts.' },
          ),
        ]
      : []),
    ...(gaps > 0
      ? [
          note(
            'versions-gap',
            `${gaps} of ${versions} versions of \`${id}\` begin days after the one before has ended.`,
            { ...rest(gaps), hint: 'On the days between there is no row of that key.' },
          ),
        ]
      : []),
    ...(backwards > 0
      ? [
          warning(
            'versions-backwards',
            `${backwards} of ${versions} versions of \`${id}\` have a \`${to.name}\` that is not after their \`${from.name}\`.`,
            { ...rest(backwards), hint: 'They are true on no day.' },
          ),
        ]
      : []),
  ];
}
