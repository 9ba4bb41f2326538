/** One row of a fax server's log, as it was and as the rules see it. */

/** The columns of a log in the order in which a file without headings has them (A to N). */
export const FAX_COLUMNS = [
  'faxId',
  'userName',
  'reseller',
  'mode',
  'email',
  'sentAt',
  'senderNumber',
  'calledNumber',
  'internationalCall',
  'internalCall',
  'realPages',
  'duration',
  'billedPages',
  'billingType',
] as const;
export type FaxColumn = (typeof FAX_COLUMNS)[number];

/** Sent, received, or anything else. */
export const FAX_MODES = ['SF', 'RF', 'OTHER'] as const;
export type FaxMode = (typeof FAX_MODES)[number];

/**
 * What can be wrong with a row; stable codes. The first three are the rules' own, the others say that the row itself
 * is damaged: then the rules are not asked, and the row has this one error.
 */
export const FAX_ERRORS = [
  'invalid_mode',
  'invalid_number',
  'invalid_pages',
  'row_too_short',
  'wrong_quote',
  'bad_encoding',
] as const;
export type FaxErrorCode = (typeof FAX_ERRORS)[number];

/** The words under which reports count errors; the first three are the documented ones. */
export const FAX_ERROR_LABELS: Readonly<Record<FaxErrorCode, string>> = {
  invalid_mode: 'Invalid FAX mode',
  invalid_number: 'Number format invalid',
  invalid_pages: 'Pages must be > 0',
  row_too_short: 'Row too short',
  wrong_quote: 'Wrong quote',
  bad_encoding: 'Bad encoding',
};

export interface FaxRecord {
  /** As a spreadsheet numbers rows: headings, where there are any, are row 1. */
  row: number;
  /** The cells as the file had them, in the order of `FAX_COLUMNS`; '' for those that a short row lacks. */
  original: readonly string[];
  mode: FaxMode;
  /** Digits of the called number: 33 and nine more, or any country's under the international policy; '' when invalid. */
  normalisedNumber: string;
  /** Real pages; 0 when the cell is not a positive whole number. */
  pages: number;
  /** Minutes since 1970-01-01 00:00 on the log's own clock, whose zone the file does not tell; null when unreadable. */
  minute: number | null;
  /** Bit `i` is set for `FAX_ERRORS[i]`; 0 is a valid row. */
  errors: number;
}

/** The codes in a record's `errors`, in the order of `FAX_ERRORS`. */
export function errorsOf(errors: number): FaxErrorCode[] {
  return FAX_ERRORS.filter((_, bit) => errors & (1 << bit));
}

/** A row as a file gives it, before any rule. */
export interface RawRow {
  row: number;
  cells: readonly string[];
  /** Set where the row itself is damaged; `cells` are then what could be saved of it. */
  fault?: 'wrong_quote' | 'bad_encoding';
}
