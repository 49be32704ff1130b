/** How far a long computation is: parts of a step that are over, of all; of a search they are numbers of components. */
export interface Progress {
  readonly step: 'search' | 'mix' | 'bootstrap' | 'null' | 'refine';
  readonly done: number;
  readonly all: number;
}

/**
 * A climb that begins within a part: how many of the part's climbs are over, of all. Every start makes one, the better half of them
 * another, until the best go on to the end. A part is so many components in a search, else a repeat, from 0.
 */
export interface Climbing extends Progress {
  readonly part: number;
}

/**
 * Whoever waits for a long computation. `cancelled` is asked between passes; in a worker it can read a shared flag. `progress`
 * comes in order, `climbing` as it happens, of several parts at once where several threads are at work. All may be left out.
 */
export interface Watch {
  progress?(progress: Progress): void;
  climbing?(climbing: Climbing): void;
  cancelled?(): boolean;
}

/** Thrown where a watch said that its computation was cancelled. */
export class Cancelled extends Error {
  constructor() {
    super('cancelled');
    this.name = 'Cancelled';
  }
}

export function goOn(watch: Watch): void {
  if (watch.cancelled?.() === true) throw new Cancelled();
}
