import { describe, expect, test } from 'vitest';
import { parseXml } from '../../../../../shared/documents/xml/parse.ts';
import type { EInvoice } from '../../../../../shared/domain/einvoice/model.ts';
import { profileOf } from '../../../../../shared/domain/einvoice/profile.ts';
import { readInvoice } from '../../../../../shared/domain/einvoice/read-invoice.ts';
import { recordOfInvoice } from '../../../../../shared/domain/einvoice/record.ts';
import { documentTypeOf } from '../../../../../shared/domain/einvoice/type-codes.ts';
import { decimal, someAdjustment, someEInvoice, someLine } from '../../../../support/einvoice-model.ts';
import { ciiOf, ublOf } from '../../../../support/einvoice-writers.ts';

const read = (xml: string) => readInvoice(parseXml(new TextEncoder().encode(xml)))!;
const values = (invoice: EInvoice) =>
  Object.fromEntries(
    Object.entries(recordOfInvoice(invoice).fields).map(([label, field]) => [label, field.normalized]),
  );

test('an e-invoice gives all its fields, certain and from the XML', () => {
  const { fields, lines, vat_breakdown } = recordOfInvoice(someEInvoice());
  expect(values(someEInvoice())).toEqual({
    numero_facture: 'F-2026-17',
    date_facture: '2026-03-03',
    date_echeance: '2026-04-02',
    montant_ht: 100,
    montant_tva: 20,
    montant_ttc: 120,
    montant_du: 90.01,
    montant_remise: 10,
    montant_acompte: 30,
    arrondi: 0.01,
    taux_tva: 20,
    devise: 'EUR',
    nom_fournisseur: 'Au Bon Moulin',
    adresse_fournisseur: '1 rue Haute, 99999 Verzonnen',
    siren_fournisseur: '123456782',
    tva_fournisseur: 'FR11123456782',
    nom_client: 'Ma Jolie Boutique',
    adresse_client: '1 rue Haute, 99999 Verzonnen',
    tva_client: 'FR19787878784',
    numero_commande: 'C-9',
    iban: 'FR7630006000011234567890189',
    bic: 'AGRIFRPP',
    conditions_paiement: '30 jours',
  });
  expect(fields.montant_ttc).toEqual({
    value: '120.00 EUR',
    normalized: 120,
    confidence: 1,
    page: null,
    bbox: null,
    source: 'xml',
  });
  expect(lines).toEqual([
    {
      description: 'Lampe',
      quantity: 4,
      unit_price: 25,
      total: 100,
      vat_rate: 20,
      unit: 'C62',
      article_number: 'L-4',
      confidence: 1,
    },
  ]);
  expect(vat_breakdown).toEqual([{ rate: 20, base: 100, tax: 20, category: 'S' }]);
});

describe('the type of the document follows its code', () => {
  test.each([
    ['380', 'invoice'],
    ['326', 'invoice'],
    ['384', 'invoice'],
    ['389', 'invoice'],
    ['751', 'invoice'],
    ['381', 'credit_note'],
    ['261', 'credit_note'],
    ['325', 'quote'],
    ['999', 'invoice'],
  ])('%s is %s', (code, type) => {
    expect(documentTypeOf(code, false)).toBe(type);
  });

  test('or, where the code is missing, the root element', () => {
    expect(documentTypeOf(null, true)).toBe('credit_note');
  });
});

describe('the profile follows the specification named', () => {
  test.each([
    ['urn:factur-x.eu:1p0:minimum', 'minimum'],
    ['urn:zugferd.de:2p0:minimum', 'minimum'],
    ['urn:factur-x.eu:1p0:basicwl', 'basic-wl'],
    ['urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic', 'basic'],
    ['urn:cen.eu:en16931:2017#compliant#urn:zugferd.de:2p0:basic', 'basic'],
    ['urn:cen.eu:en16931:2017', 'core'],
    ['urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended', 'extended'],
    ['urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0', 'core'],
    ['urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0', 'core'],
    ['urn:ferd:CrossIndustryDocument:invoice:1p0:comfort', 'zugferd-1'],
    ['urn:ferd:invoice:rc:comfort', 'zugferd-1'],
    ['something else', 'core'],
  ])('%s', (specification, profile) => {
    expect(profileOf(specification)).toBe(profile);
  });
});

