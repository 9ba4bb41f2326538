/** What documents have words for. Each language has several wordings of each, written `a|b|c`. */

export interface Wordings {
  // Titles
  invoice: string;
  creditNote: string;
  receipt: string;
  quote: string;
  order: string;
  deliveryNote: string;
  statement: string;
  other: string;
  // The document's own number and dates
  invoiceNumber: string;
  creditNumber: string;
  receiptNumber: string;
  quoteNumber: string;
  orderNumber: string;
  deliveryNumber: string;
  statementNumber: string;
  issueDate: string;
  dueDate: string;
  // Other references and dates
  customerNumber: string;
  customerOrder: string;
  deliveryNoteNumber: string;
  deliveryDate: string;
  orderDate: string;
  period: string;
  printDate: string;
  validUntil: string;
  originalInvoice: string;
  project: string;
  salesperson: string;
  paymentReference: string;
  // Amounts
  subtotal: string;
  net: string;
  tax: string;
  gross: string;
  due: string;
  discount: string;
  deposit: string;
  previousBalance: string;
  ecoContribution: string;
  shipping: string;
  rounding: string;
  paid: string;
  rate: string;
  base: string;
  taxAmount: string;
  carriedForward: string;
  currencyNote: string;
  // Parties
  from: string;
  billTo: string;
  shipTo: string;
  phone: string;
  fax: string;
  email: string;
  web: string;
  contact: string;
  attention: string;
  // Identifiers
  vatNumber: string;
  buyerVat: string;
  capital: string;
  bank: string;
  holder: string;
  iban: string;
  bic: string;
  // Terms
  terms: string;
  /** `#` is a number of days. */
  termsValues: string;
  paymentMethod: string;
  paymentMethods: string;
  pleasePay: string;
  thanks: string;
  lateMention: string;
  notes: string;
  /** Sentences in which number and date stand: `{number}`, `{date}`. */
  sentence: string;
  page: string;
  // Table headings
  headPosition: string;
  headReference: string;
  headDescription: string;
  headQuantity: string;
  headUnit: string;
  headPrice: string;
  headDiscount: string;
  headRate: string;
  headTotal: string;
  headTotalGross: string;
  headDate: string;
  headTax: string;
  units: string;
  // Tills
  cash: string;
  change: string;
  card: string;
  total: string;
  items: string;
  cashier: string;
  table: string;
  till: string;
  welcome: string;
  goodbye: string;
  tip: string;
  including: string;
  copy: string;
}

/** A concept that every language has words for. */
export type Concept = keyof Wordings;
