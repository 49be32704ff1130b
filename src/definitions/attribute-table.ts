import { error } from '../base/finding.ts';
import type { ConditionScope, ScopeSegmentation } from '../sql/condition.ts';
import { columnNames } from '../sql/walk.ts';
import type { Definition } from './kind.ts';
import type { AttributeData } from './kinds/attribute.ts';
import { resolveAttribute } from './kinds/attribute.ts';
import type { ScoreData } from './kinds/score.ts';
import { resolveScore } from './kinds/score.ts';
import type { SourceFrame } from './kinds/source.ts';
import type { EntityFrame } from './kinds/entity.ts';
import type { Report } from './names.ts';
import { Names } from './names.ts';
import type { Attribute, Book } from './project.ts';
import type { EntityReader } from './reader.ts';
import { readerOf } from './reader.ts';
import { parentColumn } from './scopes.ts';

/** An attribute, or a score, which is one made of weighted parts. */
type AttributeDefinition = Definition<AttributeData | ScoreData>;

/** Attributes made of attributes, at most so many deep. */
const LONGEST_CHAIN = 100;

/** What conditions over an entity may say of segments; attributes come before any segment is known. */
export interface SegmentNames {
  find(id: string): ScopeSegmentation | null;
  isBroken(id: string): boolean;
  ids(): readonly string[];
}

const NO_SEGMENTS: SegmentNames = { find: () => null, isBroken: () => false, ids: () => [] };

interface EntityAttributes {
  readonly definitions: ReadonlyMap<string, AttributeDefinition>;
  readonly resolved: Names<Attribute>;
}

/**
 * The attributes of all entities. Each is resolved when something first asks for it, so an attribute comes after
 * those it is made of, and one that asks for itself is found out.
 */
export class AttributeTable {
  private readonly entities = new Map<string, EntityAttributes>();
  private readonly open: { readonly key: string; readonly definition: AttributeDefinition }[] = [];
  private readonly frames: Names<EntityFrame>;
  private readonly sources: Names<SourceFrame>;
  private readonly books: Names<Book>;
  private readonly report: Report;

  constructor(frames: Names<EntityFrame>, sources: Names<SourceFrame>, books: Names<Book>, report: Report) {
    this.frames = frames;
    this.sources = sources;
    this.books = books;
    this.report = report;
  }

  add(frame: EntityFrame, definitions: readonly AttributeDefinition[], brokenIds: readonly string[]): void {
    const resolved = new Names<Attribute>('attribute');
    for (const id of brokenIds) resolved.set(id, null);
    const byId = new Map(definitions.map((definition) => [definition.data.id, definition]));
    this.entities.set(frame.id, { definitions: byId, resolved });
  }

  /** Once all entities are added: attributes may be made of those of an entity above or below. */
  resolveAll(): void {
    for (const frame of this.frames.values())
      for (const id of this.entities.get(frame.id)?.definitions.keys() ?? []) this.find(frame, id);
  }

  /** All attributes of an entity, each after those it is made of. */
  of(frame: EntityFrame): Names<Attribute> {
    return this.entities.get(frame.id)?.resolved ?? new Names<Attribute>('attribute');
  }

  find(frame: EntityFrame, id: string): Attribute | null {
    const entity = this.entities.get(frame.id);
    const definition = entity?.definitions.get(id);
    if (!entity || !definition) return null;
    const known = entity.resolved.get(id);
    if (known || entity.resolved.isBroken(id)) return known;
    const key = `${frame.id}.${id}`;
    if (this.isTooDeep(key, entity)) return null;
    this.open.push({ key, definition });
    const attribute = this.resolve(definition, frame);
    this.open.pop();
    if (!entity.resolved.isBroken(id)) entity.resolved.set(id, attribute);
    return attribute;
  }

