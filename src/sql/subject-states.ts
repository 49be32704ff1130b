import type { Subject } from './logic.ts';
import { FALSE, TRUE, UNKNOWN } from './logic.ts';
import type { ValueSet } from './value-set.ts';
import { complement, intersection } from './value-set.ts';

/** What is still possible for a subject: whether it may be missing, and which values it may have. */
interface State {
  readonly missing: boolean;
  readonly values: ValueSet;
}

/** What is still possible for every subject of a search, with the way back. */
export class SubjectStates {
  private readonly states = new Map<string, State>();
  private readonly changes: { readonly key: string; readonly before: State | undefined }[] = [];

  whether(subject: Subject): { readonly missing: boolean; readonly present: boolean } {
    const { missing, values } = this.stateOf(subject);
    return { missing, present: values.length > 0 };
  }

  /** Whether a value among these, and one that is not among them, is still possible. */
  split(subject: Subject, among: ValueSet): { readonly inside: boolean; readonly outside: boolean } {
    const { values } = this.stateOf(subject);
    return {
      inside: intersection(values, among).length > 0,
      outside: intersection(values, complement(among, subject.domain)).length > 0,
    };
  }

  /** True inside these values, false outside, unknown where missing; false when none of the outcomes is left. */
  allow(subject: Subject, inside: ValueSet, outcomes: number): boolean {
    const missing = (outcomes & UNKNOWN) !== 0;
    if ((outcomes & TRUE) !== 0)
      return this.narrow(subject, missing, outcomes & FALSE ? [subject.domain] : inside);
    return this.narrow(subject, missing, outcomes & FALSE ? complement(inside, subject.domain) : []);
  }

  /** True where missing, false where not. */
  allowMissing(subject: Subject, outcomes: number): boolean {
    return this.narrow(subject, (outcomes & TRUE) !== 0, outcomes & FALSE ? [subject.domain] : []);
  }

  mark(): number {
    return this.changes.length;
  }

  undo(mark: number): void {
    for (const { key, before } of this.changes.splice(mark).toReversed()) {
      if (before) this.states.set(key, before);
      else this.states.delete(key);
    }
  }

  private stateOf(subject: Subject): State {
    return this.states.get(subject.key) ?? { missing: true, values: [subject.domain] };
  }

  /** A subject that is not missing has parts that are not. */
  private narrow(subject: Subject, mayMiss: boolean, allowed: ValueSet): boolean {
    const before = this.stateOf(subject);
    const missing = mayMiss && before.missing;
    const values = intersection(before.values, allowed);
    if (!missing && values.length === 0) return false;
    this.changes.push({ key: subject.key, before: this.states.get(subject.key) });
    this.states.set(subject.key, { missing, values });
    if (missing || !before.missing) return true;
    return subject.parts.every((part) => this.narrow(part, false, [part.domain]));
  }
}
