/** Room for a usual log's rows at once: 1 MiB. */
const USUAL_SLOTS = 131_072;

/** A set of positive whole numbers up to 2^53 in one typed array: 11 to 21 bytes each once there are many. */
export class NumberSet {
  #slots = new Float64Array(1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds a number; false where it was there already. */
  add(value: number): boolean {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let at = slotOf(value) & mask;
    for (let found = slots[at]!; found !== 0; found = slots[at]!) {
      if (found === value) return false;
      at = (at + 1) & mask;
    }
    slots[at] = value;
    this.#size += 1;
    if (this.#size * 4 > slots.length * 3) this.#grow();
    return true;
  }

  #grow(): void {
    const former = this.#slots;
    const slots = new Float64Array(Math.max(USUAL_SLOTS, former.length * 2));
    const mask = slots.length - 1;
    for (const value of former) {
      if (value === 0) continue;
      let at = slotOf(value) & mask;
      while (slots[at] !== 0) at = (at + 1) & mask;
      slots[at] = value;
    }
    this.#slots = slots;
  }
}

/**
 * Of this process alone: were they known, a file of a few MB could be made whose rows all lie in one stretch of slots,
 * and each would be compared with all before it.
 */
const HIGH_FACTOR = someOddFactor();
const FACTOR = someOddFactor();

function someOddFactor(): number {
  return Math.floor(Math.random() * 2 ** 32) | 1;
}

function slotOf(value: number): number {
  const mixed = Math.imul((value >>> 0) ^ Math.imul((value / 2 ** 32) >>> 0, HIGH_FACTOR), FACTOR);
  return mixed ^ (mixed >>> 15);
}