  private resolve({ data, positions, lost }: AttributeDefinition, frame: EntityFrame): Attribute | null {
    const { frames, sources, books, report } = this;
    const readerOver = (other: EntityFrame) => this.reader(other);
    const scope = {
      ...{ id: data.id, positions, frame, frames, sources, books, report },
      ...{ reader: this.reader(frame), readerOver },
    };
    return data.kind === 'score'
      ? resolveScore({ data, positions, lost }, { ...scope, by: undefined })
      : resolveAttribute({ data, positions, lost }, { ...scope, by: data.by });
  }

  /** `report`: to whom the reader tells what it finds; the table's own unless given. */
  reader(
    frame: EntityFrame,
    segments: SegmentNames = NO_SEGMENTS,
    report: Report = this.report,
  ): EntityReader {
    const isBroken = (name: string) => {
      const { frame: owner, id } = this.owner(frame, name);
      if (owner === null && frame.parent === null && frame.definition.data.belongsTo) return true;
      return segments.isBroken(name) || (owner !== null && this.of(owner).isBroken(id));
    };
    return {
      ...readerOf(this.scope(frame, segments), isBroken, report),
      hashesOf: (expressions) =>
        expressions
          .flatMap((expression) => (expression ? columnNames(expression) : []))
          .flatMap((column) => this.behind(frame, column)?.hash ?? []),
    };
  }

  /** The attribute in a column of the entity's wide table: its own (`mrr`) or its parent's (`account__mrr`). */
  private behind(frame: EntityFrame, column: string): Attribute | null {
    const own = this.of(frame).get(column);
    const { parent } = frame;
    if (own || !parent) return own;
    return (
      this.of(parent.frame)
        .values()
        .find(({ id }) => parentColumn(parent.frame.id, id) === column) ?? null
    );
  }

  private scope(frame: EntityFrame, segments: SegmentNames): ConditionScope {
    return {
      column: (name) => {
        const { frame: owner, id } = this.owner(frame, name);
        const attribute = owner && this.find(owner, id);
        if (!owner || !attribute) return null;
        return { column: owner === frame ? id : parentColumn(owner.id, id), type: attribute.type };
      },
      segmentation: (id) => segments.find(id),
      names: () => [
        ...this.of(frame).ids(),
        ...(frame.parent
          ? this.of(frame.parent.frame)
              .ids()
              .map((id) => `${frame.parent?.frame.id}.${id}`)
          : []),
      ],
      segmentationNames: () => segments.ids(),
    };
  }

  private owner(
    frame: EntityFrame,
    name: string,
  ): { readonly frame: EntityFrame | null; readonly id: string } {
    const [first = '', second] = name.split('.');
    if (second === undefined) return { frame, id: first };
    if (first === frame.id) return { frame, id: second };
    return { frame: frame.parent?.frame.id === first ? frame.parent.frame : null, id: second };
  }

  private isTooDeep(key: string, entity: EntityAttributes): boolean {
    const from = this.open.findIndex((one) => one.key === key);
    if (from < 0 && this.open.length < LONGEST_CHAIN) return false;
    const chain = from < 0 ? this.open : this.open.slice(from);
    const names = [...chain, ...chain.slice(0, 1)].map(({ definition }) => `\`${definition.data.id}\``);
    const first = chain[0]?.definition;
    const place = first ? { place: first.positions.placeOf(['value']) } : {};
    this.report(
      from < 0
        ? error(
            'reference-too-deep',
            `An attribute is made of others more than ${LONGEST_CHAIN} deep.`,
            place,
          )
        : error('reference-cycle', `${names.join(' is made of ')}.`, {
            ...place,
            hint: 'An attribute cannot be made of itself; break the ring at one of them.',
          }),
    );
    for (const { definition } of from < 0 ? [] : chain) {
      const { id, entity: owner } = definition.data;
      this.entities.get(owner)?.resolved.set(id, null);
    }
    if (from < 0) entity.resolved.set(key.split('.')[1] ?? '', null);
    return true;
  }
}
