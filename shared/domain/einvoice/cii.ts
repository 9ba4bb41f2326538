/**
 * UN/CEFACT Cross Industry Invoice to the model: the D16B form of Factur-X, ZUGFeRD 2 and XRechnung (binding:
 * CEN/TS 16931-3-3), and the CrossIndustryDocument of ZUGFeRD 1, which differs in the names of some elements.
 */
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

/** Reads a CrossIndustryInvoice or a CrossIndustryDocument, whose foreign elements were taken out before. */
export function ofCii(root: XmlElement): EInvoice {
  const document = at(root, 'ExchangedDocument|HeaderExchangedDocument');
  const trade = at(root, 'SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction');
  const agreement = at(trade, 'ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement');
  const delivery = at(trade, 'ApplicableHeaderTradeDelivery|ApplicableSupplyChainTradeDelivery');
  const settlement = at(trade, 'ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement');
  const context = at(root, 'ExchangedDocumentContext|SpecifiedExchangedDocumentContext');
  const specification = textAt(context, 'GuidelineSpecifiedDocumentContextParameter/ID');
  const currency = textAt(settlement, 'InvoiceCurrencyCode');
  const taxes = all(settlement, 'ApplicableTradeTax');
  const terms = all(settlement, 'SpecifiedTradePaymentTerms');
  const representative = at(agreement, 'SellerTaxRepresentativeTradeParty');
  const payee = at(settlement, 'PayeeTradeParty');
  const shipTo = at(delivery, 'ShipToTradeParty/PostalTradeAddress');
  const adjustments = all(settlement, 'SpecifiedTradeAllowanceCharge');
  // ZUGFeRD 1 writes freight and the like apart.
  const logistics = all(settlement, 'SpecifiedLogisticsServiceCharge').map(logisticsCharge);
  return {
    syntax: 'CII',
    profile: profileOf(specification),
    isCreditNoteDocument: false,
    specification,
    number: textAt(document, 'ID'),
    issueDate: dayAt(document, 'IssueDateTime'),
    typeCode: textAt(document, 'TypeCode'),
    currency,
    accountingCurrency: textAt(settlement, 'TaxCurrencyCode'),
    taxPointDate: taxes.map((tax) => dayAt(tax, 'TaxPointDate')).find(Boolean) ?? null,
    taxPointCode: taxes.map((tax) => textAt(tax, 'DueDateTypeCode')).find(Boolean) ?? null,
    dueDate: terms.map((term) => dayAt(term, 'DueDateDateTime')).find(Boolean) ?? null,
    buyerReference: textAt(agreement, 'BuyerReference'),
    orderNumber: textAt(agreement, 'BuyerOrderReferencedDocument/IssuerAssignedID|ID'),
    paymentTerms:
      terms
        .map((term) => at(term, 'Description')?.text)
        .filter(Boolean)
        .join('\n') || null,
    precedingInvoices: all(settlement, 'InvoiceReferencedDocument').map((reference) => ({
      number: textAt(reference, 'IssuerAssignedID|ID'),
      date: dayAt(reference, 'FormattedIssueDateTime|IssueDateTime'),
    })),
    seller: partyOf(at(agreement, 'SellerTradeParty')),
    buyer: partyOf(at(agreement, 'BuyerTradeParty')),
    payee: payee && partyOf(payee),
    taxRepresentative: representative && partyOf(representative),
    deliveryDate: dayAt(delivery, 'ActualDeliverySupplyChainEvent/OccurrenceDateTime'),
    deliveryAddress: shipTo && addressOf(shipTo),
    period: periodOf(at(settlement, 'BillingSpecifiedPeriod')),
    payment: all(settlement, 'SpecifiedTradeSettlementPaymentMeans').map(paymentOf),
    allowances: adjustments.filter((one) => !isCharge(one)).map(adjustmentOf),
    charges: [...adjustments.filter(isCharge).map(adjustmentOf), ...logistics],
    totals: totalsOf(settlement, currency),
    vat: taxes.map(vatOf),
    lines: all(trade, 'IncludedSupplyChainTradeLineItem').flatMap(lineOf),
    supportingDocuments: all(agreement, 'AdditionalReferencedDocument')
      .filter((one) => textAt(one, 'TypeCode') === '916')
      .map((one) => ({ id: textAt(one, 'IssuerAssignedID|ID') })),
    amountCurrencies: currenciesOf(settlement),
  };
}

