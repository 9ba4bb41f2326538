/** The times of a pack's rows: as minutes, which searches order by, and as the file wrote them. */
import type { ByteReader, ByteWriter } from './bytes.ts';
import { type ReadCells, readCells, writeCells } from './choice-column.ts';
import { readNumbers, readSteps, writeNumbers, writeSteps } from './whole-numbers.ts';

const MINUTES_A_DAY = 24 * 60;
const MS_A_DAY = MINUTES_A_DAY * 60_000;
/** A step this small takes a byte. */
const SMALL_STEP = 64;

/** NaN stands for a time that cannot be read. */
export function writeMinutes(writer: ByteWriter, minutes: Float64Array): void {
  const count = minutes.length;
  const known = new Float64Array(count);
  const gaps = new Uint8Array(count);
  let knownCount = 0;
  let small = 0;
  for (let index = 0; index < count; index++) {
    const minute = minutes[index] as number;
    if (Number.isNaN(minute)) {
      gaps[index] = 1;
      continue;
    }
    if (knownCount > 0 && Math.abs(minute - (known[knownCount - 1] as number)) < SMALL_STEP) small++;
    known[knownCount++] = minute;
  }
  const hasGaps = knownCount < count;
  const inOrder = small * 8 > knownCount * 7;
  writer.varint((hasGaps ? 1 : 0) + (inOrder ? 2 : 0));
  if (hasGaps) writeNumbers(writer, gaps, count);
  if (inOrder) writeSteps(writer, known, knownCount);
  else writeDayHourMinute(writer, known, knownCount);
}

/** Faxes keep office hours: apart, days, hours and minutes take fewer bits than together. */
function writeDayHourMinute(writer: ByteWriter, known: Float64Array, count: number): void {
  const days = new Float64Array(count);
  const hours = new Uint8Array(count);
  const minutes = new Uint8Array(count);
  let firstDay = count > 0 ? Number.POSITIVE_INFINITY : 0;
  for (let index = 0; index < count; index++) {
    const minute = known[index] as number;
    const day = Math.floor(minute / MINUTES_A_DAY);
    const ofDay = minute - day * MINUTES_A_DAY;
    days[index] = day;
    hours[index] = Math.floor(ofDay / 60);
    minutes[index] = ofDay % 60;
    if (day < firstDay) firstDay = day;
  }
  for (let index = 0; index < count; index++) days[index] = (days[index] as number) - firstDay;
  writeSteps(writer, [firstDay], 1);
  writeNumbers(writer, days, count);
  writeNumbers(writer, hours, count);
  writeNumbers(writer, minutes, count);
}

export function readMinutes(reader: ByteReader, count: number): Float64Array {
  const flags = reader.varint();
  const gaps = (flags & 1) === 0 ? undefined : readNumbers(reader, new Uint8Array(count), count);
  const knownCount = gaps ? gaps.reduce((sum, gap) => sum - gap, count) : count;
  const known = new Float64Array(knownCount);
  if ((flags & 2) !== 0) readSteps(reader, known, knownCount);
  else {
    const firstDay = readSteps(reader, [0], 1)[0] as number;
    readNumbers(reader, known, knownCount);
    const hours = readNumbers(reader, new Uint8Array(knownCount), knownCount);
    const minutes = readNumbers(reader, new Uint8Array(knownCount), knownCount);
    for (let index = 0; index < knownCount; index++) {
      known[index] =
        ((known[index] as number) + firstDay) * MINUTES_A_DAY +
        (hours[index] as number) * 60 +
        (minutes[index] as number);
    }
  }
  if (!gaps) return known;
  const all = new Float64Array(count);
  let next = 0;
  for (let index = 0; index < count; index++)
    all[index] = gaps[index] ? Number.NaN : (known[next++] as number);
  return all;
}

/**
 * The ways of writing a moment that need not be kept with each row, since the minute tells it: `d`, `m`, `y`, `H` and
 * `M` are its digits, and `S` those of the seconds, which are kept.
 */
const WAYS = ['dd/mm/yyyy HH:MM', 'dd/mm/yyyy HH:MM:SS', 'yyyy-mm-dd HH:MM', 'yyyy-mm-dd HH:MM:SS'] as const;
const OTHER_WAY = WAYS.length;

