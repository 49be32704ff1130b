import { groups } from './groups.ts';
import { lifecycle } from './lifecycle.ts';
import type { Proposal } from './proposal.ts';
import { rfm } from './rfm.ts';
import { usage } from './usage.ts';
import { value } from './value.ts';

/** Everything that is proposed of itself, in the order of the file. */
export const proposals: readonly Proposal[] = [value, rfm, usage, lifecycle, groups];
