import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The worker's program as the package is built: beside this code, or above it where this became a shared chunk. */
export function workerFile(): string {
  const places = ['./cluster-worker.js', '../cluster-worker.js'].map((place) =>
    fileURLToPath(new URL(place, import.meta.url)),
  );
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error(`the program of the workers is not there: ${places.join(', ')}`);
  return found;
}