function digitsAt(cell: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = cell.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** A day's date in both orders; the days of a pack repeat, and are written once. */
function dayTexts() {
  const known = new Map<number, [string, string]>();
  return (day: number): [string, string] => {
    const before = known.get(day);
    if (before) return before;
    const iso = new Date(day * MS_A_DAY).toISOString();
    const texts: [string, string] = [
      `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`,
      iso.slice(0, 10),
    ];
    known.set(day, texts);
    return texts;
  };
}

/** Days whose dates have four digits of year: 0000-01-01 to 9999-12-31. */
const FIRST_DAY = -719_528;
const LAST_DAY = 2_932_896;

/** Which way, if any, makes exactly this cell of that minute. */
function wayOf(cell: string, minute: number, texts: (day: number) => [string, string]): number {
  if (Number.isNaN(minute) || (cell.length !== 16 && cell.length !== 19)) return OTHER_WAY;
  const day = Math.floor(minute / MINUTES_A_DAY);
  if (day < FIRST_DAY || day > LAST_DAY) return OTHER_WAY;
  const ofDay = minute - day * MINUTES_A_DAY;
  if (digitsAt(cell, 11, 13) * 60 + digitsAt(cell, 14, 16) !== ofDay || digitsAt(cell, 14, 16) > 59)
    return OTHER_WAY;
  if (cell.charCodeAt(10) !== 32 || cell.charCodeAt(13) !== 58) return OTHER_WAY;
  const [dayFirst, yearFirst] = texts(day);
  const order = cell.startsWith(dayFirst) ? 0 : cell.startsWith(yearFirst) ? 2 : undefined;
  if (order === undefined) return OTHER_WAY;
  if (cell.length === 16) return order;
  return cell.charCodeAt(16) === 58 && digitsAt(cell, 17, 19) >= 0 ? order + 1 : OTHER_WAY;
}

/** Writes the cells of moments, given the minutes that were read in them. */
export function writeMoments(writer: ByteWriter, cells: readonly string[], minutes: Float64Array): void {
  const texts = dayTexts();
  const ways = new Uint8Array(cells.length);
  const seconds: number[] = [];
  const asTheyAre: string[] = [];
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] as string;
    const way = wayOf(cell, minutes[index] as number, texts);
    ways[index] = way;
    if (way === OTHER_WAY) asTheyAre.push(cell);
    else if (way % 2 === 1) seconds.push(digitsAt(cell, 17, 19));
  }
  writeNumbers(writer, ways, cells.length);
  writeNumbers(writer, seconds, seconds.length);
  writeCells(writer, asTheyAre);
}

export function readMoments(reader: ByteReader, minutes: Float64Array): Pick<ReadCells, 'at' | 'bytes'> {
  const count = minutes.length;
  const ways = readNumbers(reader, new Uint8Array(count), count);
  // Of the rows before each, how many have seconds, and how many are kept as they are.
  const place = new Uint32Array(count);
  let withSeconds = 0;
  let kept = 0;
  for (let index = 0; index < count; index++) {
    const way = ways[index] as number;
    place[index] = way === OTHER_WAY ? kept++ : way % 2 === 1 ? withSeconds++ : 0;
  }
  const seconds = readNumbers(reader, new Uint8Array(withSeconds), withSeconds);
  const asTheyAre = readCells(reader, kept);
  const texts = dayTexts();
  const two = (number: number) => (number < 10 ? `0${number}` : `${number}`);
  return {
    at(index) {
      const way = ways[index] as number;
      const at = place[index] as number;
      if (way === OTHER_WAY) return asTheyAre.at(at);
      const minute = minutes[index] as number;
      const day = Math.floor(minute / MINUTES_A_DAY);
      const ofDay = minute - day * MINUTES_A_DAY;
      const date = texts(day)[way < 2 ? 0 : 1];
      const time = `${date} ${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`;
      return way % 2 === 1 ? `${time}:${two(seconds[at] as number)}` : time;
    },
    bytes: count * 5 + withSeconds + asTheyAre.bytes,
  };
}
