import type { Progress } from '../../engines/engine.ts';

/** What is going on, on one line that rewrites itself; nothing at all where nobody watches. */
export interface ProgressLine {
  show(progress: Progress): void;
  clear(): void;
}

const EVERY_MS = 100;

export function progressLine(stream: NodeJS.WriteStream, now: () => number): ProgressLine {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  let shownAt = 0;
  let since = now();
  let label = '';
  return {
    show(progress) {
      if (progress.label !== label) [label, since] = [progress.label, now()];
      if (now() - shownAt < EVERY_MS) return;
      shownAt = now();
      const share = progress.share === null ? '' : ` ${Math.round(progress.share * 100)} %`;
      const rows = progress.rows === null ? '' : ` ${progress.rows.toLocaleString('en-US')} rows`;
      const seconds = ((now() - since) / 1000).toFixed(1);
      const detail = progress.detail === undefined ? '' : ` (${progress.detail})`;
      stream.write(`\r\u001b[2K${label}${share}${detail}${rows} ${seconds} s`.slice(0, stream.columns + 5));
    },
    clear: () => void stream.write('\r\u001b[2K'),
  };
}
