/** Where a log has which column: by its headings, else by place. */
import { AppError } from '../../contract/app-error.ts';
import { fold } from '../text/fold.ts';
import { FAX_COLUMNS, type FaxColumn, type RawRow } from './fax-record.ts';

/** The columns as fax servers head them. */
export const FAX_COLUMN_NAMES: Readonly<Record<FaxColumn, string>> = {
  faxId: 'Fax ID',
  userName: 'Nom et prénom utilisateur',
  reseller: 'Revendeur',
  mode: 'Mode',
  email: 'Adresse de messagerie',
  sentAt: 'Date et heure',
  senderNumber: "Numéro d'envoi",
  calledNumber: 'Numéro appelé',
  internationalCall: 'Appel international',
  internalCall: 'Appel interne',
  realPages: 'Nombre de page réel',
  duration: 'Durée',
  billedPages: 'Pages facturées',
  billingType: 'Type facturation',
};

/** Without these a table is no fax log: the rules have nothing to look at. */
export const NEEDED_COLUMNS = ['faxId', 'mode', 'calledNumber', 'realPages'] as const satisfies FaxColumn[];

/** How many rows `faxLayoutOf` wants to see: titles above the headings, or wrong rows before the first sound one. */
export const LAYOUT_ROWS = 20;

export interface FaxLayout {
  /** The place of each of `FAX_COLUMNS` among a row's cells, from 0; -1 for a column that the log lacks. */
  places: readonly number[];
  /** The row of the headings, as a spreadsheet numbers it; records come after it. Null for a log without headings. */
  headingsRow: number | null;
  /** Cells a row must have to hold all needed columns. */
  width: number;
}

/**
 * Headings as letters and digits, folded. Plural and singular, `N°` and `Numéro`, with and without the small words;
 * letters with an accent may be missing or others, since a wrong encoding takes just those.
 */
const HEADINGS: Readonly<Record<FaxColumn, RegExp>> = {
  faxId: /^(?:faxids?|id(?:entifiant)?s?(?:du)?fax)$/,
  userName: /^noms?(?:et)?pr[a-z]?noms?(?:del|des|du)?utilisateurs?$/,
  reseller: /^revendeurs?$/,
  mode: /^modes?(?:dufax|defax)?$/,
  email: /^(?:adresses?(?:de)?messageries?|(?:adresses?)?(?:e?mails?|courriels?))$/,
  sentAt: /^dates?(?:et)?heures?(?:d?envoi)?$/,
  senderNumber: /^n(?:um[a-z]?ro|um|o)?s?d?e?envois?$/,
  calledNumber: /^n(?:um[a-z]?ro|um|o)?s?appel[a-z]?e?s?$/,
  internationalCall: /^appels?internationa(?:l|ux)$/,
  internalCall: /^appels?internes?$/,
  realPages:
    /^(?:(?:nombre|nbre|nb)s?(?:de)?pages?r[a-z]?el(?:le)?s?(?:les)?|(?:nombre|nbre|nb)r[a-z]?elde?pages?|pages?r[a-z]?elles?)$/,
  duration: /^dur[a-z]?e?s?$/,
  billedPages: /^(?:(?:nombre|nbre|nb)(?:de)?)?pages?factur[a-z]?e?s?$/,
  billingType: /^types?(?:de)?facturations?$/,
};

/** Longest heading, in characters, that is compared or shown. */
const LONGEST_HEADING = 60;
/** Most headings that an error shows. */
const MOST_HEADINGS_SHOWN = 30;

/** The column that a heading names; null for any other text. */
export function columnOfHeading(heading: string): FaxColumn | null {
  if (heading.length > LONGEST_HEADING) return null;
  const key = fold(heading).replace(/[^a-z0-9]+/g, '');
  if (key === '') return null;
  return FAX_COLUMNS.find((column) => HEADINGS[column].test(key)) ?? null;
}

/**
 * Decides from a file's first rows (`LAYOUT_ROWS` are enough) where its columns are. A row that heads all needed
 * columns is the row of headings; in whatever order, with whatever others; of two alike the left one counts. Without
 * headings the columns are taken by place, provided that a row has a mode in D, a number in H and pages in K; so they
 * are where such rows come before any headings, lest those rows be lost.
 *
 * @throws AppError `not_a_fax_log` with `found`, the headings of the row that has most of the known ones, else of a
 * first row that reads like headings (shortened; no number is shown), and `missing`, the names of needed columns.
 */
