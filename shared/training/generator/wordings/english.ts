import type { Wordings } from './concepts.ts';

/** English wordings, British, American and Asian. `{tax}` is what the tax is called there. */
export const ENGLISH: Wordings = {
  invoice:
    'Invoice|INVOICE|{tax} Invoice|Tax Invoice|Sales Invoice|TAX INVOICE|Commercial Invoice|Bill|Invoice / Receipt|Statement of charges',
  creditNote: 'Credit Note|CREDIT NOTE|Credit Memo|Credit memorandum|Refund note|Adjustment Note',
  receipt:
    'Receipt|RECEIPT|Cash Sale|Sales Receipt|Tax Invoice|TAX INVOICE|CASH BILL|Simplified Tax Invoice|Cash Receipt|INVOICE|Official Receipt|Guest Check',
  quote: 'Quotation|Quote|QUOTE|Estimate|Proposal|Proforma Invoice|Pro Forma Invoice',
  order: 'Purchase Order|PURCHASE ORDER|Order Confirmation|Sales Order|PO',
  deliveryNote: 'Delivery Note|Packing Slip|DELIVERY ORDER|Delivery Order|Packing List|Goods Received Note',
  statement: 'Statement|Statement of Account|STATEMENT|Account Statement|Customer Statement',
  other: 'Letter|Certificate|Terms of service|Warranty card|Notice',
  invoiceNumber:
    'Invoice No.|Invoice No|Invoice Number|Invoice #|Invoice|INVOICE NO.|Inv No|Inv. No.|Invoice ID|Number|No.|Document No.|Tax Invoice No|Inv #|Bill No.|Bill Number|Reference|Invoice no|Our Ref|Doc No|INVOICE NUMBER|Invoice Ref',
  creditNumber: 'Credit Note No.|Credit Note Number|CN No.|Credit Memo #|Credit No.|Credit Note #|Number',
  receiptNumber:
    'Receipt No|Receipt #|Invoice No|Bill No|Inv No|Trans#|Check No|CHECK #|Doc No.|Cash Sale No.|Slip No|Bill#|Receipt No.|RCPT#|Order #|Ticket|Chk|Invoice#|Document No|Cash Bill No',
  quoteNumber: 'Quote No.|Quotation No|Quote #|Quotation Number|Estimate #|Estimate No.|Proposal No.',
  orderNumber: 'PO Number|Purchase Order No.|PO No.|Order No.|P.O. #|Order Number|Sales Order #',
  deliveryNumber: 'Delivery Note No.|DO No|Delivery No.|Packing Slip #|D/O No.|Shipment No',
  statementNumber: 'Statement No.|Statement Number|Account|Reference',
  issueDate:
    'Date|Invoice Date|Date of Issue|Issue Date|Issued|Date Issued|Tax Point|Date/Tax Point|Bill Date|Billing Date|Dated|INVOICE DATE|Document Date|Inv. Date|Date of invoice|Issued on|Doc Date|Statement Date',
  dueDate:
    'Due Date|Payment Due|Due|Date Due|Pay by|Due by|Payment Due Date|Payable by|Due on|DUE DATE|Payment due by|Please pay by|Pay before|Payment date|Balance due by|Net due date',
  customerNumber:
    'Customer No.|Account No.|Customer ID|Account Number|Client ID|A/C No|Customer Number|Cust. No|Member No|Account|Debtor Code|Acct #',
  customerOrder:
    'PO Number|Your Order No.|P.O. No.|Order No.|Purchase Order|Your Ref|Customer PO|PO #|Order Number|Order ref|Your PO|Cust PO|Order #|P.O.#|Your order',
  deliveryNoteNumber: 'Delivery Note|D/O No.|DO No|Delivery Note No.|Despatch No|Shipment ID',
  deliveryDate:
    'Delivery Date|Ship Date|Date Shipped|Despatch Date|Date of supply|Delivered|Service Date|Supply date',
  orderDate: 'Order Date|Ordered|Date of order|PO Date',
  period:
    'Billing Period|Period|Service Period|Invoice Period|Usage period|For the period|Subscription period',
  printDate: 'Printed|Print Date|Printed on|Date printed|Run date',
  validUntil: 'Valid until|Expiry Date|Expires|Quote valid until|Valid to',
  originalInvoice:
    'Original Invoice|Ref. Invoice|Against Invoice|Credited invoice|Invoice Ref.|Relates to invoice',
  project: 'Project|Job|Subject|Re|Matter|Contract|Job No.|Reference',
  salesperson:
    'Salesperson|Sales Rep|Account Manager|Your contact|Prepared by|Agent|Handled by|Sales Executive',
  paymentReference: 'Payment reference|Remittance reference|Quote this reference|Ref',
  subtotal: 'Subtotal|Sub Total|Sub-total|SUBTOTAL|Items total|Total before discount|Gross total|Goods total',
  net: 'Subtotal|Net Total|Total Net|Net Amount|Total excl. {tax}|Total ex {tax}|Net|Total (excl. {tax})|Amount before tax|Total before tax|Taxable Amount|Total Excluding {tax}|Sub Total|Net value|Total exc. {tax}|Nett Total|Total Amount Excl. {tax}|Taxable value|Sub-Total',
  tax: '{tax}|Total {tax}|{tax} Amount|{tax} {rate}|{tax} @ {rate}|Tax|{tax} Total|{tax} ({rate})|Total Tax|Tax Amount|Add {tax} {rate}|{tax} payable|Sales tax|Tax ({rate})|{rate} {tax}',
  gross:
    'Total|TOTAL|Total incl. {tax}|Grand Total|Invoice Total|Total Amount|Total Inc {tax}|Gross Total|Total (incl. {tax})|Total Inclusive of {tax}|Amount|GRAND TOTAL|Total Invoice Amount|Gross Amount|Total including {tax}|Total Payable|Nett Amount Payable|Invoice Amount|Total USD',
  due: 'Amount Due|Balance Due|Total Due|Amount Payable|Balance|Please pay|AMOUNT DUE|Outstanding|Total Amount Due|Amount owing|Payment due|Now due|Outstanding Balance|Balance to pay|Pay this amount|Total Balance Due|New balance|Net payable',
  discount:
    'Discount|Discount {rate}|Less discount|Trade discount|Special discount|Promotion|Disc.|Total Discount|Rebate|Less: Discount',
  deposit:
    'Deposit|Deposit paid|Less deposit|Advance payment|Prepayment|Retainer|Amount paid|Payments|Less payments|Paid to date|Advance',
  previousBalance:
    'Previous balance|Balance brought forward|Opening balance|Last bill|Previous amount due|B/F|Balance from last statement|Prior balance|Past due',
  ecoContribution: 'Environmental fee|Recycling fee|WEEE charge|Eco fee|Fuel surcharge|CRV',
  shipping:
    'Shipping|Delivery|Freight|Carriage|Postage & packing|S&H|Shipping & Handling|Delivery charge|P&P|Service charge|Handling',
  rounding:
    'Rounding|Rounding Adjustment|Rounding Adj|Round Off|Rounded Total adj.|ROUNDING ADJ|Rounding Amt',
  paid: 'Paid|Amount paid|Payment received|Total paid|Less paid|Payment|Paid Amount|Payment made|Payments received',
  rate: '{tax} Rate|Rate|{tax} %|Tax rate|% {tax}|Tax Code|%',
  base: 'Net|Taxable Amount|Amount|Net amount|Taxable|Goods|Value|Amount (excl {tax})|Taxable value|Amt',
  taxAmount: '{tax}|{tax} amount|Tax|Tax amount|Amount',
  carriedForward: 'Carried forward|C/F|Brought forward|Balance c/f|Page total|Sub total c/f',
  currencyNote:
    'All amounts in {currency}|Currency|Amounts in {currency}|Prices in {currency}|Invoice currency|Billing currency',
  from: 'From|Seller|Supplier|Vendor|Issued by|Sold by|Billed by|Company|Remit to|Pay to',
  billTo:
    'Bill To|Billed to|Invoice to|Customer|To|Sold to|Bill to|Invoice To|Client|BILL TO|Buyer|Invoice address|Billing address|M/S|Attn|Invoiced to|Account holder|Messrs',
  shipTo:
    'Ship To|Deliver to|Delivery address|Ship to|SHIP TO|Service address|Site address|Consignee|Delivered to',
  phone: 'Tel|Phone|T|Telephone|Ph|Tel.|Ph.|P|TEL|Call us|Mobile|Tel No|Office',
  fax: 'Fax|FAX|F|Fax.|Facsimile|Fax No',
  email: 'Email|E-mail|E|email|Mail|Email us at',
  web: 'Web|Website|W|Visit|www|Online',
  contact: 'Contact|Contact person|Attention|Your contact',
  attention: 'Attn|Attention|FAO|c/o',
  vatNumber:
    '{tax} No.|{tax} Reg No|{tax} Registration No.|{tax} Number|{tax} ID|{tax} Reg. No.|{tax} Registration Number|{tax} reg|{tax} No|Our {tax} No.|{tax} #|{tax} Reg',
  buyerVat:
    'Customer {tax} No.|Your {tax} No.|{tax} No.|{tax} Number|Buyer {tax} ID|Client {tax} ID|{tax} ID|Customer {tax} number',
  capital: 'Share capital|Capital',
  bank: 'Bank|Bank Name|Bank details|Our bank|Banker|Remittance details|Bank account details|Pay by bank transfer',
  holder: 'Account Name|Beneficiary|Payee|Account holder|A/C Name|Name of account',
  iban: 'IBAN|IBAN|IBAN No.|IBAN number|Account (IBAN)|Account No. / IBAN',
  bic: 'BIC|SWIFT|SWIFT/BIC|BIC/SWIFT|Swift Code|SWIFT code|BIC code|Bank identifier',
  terms: 'Terms|Payment Terms|Terms of payment|Credit Terms|Payment conditions|TERMS|Term|Payment',
  termsValues:
    'Net #|# days|Due on receipt|# days net|Net # days|Payment due within # days|Payable within # days|C.O.D.|Cash|Due upon receipt|# Days from invoice date|# days end of month|Payment within # days of invoice date|Immediate|2% 10, Net #|Paid in full|Prepaid|Cash on delivery|within # days',
  paymentMethod: 'Payment method|Payment type|Method of payment|Paid by|Pay mode|Payment Mode',
  paymentMethods:
    'Bank transfer|Credit card|Cheque|Direct debit|Cash|BACS|Wire transfer|PayPal|Visa ending 4242|Check|Online|ACH',
  pleasePay:
    'Please pay {amount} by {due}.|Your payment of {amount} is due on {due}.|We will collect {amount} from your account on or after {due}.|The amount of {amount} must reach us before {due}.|Amount of {amount} due {due}|{amount} due {due}|Please remit {amount} no later than {due}.',
  thanks:
    'Thank you for your business!|Thank you for your business.|We appreciate your business|Thank you|With thanks|Thank you for your prompt payment.',
  lateMention:
    'Interest of 1.5% per month will be charged on overdue accounts.|Goods sold are not returnable. E. & O. E.|We understand and will exercise our statutory right to claim interest and compensation for late payment.|All cheques should be crossed and made payable to the company.|A late fee of $25.00 applies after the due date.|Goods remain our property until paid in full. Claims within 7 days.|This is a computer generated invoice, no signature is required.|Make all checks payable to the company above.',
  notes:
    'Work completed as agreed.|Prices valid while stock lasts.|Please quote the invoice number on all correspondence.|Returns accepted within 30 days with receipt.|Questions concerning this invoice? Call our accounts team.|Recipient is liable for the tax (reverse charge).|Warranty 12 months parts and labour.',
  sentence:
    'Invoice {number} dated {date}|Invoice no. {number} of {date}|Invoice #{number} - {date}|Your invoice {number}, issued on {date}|Re: invoice {number} ({date})|Thank you for your order. Invoice {number} was issued on {date}.',
  page: 'Page {n} of {m}|Page {n}/{m}|{n} of {m}|Page: {n}|Page {n} / {m}|Pg {n}',
  headPosition: 'No.|#|Item|Line|S/N|Sl No|Pos',
  headReference: 'Code|Item Code|SKU|Part No.|Product Code|Ref|Item #|Item No.|Stock Code|HSN/SAC',
  headDescription:
    'Description|Item|Product|Details|Item Description|Service|Description of goods|Particulars|Activity|Items|Goods & Services|DESCRIPTION',
  headQuantity: 'Qty|Quantity|QTY|Hours|Units|Qty.|Hrs|Qnty|Hrs/Qty',
  headUnit: 'Unit|UOM|U/M|Per|Units',
  headPrice:
    'Unit Price|Price|Rate|Unit Cost|U.Price|Price each|Each|Unit price|U/Price|Unit Price (excl)|Rate/hr|PRICE',
  headDiscount: 'Disc|Disc %|Discount|Disc.|Less',
  headRate: '{tax} %|{tax}|{tax} Rate|Tax|Tax %|Tax Code|% {tax}',
  headTotal:
    'Amount|Total|Line Total|Net|Net Amount|Amount ({currency})|Total ({currency})|Total Price|Ext. Price|Extended|AMOUNT|Subtotal|Total excl. {tax}|Net Price',
  headTotalGross: 'Total|Gross|Total incl. {tax}|Amount incl {tax}|Total Incl|Gross amount',
  headDate: 'Date|Service date|Day',
  headTax: '{tax} Amt|{tax}|Tax|{tax} amount',
  units: 'ea|hr|day|kg|pcs|box|m|unit|each|set|month|UNIT|PCS|lot|ctn|pkt|L',
  cash: 'Cash|CASH|Cash Tendered|Cash Paid|Cash Received|Tendered|Amount Tendered|Tender|Paid Cash|CASH TENDER',
  change: 'Change|CHANGE|Change Due|CHANGE DUE|Balance|Change given|Chg',
  card: 'VISA|Mastercard|Card|Credit Card|VISA CARD|Debit Card|Contactless|MASTERCARD DEBIT|AMEX|Chip & PIN|Visa Debit|Credit',
  total:
    'TOTAL|Total|Grand Total|Total Due|Total Sales|AMOUNT DUE|Amount Payable|Total (Incl. {tax})|Total Sales Inclusive {tax}|TOTAL AMOUNT|Balance Due|Nett Total|Total Rounded|TOTAL DUE|Total Amt Payable|Total Inclusive {tax}|BALANCE TO PAY|Total Payable|Bill Total',
  items: 'Item Count|Items|No. of items|Total Qty|ITEM(S)|Qty(s)|Number of items|Item(s)',
  cashier: 'Cashier|Server|Served by|Operator|Your server|CASHIER|Sales Person|Staff|Clerk|User',
  table: 'Table|TABLE|Tbl|Table No|Covers|Pax(s)|Guests',
  till: 'Till|POS|Register|Counter|Terminal|Station|REG#|Lane',
  welcome:
    'Welcome|WELCOME TO|Thank you for shopping with us|OPEN 7 DAYS|Customer Copy|Open daily 10am - 10pm',
  goodbye:
    'Thank you, please come again|THANK YOU|Thank You. Please Come Again.|Have a nice day!|Goods sold are not returnable|THANK YOU FOR YOUR VISIT|Please retain this receipt|Exchange within 7 days with receipt|Strictly no cash refund|See you again soon',
  tip: 'Tip|Gratuity|Service Charge|TIP',
  including: 'Incl. {tax}|{tax} included|Inclusive of {tax}|Includes {tax}|{tax} incl.',
  copy: 'CUSTOMER COPY|** REPRINT **|Duplicate|MERCHANT COPY|COPY|Cardholder copy',
};
