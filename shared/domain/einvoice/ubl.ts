/** UBL 2.1 Invoice and CreditNote to the model (binding: CEN/TS 16931-3-2). */
import type {
  AllowanceCharge,
  DocumentTotals,
  EInvoice,
  InvoiceLine,
  Party,
  PaymentMeans,
  Period,
  PostalAddress,
  VatBreakdown,
} from './model.ts';
import { profileOf } from './profile.ts';
import { all, at, dayOf, decimalAt, decimalOf, identifierAt, identifierOf, textAt } from './read-element.ts';
import type { XmlElement } from './xml-element.ts';

/** Reads an Invoice or a CreditNote, whose foreign elements and extensions were taken out before. */
export function ofUbl(root: XmlElement): EInvoice {
  const isCreditNoteDocument = root.name === 'CreditNote';
  const specification = textAt(root, 'CustomizationID');
  const currency = textAt(root, 'DocumentCurrencyCode');
  const adjustments = all(root, 'AllowanceCharge');
  const delivery = at(root, 'Delivery');
  const address = at(delivery, 'DeliveryLocation/Address');
  const payee = at(root, 'PayeeParty');
  const representative = at(root, 'TaxRepresentativeParty');
  const means = all(root, 'PaymentMeans');
  return {
    syntax: 'UBL',
    profile: profileOf(specification),
    isCreditNoteDocument,
    specification,
    number: textAt(root, 'ID'),
    issueDate: dayOf(textAt(root, 'IssueDate')),
    typeCode: textAt(root, isCreditNoteDocument ? 'CreditNoteTypeCode' : 'InvoiceTypeCode'),
    currency,
    accountingCurrency: textAt(root, 'TaxCurrencyCode'),
    taxPointDate: dayOf(textAt(root, 'TaxPointDate')),
    taxPointCode: textAt(root, 'InvoicePeriod/DescriptionCode'),
    // A credit note has its due date with the means of payment.
    dueDate:
      dayOf(textAt(root, 'DueDate')) ??
      means.map((one) => dayOf(textAt(one, 'PaymentDueDate'))).find(Boolean) ??
      null,
    buyerReference: textAt(root, 'BuyerReference'),
    orderNumber: textAt(root, 'OrderReference/ID'),
    paymentTerms:
      all(root, 'PaymentTerms')
        .map((terms) => at(terms, 'Note')?.text)
        .filter(Boolean)
        .join('\n') || null,
    precedingInvoices: all(root, 'BillingReference').map((reference) => ({
      number: textAt(reference, 'InvoiceDocumentReference|CreditNoteDocumentReference/ID'),
      date: dayOf(textAt(reference, 'InvoiceDocumentReference|CreditNoteDocumentReference/IssueDate')),
    })),
    seller: partyOf(at(root, 'AccountingSupplierParty/Party')),
    buyer: partyOf(at(root, 'AccountingCustomerParty/Party')),
    payee: payee && partyOf(payee),
    taxRepresentative: representative && partyOf(representative),
    deliveryDate: dayOf(textAt(delivery, 'ActualDeliveryDate')),
    deliveryAddress: address && addressOf(address),
    period: periodOf(at(root, 'InvoicePeriod')),
    payment: means.map(paymentOf),
    allowances: adjustments.filter((one) => !isCharge(one)).map(adjustmentOf),
    charges: adjustments.filter(isCharge).map(adjustmentOf),
    totals: totalsOf(root, currency),
    vat: taxTotals(root, currency).own.flatMap((total) => all(total, 'TaxSubtotal').map(vatOf)),
    lines: all(root, isCreditNoteDocument ? 'CreditNoteLine' : 'InvoiceLine').map(lineOf),
    supportingDocuments: all(root, 'AdditionalDocumentReference').map((one) => ({ id: textAt(one, 'ID') })),
    amountCurrencies: currenciesOf(root),
  };
}

function isCharge(adjustment: XmlElement): boolean {
  return /^(?:true|1)$/.test(textAt(adjustment, 'ChargeIndicator') ?? '');
}

