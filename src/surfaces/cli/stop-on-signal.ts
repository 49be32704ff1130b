/** Asks to stop when the process is told to; `forget` gives the signals back. */
export interface Stop {
  readonly signal: AbortSignal;
  readonly forget: () => void;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Milliseconds work has to stop by itself before the system ends it, which the state survives. */
const GRACE_MS = 1500;

/**
 * The first SIGINT or SIGTERM aborts the signal. What has not stopped within the grace, and a second signal, are
 * left to the system, which ends the process at once: an engine at work would hold up an exit of our own.
 */
export function stopOnSignal(): Stop {
  const abort = new AbortController();
  const timers: NodeJS.Timeout[] = [];
  const stop = (signal: NodeJS.Signals) => {
    forget();
    abort.abort();
    timers.push(setTimeout(() => process.kill(process.pid, signal), GRACE_MS));
  };
  const forget = () => {
    for (const signal of SIGNALS) process.off(signal, stop);
    for (const timer of timers.splice(0)) clearTimeout(timer);
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  return { signal: abort.signal, forget };
}