describe('sellers are told by the numbers that they have', () => {
  const ofSeller = (change: Partial<EInvoice['seller']>) => {
    const invoice = someEInvoice();
    const { siren_fournisseur, siret_fournisseur, tva_fournisseur } = recordOfInvoice({
      ...invoice,
      seller: { ...invoice.seller, ...change },
    }).fields;
    return [siren_fournisseur, siret_fournisseur, tva_fournisseur].map(
      (field) => field && `${field.normalized} ${field.source}`,
    );
  };

  test.each<[string, Partial<EInvoice['seller']>, (string | undefined)[]]>([
    [
      'a SIRET carries its SIREN',
      { legalId: { value: '12345678200010', scheme: '0009' } },
      ['123456782 derived', '12345678200010 xml', 'FR11123456782 xml'],
    ],
    ['so does a French VAT number', { legalId: null }, ['123456782 derived', undefined, 'FR11123456782 xml']],
    [
      'abroad it is the number of the register',
      { legalId: { value: 'HRB 1234', scheme: null }, vatId: 'DE 123 456 788' },
      [undefined, 'HRB 1234 xml', 'DE123456788 xml'],
    ],
    [
      'without VAT it is the number of the tax office',
      { vatId: null, taxId: '201/113/40209', legalId: null },
      [undefined, undefined, '201/113/40209 xml'],
    ],
  ])('%s', (_, change, expected) => {
    expect(ofSeller(change)).toEqual(expected);
  });
});

describe('amounts beside the totals', () => {
  test('carriage and eco-contribution are known by code or reason', () => {
    const charge = (reason: string | null, reasonCode: string | null, value: number) => ({
      ...someAdjustment(),
      reason,
      reasonCode,
      amount: decimal(value),
    });
    const charges = [
      charge('Frais de port', null, 7.5),
      charge(null, 'FC', 2.5),
      charge('Éco-participation', null, 1.2),
      charge('Emballage', 'PC', 3),
    ];
    expect(values({ ...someEInvoice(), charges })).toMatchObject({ frais_port: 10, eco_contribution: 1.2 });
  });

  test('several rates are listed upwards, and what is outside the scope has none', () => {
    const part = someEInvoice().vat[0]!;
    const vat = [20, 5.5, 0].map((rate) => ({ ...part, rate: decimal(rate) }));
    expect(values({ ...someEInvoice(), vat })).toMatchObject({ taux_tva: '0;5.5;20' });
    expect(values(someEInvoice('O'))).not.toHaveProperty('taux_tva');
  });

  test('a price for several units is told for one, and a discount positive', () => {
    const line = {
      ...someLine(),
      netPrice: decimal(100),
      priceQuantity: decimal(3, 0),
      allowances: [someAdjustment()],
    };
    expect(recordOfInvoice({ ...someEInvoice(), lines: [line] }).lines).toMatchObject([
      { unit_price: 33.333333, discount: 10 },
    ]);
  });

  test('a heading between lines is no line', () => {
    const lines = [{ ...someLine(), counts: false }, someLine()];
    expect(recordOfInvoice({ ...someEInvoice(), lines }).lines).toHaveLength(1);
  });
});

test('a bank’s own account number is no IBAN', () => {
  const invoice = someEInvoice();
  invoice.payment[0]!.accounts[0] = { id: '123 456', bic: null, isLocal: true };
  expect(values(invoice)).not.toHaveProperty('iban');
});

test('long terms are cut', () => {
  const invoice = { ...someEInvoice(), paymentTerms: 'net '.repeat(500) };
  expect(recordOfInvoice(invoice).fields.conditions_paiement?.value).toHaveLength(500);
});

