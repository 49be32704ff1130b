import * as z from 'zod';
import { error } from '../../base/finding.ts';
import { id } from '../kind.ts';
import type { Literal, QualityKind } from './rule.ts';
import { conditionOn, literal, literalText, ownColumn } from './rule.ts';

export interface Range {
  readonly column: string;
  readonly from?: Literal | undefined;
  readonly to?: Literal | undefined;
}

export const range: QualityKind<'range', Range> = {
  key: 'range',
  summary: 'the least and the greatest value of a column',
  schema: z
    .strictObject({
      column: id,
      from: literal.optional().describe('The least value; none unless given.'),
      to: literal.optional().describe('The greatest value; none unless given.'),
    })
    .describe('Values from one to the other, both included; a missing value is not judged.'),
  make({ column: name, from, to }, scope) {
    const column = ownColumn(name, ['column'], scope);
    if (!column) return null;
    if (from === undefined && to === undefined) {
      scope.report(
        error('quality-rule', 'A range has a `from`, a `to` or both.', { place: scope.placeOf([]) }),
      );
      return null;
    }
    const parts = [
      ...(from === undefined ? [] : [`value >= ${literalText(from, column)}`]),
      ...(to === undefined ? [] : [`value <= ${literalText(to, column)}`]),
    ];
    const condition = conditionOn(column, parts.join(' and '), scope);
    const edges = [
      ...(from === undefined ? [] : [`below ${from}`]),
      ...(to === undefined ? [] : [`above ${to}`]),
    ];
    return condition && { kind: 'holds', condition, broken: `have \`${name}\` ${edges.join(' or ')}` };
  },
};
