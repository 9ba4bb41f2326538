/** The order in which searches show rows. */

const DIGIT_BITS = 11;
const DIGITS = 2 ** DIGIT_BITS;

/**
 * Places of `minutes`, the latest first, those that are NaN last; equal ones in the order given. Sorted by digits
 * (LSD radix), so that a million takes some tens of milliseconds.
 */
export function newestFirst(minutes: Float64Array): Uint32Array {
  const count = minutes.length;
  let latest = Number.NEGATIVE_INFINITY;
  let earliest = Number.POSITIVE_INFINITY;
  for (let index = 0; index < count; index++) {
    const minute = minutes[index] as number;
    if (minute > latest) latest = minute;
    if (minute < earliest) earliest = minute;
  }
  // Ages from 1, so that the unknown can be older than all.
  const oldest = latest >= earliest ? latest - earliest + 1 : 0;
  const ages = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    const minute = minutes[index] as number;
    ages[index] = Number.isNaN(minute) ? oldest : latest - minute;
  }
  let order = new Uint32Array(count);
  for (let index = 0; index < count; index++) order[index] = index;
  let next = new Uint32Array(count);
  for (let unit = 1; unit <= oldest; unit *= DIGITS) {
    const ends = new Uint32Array(DIGITS);
    for (let index = 0; index < count; index++) {
      const digit = Math.floor((ages[index] as number) / unit) % DIGITS;
      ends[digit] = (ends[digit] as number) + 1;
    }
    let sum = 0;
    for (let digit = 0; digit < DIGITS; digit++) {
      const of = ends[digit] as number;
      ends[digit] = sum;
      sum += of;
    }
    for (let place = 0; place < count; place++) {
      const index = order[place] as number;
      const digit = Math.floor((ages[index] as number) / unit) % DIGITS;
      const to = ends[digit] as number;
      ends[digit] = to + 1;
      next[to] = index;
    }
    [order, next] = [next, order];
  }
  return order;
}
