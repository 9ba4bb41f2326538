/** Writes our own small EN 16931 invoices: CII (what Factur-X carries) and UBL 2.1. */
import { type Figures, type Item, lineTotal } from './figures.ts';
import type { Party } from './parties.ts';

export interface EInvoice {
  number: string;
  /** ISO dates. */
  date: string;
  due: string;
  order: string;
  currency: string;
  terms: string;
  seller: Party & { country: string };
  buyer: Party & { country: string };
  items: readonly Item[];
  totals: Figures;
}

const money = (cents: number) => (cents / 100).toFixed(2);
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const compactDate = (isoDate: string) => isoDate.replaceAll('-', '');

/** Street lines, postcode and city of an address whose last printed line holds the latter two. */
function addressParts(party: Party): { streets: string[]; postcode: string; city: string } {
  const at = party.address.findLastIndex((line) => /^\d{4,5} /.test(line));
  const [, postcode = '', city = ''] = /^(\d{4,5}) (.*)$/.exec(party.address[at] ?? '') ?? [];
  return { streets: party.address.slice(0, at), postcode, city };
}

/** UN/CEFACT Cross Industry Invoice, EN 16931 profile (guideline `urn:cen.eu:en16931:2017`). */
export function ciiXml(invoice: EInvoice): string {
  const date = (isoDate: string) =>
    `<udt:DateTimeString format="102">${compactDate(isoDate)}</udt:DateTimeString>`;
  const party = (tag: string, who: EInvoice['seller']) => {
    const { streets, postcode, city } = addressParts(who);
    return `<ram:${tag}>
        <ram:Name>${escaped(who.name)}</ram:Name>
        ${who.siren ? `<ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">${who.siren}</ram:ID></ram:SpecifiedLegalOrganization>` : ''}
        <ram:PostalTradeAddress><ram:PostcodeCode>${postcode}</ram:PostcodeCode><ram:LineOne>${escaped(streets.join(', '))}</ram:LineOne><ram:CityName>${escaped(city)}</ram:CityName><ram:CountryID>${who.country}</ram:CountryID></ram:PostalTradeAddress>
        <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">${who.vat}</ram:ID></ram:SpecifiedTaxRegistration>
      </ram:${tag}>`;
  };
  const lines = invoice.items
    .map(
      (item, index) => `<ram:IncludedSupplyChainTradeLineItem>
      <ram:AssociatedDocumentLineDocument><ram:LineID>${index + 1}</ram:LineID></ram:AssociatedDocumentLineDocument>
      <ram:SpecifiedTradeProduct><ram:Name>${escaped(item.description)}</ram:Name></ram:SpecifiedTradeProduct>
      <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>${money(item.unitPrice)}</ram:ChargeAmount></ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
      <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="${item.unit ?? 'C62'}">${item.quantity}</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>
      <ram:SpecifiedLineTradeSettlement>
        <ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>${item.vatRate}</ram:RateApplicablePercent></ram:ApplicableTradeTax>
        <ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>${money(lineTotal(item))}</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation>
      </ram:SpecifiedLineTradeSettlement>
    </ram:IncludedSupplyChainTradeLineItem>`,
    )
    .join('\n    ');
  const taxes = invoice.totals.byRate
    .map(
      (row) =>
        `<ram:ApplicableTradeTax><ram:CalculatedAmount>${money(row.vat)}</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode><ram:BasisAmount>${money(row.base)}</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>${row.rate}</ram:RateApplicablePercent></ram:ApplicableTradeTax>`,
    )
    .join('\n      ');
  return `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
  <rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:cen.eu:en16931:2017</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
  <rsm:ExchangedDocument><ram:ID>${invoice.number}</ram:ID><ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime>${date(invoice.date)}</ram:IssueDateTime></rsm:ExchangedDocument>
  <rsm:SupplyChainTradeTransaction>
    ${lines}
    <ram:ApplicableHeaderTradeAgreement>
      ${party('SellerTradeParty', invoice.seller)}
      ${party('BuyerTradeParty', invoice.buyer)}
      <ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>${invoice.order}</ram:IssuerAssignedID></ram:BuyerOrderReferencedDocument>
    </ram:ApplicableHeaderTradeAgreement>
    <ram:ApplicableHeaderTradeDelivery><ram:ActualDeliverySupplyChainEvent><ram:OccurrenceDateTime>${date(invoice.date)}</ram:OccurrenceDateTime></ram:ActualDeliverySupplyChainEvent></ram:ApplicableHeaderTradeDelivery>
    <ram:ApplicableHeaderTradeSettlement>
      <ram:InvoiceCurrencyCode>${invoice.currency}</ram:InvoiceCurrencyCode>
      <ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>58</ram:TypeCode><ram:PayeePartyCreditorFinancialAccount><ram:IBANID>${invoice.seller.iban}</ram:IBANID></ram:PayeePartyCreditorFinancialAccount><ram:PayeeSpecifiedCreditorFinancialInstitution><ram:BICID>${invoice.seller.bic}</ram:BICID></ram:PayeeSpecifiedCreditorFinancialInstitution></ram:SpecifiedTradeSettlementPaymentMeans>
      ${taxes}
      <ram:SpecifiedTradePaymentTerms><ram:Description>${escaped(invoice.terms)}</ram:Description><ram:DueDateDateTime>${date(invoice.due)}</ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>
      <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
        <ram:LineTotalAmount>${money(invoice.totals.net)}</ram:LineTotalAmount>
        <ram:TaxBasisTotalAmount>${money(invoice.totals.net)}</ram:TaxBasisTotalAmount>
        <ram:TaxTotalAmount currencyID="${invoice.currency}">${money(invoice.totals.vat)}</ram:TaxTotalAmount>
        <ram:GrandTotalAmount>${money(invoice.totals.gross)}</ram:GrandTotalAmount>
        <ram:DuePayableAmount>${money(invoice.totals.gross)}</ram:DuePayableAmount>
      </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
    </ram:ApplicableHeaderTradeSettlement>
  </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>
`;
}

/** UBL 2.1 Invoice as Peppol BIS Billing 3 has it. */
export function ublXml(invoice: EInvoice): string {
  const amount = (tag: string, cents: number) =>
    `<cbc:${tag} currencyID="${invoice.currency}">${money(cents)}</cbc:${tag}>`;
  const category = (rate: number, tag: string) =>
    `<cac:${tag}><cbc:ID>S</cbc:ID><cbc:Percent>${rate}</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:${tag}>`;
  const party = (tag: string, who: EInvoice['seller']) => {
    const { streets, postcode, city } = addressParts(who);
    return `<cac:${tag}>
    <cac:Party>
      <cbc:EndpointID schemeID="EM">${who.email ?? ''}</cbc:EndpointID>
      <cac:PartyName><cbc:Name>${escaped(who.name)}</cbc:Name></cac:PartyName>
      <cac:PostalAddress><cbc:StreetName>${escaped(streets.join(', '))}</cbc:StreetName><cbc:CityName>${escaped(city)}</cbc:CityName><cbc:PostalZone>${postcode}</cbc:PostalZone><cac:Country><cbc:IdentificationCode>${who.country}</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
      <cac:PartyTaxScheme><cbc:CompanyID>${who.vat}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
      <cac:PartyLegalEntity><cbc:RegistrationName>${escaped(who.name)}</cbc:RegistrationName>${who.siret ? `<cbc:CompanyID schemeID="0009">${who.siret}</cbc:CompanyID>` : ''}</cac:PartyLegalEntity>
    </cac:Party>
  </cac:${tag}>`;
  };
  const lines = invoice.items
    .map(
      (item, index) => `<cac:InvoiceLine>
    <cbc:ID>${index + 1}</cbc:ID>
    <cbc:InvoicedQuantity unitCode="${item.unit ?? 'C62'}">${item.quantity}</cbc:InvoicedQuantity>
    ${amount('LineExtensionAmount', lineTotal(item))}
    <cac:Item><cbc:Name>${escaped(item.description)}</cbc:Name>${category(item.vatRate, 'ClassifiedTaxCategory')}</cac:Item>
    <cac:Price>${amount('PriceAmount', item.unitPrice)}</cac:Price>
  </cac:InvoiceLine>`,
    )
    .join('\n  ');
  const taxes = invoice.totals.byRate
    .map(
      (row) =>
        `<cac:TaxSubtotal>${amount('TaxableAmount', row.base)}${amount('TaxAmount', row.vat)}${category(row.rate, 'TaxCategory')}</cac:TaxSubtotal>`,
    )
    .join('');
  return `<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
  <cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>
  <cbc:ID>${invoice.number}</cbc:ID>
  <cbc:IssueDate>${invoice.date}</cbc:IssueDate>
  <cbc:DueDate>${invoice.due}</cbc:DueDate>
  <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
  <cbc:DocumentCurrencyCode>${invoice.currency}</cbc:DocumentCurrencyCode>
  <cac:OrderReference><cbc:ID>${invoice.order}</cbc:ID></cac:OrderReference>
  ${party('AccountingSupplierParty', invoice.seller)}
  ${party('AccountingCustomerParty', invoice.buyer)}
  <cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode><cac:PayeeFinancialAccount><cbc:ID>${invoice.seller.iban}</cbc:ID><cac:FinancialInstitutionBranch><cbc:ID>${invoice.seller.bic}</cbc:ID></cac:FinancialInstitutionBranch></cac:PayeeFinancialAccount></cac:PaymentMeans>
  <cac:PaymentTerms><cbc:Note>${escaped(invoice.terms)}</cbc:Note></cac:PaymentTerms>
  <cac:TaxTotal>${amount('TaxAmount', invoice.totals.vat)}${taxes}</cac:TaxTotal>
  <cac:LegalMonetaryTotal>${amount('LineExtensionAmount', invoice.totals.net)}${amount('TaxExclusiveAmount', invoice.totals.net)}${amount('TaxInclusiveAmount', invoice.totals.gross)}${amount('PayableAmount', invoice.totals.gross)}</cac:LegalMonetaryTotal>
  ${lines}
</Invoice>
`;
}
