/** The operating system's word for what went wrong (`ENOENT`), or `unknown`. */
export function systemCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
}
