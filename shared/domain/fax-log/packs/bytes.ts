/** Writing and reading the bytes of a pack: whole numbers of any size, text and runs of bytes. */

/** What is read is no pack, or not as it was written. */
export class DamagedPack extends Error {
  override readonly name = 'DamagedPack';
}

const START_BYTES = 64 * 1024;

export class ByteWriter {
  private bytes: Buffer = Buffer.allocUnsafe(START_BYTES);
  private length = 0;

  /** Room for `count` more bytes, to be filled by the caller at once. */
  take(count: number): Buffer {
    if (this.length + count > this.bytes.length) this.grow(count);
    const taken = this.bytes.subarray(this.length, this.length + count);
    this.length += count;
    return taken;
  }

  private grow(count: number): void {
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + count));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }

  /** Seven bits a byte, the lowest first (LEB128). For whole numbers from 0 to 2^53. */
  varint(value: number): void {
    // No such number takes more than eight bytes.
    if (this.length + 8 > this.bytes.length) this.grow(8);
    let rest = value;
    while (rest >= 128) {
      this.bytes[this.length++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.bytes[this.length++] = rest;
  }

  run(bytes: Uint8Array): void {
    this.take(bytes.length).set(bytes);
  }

  /** A lone surrogate becomes U+FFFD: there is no UTF-8 for it. */
  text(text: string): void {
    const bytes = Buffer.byteLength(text);
    this.varint(bytes);
    this.take(bytes).write(text);
  }

  /** What was written; valid until more is. */
  written(): Buffer {
    return this.bytes.subarray(0, this.length);
  }
}

export class ByteReader {
  private readonly bytes: Buffer;
  private position = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The next `count` bytes; a view, not a copy. */
  run(count: number): Buffer {
    const end = this.position + count;
    if (end > this.bytes.length) throw new DamagedPack('a pack ends too early');
    const run = this.bytes.subarray(this.position, end);
    this.position = end;
    return run;
  }

  varint(): number {
    let value = 0;
    let factor = 1;
    while (this.position < this.bytes.length) {
      const byte = this.bytes[this.position++] as number;
      if (byte < 128) return value + byte * factor;
      value += (byte - 128) * factor;
      factor *= 128;
    }
    throw new DamagedPack('a pack ends too early');
  }

  text(): string {
    return this.run(this.varint()).toString();
  }
}
