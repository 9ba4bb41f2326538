import { describe, expect, test } from 'vitest';
import { readXmlFile } from '../../../../../shared/documents/xml/xml-document.ts';
import type { EInvoice } from '../../../../../shared/domain/einvoice/model.ts';
import type { XmlFile } from '../../../../../shared/domain/einvoice/xml-element.ts';
import { type RecordOptions, recordsOf } from '../../../../../shared/domain/extraction/records.ts';
import { decimal, someEInvoice } from '../../../../support/einvoice-model.ts';
import { ciiOf } from '../../../../support/einvoice-writers.ts';
import { printedPage } from '../../../../support/printed-page.ts';

/** What a person reads of `someEInvoice`. */
const PAGE = `Au Bon Moulin
1 rue Haute
99999 Verzonnen
TVA : FR11 123456782

FACTURE
Facture n° F-2026-17
Date : 03/03/2026
Échéance : 02/04/2026

Client : Ma Jolie Boutique

Désignation   Qté   PU HT   Total HT
Lampe   4   25,00   100,00

Total HT   100,00 €
TVA 20 %   20,00 €
Total TTC   120,00 €
Acompte versé   30,00 €
Net à payer   90,01 €
IBAN : FR76 3000 6000 0112 3456 7890 189   BIC : AGRIFRPP`;

const embedded = (invoice: EInvoice, name = 'factur-x.xml'): XmlFile =>
  readXmlFile(new TextEncoder().encode(ciiOf(invoice)), name);
const recordOf = (page: string, xml: XmlFile[], options: RecordOptions = {}) =>
  recordsOf({ pages: [printedPage(page)], xml, warnings: [] }, options)[0].extraction;
const codes = (page: string, xml: XmlFile[]) => recordOf(page, xml).checks.map((check) => check.code);

describe('a PDF with its e-invoice', () => {
  test('takes the data, with the places where the page says the same', () => {
    const { fields, needs_review, overall_confidence } = recordOf(PAGE, [embedded(someEInvoice())]);
    expect(fields.montant_ttc).toMatchObject({ normalized: 120, source: 'xml', confidence: 1, page: 1 });
    expect(fields.montant_ttc?.bbox).toMatchObject({ x: expect.any(Number), y: expect.any(Number) });
    expect(fields.numero_commande).toMatchObject({
      normalized: 'C-9',
      source: 'xml',
      page: null,
      bbox: null,
    });
    expect({ needs_review, overall_confidence }).toEqual({ needs_review: false, overall_confidence: 1 });
  });

  test('is read from its page alone where that is asked for', () => {
    const record = recordOf(PAGE, [embedded(someEInvoice())], { ignoreEmbeddedXml: true });
    expect(Object.values(record.fields).map((field) => field.source)).not.toContain('xml');
    expect(record.fields.montant_ttc?.normalized).toBe(120);
  });

  test('that is the document itself is never ignored', () => {
    const file = { ...embedded(someEInvoice()), name: null };
    const [{ extraction, pages }] = recordsOf(
      { pages: [], xml: [file], warnings: [] },
      { ignoreEmbeddedXml: true },
    );
    expect(extraction.fields.montant_ttc?.source).toBe('xml');
    expect(pages).toEqual({ from: 1, to: 1 });
  });

  test('of a profile without lines takes them from the page', () => {
    const invoice = { ...someEInvoice(), profile: 'basic-wl' as const, lines: [] };
    invoice.specification = 'urn:factur-x.eu:1p0:basicwl';
    const record = recordOf(PAGE, [embedded(invoice)]);
    expect(record.lines).toMatchObject([{ description: 'Lampe', total: 100 }]);
    expect(record.checks.filter((check) => check.level !== 'info')).toEqual([]);
  });
});

