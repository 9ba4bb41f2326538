import { describe, expect, test } from 'vitest';
import { describeAttachment, safeName } from '../../../../shared/documents/attachments.ts';

describe('the name of an embedded file', () => {
  test.each([
    ['factur-x.xml', 'factur-x.xml'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\facture.pdf', 'facture.pdf'],
    ['fac\0ture\r\n.pdf', 'facture.pdf'],
    ['facture\u202efdp.exe', 'facturefdp.exe'],
    ['..', 'unnamed'],
    ['', 'unnamed'],
    ['é🧾.pdf', 'é🧾.pdf'],
    ['x'.repeat(300), 'x'.repeat(120)],
  ])('%j is shown as %j', (given, shown) => {
    expect(safeName(given)).toBe(shown);
  });
});

describe('an embedded file is the invoice’s data', () => {
  const xml = (value: string): Uint8Array => new TextEncoder().encode(value);
  test.each([
    ['by its prescribed name', 'factur-x.xml', xml('<a/>'), true],
    ['by that name in other case', 'ZUGFeRD-invoice.xml', xml('<a/>'), true],
    ['by its root', 'data.xml', xml('<?xml version="1.0"?><rsm:CrossIndustryInvoice xmlns:rsm="a">'), true],
    [
      'by its namespace, under any name',
      'facture.dat',
      xml('\n<a:Invoice xmlns:a="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">'),
      true,
    ],
    [
      'in UTF-16',
      'data.xml',
      new Uint8Array(Buffer.from('\ufeff<CreditNote xmlns="urn:a">', 'utf16le')),
      true,
    ],
    ['but not by any other root', 'data.xml', xml('<Catalogue>'), false],
    ['but not as anything else than XML', 'Invoice.txt', xml('<Invoice >'), false],
  ])('%s', (_, name, content, isInvoiceXml) => {
    expect(describeAttachment(name, content)).toMatchObject({ isInvoiceXml, sizeBytes: content.length });
  });
});
