/** What a disk says of itself, in the words of the engines and of the operating system. */
const FULL = /No space left on device|File too large|Disk quota exceeded|\b(?:ENOSPC|EFBIG|EDQUOT)\b/;
const CLOSED = /Read-only file system|Permission denied|\b(?:EROFS|EACCES|EPERM)\b/i;

/**
 * One plain sentence for a failure that no definition can mend. A run writes all of it or nothing, so what was
 * published stays whichever step failed.
 */
export function failureWords(cause: unknown): string {
  const words = cause instanceof Error ? cause.message : String(cause);
  if (FULL.test(words))
    return `There is no space left to write to. The last snapshot is as it was. (${words})`;
  if (CLOSED.test(words))
    return `A file or folder cannot be written to. The last snapshot is as it was. (${words})`;
  return `clade broke: ${words}`;
}
