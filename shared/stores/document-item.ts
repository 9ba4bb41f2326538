/** How a document's record lies in the table. Lines are packed: an invoice may have thousands, an item 400 KB at most. */
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { DocumentRecord } from '../domain/document/document-records.ts';
import { type Extraction, FIELD_LABELS, type Line } from '../domain/extraction/result.ts';

const COMPRESSION = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** Where all that is kept of one document lies. */
export function documentPartition(tenant: string, documentId: string): string {
  return `TENANT#${tenant}#DOCUMENT#${documentId}`;
}

/** Of an item's 400 KB, what packed lines may take: the rest of a record is bounded to less than the remainder. */
const MAX_PACKED_BYTES = 150_000;
/** Characters that descriptions are cut to, one after the other, where thousands of lines are of long ones. */
const SHORTER = [200, 60, 20, 0];

/** The attributes of a record, but for its key. */
export function recordItem(record: DocumentRecord): Record<string, unknown> {
  const { lines, ...extraction } = record.extraction;
  return { ...record, extraction, lines: packed(lines) };
}

function packed(lines: readonly Line[]): Uint8Array {
  let bytes = pack(lines);
  for (const length of SHORTER) {
    if (bytes.length <= MAX_PACKED_BYTES) return bytes;
    bytes = pack(
      lines.map((line) => ({ ...line, description: line.description.slice(0, length).toWellFormed() })),
    );
  }
  // Figures alone that still take as much are nobody's invoice.
  for (let kept = lines.length; bytes.length > MAX_PACKED_BYTES; ) {
    kept = Math.floor(kept / 2);
    bytes = pack(lines.slice(0, kept).map((line) => ({ ...line, description: '' })));
  }
  return bytes;
}

function pack(lines: readonly Line[]): Uint8Array {
  return brotliCompressSync(JSON.stringify(lines), COMPRESSION);
}

export function recordFromItem(item: Record<string, unknown>): DocumentRecord {
  const { pk: _pk, sk: _sk, partsReading: _partsReading, lines, ...rest } = item;
  const record = rest as unknown as DocumentRecord;
  const unpacked: Line[] = JSON.parse(brotliDecompressSync(lines as Uint8Array).toString());
  const fields = inLabelOrder(record.extraction.fields);
  return { ...record, extraction: { ...record.extraction, fields, lines: unpacked } };
}

/** DynamoDB keeps no order in maps; people read the fields in that of the labels. */
function inLabelOrder(fields: Extraction['fields']): Extraction['fields'] {
  return Object.fromEntries(FIELD_LABELS.flatMap((label) => (fields[label] ? [[label, fields[label]]] : [])));
}
