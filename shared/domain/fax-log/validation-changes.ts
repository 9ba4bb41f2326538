/** What running the rules again changed, counted while rows pass by. */
import { FAX_ERRORS, type FaxErrorCode, type FaxRecord } from './fax-record.ts';
import type { FaxValidationChanges } from './fax-validations.ts';
import { isSameOutcome } from './row-rules.ts';

export interface ValidationChangesCounter {
  /** The same rows, in the same order, before and now. */
  add(before: readonly FaxRecord[], after: readonly FaxRecord[]): void;
  result(): FaxValidationChanges;
}

export function validationChanges(): ValidationChangesCounter {
  const sums = { entries: 0, changedEntries: 0, becameValid: 0, becameInvalid: 0 };
  const errors = FAX_ERRORS.map(() => ({ before: 0, after: 0 }));
  return {
    add(before, after) {
      for (const [index, was] of before.entries()) {
        const is = after[index]!;
        sums.entries++;
        if (was.errors !== 0 || is.errors !== 0) {
          for (const [bit, count] of errors.entries()) {
            if (was.errors & (1 << bit)) count.before++;
            if (is.errors & (1 << bit)) count.after++;
          }
        }
        if (isSameOutcome(was, is)) continue;
        sums.changedEntries++;
        if (was.errors !== 0 && is.errors === 0) sums.becameValid++;
        if (was.errors === 0 && is.errors !== 0) sums.becameInvalid++;
      }
    },

    result: () => ({
      ...sums,
      errors: Object.fromEntries(FAX_ERRORS.map((code, bit) => [code, { ...errors[bit]! }])) as Record<
        FaxErrorCode,
        { before: number; after: number }
      >,
    }),
  };
}
