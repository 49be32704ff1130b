import { histograms } from './histograms.ts';
import { markerBars } from './marker-bars.ts';
import { overlapMatrix } from './overlap-matrix.ts';
import { profileHeatMap } from './profile-heat-map.ts';
import { rfmMap } from './rfm-map.ts';
import { ruleTruth } from './rule-truth.ts';
import { sizeBars } from './size-bars.ts';
import { sizeHistory } from './size-history.ts';

/** Every kind of picture, by id. A test holds this list against the folder, and draws each of them. */
export const charts = {
  histograms: histograms,
  'marker-bars': markerBars,
  'overlap-matrix': overlapMatrix,
  'profile-heat-map': profileHeatMap,
  'rfm-map': rfmMap,
  'rule-truth': ruleTruth,
  'size-bars': sizeBars,
  'size-history': sizeHistory,
} as const;
