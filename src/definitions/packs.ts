import type { Finding } from '../base/finding.ts';
import { error, note } from '../base/finding.ts';
import type { Definition } from './kind.ts';
import type { AttributeData } from './kinds/attribute.ts';
import type { PackData } from './kinds/pack.ts';
import type { ScoreData } from './kinds/score.ts';
import { packOf } from './pack-ids.ts';
import type { Need } from './pack-needs.ts';
import { lacking, needOfAttribute, needOfBook, words } from './pack-needs.ts';
import type { DefinitionFile } from './definition-file.ts';
import type { ParsedDefinitions, ReadFile } from './parse.ts';
import { parseDefinitions } from './parse.ts';

/** The packs that the project of these files includes. */
export function packsIncluded(files: readonly DefinitionFile[], read?: ReadFile): readonly string[] {
  const including = files.filter(({ text }) => /\binclude\b/.test(text));
  const { definitions } = parseDefinitions(including, read);
  return [...new Set(definitions.project.flatMap(({ data }) => data.include ?? []))];
}

/**
 * The definitions with what fits of the packs among them. What the project defines itself stands in place of the
 * pack's definition of that id. What reads a source, or a column, that the project does not have is left out, with
 * one note a source.
 */
export function settlePacks(parsed: ParsedDefinitions): ParsedDefinitions {
  const strays = parsed.definitions.pack.filter((one) => packOf(one.positions.placeOf([])) === null);
  const packs = parsed.definitions.pack.filter((one) => !strays.includes(one));
  const told: ParsedDefinitions = { ...parsed, findings: [...parsed.findings, ...strays.map(stray)] };
  return packs.reduce((settled, { data }) => settlePack(settled, data), told);
}

/** Why something is left out: what a source does not have, or null where there is no such source at all. */
interface Reason {
  readonly source: string;
  readonly lacks: readonly string[] | null;
}

type Reasons<Data> = ReadonlyMap<Definition<Data>, Reason | null>;

function settlePack(parsed: ParsedDefinitions, pack: PackData): ParsedDefinitions {
  const { definitions } = parsed;
  const isOfPack = (one: Definition<unknown>) => packOf(one.positions.placeOf([])) === pack.id;
  const isTaken = takenIds(parsed, pack, isOfPack);
  const books = new Map(
    definitions.book
      .filter((one) => isOfPack(one) && !isTaken.book(one.data.id))
      .map((one) => [one, reasonAgainst(needOfBook(one.data, pack), parsed, pack)]),
  );
  const wanted = definitions.attribute.filter((one) => isOfPack(one) && !isTaken.attribute(one.data.id));
  const attributes = isTaken.entity(pack.entity)
    ? reasonsAgainst(wanted, books, parsed, pack)
    : new Map<Definition<AttributeData>, Reason | null>(
        wanted.map((one) => [one, { source: '', lacks: null }]),
      );
  const stays =
    <Data>(reasons: Reasons<Data>) =>
    (one: Definition<Data>) =>
      !isOfPack(one) || (isTaken.entity(pack.entity) && reasons.get(one) === null);
  return {
    ...parsed,
    definitions: {
      ...definitions,
      book: definitions.book.filter(stays(books)),
      attribute: definitions.attribute.filter(stays(attributes)),
    },
    findings: [
      ...parsed.findings,
      ...(isTaken.entity(pack.entity) ? notesOn(attributes, parsed, pack) : [noEntity(parsed, pack)]),
    ],
  };
}

/** Which ids the project uses itself, in sound or broken definitions; attributes and scores share theirs. */
function takenIds(
  { definitions, broken }: ParsedDefinitions,
  pack: PackData,
  isOfPack: (one: Definition<unknown>) => boolean,
) {
  const { attribute, score, book, entity } = definitions;
  const own = <Data>(all: readonly Definition<Data>[]) => all.filter((one) => !isOfPack(one));
  const facts = own<AttributeData | ScoreData>([...attribute, ...score]).filter(
    ({ data }) => data.entity === pack.entity,
  );
  const idsOf = (all: readonly Definition<{ readonly id: string }>[], kinds: readonly string[]) => {
    const lost = broken.filter(
      (one) => kinds.includes(one.kind) && (one.entity ?? pack.entity) === pack.entity,
    );
    const ids = new Set([...all.map(({ data }) => data.id), ...lost.map(({ id }) => id)]);
    return (id: string) => ids.has(id);
  };
  return {
    attribute: idsOf(facts, ['attribute', 'score']),
    book: idsOf(own(book), ['book']),
    entity: idsOf(own(entity), ['entity']),
  };
}

