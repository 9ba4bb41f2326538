/** Columns of small whole numbers: as bits where few differ, else a plane for each of their bytes. */
import { type ByteReader, type ByteWriter, DamagedPack } from './bytes.ts';

/** Bits a number takes of which there are so many: 0, 1, 2, 4 or whole bytes. */
function bitsFor(distinct: number): number {
  if (distinct <= 1) return 0;
  if (distinct <= 2) return 1;
  if (distinct <= 4) return 2;
  return distinct <= 16 ? 4 : 8;
}

/** Numbers from 0 to `largest`; `largest` may be up to 2^48. */
export function writeNumbers(writer: ByteWriter, numbers: ArrayLike<number>, count: number): void {
  let largest = 0;
  for (let index = 0; index < count; index++) {
    const number = numbers[index] as number;
    if (number > largest) largest = number;
  }
  writer.varint(largest);
  const bits = bitsFor(largest + 1);
  if (bits === 0) return;
  if (bits < 8) {
    const each = 8 / bits;
    const bytes = writer.take(Math.ceil(count / each));
    for (let at = 0, index = 0; at < bytes.length; at++) {
      let byte = 0;
      for (let shift = 0; shift < 8 && index < count; shift += bits) {
        byte |= (numbers[index++] as number) << shift;
      }
      bytes[at] = byte;
    }
    return;
  }
  for (let unit = 1; unit <= largest; unit *= 256) {
    const plane = writer.take(count);
    if (unit === 1 && largest < 256) {
      for (let index = 0; index < count; index++) plane[index] = numbers[index] as number;
    } else {
      for (let index = 0; index < count; index++) {
        plane[index] = Math.floor((numbers[index] as number) / unit) % 256;
      }
    }
  }
}

/** Fills the first `count` places of `into`, of a kind that holds what was written. */
export function readNumbers<T extends { [index: number]: number }>(
  reader: ByteReader,
  into: T,
  count: number,
): T {
  const largest = reader.varint();
  const bits = bitsFor(largest + 1);
  if (bits === 0) {
    for (let index = 0; index < count; index++) into[index] = 0;
  } else if (bits < 8) {
    const each = 8 / bits;
    const bytes = reader.run(Math.ceil(count / each));
    const mask = (1 << bits) - 1;
    for (let index = 0; index < count; index++) {
      into[index] = ((bytes[Math.floor(index / each)] as number) >> ((index % each) * bits)) & mask;
    }
  } else {
    for (let unit = 1; unit <= largest; unit *= 256) {
      const plane = reader.run(count);
      if (unit === 1) for (let index = 0; index < count; index++) into[index] = plane[index] as number;
      else {
        for (let index = 0; index < count; index++) {
          into[index] = (into[index] as number) + (plane[index] as number) * unit;
        }
      }
    }
  }
  return into;
}

/** The distances from one number to the next, small where numbers ascend or stay near each other. */
export function writeSteps(writer: ByteWriter, numbers: ArrayLike<number>, count: number): void {
  let before = 0;
  for (let index = 0; index < count; index++) {
    const step = (numbers[index] as number) - before;
    before = numbers[index] as number;
    // Zigzag: small ones of either sign stay small.
    writer.varint(step >= 0 ? step * 2 : -step * 2 - 1);
  }
}

export function readSteps<T extends { [index: number]: number }>(
  reader: ByteReader,
  into: T,
  count: number,
): T {
  let number = 0;
  for (let index = 0; index < count; index++) {
    const coded = reader.varint();
    number += coded % 2 === 0 ? coded / 2 : -(coded + 1) / 2;
    into[index] = number;
  }
  return into;
}

/**
 * Choices that often follow from something else in the row: where `given[i]` is what it was some rows before, the
 * choice is mostly that row's too. Written is 0 where it is, else the choice and one.
 * @param given numbers below `givens`.
 */
export function writeChoicesGiven(
  writer: ByteWriter,
  choices: ArrayLike<number>,
  count: number,
  given: ArrayLike<number>,
  givens: number,
): void {
  const last = new Int32Array(givens).fill(-1);
  const told = new Uint32Array(count);
  let misses = 0;
  for (let index = 0; index < count; index++) {
    const choice = choices[index] as number;
    const context = given[index] as number;
    if (last[context] === choice) continue;
    told[index] = choice + 1;
    last[context] = choice;
    misses++;
  }
  const follows = misses * 4 <= count;
  writer.varint(follows ? 1 : 0);
  writeNumbers(writer, follows ? told : choices, count);
}

export function readChoicesGiven<T extends { [index: number]: number }>(
  reader: ByteReader,
  into: T,
  count: number,
  given: ArrayLike<number>,
  givens: number,
): T {
  const follows = reader.varint() === 1;
  readNumbers(reader, into, count);
  if (!follows) return into;
  const last = new Int32Array(givens).fill(-1);
  for (let index = 0; index < count; index++) {
    const context = given[index] as number;
    const told = into[index] as number;
    if (told > 0) last[context] = told - 1;
    const choice = last[context] as number;
    if (!(choice >= 0)) throw new DamagedPack('a choice of a pack follows nothing');
    into[index] = choice;
  }
  return into;
}
