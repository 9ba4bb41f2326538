import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseXml } from '../../shared/documents/xml/parse.ts';
import type { EInvoice } from '../../shared/domain/einvoice/model.ts';
import { readInvoice } from '../../shared/domain/einvoice/read-invoice.ts';
import { recordOfInvoice } from '../../shared/domain/einvoice/record.ts';
import { brokenRules } from '../../shared/domain/einvoice/rules/rules.ts';
import type { XmlElement } from '../../shared/domain/einvoice/xml-element.ts';
import { recordsOf } from '../../shared/domain/extraction/records.ts';
import { someEInvoice } from '../support/einvoice-model.ts';
import { ciiOf, ublOf } from '../support/einvoice-writers.ts';

const SEED = 20261120;

/** Text as an element may hold it: no control characters, single spaces, none at the ends, not empty. */
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .map((raw) =>
    raw
      .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  .filter((clean) => clean !== '');
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 3 });
const decimal = fc
  .record({
    units: fc.integer({ min: -9_999_999, max: 9_999_999 }),
    decimals: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ units, decimals }) => ({ value: units / 10 ** decimals || 0, decimals }));
const code = fc.stringMatching(/^[A-Z0-9]{1,4}$/);
const day = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2150-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const identifier = fc.record({ value: text, scheme: maybe(code.filter((scheme) => scheme !== 'SEPA')) });
const schemed = fc.record({ value: text, scheme: maybe(code) });
const period = fc
  .record({ start: maybe(day), end: maybe(day) })
  .filter(({ start, end }) => start !== null || end !== null);
const address = fc.record({
  lines: fc.array(text, { maxLength: 3 }),
  city: maybe(text),
  postcode: maybe(text),
  subdivision: maybe(text),
  country: maybe(code),
});
const party = fc.record({
  name: text,
  tradingName: maybe(text),
  // CII tells apart those with a scheme and those without, and gives the former first.
  identifiers: fc
    .array(identifier, { maxLength: 2 })
    .map((ids) => ids.toSorted((a, b) => Number(a.scheme === null) - Number(b.scheme === null))),
  legalId: maybe(schemed),
  vatId: maybe(text),
  taxId: maybe(text),
  electronicAddress: maybe(schemed),
  address: maybe(address),
});
const adjustment = fc.record({
  amount: maybe(decimal),
  base: maybe(decimal),
  percent: maybe(decimal),
  reason: maybe(text),
  reasonCode: maybe(code),
  category: maybe(code),
  rate: maybe(decimal),
});
const lineAdjustment = adjustment.map((one) => ({ ...one, category: null, rate: null }));
const line = fc
  .record({
    id: maybe(text),
    counts: fc.constant(true),
    quantity: maybe(decimal),
    unit: maybe(code),
    net: maybe(decimal),
    period: maybe(period),
    allowances: fc.array(lineAdjustment, { maxLength: 2 }),
    charges: fc.array(lineAdjustment, { maxLength: 2 }),
    netPrice: maybe(decimal),
    grossPrice: maybe(decimal),
    priceQuantity: maybe(decimal),
    category: maybe(code),
    rate: maybe(decimal),
    name: maybe(text),
    description: maybe(text),
    sellerArticle: maybe(text),
    standardId: maybe(schemed),
    classifications: fc.array(schemed, { maxLength: 2 }),
    originCountry: maybe(code),
    attributes: fc.array(fc.record({ name: maybe(text), value: maybe(text) }), { maxLength: 2 }),
  })
  // A unit stands on its quantity.
  .map((one) => ({ ...one, unit: one.quantity === null ? null : one.unit }));

