/** What changed from one report to another, from their kept figures: no record is read. */
import { FAX_ERRORS, FAX_MODES, type FaxErrorCode, type FaxMode } from './fax-record.ts';
import { type FaxSummary, faxSuccessRate } from './fax-report.ts';
import type { FaxStatistics, FaxSums } from './fax-statistics.ts';

export interface ComparedReport {
  summary: FaxSummary;
  statistics: FaxStatistics;
  /** Each valid called number once, ascending as numbers are: what `FaxRecords.distinctNumbers` gives. */
  numbers: Iterable<string>;
}

/** A figure of both reports; the difference is `after` less `before`. */
export interface Change {
  before: number;
  after: number;
  difference: number;
  /** The difference in per cent of `before`, two decimals; null where there was nothing before. */
  percent: number | null;
}

/** The days that a report's readable times span, `YYYY-MM-DD`; null where none is readable. */
export interface FaxPeriod {
  from: string | null;
  to: string | null;
  /** Days with at least one row. */
  days: number;
}

export interface NameChanges {
  /** How many there are; the lists hold the first of them. */
  counts: { appeared: number; gone: number; changed: number; same: number };
  /** Only in the later report, most entries first. */
  appeared: { name: string; sums: FaxSums }[];
  /** Only in the former report, most entries first. */
  gone: { name: string; sums: FaxSums }[];
  /** In both with other sums; the largest difference of entries, up or down, first, then of pages. */
  changed: { name: string; before: FaxSums; after: FaxSums }[];
  /** False where a report has more names than its figures tell apart: a name may then only seem to be new or gone. */
  isComplete: boolean;
}

export interface FaxComparison {
  period: { before: FaxPeriod; after: FaxPeriod };
  totals: Record<
    'entries' | 'validEntries' | 'errorEntries' | 'pages' | 'billedPages' | 'duplicateEntries',
    Change
  >;
  /** In per cent; the difference is in points. */
  successRate: { before: number; after: number; difference: number };
  byMode: Record<FaxMode, { entries: Change; pages: Change }>;
  errors: Record<FaxErrorCode, Change>;
  users: NameChanges;
  resellers: NameChanges;
  numbers: {
    counts: { onlyBefore: number; onlyAfter: number; both: number };
    /** The first of them, ascending. */
    onlyBefore: string[];
    onlyAfter: string[];
  };
}

/** Compares two reports; each list of names or numbers ends at `most`, the counts beside it do not. */
export function compareFaxReports(
  before: ComparedReport,
  after: ComparedReport,
  { most = 20 }: { most?: number } = {},
): FaxComparison {
  const of = (figure: (report: ComparedReport) => number) => change(figure(before), figure(after));
  const rates = { before: faxSuccessRate(before.summary), after: faxSuccessRate(after.summary) };
  return {
    period: { before: periodOf(before.statistics), after: periodOf(after.statistics) },
    totals: {
      entries: of(({ summary }) => summary.totalEntries),
      validEntries: of(({ summary }) => summary.validEntries),
      errorEntries: of(({ summary }) => summary.errorEntries),
      pages: of(({ summary }) => summary.pages),
      billedPages: of(({ statistics }) =>
        statistics.byDay.reduce((sum, day) => sum + day.sums.billedPages, 0),
      ),
      duplicateEntries: of(({ statistics }) => statistics.duplicates.entries),
    },
    successRate: { ...rates, difference: twoDecimals(rates.after - rates.before) },
    byMode: recordOf(FAX_MODES, (mode) => ({
      entries: of(({ summary }) => summary.byMode[mode].entries),
      pages: of(({ summary }) => summary.byMode[mode].pages),
    })),
    errors: recordOf(FAX_ERRORS, (code) => of(({ summary }) => summary.errors[code])),
    users: compareNames(usersOf(before.statistics), usersOf(after.statistics), most),
    resellers: compareNames(resellersOf(before.statistics), resellersOf(after.statistics), most),
    numbers: compareNumbers(before.numbers, after.numbers, most),
  };
}

