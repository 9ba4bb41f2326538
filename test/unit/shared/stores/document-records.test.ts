import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DocumentRecord } from '../../../../shared/domain/document/document-records.ts';
import { documentPut, documentRecords } from '../../../../shared/stores/document-records.ts';
import { type Table, transact } from '../../../../shared/stores/table.ts';
import { createTable } from '../../../support/backend.ts';
import { grantedTable } from '../../../support/granted-table.ts';
import { NOON, someReading } from '../../../support/task-examples.ts';

let table: Table;
beforeAll(async () => {
  table = await createTable();
});
afterAll(() => table.client.destroy());

function record(documentId: string, lines: DocumentRecord['extraction']['lines']): DocumentRecord {
  return {
    tenant: 'acme',
    documentId,
    documentName: 'relevé 🧾.pdf',
    sha256: 'ab'.repeat(32),
    format: 'pdf',
    pages: 40,
    provider: 'ppocr',
    extraction: { ...someReading().extraction, lines },
    extractedAt: NOON.toISOString(),
    originalKey: 'originals/acme/x',
  };
}

test('a record of 2,000 lines comes back as it was written', async () => {
  const lines = Array.from({ length: 2000 }, (_, number) => ({
    description: `Article n° ${number} — « désignation » assez longue pour peser`,
    quantity: number,
    unit_price: number / 100,
    total: null,
    vat_rate: number % 2 ? 20 : 5.5,
    confidence: 0.5,
  }));
  const written = record('doc_long', lines);
  await transact(table, [documentPut(table, written)]);
  expect(await documentRecords(grantedTable(table, 'documents')).get('acme', 'doc_long')).toEqual(written);
});

test('a record without lines comes back without lines', async () => {
  const written = record('doc_short', []);
  await transact(table, [documentPut(table, written)]);
  expect(await documentRecords(grantedTable(table, 'documents')).get('acme', 'doc_short')).toEqual(written);
});

test('a later reading of the same content replaces the record', async () => {
  await transact(table, [documentPut(table, record('doc_again', []))]);
  const better = { ...record('doc_again', []), provider: 'textract' };
  await transact(table, [documentPut(table, better)]);
  expect(await documentRecords(grantedTable(table, 'documents')).get('acme', 'doc_again')).toEqual(better);
});

test('a document of another tenant does not exist', async () => {
  await transact(table, [documentPut(table, record('doc_mine', []))]);
  expect(await documentRecords(grantedTable(table, 'documents')).get('other', 'doc_mine')).toBeUndefined();
});
