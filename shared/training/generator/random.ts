/** A seeded source of chance: the same seed gives the same choices on every machine. */

export class Random {
  #state: number;

  /** `seed` is any integer; only its lowest 32 bits count. */
  constructor(seed: number) {
    // Neighbouring seeds shall not give neighbouring streams.
    this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  }

  /** A number in [0, 1): mulberry32, which is in the public domain. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A number in [low, high). */
  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** A whole number from low to high, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** True with this probability, 0–1. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One entry of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!;
  }

  /** One of the alternatives written `a|b|c`. */
  word(alternatives: string): string {
    return this.pick(alternatives.split('|'));
  }

  /** One key, with a probability in proportion to its weight. */
  weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K {
    const entries = Object.entries(weights) as [K, number][];
    let rest = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      rest -= weight;
      if (rest < 0) return key;
    }
    return entries.at(-1)![0];
  }

  /** A copy in another order. */
  shuffled<T>(list: readonly T[]): T[] {
    const copy = [...list];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.int(0, i);
      [copy[i], copy[j]] = [copy[j]!, copy[i]!];
    }
    return copy;
  }

  /** So many decimal digits; the first is not 0 unless told. */
  digits(count: number, firstMayBeZero = false): string {
    let text = '';
    for (let i = 0; i < count; i++) text += this.int(i === 0 && !firstMayBeZero ? 1 : 0, 9);
    return text;
  }

  /** So many capital letters that are not mistaken for digits. */
  letters(count: number): string {
    let text = '';
    for (let i = 0; i < count; i++) text += this.pick([...'ABCDEFGHJKLMNPRSTUVWXYZ']);
    return text;
  }

  /** A number near `middle`, rarely beyond twice `spread` from it (a sum of three uniform numbers). */
  around(middle: number, spread: number): number {
    return middle + (this.next() + this.next() + this.next() - 1.5) * 1.4 * spread;
  }
}
