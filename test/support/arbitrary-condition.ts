import type { SeededRandom } from '../../src/base/seeded-random.ts';
import type { Row } from '../../src/engines/engine.ts';
import type { Column } from '../../src/sql/relation.ts';
import type { ValueType } from '../../src/sql/value-type.ts';
import type { TestSegmentation } from './condition-scope.ts';

/** What texts are made over; `depth` bounds how far values and conditions nest (default 3). */
export interface WritingOptions {
  readonly columns: readonly Column[];
  readonly segmentations?: readonly TestSegmentation[];
  readonly depth?: number;
}

type Wanted = 'number' | 'text' | 'date' | 'boolean';
type Maker = () => string;

/** Values that rows and literals share, so that comparisons hit. `ß` is left out: engines differ on its case. */
const TEXTS = [
  '',
  'a',
  'b',
  'A',
  'Größe',
  'größe',
  'a_b',
  'a%b',
  'a\\b',
  "it's",
  ' a ',
  'Ж',
  '🙂 a',
  'enterprise',
];
const PATTERNS = [
  'a',
  '%',
  '_',
  'a%',
  '%B',
  '%\\_%',
  'a\\%b',
  '%\\\\%',
  'GRÖSSE',
  'grö_e',
  '_ a',
  "it's%",
  '',
];
const DATES = ['1900-01-01', '2024-02-29', '2025-12-31', '2026-01-31', '2026-06-30', '2299-12-31'];
const WHOLES = ['0', '1', '2', '7', '19', '20', '1000', '9007199254740993'];
const DECIMALS = ['0.0', '0.1', '0.50', '1.5', '19.99', '20.00', '123456.789'];
const DOUBLES = ['0e0', '1e0', '25e-2', '1e3', '1e200', '3e-5'];

/** A well-typed condition; the same random stream gives the same text. */
export function writeCondition(random: SeededRandom, options: WritingOptions): string {
  return new Writer(random, options).condition(options.depth ?? 3);
}

/** A well-typed value of any type that conditions know. */
export function writeValue(random: SeededRandom, options: WritingOptions): string {
  const writer = new Writer(random, options);
  return writer.value(writer.pick(['number', 'text', 'date', 'boolean']), options.depth ?? 3);
}

/** A row for the columns and segmentations, about one cell in six missing, with cells as an engine gives them. */
export function writeRow(random: SeededRandom, { columns, segmentations = [] }: WritingOptions): Row {
  const pick = <T>(items: readonly T[]): T => pickFrom(random, items);
  const row: Record<string, Row[string]> = {};
  const maybe = (make: () => Row[string]) => (random.next() < 1 / 6 ? null : make());
  for (const { name, type } of columns) row[name] = maybe(() => cellFor(random, type));
  for (const { id, segments } of segmentations) row[`segment_${id}`] = maybe(() => pick(segments));
  return row;
}

function cellFor(random: SeededRandom, type: ValueType): Row[string] {
  const sign = random.next() < 0.3 ? '-' : '';
  switch (type.kind) {
    case 'boolean':
      return random.next() < 0.5;
    case 'integer':
      return sign === ''
        ? pickFrom(random, [...WHOLES, '9223372036854775807'])
        : `-${pickFrom(random, WHOLES)}`;
    case 'decimal':
      return decimalCell(random, sign, type);
    case 'double':
      return Number(`${sign}${pickFrom(random, [...DOUBLES, ...DECIMALS])}`);
    case 'text':
      return pickFrom(random, TEXTS);
    case 'date':
      return pickFrom(random, DATES);
    case 'timestamp':
      throw new Error('conditions see no timestamps');
  }
}

/** A number from the shared values that the type holds exactly, or zero. */
function decimalCell(
  random: SeededRandom,
  sign: string,
  type: ValueType & { readonly kind: 'decimal' },
): string {
  const [whole = '0', part = ''] = pickFrom(random, [...WHOLES, ...DECIMALS]).split('.');
  const fraction = part.replace(/0+$/, '');
  const fits = whole.length <= type.precision - type.scale && fraction.length <= type.scale;
  const digits = fits ? `${whole}.${fraction.padEnd(type.scale, '0')}` : `0.${'0'.repeat(type.scale)}`;
  const written = digits.replace(/\.$/, '');
  return /[1-9]/.test(written) ? sign + written : written;
}

