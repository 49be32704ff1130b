import { z } from 'zod';
import { error } from '../../base/finding.ts';
import { walk } from '../../sql/walk.ts';
import { typeOfAggregate } from '../aggregate-type.ts';
import { id } from '../kind.ts';
import { sourceUseHash } from '../kinds/source.ts';
import { readerOf } from '../reader.ts';
import { sourceScope } from '../scopes.ts';
import type { Made, Origin, OriginScope } from './origin.ts';
import { columnNaming } from './origin.ts';

const schema = z
  .strictObject({
    source: id,
    by: id.optional().describe("The column that names the customer; the entity's key name unless given."),
    function: z.enum(['count', 'sum', 'min', 'max', 'distinct', 'mean', 'any']),
    of: z.string().optional().describe("An expression over the source's columns; count may do without."),
    where: z.string().optional().describe("Condition over the source's columns; other rows do not count."),
  })
  .describe('Many rows of a source as one value.');

/** Many rows of a source as one value of a customer. */
export const aggregateOrigin: Origin<'aggregate', z.infer<typeof schema>> = {
  key: 'aggregate',
  summary: 'many rows as one value',
  schema,
  make(data, scope): Made | null {
    const { positions, sources, report } = scope;
    const rows = sources.follow(data.source, positions.placeOf(['aggregate', 'source']), report);
    if (!rows) return null;
    const { source } = rows;
    const by = columnNaming(rows, data.by, positions.placeOf(['aggregate', 'by']), scope);
    const reader = readerOf(sourceScope(source), (name) => rows.columns.isBroken(name), report);
    const originOf = (key: string, text: string) => positions.originOf(['aggregate', key], text);
    const operand = data.of === undefined ? null : reader.value(data.of, originOf('of', data.of));
    const where =
      data.where === undefined ? null : reader.condition(data.where, originOf('where', data.where));
    if (!by || (data.of !== undefined && !operand) || (data.where !== undefined && !where)) return null;
    const type = typeOfAggregate(data.function, operand?.expression.type ?? null);
    if ('refused' in type) {
      refuseType(type, operand ? 'of' : 'function', scope);
      return null;
    }
    const parts = [operand, where].flatMap((written) =>
      written ? Array.from(walk(written.expression)) : [],
    );
    const names = new Set(parts.flatMap((part) => (part.kind === 'column' ? [part.name] : [])));
    return {
      origin: { kind: 'aggregate', source, by, function: data.function, operand, where },
      type,
      history: parts.some(({ kind }) => kind === 'as-of') ? 'fixed' : 'as-loaded',
      refersTo: [sourceUseHash(source, [by, ...source.columns.filter(({ name }) => names.has(name))])],
    };
  },
};

function refuseType(
  { refused, hint }: { readonly refused: string; readonly hint: string },
  key: 'of' | 'function',
  { positions, report }: OriginScope,
): void {
  report(error('aggregate-type', refused, { place: positions.placeOf(['aggregate', key]), hint }));
}
