/** Ways to damage a file. Each takes its chances from the random numbers given, and nothing else. */

export type Random = () => number;

/** A whole number from 0 to below `limit`. */
export function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

/** One of these. */
export function oneOf<T>(random: Random, choices: readonly T[]): T {
  return choices[below(random, choices.length)]!;
}

/** Bytes that parsers stumble over: ends of ranges, marks and signs. */
const TELLING_BYTES = [0x00, 0x01, 0x7f, 0x80, 0xff, 0xfe, 0x20, 0x0a, 0x3c, 0x3e, 0x28, 0x5b] as const;

/** Whole numbers at the ends of their ranges. */
const TELLING_NUMBERS = [
  0, 1, -1, 127, 255, 32767, 65535, 65536, 2147483647, -2147483648, 4294967295,
] as const;

type Damage = (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;

function copyOf(bytes: Uint8Array, change: (copy: Uint8Array) => void): Uint8Array {
  const copy = Uint8Array.from(bytes);
  change(copy);
  return copy;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

/** Somewhere in the file; half of the time near its start, where headers and directories are. */
function place(bytes: Uint8Array, random: Random): number {
  return below(random, random() < 0.5 ? Math.min(bytes.length, 600) : bytes.length);
}

const DAMAGES: Record<string, Damage> = {
  'cut off': (bytes, random) => bytes.slice(0, below(random, bytes.length)),
  'without its start': (bytes, random) => bytes.slice(below(random, Math.min(bytes.length, 64))),
  'with bits flipped': (bytes, random) =>
    copyOf(bytes, (copy) => {
      for (let n = 1 + below(random, 40); n > 0; n--) copy[place(copy, random)]! ^= 1 << below(random, 8);
    }),
  'with bytes set': (bytes, random) =>
    copyOf(bytes, (copy) => {
      for (let n = 1 + below(random, 12); n > 0; n--)
        copy[place(copy, random)] = oneOf(random, TELLING_BYTES);
    }),
  'with numbers set': (bytes, random) =>
    copyOf(bytes, (copy) => {
      const view = new DataView(copy.buffer);
      for (let n = 1 + below(random, 6); n > 0 && copy.length > 8; n--) {
        const at = Math.min(copy.length - 4, place(copy, random));
        if (random() < 0.5) view.setInt32(at, oneOf(random, TELLING_NUMBERS) | 0, random() < 0.5);
        else view.setInt16(at, oneOf(random, TELLING_NUMBERS) | 0, random() < 0.5);
      }
    }),
  'with written numbers changed': (bytes, random) => {
    const text = Buffer.from(bytes).toString('latin1');
    const changed = text.replace(/\d+/g, (digits) =>
      random() < 0.02 ? String(oneOf(random, TELLING_NUMBERS)) : digits,
    );
    return Uint8Array.from(Buffer.from(changed, 'latin1'));
  },
  'with a part missing': (bytes, random) => {
    const from = below(random, bytes.length);
    return joined(bytes.subarray(0, from), bytes.subarray(from + below(random, 2000)));
  },
  'with a part repeated': (bytes, random) => {
    const from = below(random, bytes.length);
    const part = bytes.subarray(from, from + 1 + below(random, 500));
    const times = 1 + below(random, 40);
    return joined(
      bytes.subarray(0, from),
      ...Array.from({ length: times }, () => part),
      bytes.subarray(from),
    );
  },
  'with a part of another': (bytes, random, other) => {
    const [from, start] = [below(random, bytes.length), below(random, other.length)];
    const part = other.subarray(start, start + 1 + below(random, 4000));
    return joined(bytes.subarray(0, from), part, bytes.subarray(from + (random() < 0.5 ? part.length : 0)));
  },
  'begun as one and ended as another': (bytes, random, other) =>
    joined(bytes.subarray(0, below(random, bytes.length)), other.subarray(below(random, other.length))),
  'with a run of zeros': (bytes, random) =>
    copyOf(bytes, (copy) => {
      const from = below(random, copy.length);
      copy.fill(0, from, from + 1 + below(random, 3000));
    }),
};

/** The file damaged in one to three ways, and what was done to it. */
export function damaged(
  bytes: Uint8Array,
  random: Random,
  other: Uint8Array,
): { bytes: Uint8Array; what: string } {
  const ways: string[] = [];
  let result = bytes;
  for (let n = 1 + below(random, 3); n > 0 && result.length > 16; n--) {
    const way = oneOf(random, Object.keys(DAMAGES));
    result = DAMAGES[way]!(result, random, other);
    ways.push(way);
  }
  return { bytes: result, what: ways.join(', ') };
}
