/** What a reader of tables gave, as tests look at it. */
import type { RawRow } from '../../shared/domain/fax-log/fax-record.ts';

/** Bytes in chunks of this size. */
export async function* inChunks(bytes: Uint8Array, sizeBytes = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += sizeBytes) yield bytes.subarray(at, at + sizeBytes);
}

/** Every row, of all batches. */
export async function allRows(batches: AsyncIterable<RawRow[]>): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows;
}
