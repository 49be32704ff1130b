import { conditionsOf } from '../../definitions/conditions-of.ts';
import type { AggregateOrigin, Attribute, Entity, Project } from '../../definitions/project.ts';
import { formatType } from '../../sql/value-type.ts';
import { columnNames } from '../../sql/walk.ts';
import type { Told } from './told.ts';

/** Its type, where its value comes from, and which segmentations ask for it. */
export function attributeTold(attribute: Attribute, entity: Entity, project: Project): Told {
  const usedBy = project.segmentations.filter(
    (segmentation) =>
      segmentation.entity === entity &&
      conditionsOf(segmentation).some((when) => columnNames(when).includes(attribute.id)),
  );
  return {
    entity: entity.id,
    type: formatType(attribute.type),
    ...(attribute.unit ? { unit: attribute.unit } : {}),
    basis: attribute.basis,
    history: attribute.history,
    ...(attribute.sensitive ? { sensitive: 'yes: masked and never exported' } : {}),
    ...originTold(attribute),
    'used by': usedBy.map(({ id }) => id).join(', ') || 'no segmentation',
  };
}

function originTold({ origin }: Attribute): Told {
  switch (origin.kind) {
    case 'column':
      return { from: `${origin.source.id}.${origin.column.name}` };
    case 'expression':
      return { value: origin.value.text };
    case 'aggregate':
      return aggregateTold(origin);
    case 'rollup':
      return {
        value: `${origin.function}(${origin.operand?.text ?? ''}) of each ${origin.members}`,
        ...(origin.where ? { where: origin.where.text } : {}),
        ...(origin.part ? { part: origin.part.text } : {}),
      };
    case 'book':
      return {
        value: `${origin.measure} of the book ${origin.book.id}${origin.daysAgo > 0 ? `, ${origin.daysAgo} days ago` : ''}`,
        ...(origin.measure === 'mrr_change' ? { over: `${origin.overDays} days` } : {}),
      };
    case 'rank': {
      const { as, order, ties, base, within } = origin.ranking;
      return {
        rank: `${as}, ${order === 'desc' ? 'greatest' : 'least'} first, ties share the ${TIES[ties]}`,
        base: base ? 'customers' : 'every row',
        ...(within ? { within: columnNames(within).join(', ') } : {}),
      };
    }
    case 'score':
      return Object.fromEntries(
        origin.parts.map(({ id, text, weight, missing }) => [
          id,
          `${text.trim()}; weight ${weight}, missing: ${missing.replace('_', ' ')}`,
        ]),
      );
  }
}

function aggregateTold(origin: AggregateOrigin): Told {
  const { source, by, through, window, where, part, steps } = origin;
  const stretch = ({ amount, unit }: { readonly amount: number; readonly unit: string }) =>
    `${amount}${unit}`;
  return {
    value: `${origin.function}(${origin.operand?.text ?? ''}) over ${source.id} by ${by.name}${through ? ` through ${through.entity}` : ''}`,
    ...(where ? { where: where.text } : {}),
    ...(part ? { part: part.text } : {}),
    ...(steps.length > 0 ? { steps: steps.map(({ text }) => text).join(' -> ') } : {}),
    ...(window ? { window: stretch(window.length) } : {}),
    ...(window?.ending ? { ending: `${stretch(window.ending)} ago` } : {}),
  };
}

const TIES = { min: 'first place', max: 'last place', mean: 'mean place' } as const;