/** Null where the project has all of it, or a source with findings of its own. */
function reasonAgainst(
  need: Need,
  { definitions, broken }: ParsedDefinitions,
  pack: PackData,
): Reason | null {
  const key = definitions.entity.find(({ data }) => data.id === pack.entity)?.data.key;
  const source = definitions.source.find(({ data }) => data.id === need.source);
  if (!source) {
    const isBroken = broken.some(({ kind, id }) => kind === 'source' && id === need.source);
    return isBroken ? null : { source: need.source, lacks: null };
  }
  const columns = [...(key === undefined ? [] : [key]), ...need.columns];
  const lacks = lacking({ ...need, columns }, source, pack);
  return lacks.length > 0 ? { source: need.source, lacks } : null;
}

function reasonsAgainst(
  wanted: readonly Definition<AttributeData>[],
  books: Reasons<{ readonly id: string }>,
  parsed: ParsedDefinitions,
  pack: PackData,
): Reasons<AttributeData> {
  const reasons = new Map(
    wanted.map((one) => {
      const need = needOfAttribute(one.data, pack);
      const book = [...books].find(([{ data }]) => data.id === one.data.book?.book);
      return [one, need ? reasonAgainst(need, parsed, pack) : (book?.[1] ?? null)] as const;
    }),
  );
  // An attribute made of one that is left out goes with it, and so on up the chain.
  for (let before = -1, left = 0; left !== before;) {
    before = left;
    const gone = new Map([...reasons].flatMap(([{ data }, reason]) => (reason ? [[data.id, reason]] : [])));
    for (const [one, reason] of reasons) {
      const basis = words(one.data.value ?? '').find((word) => gone.has(word));
      if (!reason && basis !== undefined) reasons.set(one, gone.get(basis) ?? null);
    }
    left = [...reasons.values()].filter((reason) => reason !== null).length;
  }
  return reasons;
}

function notesOn(
  reasons: Reasons<AttributeData>,
  parsed: ParsedDefinitions,
  pack: PackData,
): readonly Finding[] {
  const left = [...reasons].flatMap(([{ data }, reason]) => (reason ? [{ id: data.id, ...reason }] : []));
  return [...new Set(left.map(({ source }) => source))].map((source) => {
    const group = left.filter((one) => one.source === source);
    const ids = group.map(({ id }) => `\`${id}\``).join(', ');
    const lacks = [...new Set(group.flatMap((one) => one.lacks ?? []))];
    const isAbsent = group.some((one) => one.lacks === null);
    const expected = pack.expects[source];
    const columns = Object.entries(expected?.columns ?? {}).map(([name, type]) => `${name} (${type})`);
    const date = expected?.date === undefined ? '' : `, and \`date: ${expected.date}\``;
    return note(
      'pack-left-out',
      isAbsent
        ? `There is no source \`${source}\`, so the pack \`${pack.id}\` comes without ${ids}.`
        : `The source \`${source}\` has no ${lacks.join(', ')}, so the pack \`${pack.id}\` comes without ${ids}.`,
      {
        place: includeOf(parsed, pack),
        hint: isAbsent
          ? `Define it with the key of ${pack.entity} and ${columns.join(', ')}${date}, or let it be.`
          : 'Add it to the source (`header` says how the file names it), define the attribute yourself, or let it be.',
      },
    );
  });
}

function noEntity(parsed: ParsedDefinitions, pack: PackData): Finding {
  return note(
    'pack-left-out',
    `There is no entity \`${pack.entity}\`, so nothing of the pack \`${pack.id}\` is used.`,
    { place: includeOf(parsed, pack), hint: `Its attributes are of \`${pack.entity}\`.` },
  );
}

function includeOf({ definitions }: ParsedDefinitions, pack: PackData) {
  const [project] = definitions.project;
  const index = (project?.data.include ?? []).findIndex((id) => id === pack.id);
  const positions = project?.positions ?? definitions.pack[0]?.positions;
  if (!positions) throw new Error(`the pack ${pack.id} is nowhere`);
  return positions.placeOf(['include', index]);
}

function stray({ data, positions }: Definition<PackData>): Finding {
  return error('pack-in-project', `\`${data.id}\` is a pack, and packs come with Clade.`, {
    place: positions.placeOf(['kind']),
    hint: "A project's own attributes need none: remove this definition.",
  });
}
