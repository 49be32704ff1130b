import { setImmediate } from 'node:timers/promises';

/** Lets signals in between two parts of a long computation in this thread, and ends it where one has come. */
export async function breathe(signal: AbortSignal): Promise<void> {
  // The first comes before the system is asked for signals again, the second after it.
  await setImmediate();
  await setImmediate();
  signal.throwIfAborted();
}
