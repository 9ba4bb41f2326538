/** Models written as CII and as UBL: the inverse of the mappings, for tests that read them back. */
import type {
  AllowanceCharge,
  Decimal,
  EInvoice,
  Identifier,
  InvoiceLine,
  Party,
  Period,
  PostalAddress,
} from '../../shared/domain/einvoice/model.ts';

type Attributes = Record<string, string | null>;

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const number = (decimal: Decimal | null) =>
  decimal === null ? null : decimal.value.toFixed(decimal.decimals);

/** An element around text or other elements; nothing for null, so that what is missing is left out. */
function element(name: string, content: string | null, attributes: Attributes = {}): string {
  if (content === null) return '';
  const written = Object.entries(attributes).map(([key, value]) =>
    value === null ? '' : ` ${key}="${escaped(value)}"`,
  );
  return `<${name}${written.join('')}>${content}</${name}>`;
}

const written = (name: string, text: string | null, attributes: Attributes = {}) =>
  element(name, text === null ? null : escaped(text), attributes);

// CII

const ram = (name: string, text: string | null, attributes?: Attributes) =>
  written(`ram:${name}`, text, attributes);
const group = (name: string, ...parts: string[]) => element(`ram:${name}`, parts.join(''));
const id = (name: string, given: Identifier | null) =>
  given === null ? '' : ram(name, given.value, { schemeID: given.scheme });
const day = (name: string, given: string | null) =>
  given === null
    ? ''
    : group(name, `<udt:DateTimeString format="102">${given.replaceAll('-', '')}</udt:DateTimeString>`);

function ciiAddress(name: string, address: PostalAddress | null): string {
  if (!address) return '';
  const [one = null, two = null, three = null] = address.lines;
  return group(
    name,
    ram('PostcodeCode', address.postcode),
    ram('LineOne', one),
    ram('LineTwo', two),
    ram('LineThree', three),
    ram('CityName', address.city),
    ram('CountryID', address.country),
    ram('CountrySubDivisionName', address.subdivision),
  );
}

function ciiParty(name: string, party: Party | null): string {
  if (!party) return '';
  const registration = (scheme: string, value: string | null) =>
    value === null ? '' : group('SpecifiedTaxRegistration', ram('ID', value, { schemeID: scheme }));
  return group(
    name,
    ...party.identifiers.map((one) => id(one.scheme === null ? 'ID' : 'GlobalID', one)),
    ram('Name', party.name),
    group(
      'SpecifiedLegalOrganization',
      id('ID', party.legalId),
      ram('TradingBusinessName', party.tradingName),
    ),
    ciiAddress('PostalTradeAddress', party.address),
    party.electronicAddress ? group('URIUniversalCommunication', id('URIID', party.electronicAddress)) : '',
    registration('VA', party.vatId),
    registration('FC', party.taxId),
  );
}

const ciiPeriod = (period: Period | null) =>
  period === null
    ? ''
    : group('BillingSpecifiedPeriod', day('StartDateTime', period.start), day('EndDateTime', period.end));

function ciiAdjustment(isCharge: boolean, one: AllowanceCharge, ofLine = false): string {
  return group(
    'SpecifiedTradeAllowanceCharge',
    group('ChargeIndicator', `<udt:Indicator>${isCharge}</udt:Indicator>`),
    ram('CalculationPercent', number(one.percent)),
    ram('BasisAmount', number(one.base)),
    ram('ActualAmount', number(one.amount)),
    ram('ReasonCode', one.reasonCode),
    ram('Reason', one.reason),
    ofLine
      ? ''
      : group(
          'CategoryTradeTax',
          ram('TypeCode', 'VAT'),
          ram('CategoryCode', one.category),
          ram('RateApplicablePercent', number(one.rate)),
        ),
  );
}

