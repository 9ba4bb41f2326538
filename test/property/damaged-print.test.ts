import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printedDates } from '../../shared/domain/dates/printed-dates.ts';
import { repairedIban } from '../../shared/domain/extraction/candidates/identifier-repair.ts';
import { tidyName } from '../../shared/domain/extraction/candidates/name-tidy.ts';
import { isIban } from '../../shared/domain/identifiers/bank-account.ts';

const RUNS = { seed: 20261120, numRuns: 300 };
const two = (value: number) => String(value).padStart(2, '0');

describe('a date that lost the space before its hour', () => {
  it('is the day that was printed', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2010-01-01'), max: new Date('2029-12-31'), noInvalidDate: true }),
        fc.constantFrom('.', '/', '-'),
        (date, separator) => {
          const day = date.toISOString().slice(0, 10);
          const [year, month, dayOfMonth] = day.split('-');
          const hour = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
          const [found] = printedDates(
            `Bon 12 ${dayOfMonth}${separator}${month}${separator}${year}${hour} Uhr`,
          );
          expect(found?.dayFirst).toBe(day);
        },
      ),
      RUNS,
    );
  });
});

describe('putting right what was read', () => {
  it('gives an IBAN with the right key, or none', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^(?:FR|DE|NL|ES)[0-9OISB]{2}[0-9A-Z]{14,23}$/), (read) => {
        const repaired = repairedIban(read);
        expect(repaired === null || isIban(repaired)).toBe(true);
      }),
      RUNS,
    );
  });

  it('tidies a name once and for all, of any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        expect(tidyName(text).length).toBeLessThanOrEqual(text.length + 8);
      }),
      RUNS,
    );
  });
});
