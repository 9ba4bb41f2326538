/** Adds up a log's figures row by row. What it holds grows with the log's days and names, and those are bounded. */
import { wholeNumber } from './cell-values.ts';
import { FAX_COLUMNS, FAX_ERRORS, type FaxErrorCode, type FaxRecord } from './fax-record.ts';
import type { FaxSummary } from './fax-report.ts';
import type { FaxStatistics, FaxSums } from './fax-statistics.ts';
import { NumberSet } from './number-set.ts';
import { ownText } from './own-text.ts';
import { faxErrorBit } from './row-rules.ts';

/** Most days told apart, over ten years; rows of further ones count as without a readable time. */
export const MOST_DAYS = 4_000;
/** Most users, and most resellers, told apart; those met later are summed up as the others. */
export const MOST_NAMES = 3_000;
/** Most characters of all names told apart: figures must stay small, whatever a file calls its users. */
export const MOST_NAME_CHARACTERS = 60_000;

const USER = FAX_COLUMNS.indexOf('userName');
const RESELLER = FAX_COLUMNS.indexOf('reseller');
const REAL_PAGES = FAX_COLUMNS.indexOf('realPages');
const BILLED_PAGES = FAX_COLUMNS.indexOf('billedPages');
const CALLED = FAX_COLUMNS.indexOf('calledNumber');
const WRONG_QUOTE = faxErrorBit('wrong_quote');
const INVALID_NUMBER = faxErrorBit('invalid_number');
/** What a spreadsheet makes of `0123456789`. */
const WITHOUT_ZERO = /^\s*[1-9]\d{8}\s*$/;
const MINUTES_OF_DAY = 1440;

function noSums(): FaxSums {
  return { entries: 0, validEntries: 0, pages: 0, billedPages: 0 };
}

function addTo(sums: FaxSums, valid: number, pages: number, billed: number): void {
  sums.entries += 1;
  sums.validEntries += valid;
  sums.pages += pages;
  sums.billedPages += billed;
}

/** Sums by name, of so many names as fit. */
class SumsByName {
  readonly #byName = new Map<string, FaxSums>();
  #characters = 0;
  others: FaxSums | null = null;

  of(name: string): FaxSums {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    if (this.#byName.size >= MOST_NAMES || this.#characters + name.length > MOST_NAME_CHARACTERS) {
      this.others ??= noSums();
      return this.others;
    }
    this.#characters += name.length;
    const sums = noSums();
    this.#byName.set(ownText(name), sums);
    return sums;
  }

  /** Most entries first, then by name. */
  sorted(): [name: string, sums: FaxSums][] {
    return [...this.#byName].sort(
      ([nameA, a], [nameB, b]) => b.entries - a.entries || (nameA < nameB ? -1 : 1),
    );
  }
}