function ciiLine(line: InvoiceLine): string {
  return group(
    'IncludedSupplyChainTradeLineItem',
    group('AssociatedDocumentLineDocument', ram('LineID', line.id)),
    group(
      'SpecifiedTradeProduct',
      id('GlobalID', line.standardId),
      ram('SellerAssignedID', line.sellerArticle),
      ram('Name', line.name),
      ram('Description', line.description),
      ...line.attributes.map((one) =>
        group('ApplicableProductCharacteristic', ram('Description', one.name), ram('Value', one.value)),
      ),
      ...line.classifications.map((one) =>
        group('DesignatedProductClassification', ram('ClassCode', one.value, { listID: one.scheme })),
      ),
      line.originCountry === null ? '' : group('OriginTradeCountry', ram('ID', line.originCountry)),
    ),
    group(
      'SpecifiedLineTradeAgreement',
      line.grossPrice
        ? group('GrossPriceProductTradePrice', ram('ChargeAmount', number(line.grossPrice)))
        : '',
      group(
        'NetPriceProductTradePrice',
        ram('ChargeAmount', number(line.netPrice)),
        ram('BasisQuantity', number(line.priceQuantity)),
      ),
    ),
    group(
      'SpecifiedLineTradeDelivery',
      ram('BilledQuantity', number(line.quantity), { unitCode: line.unit }),
    ),
    group(
      'SpecifiedLineTradeSettlement',
      group(
        'ApplicableTradeTax',
        ram('TypeCode', 'VAT'),
        ram('CategoryCode', line.category),
        ram('RateApplicablePercent', number(line.rate)),
      ),
      ciiPeriod(line.period),
      ...line.allowances.map((one) => ciiAdjustment(false, one, true)),
      ...line.charges.map((one) => ciiAdjustment(true, one, true)),
      group('SpecifiedTradeSettlementLineMonetarySummation', ram('LineTotalAmount', number(line.net))),
    ),
  );
}

