/** From a row of a file to a record: what the cells say, and which rules they break. */
import { minuteOfTime, wholeNumber } from './cell-values.ts';
import type { FaxLayout } from './columns.ts';
import {
  FAX_COLUMNS,
  FAX_ERRORS,
  type FaxErrorCode,
  type FaxMode,
  type FaxRecord,
  type RawRow,
} from './fax-record.ts';
import type { NumberRule } from './french-numbers.ts';

/** Grows with every change of the rules that could change a record: reports tell by which they were checked. */
export const RULES_VERSION = 1;

/** The bit of an error in a record's `errors`. */
export function faxErrorBit(code: FaxErrorCode): number {
  return 1 << FAX_ERRORS.indexOf(code);
}

const INVALID_MODE = faxErrorBit('invalid_mode');
const INVALID_NUMBER = faxErrorBit('invalid_number');
const INVALID_PAGES = faxErrorBit('invalid_pages');
const TOO_SHORT = faxErrorBit('row_too_short');
const WRONG_QUOTE = faxErrorBit('wrong_quote');
const BAD_ENCODING = faxErrorBit('bad_encoding');
const DAMAGED = TOO_SHORT | WRONG_QUOTE | BAD_ENCODING;

const COLUMNS = FAX_COLUMNS.length;
const MODE = FAX_COLUMNS.indexOf('mode');
const SENT_AT = FAX_COLUMNS.indexOf('sentAt');
const CALLED = FAX_COLUMNS.indexOf('calledNumber');
const REAL_PAGES = FAX_COLUMNS.indexOf('realPages');

/**
 * Reads the rows of one log. The reader answers null for rows that are no record: the headings and what stands above
 * them, and rows whose cells are all blank.
 */
export function faxRowReader(layout: FaxLayout, number: NumberRule): (raw: RawRow) => FaxRecord | null {
  const { places, width } = layout;
  const inOrder = places.every((place, column) => place === column);
  const firstRow = (layout.headingsRow ?? 0) + 1;
  return (raw) => {
    const { cells, row, fault } = raw;
    if (row < firstRow || isBlank(cells)) return null;
    const original =
      inOrder && cells.length === COLUMNS
        ? cells
        : places.map((place) => (place < 0 ? '' : (cells[place] ?? '')));
    let damage = 0;
    if (fault !== undefined) damage = faxErrorBit(fault);
    else if (cells.length < width) damage = TOO_SHORT;
    return recordOf(row, original, damage, number);
  };
}

/** A kept record as the rules see it now: of the same row, cells and damage. */
export function recheckedRecord(record: FaxRecord, number: NumberRule): FaxRecord {
  return recordOf(record.row, record.original, record.errors & DAMAGED, number);
}

/** Whether two checks of a row came to the same. */
export function isSameOutcome(a: FaxRecord, b: FaxRecord): boolean {
  return (
    a.errors === b.errors &&
    a.mode === b.mode &&
    a.normalisedNumber === b.normalisedNumber &&
    a.pages === b.pages &&
    a.minute === b.minute
  );
}

/**
 * A damaged row has its damage for its one error. What its cells say still counts where they are in their places; after
 * a wrong quote nobody knows where they are.
 */
function recordOf(row: number, original: readonly string[], damage: number, number: NumberRule): FaxRecord {
  if (damage === WRONG_QUOTE)
    return { row, original, mode: 'OTHER', normalisedNumber: '', pages: 0, minute: null, errors: damage };
  const mode = modeOf(original[MODE]!);
  const normalisedNumber = number(original[CALLED]!);
  const pages = Math.max(0, wholeNumber(original[REAL_PAGES]!));
  const minute = minuteOfTime(original[SENT_AT]!);
  let errors = damage;
  if (damage === 0) {
    if (mode === 'OTHER') errors |= INVALID_MODE;
    if (normalisedNumber === '') errors |= INVALID_NUMBER;
    if (pages === 0) errors |= INVALID_PAGES;
  }
  return { row, original, mode, normalisedNumber, pages, minute, errors };
}

function modeOf(cell: string): FaxMode {
  if (cell === 'SF' || cell === 'RF') return cell;
  const mode = cell.trim().toUpperCase();
  return mode === 'SF' || mode === 'RF' ? mode : 'OTHER';
}

function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '' && cell.trim() !== '') return false;
  return true;
}