/** `add` every record once, in any order; then ask for `summary` and `statistics`. */
export class FaxStatisticsBuilder {
  readonly #summary: FaxSummary = {
    totalEntries: 0,
    validEntries: 0,
    errorEntries: 0,
    pages: 0,
    byMode: {
      SF: { entries: 0, pages: 0 },
      RF: { entries: 0, pages: 0 },
      OTHER: { entries: 0, pages: 0 },
    },
    errors: Object.fromEntries(FAX_ERRORS.map((code) => [code, 0])) as Record<FaxErrorCode, number>,
  };
  readonly #users = new SumsByName();
  readonly #resellers = new SumsByName();
  readonly #days = new Map<number, FaxSums>();
  readonly #hours = Array.from({ length: 24 }, noSums);
  readonly #timeless = noSums();
  readonly #calls = new NumberSet();
  readonly #duplicates = { entries: 0, pages: 0 };
  readonly #billing = { differingEntries: 0, differencePages: 0 };
  /** Rows come by day for the most part. */
  #day = -1;
  #sumsOfDay = this.#timeless;

  add(record: FaxRecord): void {
    const { errors, mode, pages, minute, normalisedNumber, original } = record;
    const valid = errors === 0 ? 1 : 0;
    const summary = this.#summary;
    summary.totalEntries += 1;
    summary.validEntries += valid;
    summary.pages += pages;
    const ofMode = summary.byMode[mode];
    ofMode.entries += 1;
    ofMode.pages += pages;
    if (valid === 0) {
      summary.errorEntries += 1;
      for (let bit = 0; bit < FAX_ERRORS.length; bit++)
        if (errors & (1 << bit)) summary.errors[FAX_ERRORS[bit]!] += 1;
      if (errors & INVALID_NUMBER && WITHOUT_ZERO.test(original[CALLED]!))
        summary.leadingZeroLost = (summary.leadingZeroLost ?? 0) + 1;
    }

    // After a wrong quote the cells may be anyone's.
    const isLegible = (errors & WRONG_QUOTE) === 0;
    const billed = isLegible ? wholeNumber(original[BILLED_PAGES]!) : -1;
    const billedPages = Math.max(0, billed);
    if (billed >= 0 && billed !== pages && (pages > 0 || wholeNumber(original[REAL_PAGES]!) === 0)) {
      this.#billing.differingEntries += 1;
      this.#billing.differencePages += billed - pages;
    }
    addTo(this.#users.of(isLegible ? original[USER]! : ''), valid, pages, billedPages);
    addTo(this.#resellers.of(isLegible ? original[RESELLER]! : ''), valid, pages, billedPages);
    if (minute === null) {
      addTo(this.#timeless, valid, pages, billedPages);
      return;
    }
    const day = Math.floor(minute / MINUTES_OF_DAY);
    addTo(this.#ofDay(day), valid, pages, billedPages);
    const hour = Math.floor((minute - day * MINUTES_OF_DAY) / 60);
    addTo(this.#hours[hour]!, valid, pages, billedPages);
    if (normalisedNumber !== '' && !this.#calls.add(callKey(Number(normalisedNumber), minute, pages))) {
      this.#duplicates.entries += 1;
      this.#duplicates.pages += pages;
    }
  }

  summary(): FaxSummary {
    return structuredClone(this.#summary);
  }

  statistics(): FaxStatistics {
    const days = [...this.#days].sort(([a], [b]) => a - b);
    const byDay: FaxStatistics['byDay'] = days.map(([day, sums]) => ({
      day: new Date(day * 86_400_000).toISOString().slice(0, 10),
      sums: { ...sums },
    }));
    if (this.#timeless.entries > 0) byDay.push({ day: null, sums: { ...this.#timeless } });
    return {
      byDay,
      byUser: this.#users.sorted().map(([user, sums]) => ({ user, sums: { ...sums } })),
      otherUsers: this.#users.others && { ...this.#users.others },
      byReseller: this.#resellers.sorted().map(([reseller, sums]) => ({ reseller, sums: { ...sums } })),
      otherResellers: this.#resellers.others && { ...this.#resellers.others },
      byHour: this.#hours.map((sums) => ({ ...sums })),
      duplicates: { ...this.#duplicates },
      billing: { ...this.#billing },
    };
  }

  #ofDay(day: number): FaxSums {
    if (day === this.#day) return this.#sumsOfDay;
    let sums = this.#days.get(day);
    if (sums === undefined) {
      if (this.#days.size >= MOST_DAYS) return this.#timeless;
      sums = noSums();
      this.#days.set(day, sums);
    }
    this.#day = day;
    this.#sumsOfDay = sums;
    return sums;
  }
}

/**
 * 53 bits of a call: number, minute, pages; never 0. Of a million calls two different ones have the same key once in
 * 18,000 logs, and then a duplicate too many is counted.
 */
function callKey(number: number, minute: number, pages: number): number {
  const low = number >>> 0;
  const high = (number / 2 ** 32) >>> 0;
  let a = mix(mix(mix(mix(0x243f6a88, low), high), minute), pages);
  let b = mix(mix(mix(mix(0x85a308d3, pages), minute), high), low);
  a = finish(a);
  b = finish(b ^ a);
  return (a >>> 0) * 2 ** 21 + (b >>> 11) || 1;
}

/** One step of MurmurHash3 (A. Appleby, public domain). */
function mix(hash: number, value: number): number {
  let k = Math.imul(value, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  const h = hash ^ k;
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

/** The finishing step of MurmurHash3. */
function finish(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
