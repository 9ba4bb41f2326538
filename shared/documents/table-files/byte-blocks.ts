/** A file's bytes in blocks of one size, however it came: in single bytes or whole. */

/** Large enough that what is done per block costs nothing, small enough that a block's rows do. */
const BLOCK_BYTES = 262_144;

/** The same bytes in blocks of `BLOCK_BYTES`, but for the last one. What is read on is not looked at before. */
export async function* inBlocks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  for await (const chunk of chunks) {
    let from = 0;
    while (heldBytes + chunk.length - from >= BLOCK_BYTES) {
      const to = from + BLOCK_BYTES - heldBytes;
      yield joined(held, chunk.subarray(from, to));
      [held, heldBytes, from] = [[], 0, to];
    }
    if (from < chunk.length) held.push(chunk.subarray(from));
    heldBytes += chunk.length - from;
  }
  if (heldBytes > 0) yield joined(held, new Uint8Array(0));
}

function joined(held: readonly Uint8Array[], last: Uint8Array): Buffer {
  if (held.length > 0) return Buffer.concat([...held, last]);
  return Buffer.from(last.buffer, last.byteOffset, last.length);
}
