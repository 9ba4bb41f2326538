/**
 * Fax records as packs: up to 5,000 rows, column by column, in two parts. `search` holds what a search looks at, `rest`
 * the other cells, which only the rows that are shown need. Both are bytes that compress well, and are not compressed
 * yet. See ADR 0004.
 */
import { crc32 } from 'node:zlib';
import { FAX_COLUMNS, FAX_MODES, type FaxColumn, type FaxMode, type FaxRecord } from '../fax-record.ts';
import { ByteReader, ByteWriter, DamagedPack } from './bytes.ts';
import { type CalledNumbers, readCalledNumbers, writeCalledNumbers } from './called-numbers.ts';
import { type Given, type ReadCells, readCells, writeCells } from './choice-column.ts';
import { cellOf, type JoinedText } from './joined-text.ts';
import { readMinutes, readMoments, writeMinutes, writeMoments } from './moments.ts';
import { readShaped, writeShaped } from './shaped-column.ts';
import { readNumbers, readSteps, writeNumbers, writeSteps } from './whole-numbers.ts';

/** Rows of a pack at most. */
export const PACK_RECORDS = 5_000;
/** UTF-16 units of a cell that are kept; what a cell has beyond that is lost. No fax server writes as much. */
const MAX_CELL_LENGTH = 2_000;
/**
 * Bytes of either part, before compression. DynamoDB's items end at 400 KB with their keys, and what cannot be
 * compressed grows by a few bytes. A row of 14 cells of full length, three bytes a unit, is 84 KB.
 */
const MAX_PART_BYTES = 390_000;
/** Grows when what is written changes; packs of every earlier one must stay readable. */
const FORMAT = 1;

export interface EncodedPack {
  records: number;
  search: Buffer;
  rest: Buffer;
}

/** Packs of these records, in order: one, unless they are many or large. Cells are cut to `MAX_CELL_LENGTH`. */
export function encodePacks(records: readonly FaxRecord[]): EncodedPack[] {
  if (records.length <= PACK_RECORDS) {
    const pack = encodePack(records);
    const isSmall = pack.search.length <= MAX_PART_BYTES && pack.rest.length <= MAX_PART_BYTES;
    if (isSmall || records.length <= 1) return [pack];
  }
  const half = Math.min(PACK_RECORDS, Math.ceil(records.length / 2));
  return [...encodePacks(records.slice(0, half)), ...encodePacks(records.slice(half))];
}

/** The cells of each column, in the order of `FAX_COLUMNS`. */
function columnsOf(records: readonly FaxRecord[]): string[][] {
  const columns = FAX_COLUMNS.map(() => new Array<string>(records.length));
  for (let index = 0; index < records.length; index++) {
    const { original } = records[index] as FaxRecord;
    for (let column = 0; column < columns.length; column++) {
      const cell = original[column] ?? '';
      (columns[column] as string[])[index] =
        cell.length <= MAX_CELL_LENGTH ? cell : cell.slice(0, MAX_CELL_LENGTH);
    }
  }
  return columns;
}

function encodePack(records: readonly FaxRecord[]): EncodedPack {
  const count = records.length;
  const columns = columnsOf(records);
  const column = (name: FaxColumn) => columns[FAX_COLUMNS.indexOf(name)] as string[];
  const rows = new Float64Array(count);
  const minutes = new Float64Array(count);
  const modes = new Uint8Array(count);
  const errors = new Uint8Array(count);
  const normalised = new Array<string>(count);
  for (let index = 0; index < count; index++) {
    const record = records[index] as FaxRecord;
    rows[index] = record.row;
    minutes[index] = record.minute ?? Number.NaN;
    modes[index] = FAX_MODES.indexOf(record.mode);
    errors[index] = record.errors;
    normalised[index] = record.normalisedNumber;
  }

  const search = new ByteWriter();
  search.varint(count);
  writeSteps(search, rows, count);
  writeMinutes(search, minutes);
  writeNumbers(search, modes, count);
  writeNumbers(search, errors, count);
  writeShaped(search, column('faxId'));
  writeCalledNumbers(search, column('calledNumber'), normalised, errors);
  const searchBytes = sealed(search, 0);

  const rest = new ByteWriter();
  rest.varint(count);
  const byMode: Given = { of: modes, count: FAX_MODES.length };
  const user = writeCells(rest, column('userName'));
  const reseller = writeCells(rest, column('reseller'), user);
  writeCells(rest, column('email'), user);
  writeCells(rest, column('senderNumber'), user);
  writeCells(rest, column('mode'), byMode);
  writeCells(rest, column('internationalCall'));
  writeCells(rest, column('internalCall'));
  writeCells(rest, column('billingType'), reseller);
  const real = writeCells(rest, column('realPages'));
  writePages(rest, records, column('realPages'), real);
  writeCells(rest, column('billedPages'), real);
  writeCells(rest, column('duration'));
  writeMoments(rest, column('sentAt'), minutes);
  // Bound to its `search` by what that was sealed with.
  return { records: count, search: searchBytes, rest: sealed(rest, sealOf(searchBytes)) };
}

/** The pages that a cell mostly stands for. Not a rule: where the rules see it otherwise, that is written too. */
function likelyPages(cell: string): number {
  return /^[1-9]\d{0,8}$/.test(cell) ? Number(cell) : 0;
}