function dayAt(element: XmlElement | null, path: string): string | null {
  const holder = at(element, path);
  // The element holds the day itself in some drafts, else one that names its format.
  return dayOf(textAt(holder, 'DateTimeString|DateString|DateTime|Date') ?? holder?.text ?? null);
}

function isCharge(adjustment: XmlElement): boolean {
  return /^(?:true|1)$/.test(textAt(adjustment, 'ChargeIndicator/Indicator') ?? '');
}

function adjustmentOf(element: XmlElement): AllowanceCharge {
  const tax = at(element, 'CategoryTradeTax');
  return {
    amount: decimalAt(element, 'ActualAmount'),
    base: decimalAt(element, 'BasisAmount'),
    percent: decimalAt(element, 'CalculationPercent'),
    reason: textAt(element, 'Reason'),
    reasonCode: textAt(element, 'ReasonCode'),
    category: textAt(tax, 'CategoryCode'),
    rate: decimalAt(tax, 'RateApplicablePercent|ApplicablePercent'),
  };
}

function logisticsCharge(element: XmlElement): AllowanceCharge {
  const tax = at(element, 'AppliedTradeTax');
  return {
    amount: decimalAt(element, 'AppliedAmount'),
    base: null,
    percent: null,
    reason: textAt(element, 'Description'),
    reasonCode: 'FC',
    category: textAt(tax, 'CategoryCode'),
    rate: decimalAt(tax, 'RateApplicablePercent|ApplicablePercent'),
  };
}

function addressOf(element: XmlElement): PostalAddress {
  const lines = ['LineOne', 'LineTwo', 'LineThree', 'StreetName'].map((name) => textAt(element, name));
  return {
    lines: lines.filter((line) => line !== null),
    city: textAt(element, 'CityName'),
    postcode: textAt(element, 'PostcodeCode'),
    subdivision: textAt(element, 'CountrySubDivisionName'),
    country: textAt(element, 'CountryID'),
  };
}

function partyOf(element: XmlElement | null): Party {
  const address = at(element, 'PostalTradeAddress');
  const registrations = all(element, 'SpecifiedTaxRegistration').map((one) => identifierAt(one, 'ID'));
  const registered = (scheme: string) => registrations.find((id) => id?.scheme === scheme)?.value ?? null;
  const identifiers = [...all(element, 'GlobalID'), ...all(element, 'ID')].map(identifierOf);
  return {
    name: textAt(element, 'Name'),
    tradingName: textAt(element, 'SpecifiedLegalOrganization/TradingBusinessName'),
    identifiers: identifiers.filter((id) => id !== null),
    legalId: identifierAt(element, 'SpecifiedLegalOrganization/ID'),
    vatId: registered('VA'),
    taxId: registered('FC'),
    electronicAddress: identifierAt(element, 'URIUniversalCommunication/URIID'),
    address: address && addressOf(address),
  };
}

function periodOf(element: XmlElement | null): Period | null {
  return element && { start: dayAt(element, 'StartDateTime'), end: dayAt(element, 'EndDateTime') };
}

function paymentOf(element: XmlElement): PaymentMeans {
  const bic = textAt(element, 'PayeeSpecifiedCreditorFinancialInstitution/BICID');
  return {
    code: textAt(element, 'TypeCode'),
    accounts: all(element, 'PayeePartyCreditorFinancialAccount').map((account) => ({
      id: textAt(account, 'IBANID') ?? textAt(account, 'ProprietaryID'),
      bic,
      isLocal: textAt(account, 'IBANID') === null,
    })),
    cardNumber: textAt(element, 'ApplicableTradeSettlementFinancialCard/ID'),
    debitedAccount: textAt(element, 'PayerPartyDebtorFinancialAccount/IBANID'),
  };
}