function adjustmentOf(element: XmlElement): AllowanceCharge {
  return {
    amount: decimalAt(element, 'Amount'),
    base: decimalAt(element, 'BaseAmount'),
    percent: decimalAt(element, 'MultiplierFactorNumeric'),
    reason: textAt(element, 'AllowanceChargeReason'),
    reasonCode: textAt(element, 'AllowanceChargeReasonCode'),
    category: textAt(element, 'TaxCategory/ID'),
    rate: decimalAt(element, 'TaxCategory/Percent'),
  };
}

function addressOf(element: XmlElement): PostalAddress {
  const number = textAt(element, 'BuildingNumber');
  const street = [textAt(element, 'StreetName'), number].filter(Boolean).join(' ') || null;
  const lines = [street, textAt(element, 'AdditionalStreetName'), textAt(element, 'AddressLine/Line')];
  return {
    lines: lines.filter((line) => line !== null),
    city: textAt(element, 'CityName'),
    postcode: textAt(element, 'PostalZone'),
    subdivision: textAt(element, 'CountrySubentity'),
    country: textAt(element, 'Country/IdentificationCode'),
  };
}

function partyOf(element: XmlElement | null): Party {
  const address = at(element, 'PostalAddress');
  const schemes = all(element, 'PartyTaxScheme');
  const registered = (isVat: boolean) =>
    schemes
      .filter((one) => (textAt(one, 'TaxScheme/ID')?.toUpperCase() === 'VAT') === isVat)
      .map((one) => textAt(one, 'CompanyID'))
      .find(Boolean) ?? null;
  const name = textAt(element, 'PartyLegalEntity/RegistrationName');
  const tradingName = textAt(element, 'PartyName/Name');
  return {
    // The payee and the tax representative have only the second one.
    name: name ?? tradingName,
    tradingName: name === null ? null : tradingName,
    identifiers: all(element, 'PartyIdentification')
      .map((one) => identifierAt(one, 'ID'))
      // A creditor reference for direct debits lies among them (BT-90).
      .filter((id) => id !== null && id.scheme !== 'SEPA')
      .map((id) => id!),
    legalId: identifierAt(element, 'PartyLegalEntity/CompanyID'),
    vatId: registered(true),
    taxId: registered(false),
    electronicAddress: identifierAt(element, 'EndpointID'),
    address: address && addressOf(address),
  };
}

function periodOf(element: XmlElement | null): Period | null {
  const start = dayOf(textAt(element, 'StartDate'));
  const end = dayOf(textAt(element, 'EndDate'));
  // One that only holds the code of the tax point (BT-8) is no period.
  if (!element || (start === null && end === null && at(element, 'DescriptionCode'))) return null;
  return { start, end };
}

function paymentOf(element: XmlElement): PaymentMeans {
  return {
    code: textAt(element, 'PaymentMeansCode'),
    accounts: all(element, 'PayeeFinancialAccount').map((account) => ({
      id: textAt(account, 'ID'),
      bic:
        textAt(account, 'FinancialInstitutionBranch/ID') ??
        textAt(account, 'FinancialInstitutionBranch/FinancialInstitution/ID'),
      // UBL does not tell an IBAN from other numbers.
      isLocal: false,
    })),
    cardNumber: textAt(element, 'CardAccount/PrimaryAccountNumberID'),
    debitedAccount: textAt(element, 'PaymentMandate/PayerFinancialAccount/ID'),
  };
}

/** The totals of VAT in the invoice's currency, and the one in the currency that the seller accounts in. */
function taxTotals(
  root: XmlElement,
  currency: string | null,
): { own: XmlElement[]; other: XmlElement | null } {
  const totals = all(root, 'TaxTotal');
  const isOther = (total: XmlElement) => {
    const named = at(total, 'TaxAmount')?.attributes.currencyID;
    return totals.length > 1 && !!named && named !== currency && !at(total, 'TaxSubtotal');
  };
  return { own: totals.filter((one) => !isOther(one)), other: totals.find(isOther) ?? null };
}

