/**
 * Structured logging as handlers see it. Fields are ids, codes, counts and durations; never document text,
 * tokens, file contents or personal data.
 */
export interface Logger {
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}