function pickFrom<T>(random: SeededRandom, items: readonly T[]): T {
  const item = items[random.integer(0, items.length - 1)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

class Writer {
  private readonly random: SeededRandom;
  private readonly options: WritingOptions;

  constructor(random: SeededRandom, options: WritingOptions) {
    this.random = random;
    this.options = options;
  }

  pick<T>(items: readonly T[]): T {
    return pickFrom(this.random, items);
  }

  private one(makers: readonly Maker[]): string {
    return this.pick(makers)();
  }

  condition(depth: number): string {
    const inner = () => `(${this.condition(depth - 1)})`;
    const several = (from: number) => Array.from({ length: this.random.integer(from, 4) }, inner);
    if (depth <= 0) return this.one([() => this.comparison(0), () => this.value('boolean', 0)]);
    return this.one([
      () => several(2).join(' and '),
      () => several(2).join(' or '),
      () => `not ${inner()}`,
      () => `at_least(${this.random.integer(1, 2)}, ${several(2).join(', ')})`,
      () => `${inner()} is ${this.pick(['', 'not '])}${this.pick(['true', 'false', 'null'])}`,
      () => this.comparison(depth),
      () => this.comparison(depth),
      () => this.comparison(depth),
      () => this.value('boolean', depth),
      ...(this.options.segmentations?.length ? [() => this.segment()] : []),
    ]);
  }

  private comparison(depth: number): string {
    const wanted = this.pick<Wanted>(['number', 'number', 'text', 'date']);
    const value = (): string => this.value(wanted, depth - 1);
    const not = this.pick(['', 'not ']);
    return this.one([
      () => `${value()} ${this.pick(['=', '<>', '<', '<=', '>', '>='])} ${value()}`,
      () => `${value()} ${this.pick(['=', '<', '>='])} ${this.literal(wanted)}`,
      () => `${value()} ${not}between ${value()} and ${value()}`,
      () => `${value()} ${not}in (${this.literal(wanted)}, ${value()}, ${this.literal(wanted)})`,
      () => `${value()} is ${not}null`,
      () =>
        `${this.value('boolean', depth - 1)} ${this.pick(['=', '<>'])} ${this.value('boolean', depth - 1)}`,
      () =>
        `${this.value('text', depth - 1)} ${not}${this.pick(['like', 'ilike'])} ${quote(this.pick(PATTERNS))}`,
    ]);
  }

  private segment(): string {
    const { id, segments } = this.pick(this.options.segmentations ?? []);
    const one = () => quote(this.pick(segments));
    return this.one([
      () => `segment(${quote(id)}) ${this.pick(['=', '<>'])} ${one()}`,
      () => `segment(${quote(id)}) ${this.pick(['', 'not '])}in (${one()}, ${one()})`,
      () => `segment(${quote(id)}) is ${this.pick(['', 'not '])}null`,
    ]);
  }

  /** Something of a kind, in parentheses where it is more than a name, a literal or a call. */
  value(wanted: Wanted, depth: number): string {
    const columns = this.options.columns.filter(({ type }) => kindOf(type) === wanted);
    const plain = [
      ...columns.map(
        ({ name }) =>
          () =>
            name.replace('__', '.'),
      ),
      ...columns.map(
        ({ name }) =>
          () =>
            name.replace('__', '.'),
      ),
      () => this.literal(wanted),
    ];
    if (depth <= 0) return this.one(plain);
    const same = () => this.value(wanted, depth - 1);
    const shared: readonly Maker[] = [
      () => `coalesce(${same()}, ${same()})`,
      () => this.case(wanted, depth),
      ...(wanted === 'number' || wanted === 'date'
        ? [() => `${this.pick(['least', 'greatest'])}(${same()}, ${same()})`]
        : []),
    ];
    return this.one([...plain, ...plain, ...shared, ...this.makers(wanted, depth)]);
  }

  private makers(wanted: Wanted, depth: number): readonly Maker[] {
    const number = () => this.value('number', depth - 1);
    const text = () => this.value('text', depth - 1);
    const date = () => this.value('date', depth - 1);
    switch (wanted) {
      case 'number':
        return [
          () => `(${number()} ${this.pick(['+', '-', '*', '/'])} ${number()})`,
          () => `(${number()} ${this.pick(['+', '-', '*', '/'])} ${number()})`,
          () => `(- ${number()})`,
          () => `${this.pick(['abs', 'ceil', 'floor'])}(${number()})`,
          () => `length(${text()})`,
          () => `${this.pick(['year', 'month', 'day'])}(${date()})`,
          () => `days_between(${date()}, ${date()})`,
        ];
      case 'text':
        return [() => `${this.pick(['lower', 'upper', 'trim'])}(${text()})`];
      case 'date':
        return [() => 'as_of', () => `(${date()} ${this.pick(['+', '-'])} ${this.interval()})`];
      case 'boolean':
        return [
          () => `${this.pick(['contains', 'starts_with', 'ends_with'])}(${text()}, ${text()})`,
          () => `(${this.condition(depth - 1)})`,
        ];
    }
  }

  private interval(): string {
    const amount = this.pick([0, 1, 12, 30, 100, 1200]);
    const units = ['day', 'days', 'week', 'month', 'months'];
    return `interval ${amount} ${this.pick(amount <= 100 ? [...units, 'year', 'years'] : units)}`;
  }

  private case(wanted: Wanted, depth: number): string {
    const branch = () => `when ${this.condition(depth - 1)} then ${this.value(wanted, depth - 1)}`;
    const branches = Array.from({ length: this.random.integer(1, 2) }, branch).join(' ');
    const otherwise = this.pick(['', ' else null', ` else ${this.value(wanted, depth - 1)}`]);
    return `case ${branches}${otherwise} end`;
  }

  private literal(wanted: Wanted): string {
    switch (wanted) {
      case 'number':
        return this.pick(['', '', '-']) + this.pick([...WHOLES, ...DECIMALS, ...DOUBLES]);
      case 'text':
        return quote(this.pick(TEXTS));
      case 'date':
        return `date '${this.pick(DATES)}'`;
      case 'boolean':
        return this.pick(['true', 'false']);
    }
  }
}

function quote(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function kindOf(type: ValueType): Wanted | null {
  if (type.kind === 'timestamp') return null;
  return type.kind === 'integer' || type.kind === 'decimal' || type.kind === 'double' ? 'number' : type.kind;
}
