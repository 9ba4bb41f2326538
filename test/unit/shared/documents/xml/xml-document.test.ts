import { PDFDocument } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { openDocument } from '../../../../../shared/documents/open-document.ts';
import { readXmlFile } from '../../../../../shared/documents/xml/xml-document.ts';
import { recordsOf } from '../../../../../shared/domain/extraction/records.ts';
import { someEInvoice } from '../../../../support/einvoice-model.ts';
import { ciiOf, ublOf } from '../../../../support/einvoice-writers.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('an XML file', () => {
  test.each([
    ['CII', ciiOf(someEInvoice())],
    ['UBL', ublOf(someEInvoice())],
    ['a UBL credit note', ublOf({ ...someEInvoice(), typeCode: '381', isCreditNoteDocument: true })],
  ])('that is an invoice is opened for its data (%s)', async (_, xml) => {
    const document = await openDocument(utf8(xml));
    expect(document).toMatchObject({ format: 'xml', pageCount: 1, attachments: [], warnings: [] });
    expect(await document.readPage(1)).toMatchObject({ provider: 'xml', words: [] });
    expect(await document.readXml()).toMatchObject([{ name: null, root: { children: expect.any(Array) } }]);
    await document.close();
  });

  test('is found in the envelope that the Peppol network sends it in', async () => {
    const invoice = ublOf(someEInvoice()).replace(/^<\?xml[^>]*>\s*/, '');
    const sbdh = 'http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader';
    const document = await openDocument(
      utf8(
        `<StandardBusinessDocument xmlns="${sbdh}"><StandardBusinessDocumentHeader/>${invoice}</StandardBusinessDocument>`,
      ),
    );
    const [record] = recordsOf({ pages: [], xml: await document.readXml(), warnings: [] });
    expect(record.extraction.fields.numero_facture?.value).toBe('F-2026-17');
    await document.close();
  });

  test.each([
    ['an order', '<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>', 'Order'],
    ['an invoice of another namespace', '<Invoice xmlns="http://example.org/invoice"/>', 'Invoice'],
    ['an invoice without a namespace', '<Invoice/>', 'Invoice'],
    [
      'an invoice whose root is another one’s',
      '<CreditNote xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>',
      'CreditNote',
    ],
    ['a feed', '<?xml version="1.0"?><rss version="2.0"/>', 'rss'],
  ])('that is %s is refused by the name of its root', async (_, xml, root) => {
    await expect(openDocument(utf8(xml))).rejects.toMatchObject({
      code: 'unsupported_format',
      details: { detected: 'xml', root },
    });
  });

  test('that is broken is refused with the reason', async () => {
    const xml = ublOf(someEInvoice());
    await expect(openDocument(utf8(xml.slice(0, -20)))).rejects.toMatchObject({
      code: 'unreadable_file',
      details: { reason: 'not_well_formed' },
    });
  });
});

describe('a file embedded in a PDF', () => {
  async function pdfWith(files: Record<string, Uint8Array>): Promise<Uint8Array> {
    const pdf = await PDFDocument.create();
    pdf.addPage();
    for (const [name, bytes] of Object.entries(files)) await pdf.attach(bytes, name);
    return pdf.save();
  }

  test.each(['factur-x.xml', 'ZUGFeRD-invoice.xml', 'xrechnung.xml', 'F-2026-17.xml', 'invoice.bin'])(
    'is read as an invoice by what it holds, whatever its name (%s)',
    async (name) => {
      const document = await openDocument(await pdfWith({ [name]: utf8(ciiOf(someEInvoice())) }));
      expect(await document.readXml()).toMatchObject([{ name, root: { name: 'CrossIndustryInvoice' } }]);
      expect(document.warnings).toEqual([]);
      await document.close();
    },
  );

  test('in UTF-16 is read too', async () => {
    const bytes = new Uint8Array(
      Buffer.from(`\ufeff${ublOf(someEInvoice()).replace('UTF-8', 'UTF-16')}`, 'utf16le'),
    );
    const document = await openDocument(await pdfWith({ 'data.xml': bytes }));
    expect(await document.readXml()).toMatchObject([{ name: 'data.xml', root: { name: 'Invoice' } }]);
    await document.close();
  });

  test('of another kind is told of and not opened', async () => {
    const document = await openDocument(await pdfWith({ 'notes.txt': utf8('hello') }));
    expect(await document.readXml()).toEqual([]);
    expect(document.warnings).toEqual([{ code: 'pdf_embedded_file' }]);
    await document.close();
  });

  test('that is broken is named, without a tree', () => {
    expect(readXmlFile(utf8('<a><b></a>'), 'factur-x.xml')).toEqual({ name: 'factur-x.xml', root: null });
  });
});
