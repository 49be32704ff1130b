import type { SegmentPage } from '../../documents/paragraph.ts';
import type { Engine } from '../../engines/engine.ts';
import type { Profile } from '../../measures/profile/profile.ts';
import type { ProfiledSnapshot } from './profiled-snapshot.ts';

/** stub for now */
export async function writeSegmentPage(
  _engine: Engine,
  _profiled: ProfiledSnapshot,
  profile: Profile,
  segment: string,
): Promise<SegmentPage> {
  return { segment, title: profile.title, isFallback: false, paragraphs: [] };
}
