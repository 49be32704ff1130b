import { bands } from './bands.ts';
import { cluster } from './cluster.ts';
import { hybrid } from './hybrid.ts';
import type { AnyMethod } from './method.ts';
import { rfm } from './rfm.ts';
import { rules } from './rules.ts';

/** Every way to place customers, in the order pages list them. */
export const methods: readonly AnyMethod[] = [rules, bands, rfm, cluster, hybrid];
