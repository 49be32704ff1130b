import { describe, expect, it } from 'vitest';
import { plantSegments } from '../../../test/support/planted/plant-segments.ts';
import { coder } from '../../numeric/cluster/code-book.ts';
import type { Cell } from '../../numeric/cluster/column.ts';
import { cellAt } from '../../numeric/cluster/column.ts';
import { sum } from '../../numeric/sum.ts';
import { column } from '../../sql/expression.ts';
import { DOUBLE, INTEGER, TEXT } from '../../sql/value-type.ts';
import type { BasisValue } from './basis.ts';
import { columnOf } from './basis.ts';
import { learnGroups } from './learn-groups.ts';
import { mixtureModel } from './mixture-model.ts';
import { orderedCodes, valueOfCode } from './value-of-code.ts';

const ROWS = 1_500;
const { columns } = plantSegments({
  rows: ROWS,
  seed: 3,
  shares: [0.5, 0.3, 0.2],
  numeric: ['count', 'skewed', 'normal', 'zero-inflated'],
  levels: [3, 6],
  separation: 1,
});
const TYPES = [INTEGER, DOUBLE, DOUBLE, DOUBLE, TEXT, TEXT];
const basis = columns.map(({ name }, at): BasisValue => ({
  name,
  expression: column(`c${at}`, TYPES[at] ?? TEXT),
}));
const parameters = learnGroups(
  columns,
  ROWS,
  ['a', 'b', 'c'].map((id) => ({ id, like: {} })),
  { clusterer: 'mixture', seed: 1, mostComponents: 8, sample: ROWS, typing: {} },
  null,
);
if (!parameters) throw new Error('nothing learned');
const model = mixtureModel(parameters, basis);

type Values = Readonly<Record<string, Cell>>;
const rowAt = (row: number): Values =>
  Object.fromEntries(columns.map((each) => [each.name, cellAt(each, row)]));
const placed = (row: Values) => model.place(basis.map((value) => columnOf(value, [row[value.name] ?? null])));
const segmentOf = (row: Values) => model.segments[placed(row).segment[0] ?? 0];
/** Every value of a column, in the order of its codes. */
const valuesOf = ({ name, expression }: BasisValue) => {
  const book = model.values.find((value) => value.name === name)?.book;
  if (!book) return [];
  const codes =
    orderedCodes(book) ?? (book.family === 'categories' ? book.levels.map((_, code) => code) : []);
  return codes.map((code) => ({ code, value: valueOfCode(book, code, expression.type) }));
};
const SOME = Array.from({ length: 60 }, (_, index) => index * 20);

describe('a mixture in process', () => {
  it('gives reasons whose differences are the logarithms of the ratios of similarities', () => {
    for (const row of SOME) {
      const { similarity } = placed(rowAt(row));
      const reasons = model.reasons(rowAt(row));
      const told = reasons.map(({ size, spread, columns: parts }) => size + spread + sum(parts));
      model.segments.forEach((_, s) =>
        expect((told[s] ?? 0) - (told[0] ?? 0)).toBeCloseTo(
          Math.log((similarity[s] ?? 0) / (similarity[0] ?? 0)),
          8,
        ),
      );
    }
  });

  it('has a value for every code, read as that code and short enough to say', () => {
    for (const value of basis) {
      const book = model.values.find(({ name }) => name === value.name)?.book;
      if (!book) throw new Error(`${value.name} is not read`);
      const all = valuesOf(value).filter((one) => one.value !== null);
      expect(all.length).toBeGreaterThan(2);
      for (const { code, value: said } of all) {
        expect(coder(book)(said)).toBe(code);
        expect(String(said).length).toBeLessThan(12);
        if (value.expression.type.kind === 'integer') expect(Number.isInteger(said)).toBe(true);
      }
    }
  });

  it('moves a customer by one value, and by none that is nearer in its column', () => {
    const changes = SOME.flatMap((row) => {
      const change = model.nearestChange(rowAt(row));
      return change ? [{ row: rowAt(row), change }] : [];
    });
    expect(changes.length).toBeGreaterThan(10);
    for (const { row, change } of changes) {
      expect(change.from).toBe(row[change.value]);
      expect(segmentOf({ ...row, [change.value]: change.to })).toBe(change.segment);
      expect(change.segment).not.toBe(segmentOf(row));
      if (change.distance === null) continue;
      const [from, to] = [Number(change.from), Number(change.to)].toSorted((a, b) => a - b);
      const value = basis.find(({ name }) => name === change.value);
      const between = (value ? valuesOf(value) : []).filter(
        (one) => Number(one.value) > (from ?? 0) && Number(one.value) < (to ?? 0),
      );
      for (const one of between)
        expect(segmentOf({ ...row, [change.value]: one.value })).toBe(segmentOf(row));
    }
  });

  it('finds none exactly where no value of any column moves the customer', () => {
    const words = basis.filter(({ expression }) => expression.type.kind === 'text');
    const few = SOME.map(rowAt).flatMap((row) => [
      row,
      ...words.map(({ name }): Values => ({ [name]: row[name] ?? null })),
    ]);
    const stuck = few.filter((row) => model.nearestChange(row) === null);
    expect(stuck.length).toBeGreaterThan(0);
    expect(stuck.length).toBeLessThan(few.length);
    for (const row of stuck)
      for (const value of basis.filter(({ name }) => (row[name] ?? null) !== null))
        for (const one of valuesOf(value).filter((each) => each.value !== null))
          expect(segmentOf({ ...row, [value.name]: one.value })).toBe(segmentOf(row));
  });

  it('changes no value that is missing', () => {
    const nobody = Object.fromEntries(basis.map(({ name }) => [name, null]));
    expect(placed(nobody).present[0]).toBe(0);
    expect(model.nearestChange(nobody)).toBeNull();
  });
});