function totalsOf(settlement: XmlElement | null, currency: string | null): DocumentTotals {
  const sums = at(
    settlement,
    'SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation',
  );
  const taxes = all(sums, 'TaxTotalAmount');
  // The second one, if any, is in the currency that the seller accounts in.
  const own = taxes.find((one) => (one.attributes.currencyID || currency) === currency) ?? taxes[0];
  const other = taxes.find((one) => one !== own);
  return {
    lines: decimalAt(sums, 'LineTotalAmount'),
    allowances: decimalAt(sums, 'AllowanceTotalAmount'),
    charges: decimalAt(sums, 'ChargeTotalAmount'),
    net: decimalAt(sums, 'TaxBasisTotalAmount'),
    tax: decimalOf(own?.text ?? null),
    taxInAccountingCurrency: decimalOf(other?.text ?? null),
    gross: decimalAt(sums, 'GrandTotalAmount'),
    prepaid: decimalAt(sums, 'TotalPrepaidAmount'),
    rounding: decimalAt(sums, 'RoundingAmount'),
    due: decimalAt(sums, 'DuePayableAmount'),
    thirdParty: null,
  };
}

function vatOf(element: XmlElement): VatBreakdown {
  return {
    base: decimalAt(element, 'BasisAmount'),
    tax: decimalAt(element, 'CalculatedAmount'),
    category: textAt(element, 'CategoryCode'),
    rate: decimalAt(element, 'RateApplicablePercent|ApplicablePercent'),
    exemptionReason: textAt(element, 'ExemptionReason'),
    exemptionCode: textAt(element, 'ExemptionReasonCode'),
  };
}

/** A line; none for a remark between lines, which ZUGFeRD 1 writes as a line without an item. */
function lineOf(element: XmlElement): InvoiceLine[] {
  const document = at(element, 'AssociatedDocumentLineDocument');
  const product = at(element, 'SpecifiedTradeProduct');
  const agreement = at(element, 'SpecifiedLineTradeAgreement|SpecifiedSupplyChainTradeAgreement');
  const delivery = at(element, 'SpecifiedLineTradeDelivery|SpecifiedSupplyChainTradeDelivery');
  const settlement = at(element, 'SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement');
  const sums = at(
    settlement,
    'SpecifiedTradeSettlementLineMonetarySummation|SpecifiedTradeSettlementMonetarySummation',
  );
  if (
    product === null &&
    sums === null &&
    document?.children.some((child) => child.name === 'IncludedNote')
  ) {
    return [];
  }
  const net = at(agreement, 'NetPriceProductTradePrice');
  const gross = at(agreement, 'GrossPriceProductTradePrice');
  const quantity = at(delivery, 'BilledQuantity');
  const tax = at(settlement, 'ApplicableTradeTax');
  const adjustments = all(settlement, 'SpecifiedTradeAllowanceCharge');
  const kind = textAt(document, 'LineStatusReasonCode');
  return [
    {
      id: textAt(document, 'LineID'),
      counts: kind !== 'GROUP' && kind !== 'INFORMATION',
      quantity: decimalOf(quantity?.text ?? null),
      unit: quantity?.attributes.unitCode || null,
      net: decimalAt(sums, 'LineTotalAmount'),
      period: periodOf(at(settlement, 'BillingSpecifiedPeriod')),
      allowances: adjustments.filter((one) => !isCharge(one)).map(adjustmentOf),
      charges: adjustments.filter(isCharge).map(adjustmentOf),
      netPrice: decimalAt(net, 'ChargeAmount'),
      grossPrice: decimalAt(gross, 'ChargeAmount'),
      priceQuantity: decimalAt(net, 'BasisQuantity'),
      category: textAt(tax, 'CategoryCode'),
      rate: decimalAt(tax, 'RateApplicablePercent|ApplicablePercent'),
      name: textAt(product, 'Name'),
      description: textAt(product, 'Description'),
      sellerArticle: textAt(product, 'SellerAssignedID'),
      standardId: identifierAt(product, 'GlobalID'),
      classifications: all(product, 'DesignatedProductClassification').flatMap((one) => {
        const code = at(one, 'ClassCode');
        return code?.text ? [{ value: code.text, scheme: code.attributes.listID || null }] : [];
      }),
      originCountry: textAt(product, 'OriginTradeCountry/ID'),
      attributes: all(product, 'ApplicableProductCharacteristic').map((one) => ({
        name: textAt(one, 'Description'),
        value: textAt(one, 'Value'),
      })),
    },
  ];
}

function currenciesOf(element: XmlElement | null): string[] {
  const found = new Set<string>();
  const visit = (one: XmlElement): void => {
    if (one.attributes.currencyID) found.add(one.attributes.currencyID);
    for (const child of one.children) visit(child);
  };
  if (element) visit(element);
  return [...found];
}