/** Invoices of any content that both syntaxes can hold, sound or not. */
const invoice: fc.Arbitrary<EInvoice> = fc
  .record({
    number: maybe(text),
    issueDate: maybe(day),
    typeCode: maybe(code),
    taxPointDate: maybe(day),
    taxPointCode: maybe(code),
    dueDate: maybe(day),
    buyerReference: maybe(text),
    orderNumber: maybe(text),
    paymentTerms: maybe(text),
    precedingInvoices: fc.array(fc.record({ number: text, date: maybe(day) }), { maxLength: 2 }),
    seller: party,
    buyer: party,
    payee: maybe(party),
    taxRepresentative: maybe(party),
    deliveryDate: maybe(day),
    deliveryAddress: maybe(address),
    period: maybe(period),
    payment: fc.array(
      fc.record({
        code: maybe(code),
        accounts: fc.array(fc.record({ id: text, bic: maybe(text), isLocal: fc.constant(false) }), {
          maxLength: 1,
        }),
        cardNumber: maybe(text),
        debitedAccount: maybe(text),
      }),
      { maxLength: 2 },
    ),
    allowances: fc.array(adjustment, { maxLength: 2 }),
    charges: fc.array(adjustment, { maxLength: 2 }),
    totals: fc.record({
      lines: maybe(decimal),
      allowances: maybe(decimal),
      charges: maybe(decimal),
      net: maybe(decimal),
      tax: decimal,
      taxInAccountingCurrency: maybe(decimal),
      gross: maybe(decimal),
      prepaid: maybe(decimal),
      rounding: maybe(decimal),
      due: maybe(decimal),
      thirdParty: fc.constant(null),
    }),
    vat: fc.array(
      fc.record({
        base: maybe(decimal),
        tax: maybe(decimal),
        category: maybe(code),
        rate: maybe(decimal),
        exemptionReason: maybe(text),
        exemptionCode: maybe(code),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    lines: fc.array(line, { maxLength: 3 }),
    supportingDocuments: fc.array(fc.record({ id: text }), { maxLength: 2 }),
  })
  .map((drawn) => ({
    ...someEInvoice(),
    ...drawn,
    accountingCurrency: drawn.totals.taxInAccountingCurrency === null ? null : 'SEK',
  }));

const read = (xml: string) => readInvoice(parseXml(new TextEncoder().encode(xml)))!;

/** What a syntax has no choice about. */
const plain = (one: EInvoice) => ({ ...one, syntax: 'CII', amountCurrencies: [] });

describe('an e-invoice', () => {
  test('written as CII is read back whole', () => {
    fc.assert(
      fc.property(invoice, (given) => {
        expect(plain(read(ciiOf(given)))).toEqual(plain(given));
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  test('written as UBL is read back whole', () => {
    fc.assert(
      fc.property(invoice, (given) => {
        expect(plain(read(ublOf(given)))).toEqual(plain(given));
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  test('gives the same record and breaks the same rules in both', () => {
    fc.assert(
      fc.property(invoice, (given) => {
        const [cii, ubl] = [read(ciiOf(given)), read(ublOf(given))];
        expect(recordOfInvoice(ubl)).toEqual(recordOfInvoice(cii));
        // Only UBL bounds the number of cards by this rule.
        const rules = (one: EInvoice) =>
          brokenRules(one).flatMap((check) => (check.rule === 'BR-66' ? [] : check.message));
        expect(rules(ubl)).toEqual(rules(cii));
      }),
      { seed: SEED, numRuns: 40 },
    );
  });
});

describe('any tree', () => {
  const names = fc.constantFrom(
    'ExchangedDocument',
    'SupplyChainTradeTransaction',
    'ApplicableHeaderTradeSettlement',
    'SpecifiedTradeSettlementHeaderMonetarySummation',
    'TaxTotalAmount',
    'IncludedSupplyChainTradeLineItem',
    'TypeCode',
    'ID',
    'TaxTotal',
    'InvoiceLine',
    'Item',
    'LegalMonetaryTotal',
    'PaymentMeans',
  );
  const namespaces = fc.constantFrom(
    'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
    'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
    'urn:other',
  );
  const trees = (children: fc.Arbitrary<XmlElement[]>): fc.Arbitrary<XmlElement> =>
    fc.record({
      name: names,
      namespace: namespaces,
      attributes: fc.dictionary(fc.constantFrom('currencyID', 'schemeID', 'unitCode'), fc.string()),
      children,
      text: fc.oneof(
        fc.string(),
        decimal.map(({ value }) => String(value)),
        day,
      ),
    });
  let tree = trees(fc.constant([]));
  for (let depth = 0; depth < 4; depth++) tree = trees(fc.array(tree, { maxLength: 3 }));

  test('under the root of an invoice gives a record, and never throws', () => {
    const root = fc.constantFrom(
      ['urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100', 'CrossIndustryInvoice'],
      ['urn:oasis:names:specification:ubl:schema:xsd:Invoice-2', 'Invoice'],
      ['urn:ferd:CrossIndustryDocument:invoice:1p0', 'CrossIndustryDocument'],
    );
    fc.assert(
      fc.property(root, fc.array(tree, { maxLength: 5 }), ([namespace, name], children) => {
        const file = {
          name: null,
          root: { name: name!, namespace: namespace!, attributes: {}, children, text: '' },
        };
        const [{ extraction }] = recordsOf({ pages: [], xml: [file], warnings: [] });
        expect(extraction.needs_review).toBe(true);
        expect(JSON.parse(JSON.stringify(extraction))).toEqual(extraction);
      }),
      { seed: SEED, numRuns: 60 },
    );
  });
});