function writePages(
  writer: ByteWriter,
  records: readonly FaxRecord[],
  cells: readonly string[],
  choices: ReturnType<typeof writeCells>,
): void {
  const likely = choices?.distinct.map(likelyPages);
  const other: number[] = [];
  for (let index = 0; index < records.length; index++) {
    const expected = likely ? likely[choices?.of[index] as number] : likelyPages(cells[index] as string);
    if ((records[index] as FaxRecord).pages !== expected) other.push(index);
  }
  writer.varint(other.length);
  writeSteps(writer, other, other.length);
  for (const index of other) writer.varint((records[index] as FaxRecord).pages);
}

/** Format and checksum before the content, so that what is damaged is noticed and never read as something else. */
function sealed(writer: ByteWriter, start: number): Buffer {
  const content = writer.written();
  const seal = Buffer.alloc(SEAL_BYTES);
  seal[0] = FORMAT;
  seal.writeUInt32LE(crc32(content, start), 1);
  return Buffer.concat([seal, content]);
}

const SEAL_BYTES = 5;
const sealOf = (part: Buffer): number => part.readUInt32LE(1);

function opened(bytes: Uint8Array, start: number): ByteReader {
  const part = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (part.length < SEAL_BYTES || part[0] !== FORMAT) throw new DamagedPack('not a pack of a known format');
  const content = part.subarray(SEAL_BYTES);
  if (crc32(content, start) !== sealOf(part)) throw new DamagedPack('a pack is not as it was written');
  return new ByteReader(content);
}

/** What a search looks at, of one pack. */
export interface SearchPart {
  count: number;
  rows: Uint32Array;
  /** NaN for a time that cannot be read. */
  minutes: Float64Array;
  /** Places in `FAX_MODES`. */
  modes: Uint8Array;
  errors: Uint8Array;
  faxIds: JoinedText;
  called: CalledNumbers;
  /** What its `rest` is bound to. */
  seal: number;
}

/** @throws DamagedPack */
export function decodeSearch(bytes: Uint8Array): SearchPart {
  const reader = opened(bytes, 0);
  const count = reader.varint();
  const rows = readSteps(reader, new Uint32Array(count), count);
  const minutes = readMinutes(reader, count);
  const modes = readNumbers(reader, new Uint8Array(count), count);
  const errors = readNumbers(reader, new Uint8Array(count), count);
  const { cells: faxIds } = readShaped(reader, count);
  const called = readCalledNumbers(reader, count, errors);
  const seal = sealOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return { count, rows, minutes, modes, errors, faxIds, called, seal };
}

/** The cells that only shown rows need. */
export interface RestPart {
  cells: Record<Exclude<FaxColumn, 'faxId' | 'calledNumber'>, (index: number) => string>;
  pages(index: number): number;
  /** About how much memory it takes. */
  bytes: number;
}

/**
 * @param search of the same pack.
 * @throws DamagedPack also where it is another pack's.
 */
export function decodeRest(bytes: Uint8Array, search: SearchPart): RestPart {
  const reader = opened(bytes, search.seal);
  const count = reader.varint();
  if (count !== search.count) throw new DamagedPack('the parts of a pack differ in length');
  const user = readCells(reader, count);
  const reseller = readCells(reader, count, user.given);
  const email = readCells(reader, count, user.given);
  const sender = readCells(reader, count, user.given);
  const mode = readCells(reader, count, { of: search.modes, count: FAX_MODES.length });
  const international = readCells(reader, count);
  const internal = readCells(reader, count);
  const billingType = readCells(reader, count, reseller.given);
  const realPages = readCells(reader, count);
  const otherPages = readPages(reader);
  const billedPages = readCells(reader, count, realPages.given);
  const duration = readCells(reader, count);
  const sentAt = readMoments(reader, search.minutes);
  const all: Pick<ReadCells, 'bytes'>[] = [
    ...[user, reseller, email, sender, mode, international, internal, billingType],
    ...[realPages, billedPages, duration, sentAt],
  ];
  return {
    cells: {
      userName: user.at,
      reseller: reseller.at,
      mode: mode.at,
      email: email.at,
      sentAt: sentAt.at,
      senderNumber: sender.at,
      internationalCall: international.at,
      internalCall: internal.at,
      realPages: realPages.at,
      duration: duration.at,
      billedPages: billedPages.at,
      billingType: billingType.at,
    },
    pages: (index) => otherPages.get(index) ?? likelyPages(realPages.at(index)),
    bytes: all.reduce((sum, column) => sum + column.bytes, 0) + otherPages.size * 40,
  };
}

function readPages(reader: ByteReader): Map<number, number> {
  const count = reader.varint();
  const indexes = readSteps(reader, new Uint32Array(count), count);
  return new Map(Array.from(indexes, (index) => [index, reader.varint()]));
}

/** A record as it was packed. */
export function recordAt(search: SearchPart, rest: RestPart, index: number): FaxRecord {
  const { cells } = rest;
  const minute = search.minutes[index] as number;
  return {
    row: search.rows[index] as number,
    original: [
      cellOf(search.faxIds, index),
      cells.userName(index),
      cells.reseller(index),
      cells.mode(index),
      cells.email(index),
      cells.sentAt(index),
      cells.senderNumber(index),
      cellOf(search.called.originals, index),
      cells.internationalCall(index),
      cells.internalCall(index),
      cells.realPages(index),
      cells.duration(index),
      cells.billedPages(index),
      cells.billingType(index),
    ],
    mode: FAX_MODES[search.modes[index] as number] as FaxMode,
    normalisedNumber: cellOf(search.called.normalised, index),
    pages: rest.pages(index),
    minute: Number.isNaN(minute) ? null : minute,
    errors: search.errors[index] as number,
  };
}
