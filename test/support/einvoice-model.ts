/** E-invoices as models that keep every rule, for tests that break one of them. */
import type {
  AllowanceCharge,
  Decimal,
  EInvoice,
  InvoiceLine,
  Party,
} from '../../shared/domain/einvoice/model.ts';

/** An amount with its decimals as written: `decimal(12.5)` is 12.50. */
export function decimal(value: number, decimals = 2): Decimal {
  return { value, decimals };
}

function party(name: string, vatId: string, legalId: string): Party {
  return {
    name,
    tradingName: null,
    identifiers: [],
    legalId: { value: legalId, scheme: '0002' },
    vatId,
    taxId: null,
    electronicAddress: { value: `${legalId}@example.org`, scheme: 'EM' },
    address: {
      lines: ['1 rue Haute'],
      city: 'Verzonnen',
      postcode: '99999',
      subdivision: null,
      country: 'FR',
    },
  };
}

/** A line of 100.00 in a category. */
export function someLine(category = 'S', rate: Decimal | null = decimal(20, 0)): InvoiceLine {
  return {
    id: '1',
    counts: true,
    quantity: decimal(4, 0),
    unit: 'C62',
    net: decimal(100),
    period: null,
    allowances: [],
    charges: [],
    netPrice: decimal(25),
    grossPrice: decimal(25),
    priceQuantity: null,
    category,
    rate,
    name: 'Lampe',
    description: null,
    sellerArticle: 'L-4',
    standardId: { value: '04012345678901', scheme: '0160' },
    classifications: [{ value: '65434568', scheme: 'STI' }],
    originCountry: 'FR',
    attributes: [{ name: 'Couleur', value: 'bleu' }],
  };
}

/** An allowance or a charge of 10.00. */
export function someAdjustment(category = 'S', rate: Decimal | null = decimal(20, 0)): AllowanceCharge {
  return {
    amount: decimal(10),
    base: null,
    percent: null,
    reason: 'Fidélité',
    reasonCode: null,
    category,
    rate,
  };
}

/**
 * A valid invoice of one line of 100.00, an allowance and a charge of 10.00 each, all in one category of VAT.
 * `taxed` categories are charged 20 %.
 */
export function someEInvoice(category = 'S'): EInvoice {
  const isTaxed = category === 'S' || category === 'L' || category === 'M';
  const rate = category === 'O' ? null : decimal(isTaxed ? 20 : 0, 0);
  const tax = isTaxed ? 20 : 0;
  const seller = party('Au Bon Moulin', 'FR11123456782', '123456782');
  const buyer = party('Ma Jolie Boutique', 'FR19787878784', '787878784');
  if (category === 'O') {
    seller.vatId = null;
    buyer.vatId = null;
  }
  if (category === 'B') for (const one of [seller, buyer]) one.address!.country = 'IT';
  return {
    syntax: 'CII',
    profile: 'core',
    isCreditNoteDocument: false,
    specification: 'urn:cen.eu:en16931:2017',
    number: 'F-2026-17',
    issueDate: '2026-03-03',
    typeCode: '380',
    currency: 'EUR',
    accountingCurrency: null,
    taxPointDate: null,
    taxPointCode: null,
    dueDate: '2026-04-02',
    buyerReference: null,
    orderNumber: 'C-9',
    paymentTerms: '30 jours',
    precedingInvoices: [{ number: 'F-2026-16', date: '2026-02-01' }],
    seller,
    buyer,
    payee: null,
    taxRepresentative: null,
    deliveryDate: '2026-03-02',
    deliveryAddress: { lines: [], city: null, postcode: null, subdivision: null, country: 'FR' },
    period: { start: '2026-02-01', end: '2026-02-28' },
    payment: [
      {
        code: '58',
        accounts: [{ id: 'FR7630006000011234567890189', bic: 'AGRIFRPP', isLocal: false }],
        cardNumber: null,
        debitedAccount: null,
      },
    ],
    allowances: [someAdjustment(category, rate)],
    charges: [someAdjustment(category, rate)],
    totals: {
      lines: decimal(100),
      allowances: decimal(10),
      charges: decimal(10),
      net: decimal(100),
      tax: decimal(tax),
      taxInAccountingCurrency: null,
      gross: decimal(100 + tax),
      prepaid: decimal(30),
      rounding: decimal(0.01),
      due: decimal(70.01 + tax),
      thirdParty: null,
    },
    vat: [
      {
        base: decimal(100),
        tax: decimal(tax),
        category,
        rate,
        exemptionReason: isTaxed || category === 'Z' || category === 'B' ? null : 'Motif',
        exemptionCode: null,
      },
    ],
    lines: [someLine(category, rate)],
    supportingDocuments: [{ id: 'P-1' }],
    amountCurrencies: ['EUR'],
  };
}
