/** Places by the line they stand on: what is asked of a value's neighbours must not mean reading the whole document. */
import type { Place } from './layout.ts';

/** Keys are indexes of the layout's lines; lines without a place have no key. */
export type ByLine<P extends Place = Place> = ReadonlyMap<number, readonly P[]>;

/** Places by line, on each line in the order given. */
export function byLine<P extends Place>(places: readonly P[]): ByLine<P> {
  return Map.groupBy(places, (place) => place.line);
}
