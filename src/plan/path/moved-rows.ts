import type { Attribute, Book, Entity, Project, Source, Through } from '../../definitions/project.ts';
import type { Expression } from '../../sql/expression.ts';
import { column } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { columnsOf, extend, select } from '../../sql/relation.ts';
import { columnNames } from '../../sql/walk.ts';
import type { PlanContext } from '../context.ts';
import { eventRows } from '../events/rows.ts';
import { keyText } from '../facts/keys.ts';
import { keysIn, onlyOf } from './family.ts';

/** How a source names the customers whose rows are wanted. */
interface Use {
  readonly entity: Entity;
  readonly by: Source['columns'][number];
  readonly through: Through | null;
}

/** A source that attributes are made anew from, with the columns and the customers that are wanted of it. */
export interface MovedSource {
  readonly source: Source;
  readonly uses: readonly Use[];
  readonly columns: ReadonlySet<string>;
}

/** Every source with dates that some attributes of some projects read. */
export function movedSources(
  projects: readonly Project[],
  isMade: (attribute: Attribute) => boolean,
): readonly MovedSource[] {
  const found = new Map<string, MovedSource>();
  for (const { entities } of projects)
    for (const entity of entities)
      for (const attribute of entity.attributes.filter(isMade)) {
        const read = readOf(attribute);
        if (!read) continue;
        const { source } = read;
        const known = found.get(source.id);
        const isKnown = known?.uses.some((one) => useKey(one) === useKey({ ...read, entity }));
        found.set(source.id, {
          source,
          uses: [...(known?.uses ?? []), ...(isKnown ? [] : [{ ...read, entity }])],
          columns: new Set([...(known?.columns ?? ownColumns(source)), ...read.columns]),
        });
      }
  return [...found.values()];
}

const useKey = ({ entity, by, through }: Use) => [entity.id, by.name, through?.entity ?? ''].join(' ');

function readOf({ origin }: Attribute) {
  switch (origin.kind) {
    case 'column':
      return {
        source: origin.source,
        by: origin.by,
        through: null,
        columns: [origin.by.name, origin.column.name],
      };
    case 'aggregate': {
      const { source, by, through, operand, where, part, steps } = origin;
      const written = [operand, where, part, ...steps].flatMap((one) => (one ? [one.expression] : []));
      return { source, by, through, columns: [by.name, ...written.flatMap(columnNames)] };
    }
    case 'book':
      return { source: origin.book.source, by: origin.book.by, through: null, columns: booked(origin.book) };
    default:
      return null;
  }
}

function booked({ by, starts, ends, amount, period, trial, currency }: Book): readonly string[] {
  return [
    ...[by, starts, ends, amount].map(({ name }) => name),
    ...(period.kind === 'column' ? [period.column.name] : []),
    ...(trial ? columnNames(trial.expression) : []),
    ...(currency ? [currency.name] : []),
  ];
}

/** What tells rows, their versions and their days apart. */
function ownColumns({ key, events, versions }: Source): readonly string[] {
  const times = events
    ? [events.date, ...(events.knownFrom ? [events.knownFrom] : []), ...events.identity]
    : [];
  const ends = versions ? [versions.from, versions.to, ...versions.key] : [];
  return [...key, ...times, ...ends].map(({ name }) => name);
}

/**
 * The rows of a source that are about some customers, as of the context's day: of each event the version that is known.
 * Versions of slowly changing rows are all there. `loaded` are the rows as they were read.
 */
export function movedRows(
  { source, uses, columns }: MovedSource,
  family: ReadonlyMap<string, Relation>,
  loaded: (source: Source) => Relation,
  context: PlanContext,
): Relation {
  const rows = source.events ? eventRows(source, context) : loaded(source);
  const named = extend(
    rows,
    uses.map(({ by }, index) => ({ name: nameOf(index), expression: keyText(by) })),
  );
  const wanted = onlyOf(
    named,
    uses.map((use, index) => ({ column: nameOf(index), keys: wantedKeys(use, family, loaded) })),
  );
  return select(
    wanted,
    columnsOf(rows)
      .filter(({ name }) => columns.has(name))
      .map(({ name, type }) => ({ name, expression: column(name, type) })),
  );
}

const nameOf = (index: number) => `_named_${index}`;

function wantedKeys(
  { entity, through }: Use,
  family: ReadonlyMap<string, Relation>,
  loaded: (source: Source) => Relation,
): Relation {
  const keys = family.get(entity.id);
  if (!keys) throw new Error(`no family of ${entity.id}`);
  if (!through) return keys;
  const owner: Expression = keyText(through.owner);
  const list = extend(loaded(through.source), [{ name: '_owner', expression: owner }]);
  return keysIn(onlyOf(list, [{ column: '_owner', keys }]), keyText(through.key));
}
