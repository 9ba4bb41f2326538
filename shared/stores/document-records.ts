/** Document records in the table. Lines are packed: an invoice may have thousands, an item 400 KB at most. */
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { DocumentRecord, DocumentRecords } from '../domain/document/document-records.ts';
import { type Extraction, FIELD_LABELS, type Line } from '../domain/extraction/result.ts';
import type { Table, TransactItem } from './table.ts';

function documentKey(tenant: string, documentId: string) {
  return { pk: `TENANT#${tenant}#DOCUMENT#${documentId}`, sk: 'RECORD' };
}

const COMPRESSION = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** The transaction's part that writes a record; a later reading of the same content replaces it. */
export function documentPut(table: Table, record: DocumentRecord): TransactItem {
  const { lines, ...extraction } = record.extraction;
  return {
    Put: {
      TableName: table.name,
      Item: {
        ...documentKey(record.tenant, record.documentId),
        ...record,
        extraction,
        lines: brotliCompressSync(JSON.stringify(lines), COMPRESSION),
      },
    },
  };
}

/** DynamoDB keeps no order in maps; people read the fields in that of the labels. */
function inLabelOrder(fields: Extraction['fields']): Extraction['fields'] {
  return Object.fromEntries(FIELD_LABELS.flatMap((label) => (fields[label] ? [[label, fields[label]]] : [])));
}

export function documentRecords(table: Table): DocumentRecords {
  return {
    async get(tenant, documentId) {
      const { Item } = await table.client.send(
        new GetCommand({ TableName: table.name, Key: documentKey(tenant, documentId), ConsistentRead: true }),
      );
      if (!Item) return undefined;
      const { pk: _pk, sk: _sk, lines, ...record } = Item;
      const unpacked: Line[] = JSON.parse(brotliDecompressSync(lines as Uint8Array).toString());
      const fields = inLabelOrder(record.extraction.fields);
      return { ...record, extraction: { ...record.extraction, fields, lines: unpacked } } as DocumentRecord;
    },
  };
}
