import * as z from 'zod';
import { eventFunctions } from '../../attributes/functions/index.ts';
import { error } from '../../base/finding.ts';
import type { Expression } from '../../sql/expression.ts';
import { id } from '../kind.ts';
import type { EntityFrame } from '../kinds/entity.ts';
import { sourceUseHash } from '../kinds/source.ts';
import type { RollupOrigin } from '../project.ts';
import type { Made, Origin, OriginScope } from './origin.ts';

const schema = z
  .strictObject({
    entity: id.describe('The entity whose members belong to the customer.'),
    function: z
      .enum(['count', 'sum', 'mean', 'min', 'max', 'any', 'distinct', 'share'])
      .describe('What is made of the members.'),
    of: z
      .string()
      .optional()
      .describe('An expression over their attributes; count and share may do without.'),
    where: z.string().optional().describe('Condition over their attributes; other members do not count.'),
    part: z.string().optional().describe('With share: the condition that the part meets.'),
  })
  .describe('The attributes of those who belong to a customer as one value.');

type Data = z.infer<typeof schema>;

/** The attributes of those who belong to a customer as one value: of an account from its contacts. */
export const rollupOrigin: Origin<'rollup', Data> = {
  key: 'rollup',
  summary: 'the attributes of its members as one value',
  schema,
  make(data, scope): Made | null {
    const { positions, report } = scope;
    const members = membersOf(data.entity, scope);
    if (!members || !keysFit(data, scope)) return null;
    const reader = scope.readerOver(members.frame);
    const at = (key: 'of' | 'where' | 'part', text: string) => positions.originOf(['rollup', key], text);
    const operand = data.of === undefined ? null : reader.value(data.of, at('of', data.of));
    const where = data.where === undefined ? null : reader.condition(data.where, at('where', data.where));
    const part = data.part === undefined ? null : reader.condition(data.part, at('part', data.part));
    if (data.of !== undefined && !operand) return null;
    if ((data.where !== undefined && !where) || (data.part !== undefined && !part)) return null;
    const type = eventFunctions[data.function].typeOf(operand?.expression.type ?? null);
    if ('refused' in type) {
      const place = positions.placeOf(['rollup', operand ? 'of' : 'function']);
      report(error('aggregate-type', type.refused, { place, hint: type.hint }));
      return null;
    }
    const { source } = members.frame.rows;
    const origin: RollupOrigin = {
      kind: 'rollup',
      ...{ members: data.entity, source, function: data.function, operand, where, part },
    };
    const written: readonly (Expression | null)[] = [operand, where, part].map(
      (one) => one?.expression ?? null,
    );
    return {
      origin,
      type,
      history: 'fixed',
      refersTo: [sourceUseHash(source, [members.frame.key, members.column]), ...reader.hashesOf(written)],
    };
  },
};

/** The entity whose rows name the one this attribute is of, and the column that does. */
function membersOf(entity: string, { frames, frame, positions, report }: OriginScope) {
  const place = positions.placeOf(['rollup', 'entity']);
  const members: EntityFrame | null = frames.follow(entity, place, report);
  if (!members) return null;
  const { parent } = members;
  if (parent?.frame === frame) return { frame: members, column: parent.column };
  if (parent || !members.definition.data.belongsTo)
    report(
      error('through-entity', `No ${entity} belongs to ${frame.id}.`, {
        place,
        hint: `Write \`belongsTo: { entity: ${frame.id}, column: ... }\` in \`${entity}\`.`,
      }),
    );
  return null;
}

function keysFit(data: Data, { positions, report }: OriginScope): boolean {
  const { id: name, needs } = eventFunctions[data.function];
  const asks = needs.includes('part');
  if (asks === (data.part !== undefined)) return true;
  report(
    error('aggregate-key', `\`${name}\` ${asks ? 'needs' : 'has no'} \`part\`.`, {
      place: positions.placeOf(['rollup', asks ? 'function' : 'part']),
    }),
  );
  return false;
}
