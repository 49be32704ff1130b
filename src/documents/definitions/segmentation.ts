import type { Segmentation } from '../../definitions/project.ts';
import { movingDays } from '../hold-sentences.ts';
import type { Told } from './told.ts';

/** Of whom, by which method, and when customers move. */
export function segmentationTold({ entity, method, uses, hysteresis }: Segmentation): Told {
  return {
    entity: entity.id,
    method,
    ...(uses.length > 0 ? { uses: uses.map(({ id }) => id).join(', ') } : {}),
    ...(hysteresis ? { 'customers move': movingDays(hysteresis.grid) } : {}),
    ...(hysteresis && hysteresis.dwell > 0 ? { dwell: `${hysteresis.dwell} days` } : {}),
  };
}
