import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const places = ['./cluster-worker.js', '../cluster-worker.js'].map((place) =>
  fileURLToPath(new URL(place, import.meta.url)),
);

/** The worker's program as the package is built: beside this code, or above it where this became a shared chunk. */
export function workerFile(): string {
  const found = foundWorkerFile();
  if (found === null) throw new Error(`the program of the workers is not there: ${places.join(', ')}`);
  return found;
}

/** The same, or null where the package is not built, as in its own tests. */
export function foundWorkerFile(): string | null {
  return places.find((place) => existsSync(place)) ?? null;
}
