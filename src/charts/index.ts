import { boundaryMap } from './boundary-map.ts';
import { driftBars } from './drift-bars.ts';
import { gorge } from './gorge.ts';
import { histograms } from './histograms.ts';
import { levelSplits } from './level-splits.ts';
import { markerBars } from './marker-bars.ts';
import { movementFlow } from './movement-flow.ts';
import { overlapMatrix } from './overlap-matrix.ts';
import { profileHeatMap } from './profile-heat-map.ts';
import { retentionCurves } from './retention-curves.ts';
import { rfmMap } from './rfm-map.ts';
import { ruleTruth } from './rule-truth.ts';
import { sizeBars } from './size-bars.ts';
import { sizeHistory } from './size-history.ts';
import { transitionMatrix } from './transition-matrix.ts';

/** Every kind of picture, by id. A test holds this list against the folder, and draws each of them. */
export const charts = {
  'boundary-map': boundaryMap,
  'drift-bars': driftBars,
  gorge: gorge,
  histograms: histograms,
  'level-splits': levelSplits,
  'marker-bars': markerBars,
  'movement-flow': movementFlow,
  'overlap-matrix': overlapMatrix,
  'profile-heat-map': profileHeatMap,
  'retention-curves': retentionCurves,
  'rfm-map': rfmMap,
  'rule-truth': ruleTruth,
  'size-bars': sizeBars,
  'size-history': sizeHistory,
  'transition-matrix': transitionMatrix,
} as const;
