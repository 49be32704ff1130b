export type { Workers, WorkersOptions } from './open-workers.ts';
export { openWorkers } from './open-workers.ts';