function twoDecimals(value: number): number {
  return Math.round(value * 100) / 100;
}

function change(before: number, after: number): Change {
  const difference = after - before;
  return {
    before,
    after,
    difference,
    percent: before === 0 ? null : twoDecimals((difference / before) * 100),
  };
}

function recordOf<K extends string, V>(keys: readonly K[], value: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, V>;
}

function periodOf({ byDay }: FaxStatistics): FaxPeriod {
  const days = byDay.flatMap(({ day }) => day ?? []);
  return { from: days[0] ?? null, to: days.at(-1) ?? null, days: days.length };
}

interface Names {
  sums: { name: string; sums: FaxSums }[];
  isComplete: boolean;
}

function usersOf({ byUser, otherUsers }: FaxStatistics): Names {
  return { sums: byUser.map(({ user, sums }) => ({ name: user, sums })), isComplete: otherUsers === null };
}

function resellersOf({ byReseller, otherResellers }: FaxStatistics): Names {
  return {
    sums: byReseller.map(({ reseller, sums }) => ({ name: reseller, sums })),
    isComplete: otherResellers === null,
  };
}

function compareNames(before: Names, after: Names, most: number): NameChanges {
  const former = new Map(before.sums.map(({ name, sums }) => [name, sums]));
  const later = new Map(after.sums.map(({ name, sums }) => [name, sums]));
  const appeared = after.sums.filter(({ name }) => !former.has(name));
  const gone = before.sums.filter(({ name }) => !later.has(name));
  const both = after.sums.flatMap(({ name, sums }) => {
    const was = former.get(name);
    return was === undefined ? [] : { name, before: was, after: sums };
  });
  const changed = both
    .filter((one) => !isSame(one.before, one.after))
    .sort(
      (a, b) =>
        by(b, 'entries') - by(a, 'entries') || by(b, 'pages') - by(a, 'pages') || (a.name < b.name ? -1 : 1),
    );
  return {
    counts: {
      appeared: appeared.length,
      gone: gone.length,
      changed: changed.length,
      same: both.length - changed.length,
    },
    appeared: appeared.slice(0, most),
    gone: gone.slice(0, most),
    changed: changed.slice(0, most),
    isComplete: before.isComplete && after.isComplete,
  };
}

function by({ before, after }: { before: FaxSums; after: FaxSums }, figure: keyof FaxSums): number {
  return Math.abs(after[figure] - before[figure]);
}

function isSame(a: FaxSums, b: FaxSums): boolean {
  return (
    a.entries === b.entries &&
    a.validEntries === b.validEntries &&
    a.pages === b.pages &&
    a.billedPages === b.billedPages
  );
}

/** Goes through both at once, so that a million numbers need no memory of their own. */
function compareNumbers(
  before: Iterable<string>,
  after: Iterable<string>,
  most: number,
): FaxComparison['numbers'] {
  const counts = { onlyBefore: 0, onlyAfter: 0, both: 0 };
  const lists: { onlyBefore: string[]; onlyAfter: string[] } = { onlyBefore: [], onlyAfter: [] };
  const take = (where: 'onlyBefore' | 'onlyAfter', number: string) => {
    counts[where] += 1;
    if (lists[where].length < most) lists[where].push(number);
  };
  const former = before[Symbol.iterator]();
  const later = after[Symbol.iterator]();
  let one = former.next();
  let other = later.next();
  while (!(one.done && other.done)) {
    const order = one.done ? 1 : other.done ? -1 : inOrder(one.value, other.value);
    if (order === 0) counts.both += 1;
    else if (order < 0) take('onlyBefore', one.value);
    else take('onlyAfter', other.value);
    if (order <= 0) one = former.next();
    if (order >= 0) other = later.next();
  }
  return { counts, ...lists };
}

/** Below, at or above 0 as digits without leading zeros compare as numbers. */
function inOrder(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}
