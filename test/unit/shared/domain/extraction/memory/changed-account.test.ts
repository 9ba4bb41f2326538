import { expect, it } from 'vitest';
import { readXmlFile } from '../../../../../../shared/documents/xml/xml-document.ts';
import { documentKeys } from '../../../../../../shared/domain/extraction/memory/document-keys.ts';
import { learn } from '../../../../../../shared/domain/extraction/memory/learn.ts';
import { memoryFor } from '../../../../../../shared/domain/extraction/memory/supplier-memory.ts';
import { recordsOf } from '../../../../../../shared/domain/extraction/records.ts';
import { rulesScorer } from '../../../../../../shared/domain/extraction/scoring/rules-scorer.ts';
import { readSheet } from '../../../../../../shared/domain/extraction/sheet.ts';
import { someEInvoice } from '../../../../../support/einvoice-model.ts';
import { ciiOf } from '../../../../../support/einvoice-writers.ts';

const read = {
  pages: [],
  xml: [readXmlFile(new TextEncoder().encode(ciiOf(someEInvoice())), 'factur-x.xml')],
  warnings: [],
};
const codes = (known: Parameters<typeof recordsOf>[1]) =>
  recordsOf(read, known)[0].extraction.checks.map(({ code }) => code);

const sheet = readSheet([]);
const [{ extraction }] = recordsOf(read);
const memory = learn([], {
  documentId: 'doc_1',
  sheet,
  scores: rulesScorer(sheet),
  fields: extraction.fields,
})!;

it('an e-invoice is recognised by the identifiers in its XML', () => {
  expect(memoryFor([memory], documentKeys(read))).toBe(memory);
});

it('an e-invoice that asks for its money on another account than confirmed is told of', () => {
  expect(codes({ memories: [memory] })).not.toContain('iban_changed');
  expect(codes({ memories: [{ ...memory, ibans: ['FR1420041010050500013M02606'] }] })).toContain(
    'iban_changed',
  );
});
