/** A report's packs, read back: all at once for reports that are kept in memory, one after another for others. */
import { AppError } from '../contract/app-error.ts';
import type { FaxReport } from '../domain/fax-log/fax-report.ts';
import { DamagedPack } from '../domain/fax-log/packs/bytes.ts';
import {
  decodeRest,
  decodeSearch,
  type RestPart,
  type SearchPart,
} from '../domain/fax-log/packs/pack-codec.ts';
import type { PackPart } from '../stores/fax-pack-item.ts';
import { readParts } from '../stores/fax-pack-reads.ts';
import { getReport } from '../stores/fax-reports.ts';
import type { Table } from '../stores/table.ts';

/** Parts of one read, and reads under way: bounds what a report of any size takes in memory. */
const PARTS_A_READ = 10;
const READS_AHEAD = 2;

/** About how much memory a decoded `search` part takes. */
export function searchBytes({ rows, minutes, modes, errors, faxIds, called }: SearchPart): number {
  const { originals, normalised, otherDigits } = called;
  return (
    rows.byteLength +
    minutes.byteLength +
    modes.byteLength +
    errors.byteLength +
    faxIds.bytes +
    originals.bytes +
    normalised.bytes +
    otherDigits.rows.byteLength +
    otherDigits.joined.bytes +
    1_000
  );
}

/**
 * What reading packs failed with, as what became of the report.
 * @returns AppError `not_found` or `conflict` where the report was removed or checked anew since it was read: its former
 * packs are gone. `unavailable` as it is. Anything else is our own loss or damage: `internal_error`.
 */
async function failureOf(table: Table, report: FaxReport, cause: unknown): Promise<AppError> {
  if (cause instanceof AppError) return cause;
  const details = { report_id: report.reportId };
  const now = await getReport(table, report.tenant, report.reportId);
  if (!now) return new AppError('not_found', details, { cause });
  if (now.edition !== report.edition) return new AppError('conflict', details, { cause });
  return new AppError('internal_error', details, { cause });
}

/** Those parts of every pack, in order, a bounded number of packs ahead of whoever asks. */
async function* partsInOrder(
  table: Table,
  report: FaxReport,
  parts: readonly PackPart[],
): AsyncGenerator<Buffer[]> {
  const packsARead = Math.max(1, Math.floor(PARTS_A_READ / parts.length));
  const reads: Promise<Buffer[]>[] = [];
  let next = 0;
  const readNext = () => {
    const numbers = numbersFrom(next, Math.min(next + packsARead, report.packs));
    next += packsARead;
    if (numbers.length === 0) return;
    const read = readParts(
      table,
      report,
      numbers.flatMap((number) => parts.map((part) => ({ number, part }))),
    );
    // It may fail before its turn comes, when nobody looks at it yet.
    read.catch(() => {});
    reads.push(read);
  };
  for (let ahead = 0; ahead < READS_AHEAD; ahead++) readNext();
  for (let read = reads.shift(); read; read = reads.shift()) {
    const buffers = await read;
    readNext();
    for (let at = 0; at < buffers.length; at += parts.length) yield buffers.slice(at, at + parts.length);
  }
}

function numbersFrom(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

/** The whole is checked too: no pack may be missing or of another report. */
function checkEntries(report: FaxReport, entries: number): void {
  if (entries !== report.summary.totalEntries) {
    throw new DamagedPack(`${entries} rows in packs of ${report.summary.totalEntries}`);
  }
}

/**
 * What searches look at, pack by pack in the order of rows.
 * @throws AppError as `failureOf` says.
 */
export async function* searchParts(table: Table, report: FaxReport): AsyncGenerator<SearchPart> {
  let entries = 0;
  try {
    for await (const [search] of partsInOrder(table, report, ['SEARCH'])) {
      const part = decodeSearch(search as Buffer);
      entries += part.count;
      yield part;
    }
    checkEntries(report, entries);
  } catch (error) {
    throw await failureOf(table, report, error);
  }
}

/** A pack as a whole. */
export interface WholePack {
  search: SearchPart;
  rest: RestPart;
}

function decodePack(search: Buffer, rest: Buffer): WholePack {
  const part = decodeSearch(search);
  return { search: part, rest: decodeRest(rest, part) };
}

/**
 * Whole packs in the order of rows.
 * @throws AppError as `failureOf` says.
 */
export async function* wholePacks(table: Table, report: FaxReport): AsyncGenerator<WholePack> {
  let entries = 0;
  try {
    for await (const [search, rest] of partsInOrder(table, report, ['SEARCH', 'REST'])) {
      const pack = decodePack(search as Buffer, rest as Buffer);
      entries += pack.search.count;
      yield pack;
    }
    checkEntries(report, entries);
  } catch (error) {
    throw await failureOf(table, report, error);
  }
}

/**
 * A pack's `rest`, and its `search` too where the caller has not got it.
 * @throws AppError as `failureOf` says.
 */
export async function readPack(
  table: Table,
  report: FaxReport,
  number: number,
  search?: SearchPart,
): Promise<WholePack> {
  try {
    if (search) {
      const [rest] = await readParts(table, report, [{ number, part: 'REST' }]);
      return { search, rest: decodeRest(rest as Buffer, search) };
    }
    const [first, second] = await readParts(table, report, [
      { number, part: 'SEARCH' },
      { number, part: 'REST' },
    ]);
    return decodePack(first as Buffer, second as Buffer);
  } catch (error) {
    throw await failureOf(table, report, error);
  }
}
