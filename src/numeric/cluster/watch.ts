/** How far a long computation is; `component counts` are those of the mixture tried. */
export interface Progress {
  readonly step: 'search' | 'bootstrap' | 'null' | 'refine';
  readonly done: number;
  readonly all: number;
}

/**
 * Whoever waits for a long computation. `cancelled` is asked between passes; in a worker it can read a shared flag.
 * Both may be left out.
 */
export interface Watch {
  progress?(progress: Progress): void;
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
