import { beforeAll, describe, expect, it } from 'vitest';
import type { DialectName } from '../../src/sql/dialects/dialect.ts';
import { dialects } from '../../src/sql/dialects/index.ts';
import type { FunctionName } from '../../src/sql/functions.ts';
import { TEXT } from '../../src/sql/value-type.ts';
import { testedEngine, useEngine } from '../conformance/engines/tested-engine.ts';
import { functionGoldens } from './functions.golden.ts';
import { AS_OF, CUSTOMERS, COLUMNS, showExpression } from './golden.ts';
import { kindGoldens } from './kinds.golden.ts';
import { relationCases } from './relation-cases.ts';
import { relationGoldens } from './relations.golden.ts';

const names = Object.keys(dialects) as readonly DialectName[];
const expressions = [...Object.entries(kindGoldens), ...Object.entries(functionGoldens)];
const relations = Object.entries(relationCases) as readonly [
  keyof typeof relationCases,
  (typeof relationCases)['layered'],
][];

describe.each(names)('what %s says', (name) => {
  const dialect = dialects[name];

  it.each(expressions)('of %s', (of, golden) => {
    const refusal = dialect.unsupported[of as FunctionName];
    const said = refusal === undefined ? showExpression(golden, dialect) : `not supported: ${refusal}`;
    expect(said).toBe(golden.sql[name]);
  });

  it.each(relations)('%s', (of, print) => {
    expect(print(dialect)).toBe(relationGoldens[of][name]);
  });
});

describe(`${testedEngine} understands`, () => {
  const tested = useEngine();
  const dialect = dialects[testedEngine];
  const explain = async (text: string) => {
    const word = /^create|^insert/.test(text) ? '' : 'explain ';
    const bound = text.includes(dialect.placeholder('p1', TEXT))
      ? [
          { name: 'p1', type: TEXT, value: 'a' },
          { name: 'p2', type: TEXT, value: 'b' },
          { name: 'p3', type: TEXT, value: 'c' },
          { name: 'as_of', type: { kind: 'date' } as const, value: AS_OF },
        ]
      : [];
    await tested.engine.execute({ label: 'golden', text: word + text, parameters: bound });
  };

  beforeAll(async () => {
    const columns = COLUMNS.map((column) => ({ ...column, required: false }));
    const table = CUSTOMERS.kind === 'table' ? CUSTOMERS.name : [];
    await explain(dialect.createTable(table, columns, ['name']));
    await explain(relationGoldens.made[testedEngine]);
  });

  it.each(expressions)('%s', async (_, { sql }) => {
    const text = sql[testedEngine];
    if (text.startsWith('not supported: ')) return;
    await expect(explain(`select ${text} as "x" from "golden_customers"`)).resolves.toBeUndefined();
  });

  it.each(Object.entries(relationGoldens))('%s', async (_, said) => {
    await expect(explain(said[testedEngine])).resolves.toBeUndefined();
  });
});
