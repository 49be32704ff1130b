import type { SearchSettings } from '../../measures/discovery/group-search.ts';
import type { Climbing, Progress } from '../../numeric/cluster/watch.ts';
import type { AppContext } from '../context.ts';

/** Who hears how far a search is. */
interface SearchProgress {
  progress(progress: Progress): void;
  climbing(climbing: Climbing): void;
}

/** Tells how far a search is in words: which step, how much of it is over, and which climb of which part begins. */
export function searchProgress(
  settings: Pick<SearchSettings, 'bootstraps' | 'nulls'>,
  rows: number,
  onProgress: AppContext['onProgress'],
): SearchProgress {
  const shares = new Map<Progress['step'], number>();
  return {
    progress({ step, done, all }) {
      shares.set(step, done / all);
      onProgress({ label: LABELS[step], share: done / all, rows });
    },
    climbing({ step, part, done, all }) {
      const detail = `${partWords(step, part, settings)}, climb ${done + 1} of ${all}`;
      onProgress({ label: LABELS[step], share: shares.get(step) ?? 0, rows, detail });
    },
  };
}

function partWords(
  step: Progress['step'],
  part: number,
  { bootstraps, nulls }: Pick<SearchSettings, 'bootstraps' | 'nulls'>,
): string {
  if (step === 'search') return `${part} ${part === 1 ? 'component' : 'components'}`;
  if (step === 'mix') return `${part} groups`;
  return step === 'bootstrap' ? `refit ${part + 1} of ${bootstraps}` : `table ${part + 1} of ${nulls + 1}`;
}

const LABELS: Readonly<Record<Progress['step'], string>> = {
  search: 'groups searched for, one component more each time',
  mix: 'groups told by components of their own',
  bootstrap: 'groups searched for again, in new samples',
  null: 'groups searched for where there are none',
  refine: 'groups refined on everybody',
};