/** A CrossIndustryInvoice (D16B). Other currencies than the invoice's are written where the model has them. */
export function ciiOf(invoice: EInvoice): string {
  const { totals, currency } = invoice;
  const agreement = group(
    'ApplicableHeaderTradeAgreement',
    ram('BuyerReference', invoice.buyerReference),
    ciiParty('SellerTradeParty', invoice.seller),
    ciiParty('BuyerTradeParty', invoice.buyer),
    ciiParty('SellerTaxRepresentativeTradeParty', invoice.taxRepresentative),
    group('BuyerOrderReferencedDocument', ram('IssuerAssignedID', invoice.orderNumber)),
    ...invoice.supportingDocuments.map((one) =>
      group('AdditionalReferencedDocument', ram('IssuerAssignedID', one.id), ram('TypeCode', '916')),
    ),
  );
  const delivery = group(
    'ApplicableHeaderTradeDelivery',
    group('ShipToTradeParty', ciiAddress('PostalTradeAddress', invoice.deliveryAddress)),
    group('ActualDeliverySupplyChainEvent', day('OccurrenceDateTime', invoice.deliveryDate)),
  );
  const settlement = group(
    'ApplicableHeaderTradeSettlement',
    ram('TaxCurrencyCode', invoice.accountingCurrency),
    ram('InvoiceCurrencyCode', currency),
    ciiParty('PayeeTradeParty', invoice.payee),
    ...invoice.payment.map((means) =>
      group(
        'SpecifiedTradeSettlementPaymentMeans',
        ram('TypeCode', means.code),
        group('ApplicableTradeSettlementFinancialCard', ram('ID', means.cardNumber)),
        group('PayerPartyDebtorFinancialAccount', ram('IBANID', means.debitedAccount)),
        ...means.accounts.flatMap((account) => [
          group('PayeePartyCreditorFinancialAccount', ram('IBANID', account.id)),
          group('PayeeSpecifiedCreditorFinancialInstitution', ram('BICID', account.bic)),
        ]),
      ),
    ),
    ...invoice.vat.map((part) =>
      group(
        'ApplicableTradeTax',
        ram('CalculatedAmount', number(part.tax)),
        ram('TypeCode', 'VAT'),
        ram('ExemptionReason', part.exemptionReason),
        ram('BasisAmount', number(part.base)),
        ram('CategoryCode', part.category),
        ram('ExemptionReasonCode', part.exemptionCode),
        day('TaxPointDate', invoice.taxPointDate),
        ram('DueDateTypeCode', invoice.taxPointCode),
        ram('RateApplicablePercent', number(part.rate)),
      ),
    ),
    ciiPeriod(invoice.period),
    ...invoice.allowances.map((one) => ciiAdjustment(false, one)),
    ...invoice.charges.map((one) => ciiAdjustment(true, one)),
    group(
      'SpecifiedTradePaymentTerms',
      ram('Description', invoice.paymentTerms),
      day('DueDateDateTime', invoice.dueDate),
    ),
    group(
      'SpecifiedTradeSettlementHeaderMonetarySummation',
      ram('LineTotalAmount', number(totals.lines)),
      ram('ChargeTotalAmount', number(totals.charges)),
      ram('AllowanceTotalAmount', number(totals.allowances)),
      ram('TaxBasisTotalAmount', number(totals.net)),
      ram('TaxTotalAmount', number(totals.tax), { currencyID: currency }),
      ram('TaxTotalAmount', number(totals.taxInAccountingCurrency), {
        currencyID: invoice.accountingCurrency,
      }),
      ram('RoundingAmount', number(totals.rounding)),
      ram('GrandTotalAmount', number(totals.gross)),
      ram('TotalPrepaidAmount', number(totals.prepaid)),
      ram('DuePayableAmount', number(totals.due)),
    ),
    ...invoice.precedingInvoices.map((one) =>
      group(
        'InvoiceReferencedDocument',
        ram('IssuerAssignedID', one.number),
        day('FormattedIssueDateTime', one.date),
      ),
    ),
  );
  const unece = 'urn:un:unece:uncefact:data:standard:';
  return `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="${unece}CrossIndustryInvoice:100" xmlns:ram="${unece}ReusableAggregateBusinessInformationEntity:100" xmlns:udt="${unece}UnqualifiedDataType:100">
<rsm:ExchangedDocumentContext>${group('GuidelineSpecifiedDocumentContextParameter', ram('ID', invoice.specification))}</rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument>${ram('ID', invoice.number)}${ram('TypeCode', invoice.typeCode)}${day('IssueDateTime', invoice.issueDate)}</rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>${invoice.lines.map(ciiLine).join('')}${agreement}${delivery}${settlement}</rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>`;
}

// UBL

const cbc = (name: string, text: string | null, attributes?: Attributes) =>
  written(`cbc:${name}`, text, attributes);
const cac = (name: string, ...parts: string[]) => element(`cac:${name}`, parts.join(''));
const ublId = (name: string, given: Identifier | null) =>
  given === null ? '' : cbc(name, given.value, { schemeID: given.scheme });

function ublAddress(name: string, address: PostalAddress | null): string {
  if (!address) return '';
  const [one = null, two = null, three = null] = address.lines;
  return cac(
    name,
    cbc('StreetName', one),
    cbc('AdditionalStreetName', two),
    cbc('CityName', address.city),
    cbc('PostalZone', address.postcode),
    cbc('CountrySubentity', address.subdivision),
    three === null ? '' : cac('AddressLine', cbc('Line', three)),
    cac('Country', cbc('IdentificationCode', address.country)),
  );
}

