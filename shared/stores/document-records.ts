/** Document records in the table. */
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { confirmedExtraction } from '../domain/document/confirmation.ts';
import { type DocumentRecord, type DocumentRecords, partNamed } from '../domain/document/document-records.ts';
import { getConfirmation } from './confirmations.ts';
import { documentPartition, recordFromItem, recordItem } from './document-item.ts';
import { getPart } from './document-parts.ts';
import type { Table, TransactItem } from './table.ts';

function documentKey(tenant: string, documentId: string) {
  return { pk: documentPartition(tenant, documentId), sk: 'RECORD' };
}

/**
 * The transaction's part that writes a record; a later reading of the same content replaces it.
 * @param partsReading the reading whose further parts (`document-parts.ts`) are the document's from then on.
 */
export function documentPut(table: Table, record: DocumentRecord, partsReading?: string): TransactItem {
  return {
    Put: {
      TableName: table.name,
      Item: { ...recordItem(record), ...documentKey(record.tenant, record.documentId), partsReading },
    },
  };
}

/** The reading whose parts a document's record points to now; undefined for one that holds a single invoice. */
export async function partsReadingOf(
  table: Table,
  tenant: string,
  documentId: string,
): Promise<string | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({
      TableName: table.name,
      Key: documentKey(tenant, documentId),
      ProjectionExpression: 'partsReading',
      ConsistentRead: true,
    }),
  );
  return Item?.partsReading as string | undefined;
}

export function documentRecords(table: Table): DocumentRecords {
  return {
    async get(tenant, id) {
      const [record, confirmation] = await Promise.all([
        asRead(tenant, id),
        getConfirmation(table, tenant, id),
      ]);
      if (!record || !confirmation) return record;
      return { ...record, extraction: confirmedExtraction(record.extraction, confirmation), confirmation };
    },
  };

  async function asRead(tenant: string, id: string): Promise<DocumentRecord | undefined> {
    const { documentId, number } = partNamed(id);
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: documentKey(tenant, documentId), ConsistentRead: true }),
    );
    if (!Item || number === 1) return Item && recordFromItem(Item);
    const reading = Item.partsReading as string | undefined;
    return reading === undefined ? undefined : getPart(table, tenant, documentId, reading, number);
  }
}
