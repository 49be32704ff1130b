import { didYouMean } from '../base/did-you-mean.ts';
import type { Finding } from '../base/finding.ts';
import { error } from '../base/finding.ts';
import type { Place } from '../base/place.ts';

export type Report = (finding: Finding) => void;

/**
 * What is defined under each name of one kind. A name may be known and broken: its own findings have been told,
 * and who refers to it is not blamed.
 */
export class Names<T> {
  private readonly sound = new Map<string, T>();
  private readonly broken = new Set<string>();
  private readonly word: string;

  constructor(word: string) {
    this.word = word;
  }

  set(id: string, value: T | null): void {
    if (value === null) this.broken.add(id);
    else this.sound.set(id, value);
  }

  get(id: string): T | null {
    return this.sound.get(id) ?? null;
  }

  isBroken(id: string): boolean {
    return this.broken.has(id) && !this.sound.has(id);
  }

  ids(): readonly string[] {
    return [...this.sound.keys()];
  }

  values(): readonly T[] {
    return [...this.sound.values()];
  }

  /** What a reference means; when nothing has that name, a finding at its place says so. */
  follow(id: string, place: Place, report: Report): T | null {
    const value = this.get(id);
    if (value === null && !this.isBroken(id)) report(unknownReference(this.word, id, place, this.ids()));
    return value;
  }
}

export function unknownReference(word: string, id: string, place: Place, known: readonly string[]): Finding {
  const guess = didYouMean(id, known);
  const listed = known.length > 0 && known.length <= 10 ? `There are ${known.join(', ')}.` : null;
  const hint = guess ? `Did you mean \`${guess}\`?` : listed;
  return error(
    'unknown-reference',
    `There is no ${word} \`${id}\`.`,
    hint === null ? { place } : { place, hint },
  );
}
