/**
 * A reason why the local runtime cannot start, told in one line that a person can act on: a busy port, a missing
 * engine binary, a folder that cannot be written. The start script prints the message alone and exits with 1.
 */
export class LocalSetupError extends Error {
  override readonly name = 'LocalSetupError';
}

/** The errno-like code of an error (`EADDRINUSE`, `ENOENT` …), or an empty string. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
