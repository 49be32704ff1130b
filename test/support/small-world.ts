import fc from 'fast-check';
import { placeFinder } from '../../src/base/place.ts';
import type { Cell, Row } from '../../src/engines/engine.ts';
import type { Expression } from '../../src/sql/expression.ts';
import { readCondition } from '../../src/sql/read-condition.ts';
import { BOOLEAN, DATE, DOUBLE, INTEGER, TEXT, decimal } from '../../src/sql/value-type.ts';
import { conditionScope } from './condition-scope.ts';

/** Columns of every type that conditions know. */
export const smallWorld = {
  columns: [
    { name: 'seats', type: INTEGER },
    { name: 'limits', type: INTEGER },
    { name: 'mrr', type: decimal(9, 2) },
    { name: 'score', type: DOUBLE },
    { name: 'plan', type: TEXT },
    { name: 'is_trial', type: BOOLEAN },
    { name: 'signup', type: DATE },
  ],
};

/** The conditions, typed over the small world; throws when one is refused. */
export function readAll(texts: readonly string[]): readonly Expression[] {
  return texts.map((text) => {
    const { written, findings } = readCondition(
      text,
      placeFinder('', text),
      conditionScope(smallWorld.columns),
    );
    if (!written) throw new Error(`${text}: ${findings.map(({ message }) => message).join(' ')}`);
    return written.expression;
  });
}

/** Every value that comparisons of {@link arbitraryLogic} can tell apart, for each of its columns. */
const CELLS: Readonly<Record<string, readonly Cell[]>> = {
  seats: [null, 3, 4, 5, 6],
  mrr: [null, '0.99', '1.00', '1.01', '1.02'],
  plan: [null, '', 'a', 'aa', 'b', 'c'],
  is_trial: [null, true, false],
};

/** All combinations of those values. */
export function rowsOfSmallWorld(): readonly Row[] {
  let rows: readonly Row[] = [{}];
  for (const [name, cells] of Object.entries(CELLS))
    rows = rows.flatMap((row) => cells.map((cell) => Object.assign({}, row, { [name]: cell })));
  return rows;
}

const operator = fc.constantFrom('=', '<>', '<', '<=', '>', '>=');
const comparison = (column: string, constants: readonly string[]) => {
  const constant = fc.constantFrom(...constants);
  return fc.oneof(
    fc.tuple(operator, constant).map(([sign, value]) => `${column} ${sign} ${value}`),
    fc.tuple(operator, constant).map(([sign, value]) => `${value} ${sign} ${column}`),
    fc.tuple(constant, constant).map(([low, high]) => `${column} between ${low} and ${high}`),
    fc.tuple(constant, constant).map(([a, b]) => `${column} not in (${a}, ${b})`),
    fc.constantFrom(`${column} is null`, `${column} is not null`),
  );
};

/** Constants whose every cut has a value of {@link CELLS} on both sides. */
const seats = comparison('seats', ['4', '5', '4.5', '5.0']);
const leaves = fc.oneof(
  seats,
  comparison('mrr', ['1', '1.01', '1.005']),
  comparison('plan', ["'a'", "'b'"]),
  fc.constantFrom(
    'is_trial',
    'is_trial = false',
    'is_trial <> (seats > 4)',
    'is_trial is null',
    'true',
    'false',
  ),
);

function logicOver(atoms: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.letrec<{ node: string }>((tie) => {
    const inner = tie('node').map((text) => `(${text})`);
    const several = fc.array(inner, { minLength: 2, maxLength: 4 });
    return {
      node: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        atoms,
        several.map((parts) => parts.join(' and ')),
        several.map((parts) => parts.join(' or ')),
        inner.map((part) => `not ${part}`),
        several.map((parts) => `at_least(2, ${parts.join(', ')})`),
        fc
          .tuple(
            inner,
            fc.constantFrom('is true', 'is not true', 'is false', 'is not false', 'is null', 'is not null'),
          )
          .map(([part, what]) => `${part} ${what}`),
        fc.tuple(inner, fc.constantFrom('=', '<>'), inner).map((parts) => parts.join(' ')),
      ),
    };
  }).node;
}

/** Any logic over comparisons of single columns with constants: what the rules decide exactly. */
export const arbitraryLogic = logicOver(leaves);

/** The same over `seats` alone. */
export const arbitrarySeatsLogic = logicOver(seats);
