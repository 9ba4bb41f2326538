/** Takes lines and stretches of bytes from a stream, holding no more of it than a line. */
import { BackupFileError } from './backup-format.ts';

export class ByteQueue {
  readonly #source: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Whether there is more. */
  async #fill(): Promise<boolean> {
    while (this.#held.length === 0) {
      const { value, done } = await this.#source.next();
      if (done) return false;
      this.#held = value;
    }
    return true;
  }

  /**
   * The next line with its line feed; undefined at the end.
   * @throws BackupFileError for a longer one, or one that does not end.
   */
  async line(longest: number): Promise<Buffer | undefined> {
    const parts: Buffer[] = [];
    let length = 0;
    while (await this.#fill()) {
      const end = this.#held.indexOf(0x0a) + 1;
      const part = this.#held.subarray(0, end || this.#held.length);
      this.#held = this.#held.subarray(part.length);
      parts.push(part);
      length += part.length;
      if (length > longest) throw new BackupFileError('the backup is damaged: a line is too long');
      if (end > 0) return parts.length === 1 ? part : Buffer.concat(parts);
    }
    if (length > 0) throw new BackupFileError('the backup is damaged: it ends too early');
    return undefined;
  }

  /** The next `count` bytes; each part is told to `told` when it is taken. Going on takes what was left. */
  take(count: number, told: (part: Buffer) => void): AsyncIterable<Buffer> {
    let left = count;
    const next = async (): Promise<IteratorResult<Buffer>> => {
      if (left === 0) return { done: true, value: undefined };
      if (!(await this.#fill())) throw new BackupFileError('the backup is damaged: it ends too early');
      const part = this.#held.subarray(0, left);
      this.#held = this.#held.subarray(part.length);
      left -= part.length;
      told(part);
      return { done: false, value: part };
    };
    // No `return`: leaving a loop over it early must not end the stream it comes from.
    return { [Symbol.asyncIterator]: () => ({ next }) };
  }
}
