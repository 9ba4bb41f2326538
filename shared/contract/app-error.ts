/**
 * The product's one error. A code is a promise to clients: it never changes its meaning, and the HTTP status
 * and the French and English messages are looked up from it at the edge (`shared/http/replies.ts`).
 */

/** Every code that can leave the product, with the HTTP status it stands for. */
export const ERROR_STATUS = {
  // requests
  invalid_request: 400,
  unreadable_file: 400,
  empty_file: 400,
  unauthorized: 401,
  invalid_credentials: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  invalid_transition: 409,
  conflict: 409,
  file_too_large: 413,
  unsupported_media_type: 415,
  unsupported_format: 415,
  encrypted_document: 422,
  not_a_fax_log: 422,
  too_many_pages: 422,
  image_too_large: 422,
  unsafe_url: 422,
  too_many_requests: 429,
  // outcomes of a task that are nobody's request
  object_not_found: 404,
  invalid_tenant: 422,
  upload_expired: 410,
  reading_gave_up: 500,
  internal_error: 500,
  model_not_loaded: 503,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  /** Facts that help the caller mend the request: limits, positions, field names. Never document text. */
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ErrorCode, details?: Readonly<Record<string, unknown>>, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.details = details;
  }
}

/** The error itself if it is an `AppError`, else `internal_error` with the original as its cause. */
export function toAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('internal_error', undefined, { cause: error });
}
