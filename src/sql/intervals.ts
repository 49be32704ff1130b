import { domainOf, formatKey } from './domain.ts';
import type { Expression } from './expression.ts';
import type { Logic, Subject } from './logic.ts';
import { FALSE, TRUE, UNKNOWN, logicOf } from './logic.ts';
import type { Key, KeyInterval, ValueSet } from './value-set.ts';
import { compareKeys, complement, intersection, union } from './value-set.ts';

/**
 * Where a condition over one subject is true, false and unknown: sets of the subject's values, and what it is
 * where the subject is missing. Sets of conditions over one subject (equal `key`) can be united and intersected.
 */
export interface Reach {
  /** Equal for conditions over the same subject. */
  readonly key: string;
  readonly subject: Expression;
  readonly trueIn: ValueSet;
  readonly trueWhenMissing: boolean;
}

/** Values as people write them; null where there is no edge. Lower edges are inclusive, upper ones exclusive. */
export interface WrittenInterval {
  readonly from: string | null;
  readonly below: string | null;
}

/**
 * The values for which a condition is true when it compares one expression of any type but boolean (a column,
 * or a calculation) with constants, in any logic. Null for every other condition.
 */
export function intervalsOf(condition: Expression): Reach | null {
  const logic = logicOf(condition);
  const found = new Map<string, Subject>();
  const edges: Key[] = [];
  if (!collect(logic, found, edges)) return null;
  const [subject, another] = [...found.values()];
  if (!subject?.expression || another || subject.expression.type.kind === 'boolean') return null;
  const cells = cellsOf(subject, edges);
  return {
    key: subject.key,
    subject: subject.expression,
    trueIn: union(cells.filter((cell) => outcomeOf(logic, cell.from) === TRUE)),
    trueWhenMissing: outcomeOf(logic, null) === TRUE,
  };
}

/** Values of the subject that no condition is true for, in the order of the subject. */
export function gapsBetween(reaches: readonly [Reach, ...Reach[]]): readonly WrittenInterval[] {
  const [first] = reaches;
  const covered = union(reaches.flatMap(({ trueIn }) => trueIn));
  return written(first, complement(covered, wholeOf(first)));
}

/** Values of the subject that both conditions are true for. */
export function overlapOf(a: Reach, b: Reach): readonly WrittenInterval[] {
  return written(a, intersection(a.trueIn, b.trueIn));
}

function wholeOf(reach: Reach): KeyInterval {
  const domain = domainOf(reach.subject.type);
  if (!domain) throw new Error('a subject has a domain');
  return domain;
}

function written({ subject }: Reach, set: ValueSet): readonly WrittenInterval[] {
  const whole = domainOf(subject.type);
  const edge = (key: Key | null, end: Key | null | undefined) =>
    key === null || key === end ? null : formatKey(subject.type, key);
  return set.map(({ from, below }) => ({ from: edge(from, whole?.from), below: edge(below, whole?.below) }));
}

/** Gathers subjects and the edges of their values; false when a part cannot be told exactly. */
function collect(logic: Logic, found: Map<string, Subject>, edges: Key[]): boolean {
  switch (logic.kind) {
    case 'constant':
      return [TRUE, FALSE, UNKNOWN].includes(logic.outcomes);
    case 'not':
    case 'outcome':
      return collect(logic.operand, found, edges);
    case 'at-least':
      return logic.operands.every((operand) => collect(operand, found, edges));
    case 'missing':
      found.set(logic.subject.key, logic.subject);
      return true;
    case 'atom':
      found.set(logic.subject.key, logic.subject);
      for (const { from, below } of logic.values) edges.push(from, ...(below === null ? [] : [below]));
      return true;
  }
}

/** The domain cut at every edge: within a cell no condition changes. */
function cellsOf({ domain }: Subject, edges: readonly Key[]): readonly KeyInterval[] {
  const cuts = [domain.from, ...edges].toSorted(compareKeys);
  return cuts.flatMap((from, index) => {
    const below = cuts[index + 1] ?? domain.below;
    const empty = below !== null && compareKeys(from, below) >= 0;
    return empty ? [] : [{ from, below }];
  });
}

/** The outcome where every subject has this value, or none. */
function outcomeOf(logic: Logic, value: Key | null): number {
  switch (logic.kind) {
    case 'constant':
      return logic.outcomes;
    case 'not': {
      const outcome = outcomeOf(logic.operand, value);
      return outcome === UNKNOWN ? UNKNOWN : outcome === TRUE ? FALSE : TRUE;
    }
    case 'outcome':
      return outcomeOf(logic.operand, value) & logic.outcomes ? TRUE : FALSE;
    case 'missing':
      return value === null ? TRUE : FALSE;
    case 'atom':
      return value === null ? UNKNOWN : holds(logic.values, value) ? TRUE : FALSE;
    case 'at-least': {
      const outcomes = logic.operands.map((operand) => outcomeOf(operand, value));
      const sure = outcomes.filter((outcome) => outcome === TRUE).length;
      const open = outcomes.filter((outcome) => outcome !== FALSE).length;
      return sure >= logic.count ? TRUE : open < logic.count ? FALSE : UNKNOWN;
    }
  }
}

function holds(values: ValueSet, key: Key): boolean {
  return values.some(
    ({ from, below }) => compareKeys(from, key) <= 0 && (below === null || compareKeys(key, below) < 0),
  );
}
