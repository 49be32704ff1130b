import type { Logic } from './logic.ts';
import { FALSE, TRUE, UNKNOWN } from './logic.ts';
import { SubjectStates } from './subject-states.ts';

/** Parts of conditions looked at by one search, and choices open at once, after which it gives up. */
const MOST_STEPS = 300_000;
const MOST_CHOICES = 500;

/** A condition must come out as one of these outcomes. */
export interface Goal {
  readonly logic: Logic;
  readonly outcomes: number;
}

/** At least `count` of the conditions must come out as one of these outcomes. */
interface Choice {
  readonly count: number;
  readonly operands: readonly Logic[];
  readonly outcomes: number;
}

/**
 * Looks for values of the subjects that meet all goals: what is certain is drawn first, then the choice with
 * the fewest ways is tried, each way in turn (as Davis, Putnam, Logemann and Loveland did for propositions).
 */
export class Search {
  private readonly states = new SubjectStates();
  private steps = 0;

  /** False only when no values meet the goals; true also when the search gave up. */
  finds(goals: readonly Goal[]): boolean {
    return this.solve(goals, [], 0);
  }

  private solve(goals: readonly Goal[], open: readonly Choice[], depth: number): boolean {
    const choices = this.settle(goals, open);
    if (!choices) return false;
    const [first, ...others] = choices.toSorted((a, b) => a.operands.length - b.operands.length);
    if (!first || depth >= MOST_CHOICES || this.steps > MOST_STEPS) return true;
    const { count, operands, outcomes } = first;
    const mark = this.states.mark();
    for (const [index, logic] of operands.slice(0, operands.length - count + 1).entries()) {
      const rest = { count: count - 1, operands: operands.slice(index + 1), outcomes };
      if (this.solve([{ logic, outcomes }], count > 1 ? [...others, rest] : others, depth + 1)) return true;
      this.states.undo(mark);
    }
    return false;
  }

  /** Draws every certain conclusion and gives the choices that stay open; null when there is a contradiction. */
  private settle(goals: readonly Goal[], open: readonly Choice[]): readonly Choice[] | null {
    const queue = [...goals];
    let choices = [...open];
    for (;;) {
      for (let goal = queue.pop(); goal; goal = queue.pop())
        if (!this.meet(goal, queue, choices)) return null;
      const left: Choice[] = [];
      for (const choice of choices) {
        const open = this.reduce(choice);
        if (open.operands.length < open.count) return null;
        if (open.operands.length > open.count) left.push(open);
        else for (const logic of open.operands) queue.push({ logic, outcomes: open.outcomes });
      }
      choices = left;
      if (queue.length === 0) return choices;
    }
  }

  /** The choice without the conditions that are certain to meet it and those that cannot. */
  private reduce({ count, operands, outcomes }: Choice): Choice {
    let wanted = count;
    const open = operands.filter((operand) => {
      const may = this.outcomesOf(operand);
      const certain = (may & ~outcomes) === 0 && may !== 0;
      if (certain) wanted--;
      return !certain && (may & outcomes) !== 0;
    });
    return wanted > 0 ? { count: wanted, operands: open, outcomes } : { count: 0, operands: [], outcomes };
  }

  /** Outcomes that the states do not rule out; perhaps more than there are. */
  outcomesOf(logic: Logic): number {
    if (++this.steps > MOST_STEPS) return TRUE | FALSE | UNKNOWN;
    switch (logic.kind) {
      case 'constant':
        return logic.outcomes;
      case 'not':
        return negated(this.outcomesOf(logic.operand));
      case 'outcome': {
        const may = this.outcomesOf(logic.operand);
        return (may & logic.outcomes ? TRUE : 0) | (may & ~logic.outcomes ? FALSE : 0);
      }
      case 'missing': {
        const { missing, present } = this.states.whether(logic.subject);
        return (missing ? TRUE : 0) | (present ? FALSE : 0);
      }
      case 'atom': {
        const { missing } = this.states.whether(logic.subject);
        const { inside, outside } = this.states.split(logic.subject, logic.values);
        return (missing ? UNKNOWN : 0) | (inside ? TRUE : 0) | (outside ? FALSE : 0);
      }
      case 'at-least':
        return this.countedOutcomes(logic.count, logic.operands);
    }
  }

  private countedOutcomes(count: number, operands: readonly Logic[]): number {
    const counts = new Map<number, number>();
    for (const operand of operands) {
      const may = this.outcomesOf(operand);
      for (const outcomes of [TRUE, FALSE, TRUE | UNKNOWN, FALSE | UNKNOWN])
        if (may & outcomes) counts.set(outcomes, (counts.get(outcomes) ?? 0) + 1);
    }
    const enough = (outcomes: number, wanted: number) => (counts.get(outcomes) ?? 0) >= wanted;
    const others = operands.length - count + 1;
    const open = enough(TRUE | UNKNOWN, count) && enough(FALSE | UNKNOWN, others);
    return (enough(TRUE, count) ? TRUE : 0) | (enough(FALSE, others) ? FALSE : 0) | (open ? UNKNOWN : 0);
  }

  /** Narrows what is possible, or adds goals and choices; false when nothing is left. */
  private meet({ logic, outcomes }: Goal, goals: Goal[], choices: Choice[]): boolean {
    this.steps++;
    switch (logic.kind) {
      case 'constant':
        return (logic.outcomes & outcomes) !== 0;
      case 'not':
        goals.push({ logic: logic.operand, outcomes: negated(outcomes) });
        return true;
      case 'outcome': {
        const others = (TRUE | FALSE | UNKNOWN) & ~logic.outcomes;
        const allowed = (outcomes & TRUE ? logic.outcomes : 0) | (outcomes & FALSE ? others : 0);
        goals.push({ logic: logic.operand, outcomes: allowed });
        return allowed !== 0;
      }
      case 'atom':
        return this.states.allow(logic.subject, logic.values, outcomes);
      case 'missing':
        return this.states.allowMissing(logic.subject, outcomes);
      case 'at-least':
        choices.push(...choicesFor(logic, outcomes));
        return outcomes !== 0;
    }
  }
}

function negated(outcomes: number): number {
  return (outcomes & TRUE ? FALSE : 0) | (outcomes & FALSE ? TRUE : 0) | (outcomes & UNKNOWN);
}

/** True asks for enough true ones, false for enough false ones, not false for enough that are not false. */
function choicesFor(logic: Logic & { readonly kind: 'at-least' }, outcomes: number): readonly Choice[] {
  const { count, operands } = logic;
  const others = operands.length - count + 1;
  switch (outcomes) {
    case TRUE:
    case TRUE | UNKNOWN:
      return [{ count, operands, outcomes }];
    case FALSE:
    case FALSE | UNKNOWN:
      return [{ count: others, operands, outcomes }];
    case UNKNOWN:
      return [
        { count, operands, outcomes: TRUE | UNKNOWN },
        { count: others, operands, outcomes: FALSE | UNKNOWN },
      ];
    case TRUE | FALSE: {
      const told: readonly Logic[] = [TRUE, FALSE].map((one) => ({
        kind: 'outcome',
        operand: logic,
        outcomes: one,
      }));
      return [{ count: 1, operands: told, outcomes: TRUE }];
    }
    default:
      return [];
  }
}
