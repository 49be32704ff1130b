import type { DecisionTree, Level } from '../../numeric/cluster/decision-tree.ts';
import type { ColumnPath, RangeEnd, TreePath } from '../../numeric/cluster/tree-paths.ts';
import { pathsOfTree } from '../../numeric/cluster/tree-paths.ts';
import type { ComparisonOperator } from '../../sql/expression.ts';
import { formatSyntax } from '../../sql/format-condition.ts';
import { parse } from '../../sql/parse.ts';
import type { Syntax, Unplaced } from '../../sql/syntax.ts';

/**
 * The condition of every group of a tree, in the language of definitions: true of exactly the customers the tree puts
 * there. Null where no leaf is a group's. Columns are called as the basis writes them.
 */
export function treeConditions(tree: DecisionTree, groups: number): readonly (string | null)[] {
  const paths = pathsOfTree(tree);
  return Array.from({ length: groups }, (_, group) => {
    const own = paths.filter((path) => path.group === group);
    return own.length === 0 ? null : formatSyntax(any(own.map(pathSyntax)));
  });
}

/** Without any question everybody is meant. */
function pathSyntax({ columns }: TreePath): Syntax {
  return columns.length === 0 ? made({ kind: 'boolean', value: true }) : all(columns.map(columnSyntax));
}

function columnSyntax(path: ColumnPath): Syntax {
  const value = valueOf(path.column);
  if (path.among?.length === 0) return isMissing(value, false);
  const said = [
    ...(path.from ? [compared(value, path.from.including ? '>=' : '>', path.from)] : []),
    ...(path.to ? [compared(value, path.to.including ? '<=' : '<', path.to)] : []),
    ...(path.among ? [among(value, path.among, false)] : []),
    ...(path.not.length > 0 ? [among(value, path.not, true)] : []),
  ];
  if (said.length === 0) return isMissing(value, true);
  return path.missing ? any([all(said), isMissing(value, false)]) : all(said);
}

/** Spans say where something was written; nothing of this was. */
const made = (syntax: Unplaced): Syntax => ({ ...syntax, span: { start: 0, end: 0 } }) as Syntax;

const all = (operands: readonly Syntax[]) => joined('and', operands);
const any = (operands: readonly Syntax[]) => joined('or', operands);

function joined(kind: 'and' | 'or', operands: readonly Syntax[]): Syntax {
  const flat = operands.flatMap((one) => (one.kind === kind ? one.operands : [one]));
  const [only] = flat;
  return only && flat.length === 1 ? only : made({ kind, operands: flat });
}

function valueOf(text: string): Syntax {
  const { syntax, problems } = parse(text);
  if (!syntax || problems.length > 0) throw new Error(`\`${text}\` was learned from and does not read`);
  return syntax;
}

const isMissing = (operand: Syntax, negated: boolean) => made({ kind: 'is', operand, what: 'null', negated });

const compared = (left: Syntax, operator: ComparisonOperator, { value }: RangeEnd) =>
  made({ kind: 'compare', operator, left, right: numberSyntax(value) });

function among(operand: Syntax, levels: readonly Level[], negated: boolean): Syntax {
  const [only] = levels;
  if (only !== undefined && levels.length === 1) {
    if (typeof only === 'boolean') return only === negated ? made({ kind: 'not', operand }) : operand;
    return made({ kind: 'compare', operator: negated ? '<>' : '=', left: operand, right: levelSyntax(only) });
  }
  return made({ kind: 'in', operand, values: levels.map(levelSyntax), negated });
}

function levelSyntax(level: Level): Syntax {
  if (typeof level === 'number') return numberSyntax(level);
  return typeof level === 'boolean'
    ? made({ kind: 'boolean', value: level })
    : made({ kind: 'text', value: level });
}

function numberSyntax(value: number): Syntax {
  const digits = made({ kind: 'number', digits: plainDigits(Math.abs(value)) });
  return value < 0 ? made({ kind: 'negate', operand: digits }) : digits;
}

/** `0.0000001` and `1000000000000000000000`, never with an exponent. */
function plainDigits(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const [mantissa = '', exponent = '0'] = text.split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const power = Number(exponent);
  return power < 0
    ? `0.${'0'.repeat(-power - 1)}${whole}${fraction}`
    : `${whole}${fraction.padEnd(power, '0')}`;
}