export function faxLayoutOf(firstRows: readonly RawRow[]): FaxLayout {
  const seen = looksAt(firstRows);
  if ('layout' in seen) return seen.layout;
  const { best } = seen;
  const headings = best?.row ?? otherHeadings(firstRows.slice(0, LAYOUT_ROWS));
  throw new AppError('not_a_fax_log', {
    found: headings === null ? [] : shownHeadings(headings.cells),
    missing: NEEDED_COLUMNS.filter((column) => best === null || best.places[at(column)] === -1).map(
      (column) => FAX_COLUMN_NAMES[column],
    ),
  });
}

/** Whether a table that begins so is a fax log, and so has a layout. */
export function isFaxLog(firstRows: readonly RawRow[]): boolean {
  return 'layout' in looksAt(firstRows);
}

/** The row that has most of the known headings, and their places. */
interface BestHeadings {
  row: RawRow;
  places: number[];
  known: number;
}

function looksAt(firstRows: readonly RawRow[]): { layout: FaxLayout } | { best: BestHeadings | null } {
  let best: BestHeadings | null = null;
  let hasData = false;
  for (const row of firstRows.slice(0, LAYOUT_ROWS)) {
    hasData ||= looksLikeData(row);
    const places = placesOf(row.cells);
    if (hasNeeded(places)) {
      if (hasData) break;
      return { layout: layout(places, row.row) };
    }
    // A cell of data may read as a heading: a name, a wrong mode.
    const known = row.cells.some(isData) ? 0 : places.filter((place) => place >= 0).length;
    if (known > (best?.known ?? 0)) best = { row, places, known };
  }
  if (best !== null || !hasData) return { best };
  return {
    layout: layout(
      FAX_COLUMNS.map((_, place) => place),
      null,
    ),
  };
}

/** The place of a column in `FAX_COLUMNS`, and so in a record's `original`. */
function at(column: FaxColumn): number {
  return FAX_COLUMNS.indexOf(column);
}

function placesOf(cells: readonly string[]): number[] {
  const places = FAX_COLUMNS.map(() => -1);
  cells.forEach((cell, place) => {
    const column = columnOfHeading(cell);
    if (column !== null && places[at(column)] === -1) places[at(column)] = place;
  });
  return places;
}

function hasNeeded(places: readonly number[]): boolean {
  return NEEDED_COLUMNS.every((column) => places[at(column)]! >= 0);
}

function layout(places: readonly number[], headingsRow: number | null): FaxLayout {
  return { places, headingsRow, width: Math.max(...NEEDED_COLUMNS.map((column) => places[at(column)]! + 1)) };
}

function looksLikeData({ cells }: RawRow): boolean {
  const mode = cells[at('mode')] ?? '';
  const number = cells[at('calledNumber')] ?? '';
  const pages = cells[at('realPages')] ?? '';
  return /^\s*[SR]F\s*$/i.test(mode) && isNumberLike(number) && /^\s*\d{1,9}\s*$/.test(pages);
}

/** Digits, with whatever signs and blanks stand between them, but those of times. */
function isNumberLike(cell: string): boolean {
  return cell.length <= 40 && /^(?:[^\p{L}\d:]*\d){6,}[^\p{L}\d:]*$/u.test(cell);
}

/** Whether a cell holds what no heading does: an address, or as many digits as numbers and times have. */
function isData(cell: string): boolean {
  return /@|(?:\d\D?){4}/.test(cell);
}

/**
 * The first row of several cells, if it is words alone, as headings of a table of another kind are. People whose table
 * has no headings may be shown a row of names, their own; anything with a number or an address is never shown.
 */
function otherHeadings(rows: readonly RawRow[]): RawRow | null {
  const first = rows.find(({ cells }) => cells.filter((cell) => cell.trim() !== '').length > 1);
  return first?.cells.every((cell) => cell.trim() === '' || isWords(cell)) ? first : null;
}

function isWords(cell: string): boolean {
  return /\p{L}/u.test(cell) && !isData(cell);
}

function shownHeadings(cells: readonly string[]): string[] {
  return cells
    .filter((cell) => /\p{L}/u.test(cell))
    .slice(0, MOST_HEADINGS_SHOWN)
    .map((cell) => cell.trim().replace(/\s+/g, ' ').slice(0, LONGEST_HEADING));
}
