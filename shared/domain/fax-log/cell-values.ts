/** What cells say: whole numbers and times. */

const ZERO = 48;
/** Most digits of a count of pages: sums over a million rows then stay exact. */
const MOST_DIGITS = 9;

function isDigit(code: number): boolean {
  return code >= ZERO && code <= ZERO + 9;
}

/** A whole number written in digits alone, blanks around it aside, up to 999,999,999; -1 for anything else. */
export function wholeNumber(cell: string): number {
  let text = cell;
  if (text.length === 0) return -1;
  if (!isDigit(text.charCodeAt(0)) || !isDigit(text.charCodeAt(text.length - 1))) text = text.trim();
  let value = 0;
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    if (value > 0 || digit > 0) digits++;
    value = value * 10 + digit;
  }
  return text.length === 0 || digits > MOST_DIGITS ? -1 : value;
}

/** Days since 1970-01-01 of a day of the Gregorian calendar (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function minuteOf(year: number, month: number, day: number, hour: number, minute: number): number | null {
  if (year < 1970 || year > 2199 || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59)
    return null;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (day > DAYS_OF_MONTH[month - 1]! && !(month === 2 && day === 29 && isLeap)) return null;
  return daysSinceEpoch(year, month, day) * 1440 + hour * 60 + minute;
}

/** Two digits as a number; above 99 where they are not digits. */
function two(text: string, from: number): number {
  const tens = text.charCodeAt(from) - ZERO;
  const ones = text.charCodeAt(from + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 1000;
}

const FRENCH = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})[\sT]+(?:à\s)?(\d{1,2})[:hH](\d{2})(?::([0-5]\d))?$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})[\sT](\d{2}):(\d{2})(?::([0-5]\d)(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;

/**
 * Minutes since 1970-01-01 00:00 of a day and time, `15/01/2024 10:30` or as ISO 8601, seconds aside; a zone is not
 * heeded: it is the log's own clock. Null for anything else and for days that no calendar has; years from 1970 to 2199,
 * of two digits from 1970 to 2069 (POSIX strptime, but for 69).
 */
export function minuteOfTime(cell: string): number | null {
  // The documented form, at its fixed places: dd/mm/yyyy hh:mm
  if (cell.length !== 16 || cell.charCodeAt(10) !== 32 || cell.charCodeAt(13) !== 58)
    return otherTime(cell.trim());
  if (!cell.startsWith(lastDay)) {
    if (cell.charCodeAt(2) !== 47 || cell.charCodeAt(5) !== 47) return otherTime(cell.trim());
    const year = two(cell, 6) * 100 + two(cell, 8);
    const midnight = minuteOf(year, two(cell, 3), two(cell, 0), 0, 0);
    if (midnight === null) return null;
    lastDay = cell.slice(0, 10);
    lastMidnight = midnight;
  }
  const hour = two(cell, 11);
  const minute = two(cell, 14);
  return hour > 23 || minute > 59 ? null : lastMidnight + hour * 60 + minute;
}

/** Rows come by day: the day of the row before is most often that of the next. */
let lastDay = '01/01/1970';
let lastMidnight = 0;

/** LibreOffice shows years by two digits where the language is French. */
function fullYear(year: number): number {
  if (year > 99) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function otherTime(text: string): number | null {
  const french = FRENCH.exec(text);
  if (french !== null) {
    const [, day, , month, year, hour, minute] = french;
    return minuteOf(fullYear(Number(year)), Number(month), Number(day), Number(hour), Number(minute));
  }
  const iso = ISO.exec(text);
  if (iso === null) return null;
  const [, year, month, day, hour, minute] = iso;
  return minuteOf(Number(year), Number(month), Number(day), Number(hour), Number(minute));
}
