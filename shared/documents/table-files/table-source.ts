/** Where a table file's bytes come from: memory, a disk, or an object store that serves ranges. */

/**
 * A file that can be read from any place, since a workbook's directory is at its end. Bytes of a range come as they
 * stream in, so that a sheet of any size takes no more memory than one chunk.
 */
export interface TableSource {
  readonly sizeBytes: number;
  /**
   * The bytes from `from` up to `to` (not with it; never beyond the size), in chunks. Whoever stops early leaves the
   * iteration, which must free what it holds.
   */
  read(from: number, to: number): AsyncIterable<Uint8Array>;
}

/** A file that is in memory. */
export function bytesSource(bytes: Uint8Array): TableSource {
  return {
    sizeBytes: bytes.length,
    async *read(from, to) {
      for (let at = from; at < to; at += 65_536) yield bytes.subarray(at, Math.min(to, at + 65_536));
    },
  };
}

/** A range in one piece. */
export async function bytesOf(source: TableSource, from: number, to: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.read(from, to)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