describe('ZUGFeRD 1 is read by its own names', () => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryDocument xmlns:rsm="urn:ferd:CrossIndustryDocument:invoice:1p0" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:12" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:15">
<rsm:SpecifiedExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:ferd:CrossIndustryDocument:invoice:1p0:comfort</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:SpecifiedExchangedDocumentContext>
<rsm:HeaderExchangedDocument><ram:ID>R-7</ram:ID><ram:Name>RECHNUNG</ram:Name><ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime><udt:DateTimeString format="102">20140703</udt:DateTimeString></ram:IssueDateTime></rsm:HeaderExchangedDocument>
<rsm:SpecifiedSupplyChainTradeTransaction>
<ram:ApplicableSupplyChainTradeAgreement><ram:SellerTradeParty><ram:Name>Feinwerk GmbH</ram:Name></ram:SellerTradeParty><ram:BuyerTradeParty><ram:Name>Theo Erst</ram:Name></ram:BuyerTradeParty><ram:BuyerOrderReferencedDocument><ram:ID>B-3</ram:ID></ram:BuyerOrderReferencedDocument></ram:ApplicableSupplyChainTradeAgreement>
<ram:ApplicableSupplyChainTradeDelivery/>
<ram:ApplicableSupplyChainTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
<ram:ApplicableTradeTax><ram:CalculatedAmount currencyID="EUR">1.90</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode><ram:BasisAmount currencyID="EUR">10.00</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode><ram:ApplicablePercent>19.00</ram:ApplicablePercent></ram:ApplicableTradeTax>
<ram:SpecifiedLogisticsServiceCharge><ram:Description>Versand</ram:Description><ram:AppliedAmount currencyID="EUR">4.00</ram:AppliedAmount><ram:AppliedTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode><ram:ApplicablePercent>19.00</ram:ApplicablePercent></ram:AppliedTradeTax></ram:SpecifiedLogisticsServiceCharge>
<ram:SpecifiedTradeSettlementMonetarySummation><ram:LineTotalAmount currencyID="EUR">6.00</ram:LineTotalAmount><ram:ChargeTotalAmount currencyID="EUR">4.00</ram:ChargeTotalAmount><ram:TaxBasisTotalAmount currencyID="EUR">10.00</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="EUR">1.90</ram:TaxTotalAmount><ram:GrandTotalAmount currencyID="EUR">11.90</ram:GrandTotalAmount></ram:SpecifiedTradeSettlementMonetarySummation>
</ram:ApplicableSupplyChainTradeSettlement>
<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:IncludedNote><ram:Content>Lieferung vom 1. Juli</ram:Content></ram:IncludedNote></ram:AssociatedDocumentLineDocument></ram:IncludedSupplyChainTradeLineItem>
<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>1</ram:LineID></ram:AssociatedDocumentLineDocument><ram:SpecifiedSupplyChainTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount currencyID="EUR">2.00</ram:ChargeAmount></ram:NetPriceProductTradePrice></ram:SpecifiedSupplyChainTradeAgreement><ram:SpecifiedSupplyChainTradeDelivery><ram:BilledQuantity unitCode="C62">3</ram:BilledQuantity></ram:SpecifiedSupplyChainTradeDelivery><ram:SpecifiedSupplyChainTradeSettlement><ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode><ram:ApplicablePercent>19.00</ram:ApplicablePercent></ram:ApplicableTradeTax><ram:SpecifiedTradeSettlementMonetarySummation><ram:LineTotalAmount currencyID="EUR">6.00</ram:LineTotalAmount></ram:SpecifiedTradeSettlementMonetarySummation></ram:SpecifiedSupplyChainTradeSettlement><ram:SpecifiedTradeProduct><ram:Name>Schraube</ram:Name></ram:SpecifiedTradeProduct></ram:IncludedSupplyChainTradeLineItem>
</rsm:SpecifiedSupplyChainTradeTransaction>
</rsm:CrossIndustryDocument>`;

  test('with its remarks left out and its freight among the charges', () => {
    const invoice = read(xml);
    expect(invoice.profile).toBe('zugferd-1');
    expect(values(invoice)).toMatchObject({
      numero_facture: 'R-7',
      date_facture: '2014-07-03',
      montant_ht: 10,
      montant_tva: 1.9,
      montant_ttc: 11.9,
      frais_port: 4,
      taux_tva: 19,
      numero_commande: 'B-3',
    });
    expect(recordOfInvoice(invoice).lines).toMatchObject([
      { description: 'Schraube', quantity: 3, unit_price: 2, total: 6, vat_rate: 19 },
    ]);
  });
});

describe('what the writing of a file may vary', () => {
  test('a second total of VAT in the currency of the books is told apart', () => {
    const invoice = someEInvoice();
    invoice.accountingCurrency = 'SEK';
    invoice.totals.taxInAccountingCurrency = decimal(231.4);
    for (const xml of [ciiOf(invoice), ublOf(invoice)]) {
      expect(read(xml).totals).toMatchObject({
        tax: { value: 20 },
        taxInAccountingCurrency: { value: 231.4 },
      });
    }
  });

  test('elements of other namespaces are not looked at', () => {
    const xml = ublOf(someEInvoice())
      .replace(
        '<cbc:ID>F-2026-17</cbc:ID>',
        '<x:ID xmlns:x="urn:other">fake</x:ID><cbc:ID>F-2026-17</cbc:ID>',
      )
      .replaceAll('cbc:', 'b:')
      .replace('xmlns:cbc=', 'xmlns:b=');
    expect(read(xml).number).toBe('F-2026-17');
  });

  test.each([
    ['12.50', 12.5],
    ['+12.5', 12.5],
    ['.5', 0.5],
    ['12,50', undefined],
    ['1 200.00', undefined],
    ['NaN', undefined],
    ['1e3', undefined],
  ])('an amount written %s is %s', (text, value) => {
    const xml = ublOf(someEInvoice()).replace(/(<cbc:PayableAmount [^>]*>)[^<]*/, `$1${text}`);
    expect(read(xml).totals.due?.value).toBe(value);
  });

  test.each([
    ['2026-03-03', '2026-03-03'],
    ['2026-03-03+01:00', '2026-03-03'],
    ['2026-03-03Z', '2026-03-03'],
    ['2026-02-30', null],
    ['03/03/2026', null],
  ])('a day written %s is %s', (text, day) => {
    const xml = ublOf(someEInvoice()).replace('<cbc:IssueDate>2026-03-03<', `<cbc:IssueDate>${text}<`);
    expect(read(xml).issueDate).toBe(day);
  });
});