function totalsOf(root: XmlElement, currency: string | null): DocumentTotals {
  const sums = at(root, 'LegalMonetaryTotal');
  const { own, other } = taxTotals(root, currency);
  const collected = all(root, 'PrepaidPayment').flatMap((one) => decimalAt(one, 'PaidAmount') ?? []);
  return {
    lines: decimalAt(sums, 'LineExtensionAmount'),
    allowances: decimalAt(sums, 'AllowanceTotalAmount'),
    charges: decimalAt(sums, 'ChargeTotalAmount'),
    net: decimalAt(sums, 'TaxExclusiveAmount'),
    tax: decimalAt(own[0] ?? null, 'TaxAmount'),
    taxInAccountingCurrency: decimalAt(other, 'TaxAmount'),
    gross: decimalAt(sums, 'TaxInclusiveAmount'),
    prepaid: decimalAt(sums, 'PrepaidAmount'),
    rounding: decimalAt(sums, 'PayableRoundingAmount'),
    due: decimalAt(sums, 'PayableAmount'),
    thirdParty:
      collected.length === 0
        ? null
        : { value: collected.reduce((sum, one) => sum + one.value, 0), decimals: 2 },
  };
}

function vatOf(element: XmlElement): VatBreakdown {
  const category = at(element, 'TaxCategory');
  return {
    base: decimalAt(element, 'TaxableAmount'),
    tax: decimalAt(element, 'TaxAmount'),
    category: textAt(category, 'ID'),
    rate: decimalAt(category, 'Percent'),
    exemptionReason: textAt(category, 'TaxExemptionReason'),
    exemptionCode: textAt(category, 'TaxExemptionReasonCode'),
  };
}

function lineOf(element: XmlElement): InvoiceLine {
  const item = at(element, 'Item');
  const price = at(element, 'Price');
  const quantity = at(element, 'InvoicedQuantity|CreditedQuantity');
  const tax = at(item, 'ClassifiedTaxCategory');
  const adjustments = all(element, 'AllowanceCharge');
  return {
    id: textAt(element, 'ID'),
    counts: true,
    quantity: decimalOf(quantity?.text ?? null),
    unit: quantity?.attributes.unitCode || null,
    net: decimalAt(element, 'LineExtensionAmount'),
    period: periodOf(at(element, 'InvoicePeriod')),
    allowances: adjustments.filter((one) => !isCharge(one)).map(adjustmentOf),
    charges: adjustments.filter(isCharge).map(adjustmentOf),
    netPrice: decimalAt(price, 'PriceAmount'),
    grossPrice: decimalAt(price, 'AllowanceCharge/BaseAmount'),
    priceQuantity: decimalAt(price, 'BaseQuantity'),
    category: textAt(tax, 'ID'),
    rate: decimalAt(tax, 'Percent'),
    name: textAt(item, 'Name'),
    description: textAt(item, 'Description'),
    sellerArticle: textAt(item, 'SellersItemIdentification/ID'),
    standardId: identifierOf(at(item, 'StandardItemIdentification/ID')),
    classifications: all(item, 'CommodityClassification').flatMap((one) => {
      const code = at(one, 'ItemClassificationCode');
      return code?.text ? [{ value: code.text, scheme: code.attributes.listID || null }] : [];
    }),
    originCountry: textAt(item, 'OriginCountry/IdentificationCode'),
    attributes: all(item, 'AdditionalItemProperty').map((one) => ({
      name: textAt(one, 'Name'),
      value: textAt(one, 'Value'),
    })),
  };
}

function currenciesOf(root: XmlElement): string[] {
  const found = new Set<string>();
  const visit = (one: XmlElement): void => {
    if (one.attributes.currencyID) found.add(one.attributes.currencyID);
    for (const child of one.children) visit(child);
  };
  visit(root);
  return [...found];
}
