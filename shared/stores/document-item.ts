/** How a document's record lies in the table. Lines are packed: an invoice may have thousands, an item 400 KB at most. */
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { DocumentRecord } from '../domain/document/document-records.ts';
import { type Extraction, FIELD_LABELS, type Line } from '../domain/extraction/result.ts';

const COMPRESSION = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** Where all that is kept of one document lies. */
export function documentPartition(tenant: string, documentId: string): string {
  return `TENANT#${tenant}#DOCUMENT#${documentId}`;
}

/** The attributes of a record, but for its key. */
export function recordItem(record: DocumentRecord): Record<string, unknown> {
  const { lines, ...extraction } = record.extraction;
  return { ...record, extraction, lines: brotliCompressSync(JSON.stringify(lines), COMPRESSION) };
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