describe('a page that says otherwise', () => {
  test('is no difference where both are the same', () => {
    expect(codes(PAGE, [embedded(someEInvoice())])).not.toContain('xml_differs_from_page');
  });

  test.each<[string, string, string]>([
    ['numero_facture', 'F-2026-17', 'F-2026-18'],
    ['date_facture', '03/03/2026', '04/03/2026'],
    ['date_echeance', '02/04/2026', '05/05/2026'],
  ])('in %s is told with both values', (field, printed, other) => {
    const { checks } = recordOf(PAGE.replace(printed, other), [embedded(someEInvoice())], {
      confidenceThreshold: 0.5,
    });
    const differing = checks.filter((check) => check.code === 'xml_differs_from_page');
    expect(differing.map((check) => [check.fields, check.level])).toEqual([[[field], 'warning']]);
  });

  test('in all its amounts is told for each, and needs a person for the total', () => {
    const page = PAGE.replaceAll('100,00', '200,00')
      .replaceAll('25,00', '50,00')
      .replace('20,00 €', '40,00 €')
      .replace('120,00', '240,00')
      .replace('90,01', '210,01');
    const { checks } = recordOf(page, [embedded(someEInvoice())], { confidenceThreshold: 0.5 });
    const differing = checks.filter((check) => check.code === 'xml_differs_from_page');
    expect(differing.map(({ fields, level }) => [fields?.[0], level])).toEqual(
      expect.arrayContaining([
        ['montant_ht', 'warning'],
        ['montant_ttc', 'error'],
      ]),
    );
  });

  test('in the account to pay to needs a person', () => {
    const page = PAGE.replace('FR76 3000 6000 0112 3456 7890 189', 'DE89 3704 0044 0532 0130 00');
    const record = recordOf(page, [embedded(someEInvoice())]);
    expect(record.checks.find((check) => check.code === 'xml_differs_from_page')).toMatchObject({
      level: 'error',
      fields: ['iban'],
      parameters: { xml: 'FR7630006000011234567890189' },
    });
    expect(record.needs_review).toBe(true);
  });

  test.each([
    ['with a right key, wherever it stands, is an error', 'DE89370400440532013000', ['error']],
    ['with a wrong key, as OCR may give it, is none', 'DE88 3704 0044 0532 0130 00', []],
  ])('in an account %s', (_, printed, levels) => {
    const page = PAGE.replace(/IBAN :.*$/m, `Merci de votre confiance\n\n${printed}`);
    const differing = recordOf(page, [embedded(someEInvoice())]).checks.filter(
      (check) => check.code === 'xml_differs_from_page',
    );
    expect(differing.map((check) => check.level)).toEqual(levels);
  });

  test('in what it prints besides is none: the value only has to stand somewhere', () => {
    const page = `${PAGE}\nCompte 2 : DE89 3704 0044 0532 0130 00\nCommande du 01/02/2026 : 480,00 €`;
    expect(codes(page, [embedded(someEInvoice())])).not.toContain('xml_differs_from_page');
  });
});

describe('embedded data that cannot be used', () => {
  const broken: XmlFile = { name: 'factur-x.xml', root: null };

  test('leaves the page, with a warning', () => {
    const record = recordOf(PAGE, [broken]);
    expect(record.fields.montant_ttc).toMatchObject({ normalized: 120 });
    expect(record.fields.montant_ttc?.source).not.toBe('xml');
    expect(record.checks).toContainEqual(
      expect.objectContaining({
        code: 'xml_unreadable',
        level: 'warning',
        parameters: { file: 'factur-x.xml' },
      }),
    );
  });

  test('is passed over where another file holds the invoice', () => {
    const record = recordOf(PAGE, [broken, embedded(someEInvoice(), 'invoice.xml')]);
    expect(record.fields.montant_ttc?.source).toBe('xml');
  });
});

describe('of several embedded invoices', () => {
  const numbered = (number: string, name: string) => embedded({ ...someEInvoice(), number }, name);

  test('the one with the prescribed name is taken, and a person told of the other, which nobody read', () => {
    const record = recordOf(PAGE, [numbered('F-OTHER', 'annex.xml'), numbered('F-2026-17', 'Factur-X.xml')]);
    expect(record.fields.numero_facture?.normalized).toBe('F-2026-17');
    expect(record.checks).toContainEqual(
      expect.objectContaining({
        code: 'xml_ambiguous',
        level: 'error',
        parameters: { file: 'Factur-X.xml', others: 'annex.xml' },
      }),
    );
    expect(record.needs_review).toBe(true);
  });

  test('the richest is taken where no name tells, and two forms of one invoice are no ambiguity', () => {
    const poor = { ...someEInvoice(), specification: 'urn:factur-x.eu:1p0:minimum', lines: [] };
    const record = recordOf(PAGE, [embedded(poor, 'a.xml'), embedded(someEInvoice(), 'b.xml')]);
    expect(record.lines[0]?.article_number).toBe('L-4');
    expect(record.checks.map((check) => check.code)).not.toContain('xml_ambiguous');
  });
});

describe('an e-invoice that breaks a rule', () => {
  test('needs a person', () => {
    const invoice = someEInvoice();
    invoice.totals.gross = decimal(121);
    invoice.totals.due = decimal(91.01);
    const record = recordOf('', [{ ...embedded(invoice), name: null }]);
    expect(record.checks).toContainEqual(expect.objectContaining({ code: 'en16931_rule', rule: 'BR-CO-15' }));
    expect(record.review_reasons).toMatchObject([{ code: 'check_failed', check: 'en16931_rule' }]);
  });

  test('of another country’s register is not held to the French key', () => {
    const invoice = someEInvoice();
    invoice.seller.legalId = { value: 'HRB 123456', scheme: null };
    invoice.seller.vatId = 'DE136695976';
    invoice.seller.address!.country = 'DE';
    expect(codes('', [{ ...embedded(invoice), name: null }])).not.toContain('siret_key');
  });

  test('with a wrong key of the French register is', () => {
    const invoice = someEInvoice();
    invoice.seller.legalId = { value: '12345678900014', scheme: '0009' };
    expect(codes('', [{ ...embedded(invoice), name: null }])).toContain('siret_key');
  });
});
