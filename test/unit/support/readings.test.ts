import { PDFDocument, StandardFonts } from 'pdf-lib';
import { afterAll, describe } from 'vitest';
import { createDocumentReading } from '../../../shared/documents/document-reading.ts';
import { closeDefaultReader } from '../../../shared/documents/open-document.ts';
import { readingCases } from '../../support/reading-cases.ts';
import { scriptedDocument, scriptedReading } from '../../support/scripted-reading.ts';

async function printedDocument(pages: string[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const text of pages) document.addPage([595, 842]).drawText(text, { x: 50, y: 780, size: 10, font });
  return document.save();
}

const broken = Buffer.from('%PDF-1.7\n1 0 obj');

describe('the scripted reading of the tests', () => {
  readingCases({ reading: scriptedReading(), document: (pages) => scriptedDocument(pages), broken });
});

describe('the product’s reading', () => {
  afterAll(() => closeDefaultReader());
  readingCases({ reading: createDocumentReading(), document: printedDocument, broken });
});
