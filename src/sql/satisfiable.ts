import type { Expression } from './expression.ts';
import type { Logic, Subject } from './logic.ts';
import { FALSE, TRUE, UNKNOWN, logicOf } from './logic.ts';
import type { ValueSet } from './value-set.ts';
import { complement, intersection } from './value-set.ts';

/** Steps of one search, and choices open at once, after which the answer is `possible`. */
const MOST_STEPS = 20_000;
const MOST_CHOICES = 500;

/**
 * Whether some row, of the columns' types, makes a condition true. `never` is certain; `possible` is what is
 * left, and exact for and, or, not, at_least, `is` and equalities over comparisons of separate columns with constants.
 */
export function canBeTrue(expression: Expression): 'never' | 'possible' {
  return new Search().finds([{ logic: logicOf(expression), outcomes: TRUE }]) ? 'possible' : 'never';
}

/**
 * Indices of earlier conditions such that, whenever `rule` is true, one of them is; null where that is not
 * certain. None of them can be left out; none are needed when the rule is never true.
 */
export function coverOf(rule: Expression, earlier: readonly Expression[]): readonly number[] | null {
  const wanted = { logic: logicOf(rule), outcomes: TRUE };
  const logics = earlier.map(logicOf);
  const covers = (indices: readonly number[]) => {
    const spared = logics.filter((_, index) => indices.includes(index));
    return !new Search().finds([wanted, ...spared.map((logic) => ({ logic, outcomes: FALSE | UNKNOWN }))]);
  };
  let needed: readonly number[] = earlier.map((_, index) => index);
  if (!covers(needed)) return null;
  for (const index of needed.toReversed()) {
    const fewer = needed.filter((other) => other !== index);
    if (covers(fewer)) needed = fewer;
  }
  return needed;
}

/** Whether one of the earlier conditions is true whenever `rule` is. */
export function isCoveredBy(rule: Expression, earlier: readonly Expression[]): boolean {
  return coverOf(rule, earlier) !== null;
}

/** A condition must come out as one of these. */
interface Goal {
  readonly logic: Logic;
  readonly outcomes: number;
}

/** At least `count` of the conditions from `first` on must come out as one of these. */
interface Choice {
  readonly count: number;
  readonly operands: readonly Logic[];
  readonly first: number;
  readonly outcomes: number;
}

interface List<Item> {
  readonly item: Item;
  readonly rest: List<Item> | null;
}

/** What is still possible for a subject. */
interface State {
  readonly missing: boolean;
  readonly values: ValueSet;
}

/** Depth-first search for values of the subjects that meet all goals; certain ones first, choices last. */
class Search {
  private readonly states = new Map<string, State>();
  private readonly changed: { readonly key: string; readonly before: State | undefined }[] = [];
  private goals: List<Goal> | null = null;
  private choices: List<Choice> | null = null;
  private steps = 0;

  /** False only when no values meet the goals. */
  finds(goals: readonly Goal[]): boolean {
    for (const goal of goals) this.want(goal.logic, goal.outcomes);
    return this.solve(0);
  }

  private want(logic: Logic, outcomes: number) {
    this.goals = { item: { logic, outcomes }, rest: this.goals };
  }

  private solve(depth: number): boolean {
    while (this.goals) {
      const { item, rest } = this.goals;
      this.goals = rest;
      if (++this.steps > MOST_STEPS) return true;
      if (!this.meet(item)) return false;
    }
    if (!this.choices || depth >= MOST_CHOICES) return true;
    const { item, rest } = this.choices;
    const { count, operands, first, outcomes } = item;
    const mark = this.changed.length;
    for (let index = first; index <= operands.length - count; index++) {
      const operand = operands[index];
      this.goals = operand ? { item: { logic: operand, outcomes }, rest: null } : null;
      this.choices = count > 1 ? { item: { ...item, count: count - 1, first: index + 1 }, rest } : rest;
      if (this.solve(depth + 1)) return true;
      this.undo(mark);
    }
    return false;
  }

  /** Narrows what is possible, or adds goals and choices; false when nothing is left. */
  private meet({ logic, outcomes }: Goal): boolean {
    const toldTrue = (outcomes & TRUE) !== 0;
    const toldFalse = (outcomes & FALSE) !== 0;
    switch (logic.kind) {
      case 'constant':
        return (logic.outcomes & outcomes) !== 0;
      case 'not':
        this.want(logic.operand, (toldTrue ? FALSE : 0) | (toldFalse ? TRUE : 0) | (outcomes & UNKNOWN));
        return true;
      case 'outcome': {
        const others = (TRUE | FALSE | UNKNOWN) & ~logic.outcomes;
        const allowed = (toldTrue ? logic.outcomes : 0) | (toldFalse ? others : 0);
        this.want(logic.operand, allowed);
        return allowed !== 0;
      }
      case 'atom': {
        const { subject, values } = logic;
        const outside = toldFalse ? complement(values, subject.domain) : [];
        const left = !toldTrue ? outside : toldFalse ? [subject.domain] : values;
        return this.narrow(subject, { missing: (outcomes & UNKNOWN) !== 0, values: left });
      }
      case 'missing':
        return this.narrow(logic.subject, {
          missing: toldTrue,
          values: toldFalse ? [logic.subject.domain] : [],
        });
      case 'at-least':
        return this.count(logic.count, logic.operands, outcomes);
    }
  }

  /** True asks for enough true ones, not false for enough that are not false; both have their mirror image. */
  private count(count: number, operands: readonly Logic[], outcomes: number): boolean {
    const others = operands.length - count + 1;
    switch (outcomes) {
      case TRUE:
        return this.choose(count, operands, TRUE);
      case FALSE:
        return this.choose(others, operands, FALSE);
      case TRUE | UNKNOWN:
        return this.choose(count, operands, TRUE | UNKNOWN);
      case FALSE | UNKNOWN:
        return this.choose(others, operands, FALSE | UNKNOWN);
      case UNKNOWN:
        return this.choose(count, operands, TRUE | UNKNOWN) && this.choose(others, operands, FALSE | UNKNOWN);
      case TRUE | FALSE: {
        const self: Logic = { kind: 'at-least', count, operands };
        const known: Logic = { kind: 'outcome', operand: self, outcomes: TRUE };
        const refuted: Logic = { kind: 'outcome', operand: self, outcomes: FALSE };
        return this.choose(1, [known, refuted], TRUE);
      }
      default:
        return outcomes !== 0;
    }
  }

  private choose(count: number, operands: readonly Logic[], outcomes: number): boolean {
    if (count <= 0) return true;
    if (count > operands.length) return false;
    if (count === operands.length) for (const operand of operands) this.want(operand, outcomes);
    else this.choices = { item: { count, operands, first: 0, outcomes }, rest: this.choices };
    return true;
  }

  private narrow(subject: Subject, to: State): boolean {
    const before = this.states.get(subject.key);
    const missing = to.missing && (before?.missing ?? true);
    const values = before ? intersection(before.values, to.values) : to.values;
    if (!missing && values.length === 0) return false;
    this.states.set(subject.key, { missing, values });
    this.changed.push({ key: subject.key, before });
    if (missing || before?.missing === false) return true;
    return subject.parts.every((part) => this.narrow(part, { missing: false, values: [part.domain] }));
  }

  private undo(mark: number) {
    for (const { key, before } of this.changed.splice(mark).toReversed()) {
      if (before) this.states.set(key, before);
      else this.states.delete(key);
    }
  }
}
