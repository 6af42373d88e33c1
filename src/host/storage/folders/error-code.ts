/** The code of a failed system call or SQLite statement: `EACCES`, `SQLITE_FULL`; an empty text for other errors. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
