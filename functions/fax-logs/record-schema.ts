/** A record's public shape: a row of a fax log, in the documents' words. */
import * as z from 'zod';
import {
  errorsOf,
  FAX_COLUMNS,
  FAX_ERROR_LABELS,
  FAX_ERRORS,
  FAX_MODES,
  type FaxColumn,
  type FaxRecord,
} from '../../shared/domain/fax-log/fax-record.ts';

export const faxRecord = z
  .object({
    fax_id: z.string().describe('As in the file; several rows may share one'),
    row: z.number().int().describe('As a spreadsheet numbers rows'),
    mode: z.enum(FAX_MODES),
    numero_original: z.string().describe('The called number as in the file'),
    numero_normalise: z.string().nullable().describe('Digits with the country; null when invalid'),
    pages: z.number().int().describe('Real pages; 0 when the cell holds no positive whole number'),
    valide: z.boolean(),
    erreurs: z.array(z.string()).describe('Empty for a valid row'),
    error_codes: z.array(z.enum(FAX_ERRORS)).describe('The same, as stable codes'),
    date_heure: z
      .string()
      .nullable()
      .describe("`2024-01-15T10:30:00` on the log's own clock; null when unreadable"),
    date_heure_originale: z.string(),
    utilisateur: z.string(),
    revendeur: z.string(),
    adresse_messagerie: z.string(),
    numero_envoi: z.string(),
    appel_international: z.string(),
    appel_interne: z.string(),
    duree: z.string(),
    pages_facturees: z.string().describe('As in the file'),
    type_facturation: z.string(),
  })
  .meta({ id: 'FaxRecord' });

const COLUMN_PLACES = Object.fromEntries(FAX_COLUMNS.map((column, place) => [column, place])) as Record<
  FaxColumn,
  number
>;

/** A record's cell as the file had it; '' where a short row lacks it. */
export function cellOf(record: FaxRecord, column: FaxColumn): string {
  return record.original[COLUMN_PLACES[column]] ?? '';
}

const MINUTES_OF_DAY = 1440;
const twoDigits = (value: number) => String(value).padStart(2, '0');
const TIMES_OF_DAY = Array.from(
  { length: MINUTES_OF_DAY },
  (_, minute) => `T${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}:00`,
);
/** A log's rows mostly come day by day, and `Date` is slow where 90,000 are written. */
let latestDay = { day: 0, text: '1970-01-01' };

/** `2024-01-15T10:30:00`, on the clock of the log. */
export function logTime(minute: number): string {
  const day = Math.floor(minute / MINUTES_OF_DAY);
  if (day !== latestDay.day) {
    const iso = new Date(day * MINUTES_OF_DAY * 60_000).toISOString();
    latestDay = { day, text: iso.slice(0, iso.indexOf('T')) };
  }
  return latestDay.text + TIMES_OF_DAY[minute - day * MINUTES_OF_DAY];
}

export function presentFaxRecord(record: FaxRecord): z.input<typeof faxRecord> {
  const codes = errorsOf(record.errors);
  return {
    fax_id: cellOf(record, 'faxId'),
    row: record.row,
    mode: record.mode,
    numero_original: cellOf(record, 'calledNumber'),
    numero_normalise: record.normalisedNumber || null,
    pages: record.pages,
    valide: record.errors === 0,
    erreurs: codes.map((code) => FAX_ERROR_LABELS[code]),
    error_codes: codes,
    date_heure: record.minute === null ? null : logTime(record.minute),
    date_heure_originale: cellOf(record, 'sentAt'),
    utilisateur: cellOf(record, 'userName'),
    revendeur: cellOf(record, 'reseller'),
    adresse_messagerie: cellOf(record, 'email'),
    numero_envoi: cellOf(record, 'senderNumber'),
    appel_international: cellOf(record, 'internationalCall'),
    appel_interne: cellOf(record, 'internalCall'),
    duree: cellOf(record, 'duration'),
    pages_facturees: cellOf(record, 'billedPages'),
    type_facturation: cellOf(record, 'billingType'),
  };
}
