/**
 * An e-invoice as EN 16931-1:2017 describes it, whichever syntax it was written in. Names follow the standard's
 * business terms (BT) and groups (BG), whose numbers stand beside them. Null or empty where the file has nothing.
 */

/** A number as written: rules ask for the decimals too. */
export interface Decimal {
  value: number;
  /** Digits after the point, trailing zeros included. */
  decimals: number;
}

export interface Identifier {
  value: string;
  /** Code of the scheme that issued it (ISO 6523 ICD, EAS …). */
  scheme: string | null;
}

export interface Period {
  /** ISO days. */
  start: string | null;
  end: string | null;
}

/** BG-5, BG-8, BG-12, BG-15. */
export interface PostalAddress {
  /** Street, further lines. */
  lines: string[];
  city: string | null;
  postcode: string | null;
  subdivision: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
}

/** Seller (BG-4), buyer (BG-7), payee (BG-10) or the seller's tax representative (BG-11). */
export interface Party {
  /** BT-27, BT-44, BT-59, BT-62. */
  name: string | null;
  /** BT-28, BT-45. */
  tradingName: string | null;
  /** BT-29, BT-46, BT-60. */
  identifiers: Identifier[];
  /** In the register of companies: BT-30, BT-47, BT-61. */
  legalId: Identifier | null;
  /** BT-31, BT-48, BT-63. */
  vatId: string | null;
  /** BT-32: with the tax office, not for VAT. */
  taxId: string | null;
  /** BT-34, BT-49. */
  electronicAddress: Identifier | null;
  address: PostalAddress | null;
}

/** An allowance or a charge, of the document (BG-20, BG-21) or of a line (BG-27, BG-28). */
export interface AllowanceCharge {
  amount: Decimal | null;
  base: Decimal | null;
  percent: Decimal | null;
  reason: string | null;
  reasonCode: string | null;
  /** VAT category (UNTDID 5305) and rate; null on lines, which have their own. */
  category: string | null;
  rate: Decimal | null;
}

/** BG-23. */
export interface VatBreakdown {
  /** BT-116. */
  base: Decimal | null;
  /** BT-117. */
  tax: Decimal | null;
  /** BT-118. */
  category: string | null;
  /** BT-119, in percent. */
  rate: Decimal | null;
  /** BT-120. */
  exemptionReason: string | null;
  /** BT-121. */
  exemptionCode: string | null;
}

/** BG-25. */
export interface InvoiceLine {
  /** BT-126. */
  id: string | null;
  /** Whether its amount is part of the total: a group's heading and remarks are not (Factur-X EXTENDED). */
  counts: boolean;
  /** BT-129. */
  quantity: Decimal | null;
  /** BT-130, UN/ECE Recommendation 20 or 21. */
  unit: string | null;
  /** BT-131. */
  net: Decimal | null;
  /** BG-26. */
  period: Period | null;
  allowances: AllowanceCharge[];
  charges: AllowanceCharge[];
  /** BT-146. */
  netPrice: Decimal | null;
  /** BT-148. */
  grossPrice: Decimal | null;
  /** BT-149: for how many units the price is. */
  priceQuantity: Decimal | null;
  /** BT-151. */
  category: string | null;
  /** BT-152, in percent. */
  rate: Decimal | null;
  /** BT-153. */
  name: string | null;
  /** BT-154. */
  description: string | null;
  /** BT-155. */
  sellerArticle: string | null;
  /** BT-157. */
  standardId: Identifier | null;
  /** BT-158. */
  classifications: Identifier[];
  /** BT-159. */
  originCountry: string | null;
  /** BG-32. */
  attributes: { name: string | null; value: string | null }[];
}

/** BG-17. */
export interface PaymentAccount {
  /** BT-84; null where an account is given, but not its number. */
  id: string | null;
  /** BT-86. */
  bic: string | null;
  /** Whether the number is said to be a bank's own, and no IBAN. */
  isLocal: boolean;
}

/** BG-16 with BG-17 to BG-19: one means of payment. */
export interface PaymentMeans {
  /** BT-81, UNTDID 4461. */
  code: string | null;
  accounts: PaymentAccount[];
  /** BT-87. */
  cardNumber: string | null;
  /** BT-91. */
  debitedAccount: string | null;
}

/** BG-22. */
export interface DocumentTotals {
  /** BT-106. */
  lines: Decimal | null;
  /** BT-107. */
  allowances: Decimal | null;
  /** BT-108. */
  charges: Decimal | null;
  /** BT-109. */
  net: Decimal | null;
  /** BT-110. */
  tax: Decimal | null;
  /** BT-111, in the currency of BT-6. */
  taxInAccountingCurrency: Decimal | null;
  /** BT-112. */
  gross: Decimal | null;
  /** BT-113. */
  prepaid: Decimal | null;
  /** BT-114. */
  rounding: Decimal | null;
  /** BT-115. */
  due: Decimal | null;
  /** Payments collected for others, part of what is due and of no total (XRechnung extension, BG-DEX-09). */
  thirdParty: Decimal | null;
}

export type Syntax = 'CII' | 'UBL';

/**
 * How much of the standard an invoice promises to hold, poorest first. `zugferd-1` is older than the standard;
 * `minimum` and `basic-wl` have no lines; `core` is EN 16931 itself and every national specification of it.
 */
export const PROFILES = ['zugferd-1', 'minimum', 'basic-wl', 'basic', 'core', 'extended'] as const;
export type Profile = (typeof PROFILES)[number];

export interface EInvoice {
  syntax: Syntax;
  profile: Profile;
  /** Root element, for rules that only one of them has. */
  isCreditNoteDocument: boolean;
  /** BT-24. */
  specification: string | null;
  /** BT-1. */
  number: string | null;
  /** BT-2, ISO day. */
  issueDate: string | null;
  /** BT-3, UNTDID 1001. */
  typeCode: string | null;
  /** BT-5, ISO 4217. */
  currency: string | null;
  /** BT-6. */
  accountingCurrency: string | null;
  /** BT-7, ISO day. */
  taxPointDate: string | null;
  /** BT-8. */
  taxPointCode: string | null;
  /** BT-9, ISO day. */
  dueDate: string | null;
  /** BT-10. */
  buyerReference: string | null;
  /** BT-13. */
  orderNumber: string | null;
  /** BT-20. */
  paymentTerms: string | null;
  /** BG-3; the number is BT-25. */
  precedingInvoices: { number: string | null; date: string | null }[];
  seller: Party;
  buyer: Party;
  payee: Party | null;
  taxRepresentative: Party | null;
  /** BT-72, ISO day. */
  deliveryDate: string | null;
  /** BG-15. */
  deliveryAddress: PostalAddress | null;
  /** BG-14. */
  period: Period | null;
  payment: PaymentMeans[];
  /** BG-20. */
  allowances: AllowanceCharge[];
  /** BG-21. */
  charges: AllowanceCharge[];
  totals: DocumentTotals;
  vat: VatBreakdown[];
  lines: InvoiceLine[];
  /** BG-24: the identifier (BT-122) of each supporting document. */
  supportingDocuments: { id: string | null }[];
  /** Currencies that amounts name by themselves, each once. */
  amountCurrencies: string[];
}