function ublParty(party: Party): string {
  const scheme = (value: string | null, code: string) =>
    value === null ? '' : cac('PartyTaxScheme', cbc('CompanyID', value), cac('TaxScheme', cbc('ID', code)));
  return [
    ublId('EndpointID', party.electronicAddress),
    ...party.identifiers.map((one) => cac('PartyIdentification', ublId('ID', one))),
    party.tradingName === null ? '' : cac('PartyName', cbc('Name', party.tradingName)),
    ublAddress('PostalAddress', party.address),
    scheme(party.vatId, 'VAT'),
    scheme(party.taxId, 'TAX'),
    cac('PartyLegalEntity', cbc('RegistrationName', party.name), ublId('CompanyID', party.legalId)),
  ].join('');
}

const ublPeriod = (period: Period | null, code: string | null = null) =>
  period === null && code === null
    ? ''
    : cac(
        'InvoicePeriod',
        cbc('StartDate', period?.start ?? null),
        cbc('EndDate', period?.end ?? null),
        cbc('DescriptionCode', code),
      );

/** A UBL 2.1 Invoice, or a CreditNote where the model says so. */
export function ublOf(invoice: EInvoice): string {
  const { totals, currency, isCreditNoteDocument } = invoice;
  const money = (name: string, amount: Decimal | null, of = currency) =>
    cbc(name, number(amount), { currencyID: of });
  const category = (name: string, code: string | null, rate: Decimal | null, ...more: string[]) =>
    cac(name, cbc('ID', code), cbc('Percent', number(rate)), ...more, cac('TaxScheme', cbc('ID', 'VAT')));
  const adjustment = (isCharge: boolean, one: AllowanceCharge, ofLine = false) =>
    cac(
      'AllowanceCharge',
      cbc('ChargeIndicator', String(isCharge)),
      cbc('AllowanceChargeReasonCode', one.reasonCode),
      cbc('AllowanceChargeReason', one.reason),
      cbc('MultiplierFactorNumeric', number(one.percent)),
      money('Amount', one.amount),
      money('BaseAmount', one.base),
      ofLine ? '' : category('TaxCategory', one.category, one.rate),
    );
  const line = (one: InvoiceLine) =>
    cac(
      isCreditNoteDocument ? 'CreditNoteLine' : 'InvoiceLine',
      cbc('ID', one.id),
      cbc(isCreditNoteDocument ? 'CreditedQuantity' : 'InvoicedQuantity', number(one.quantity), {
        unitCode: one.unit,
      }),
      money('LineExtensionAmount', one.net),
      ublPeriod(one.period),
      ...one.allowances.map((each) => adjustment(false, each, true)),
      ...one.charges.map((each) => adjustment(true, each, true)),
      cac(
        'Item',
        cbc('Description', one.description),
        cbc('Name', one.name),
        cac('SellersItemIdentification', cbc('ID', one.sellerArticle)),
        cac('StandardItemIdentification', ublId('ID', one.standardId)),
        one.originCountry === null ? '' : cac('OriginCountry', cbc('IdentificationCode', one.originCountry)),
        ...one.classifications.map((each) =>
          cac('CommodityClassification', cbc('ItemClassificationCode', each.value, { listID: each.scheme })),
        ),
        category('ClassifiedTaxCategory', one.category, one.rate),
        ...one.attributes.map((each) =>
          cac('AdditionalItemProperty', cbc('Name', each.name), cbc('Value', each.value)),
        ),
      ),
      cac(
        'Price',
        money('PriceAmount', one.netPrice),
        cbc('BaseQuantity', number(one.priceQuantity)),
        one.grossPrice === null
          ? ''
          : cac('AllowanceCharge', cbc('ChargeIndicator', 'false'), money('BaseAmount', one.grossPrice)),
      ),
    );
  const nameOnly = (name: string, party: Party | null) => (party === null ? '' : cac(name, ublParty(party)));
  const root = isCreditNoteDocument ? 'CreditNote' : 'Invoice';
  const ubl = 'urn:oasis:names:specification:ubl:schema:xsd:';
  return `<?xml version="1.0" encoding="UTF-8"?>
<${root} xmlns="${ubl}${root}-2" xmlns:cac="${ubl}CommonAggregateComponents-2" xmlns:cbc="${ubl}CommonBasicComponents-2">
${[
  cbc('CustomizationID', invoice.specification),
  cbc('ID', invoice.number),
  cbc('IssueDate', invoice.issueDate),
  isCreditNoteDocument ? '' : cbc('DueDate', invoice.dueDate),
  cbc(`${root}TypeCode`, invoice.typeCode),
  cbc('TaxPointDate', invoice.taxPointDate),
  cbc('DocumentCurrencyCode', currency),
  cbc('TaxCurrencyCode', invoice.accountingCurrency),
  cbc('BuyerReference', invoice.buyerReference),
  ublPeriod(invoice.period, invoice.taxPointCode),
  cac('OrderReference', cbc('ID', invoice.orderNumber)),
  ...invoice.precedingInvoices.map((one) =>
    cac(
      'BillingReference',
      cac('InvoiceDocumentReference', cbc('ID', one.number), cbc('IssueDate', one.date)),
    ),
  ),
  ...invoice.supportingDocuments.map((one) => cac('AdditionalDocumentReference', cbc('ID', one.id))),
  cac('AccountingSupplierParty', cac('Party', ublParty(invoice.seller))),
  cac('AccountingCustomerParty', cac('Party', ublParty(invoice.buyer))),
  nameOnly('PayeeParty', invoice.payee),
  nameOnly('TaxRepresentativeParty', invoice.taxRepresentative),
  cac(
    'Delivery',
    cbc('ActualDeliveryDate', invoice.deliveryDate),
    cac('DeliveryLocation', ublAddress('Address', invoice.deliveryAddress)),
  ),
  ...invoice.payment.map((means) =>
    cac(
      'PaymentMeans',
      cbc('PaymentMeansCode', means.code),
      isCreditNoteDocument ? cbc('PaymentDueDate', invoice.dueDate) : '',
      means.cardNumber === null ? '' : cac('CardAccount', cbc('PrimaryAccountNumberID', means.cardNumber)),
      ...means.accounts.map((account) =>
        cac(
          'PayeeFinancialAccount',
          cbc('ID', account.id),
          account.bic === null ? '' : cac('FinancialInstitutionBranch', cbc('ID', account.bic)),
        ),
      ),
      means.debitedAccount === null
        ? ''
        : cac('PaymentMandate', cac('PayerFinancialAccount', cbc('ID', means.debitedAccount))),
    ),
  ),
  cac('PaymentTerms', cbc('Note', invoice.paymentTerms)),
  ...invoice.allowances.map((one) => adjustment(false, one)),
  ...invoice.charges.map((one) => adjustment(true, one)),
  cac(
    'TaxTotal',
    money('TaxAmount', totals.tax),
    ...invoice.vat.map((part) =>
      cac(
        'TaxSubtotal',
        money('TaxableAmount', part.base),
        money('TaxAmount', part.tax),
        category(
          'TaxCategory',
          part.category,
          part.rate,
          cbc('TaxExemptionReasonCode', part.exemptionCode),
          cbc('TaxExemptionReason', part.exemptionReason),
        ),
      ),
    ),
  ),
  totals.taxInAccountingCurrency === null
    ? ''
    : cac('TaxTotal', money('TaxAmount', totals.taxInAccountingCurrency, invoice.accountingCurrency)),
  cac(
    'LegalMonetaryTotal',
    money('LineExtensionAmount', totals.lines),
    money('TaxExclusiveAmount', totals.net),
    money('TaxInclusiveAmount', totals.gross),
    money('AllowanceTotalAmount', totals.allowances),
    money('ChargeTotalAmount', totals.charges),
    money('PrepaidAmount', totals.prepaid),
    money('PayableRoundingAmount', totals.rounding),
    money('PayableAmount', totals.due),
  ),
  ...invoice.lines.map(line),
]
  .filter((part) => part !== '')
  .join('\n')}
</${root}>`;
}
