/** What an invoice must hold: BR-01 to BR-65 for the document, its parties, its payment and its periods. */
import type { AllowanceCharge, EInvoice, Period } from '../model.ts';
import { type Rule, rule } from './rule.ts';

const isReversed = (period: Period | null) =>
  period !== null && period.start !== null && period.end !== null && period.end < period.start;

const lacksReason = (one: AllowanceCharge) => one.reason === null && one.reasonCode === null;

/** Means of payment that are credit transfers: 30, and 58 for SEPA (UNTDID 4461). */
const CREDIT_TRANSFERS: ReadonlySet<string | null> = new Set(['30', '58']);

const old = { holdsForZugferd1: true } as const;

export const DOCUMENT_RULES: readonly Rule[] = [
  rule(
    'BR-01',
    'la spécification suivie (BT-24) doit être nommée',
    'the specification followed (BT-24) must be named',
    (invoice) => invoice.specification === null,
  ),
  rule(
    'BR-02',
    'la facture doit avoir un numéro (BT-1)',
    'the invoice must have a number (BT-1)',
    (invoice) => invoice.number === null,
    old,
  ),
  rule(
    'BR-03',
    'la facture doit avoir une date d’émission (BT-2)',
    'the invoice must have a date of issue (BT-2)',
    (invoice) => invoice.issueDate === null,
    old,
  ),
  rule(
    'BR-04',
    'la facture doit avoir un code de type (BT-3)',
    'the invoice must have a type code (BT-3)',
    (invoice) => invoice.typeCode === null,
    old,
  ),
  rule(
    'BR-05',
    'la facture doit nommer sa devise (BT-5)',
    'the invoice must name its currency (BT-5)',
    (invoice) => invoice.currency === null,
    old,
  ),
  rule(
    'BR-06',
    'le nom du vendeur (BT-27) doit être donné',
    'the seller’s name (BT-27) must be given',
    (invoice) => invoice.seller.name === null,
    old,
  ),
  rule(
    'BR-07',
    'le nom de l’acheteur (BT-44) doit être donné',
    'the buyer’s name (BT-44) must be given',
    (invoice) => invoice.buyer.name === null,
    old,
  ),
  rule(
    'BR-08',
    'l’adresse du vendeur (BG-5) doit être donnée',
    'the seller’s address (BG-5) must be given',
    (invoice) => invoice.seller.address === null,
  ),
  rule(
    'BR-09',
    'l’adresse du vendeur doit nommer son pays (BT-40)',
    'the seller’s address must name its country (BT-40)',
    ({ seller }) => seller.address !== null && seller.address.country === null,
  ),
  rule(
    'BR-10',
    'l’adresse de l’acheteur (BG-8) doit être donnée',
    'the buyer’s address (BG-8) must be given',
    (invoice) => invoice.buyer.address === null,
    { from: 'basic-wl' },
  ),
  rule(
    'BR-11',
    'l’adresse de l’acheteur doit nommer son pays (BT-55)',
    'the buyer’s address must name its country (BT-55)',
    ({ buyer }) => buyer.address !== null && buyer.address.country === null,
    { from: 'basic-wl' },
  ),
  rule(
    'BR-12',
    'la somme des montants nets des lignes (BT-106) doit être donnée',
    'the sum of the lines’ net amounts (BT-106) must be given',
    (invoice) => invoice.totals.lines === null,
    { from: 'basic-wl' },
  ),
  rule(
    'BR-13',
    'le total hors TVA (BT-109) doit être donné',
    'the total without VAT (BT-109) must be given',
    (invoice) => invoice.totals.net === null,
    old,
  ),
  rule(
    'BR-14',
    'le total TVA comprise (BT-112) doit être donné',
    'the total with VAT (BT-112) must be given',
    (invoice) => invoice.totals.gross === null,
    old,
  ),
  rule(
    'BR-15',
    'le montant à payer (BT-115) doit être donné',
    'the amount due for payment (BT-115) must be given',
    (invoice) => invoice.totals.due === null,
  ),
  rule(
    'BR-16',
    'la facture doit avoir au moins une ligne (BG-25)',
    'the invoice must have at least one line (BG-25)',
    (invoice) => invoice.lines.length === 0,
    { from: 'basic' },
  ),
  rule(
    'BR-17',
    'le bénéficiaire du paiement (BG-10) doit avoir un nom (BT-59)',
    'the payee (BG-10) must have a name (BT-59)',
    ({ payee }) => payee !== null && payee.name === null,
  ),
  rule(
    'BR-18',
    'le représentant fiscal du vendeur (BG-11) doit avoir un nom (BT-62)',
    'the seller’s tax representative (BG-11) must have a name (BT-62)',
    ({ taxRepresentative: agent }) => agent !== null && agent.name === null,
  ),
  rule(
    'BR-19',
    'le représentant fiscal du vendeur doit avoir une adresse (BG-12)',
    'the seller’s tax representative must have an address (BG-12)',
    ({ taxRepresentative: agent }) => agent !== null && agent.address === null,
  ),
  rule(
    'BR-20',
    'l’adresse du représentant fiscal doit nommer son pays (BT-69)',
    'the tax representative’s address must name its country (BT-69)',
    ({ taxRepresentative: agent }) =>
      agent !== null && agent.address !== null && agent.address.country === null,
  ),
  rule(
    'BR-29',
    'la période de facturation (BG-14) ne peut finir avant son début',
    'the invoicing period (BG-14) cannot end before it starts',
    (invoice) => isReversed(invoice.period),
  ),
  {
    id: 'BR-30',
    text: {
      fr: 'la période d’une ligne (BG-26) ne peut finir avant son début',
      en: 'the period of a line (BG-26) cannot end before it starts',
    },
    breaches: ({ lines }) =>
      lines.flatMap((line, index) => (isReversed(line.period) ? [{ line: line.id ?? `#${index + 1}` }] : [])),
  },
  rule(
    'BR-31',
    'chaque remise du document (BG-20) doit avoir un montant (BT-92)',
    'each allowance of the document (BG-20) must have an amount (BT-92)',
    (invoice) => invoice.allowances.some((one) => one.amount === null),
  ),
  rule(
    'BR-32',
    'chaque remise du document doit avoir une catégorie de TVA (BT-95)',
    'each allowance of the document must have a VAT category (BT-95)',
    (invoice) => invoice.allowances.some((one) => one.category === null),
  ),
  rule(
    'BR-33',
    'chaque remise du document doit avoir un motif (BT-97) ou son code (BT-98)',
    'each allowance of the document must have a reason (BT-97) or its code (BT-98)',
    (invoice) => invoice.allowances.some(lacksReason),
  ),
  rule(
    'BR-36',
    'chaque frais du document (BG-21) doit avoir un montant (BT-99)',
    'each charge of the document (BG-21) must have an amount (BT-99)',
    (invoice) => invoice.charges.some((one) => one.amount === null),
  ),
  rule(
    'BR-37',
    'chaque frais du document doit avoir une catégorie de TVA (BT-102)',
    'each charge of the document must have a VAT category (BT-102)',
    (invoice) => invoice.charges.some((one) => one.category === null),
  ),
  rule(
    'BR-38',
    'chaque frais du document doit avoir un motif (BT-104) ou son code (BT-105)',
    'each charge of the document must have a reason (BT-104) or its code (BT-105)',
    (invoice) => invoice.charges.some(lacksReason),
  ),
  rule(
    'BR-45',
    'chaque ventilation de TVA (BG-23) doit avoir une base (BT-116)',
    'each VAT breakdown (BG-23) must have a taxable amount (BT-116)',
    (invoice) => invoice.vat.some((part) => part.base === null),
  ),
  rule(
    'BR-46',
    'chaque ventilation de TVA doit avoir un montant de TVA (BT-117)',
    'each VAT breakdown must have a tax amount (BT-117)',
    (invoice) => invoice.vat.some((part) => part.tax === null),
  ),
  rule(
    'BR-47',
    'chaque ventilation de TVA doit avoir une catégorie (BT-118)',
    'each VAT breakdown must have a category (BT-118)',
    (invoice) => invoice.vat.some((part) => part.category === null),
  ),
  rule(
    'BR-48',
    'chaque ventilation de TVA doit avoir un taux (BT-119), sauf hors champ de la TVA',
    'each VAT breakdown must have a rate (BT-119), unless outside the scope of VAT',
    (invoice) => invoice.vat.some((part) => part.rate === null && part.category !== 'O'),
  ),
  rule(
    'BR-49',
    'chaque moyen de paiement (BG-16) doit avoir un code (BT-81)',
    'each means of payment (BG-16) must have a code (BT-81)',
    (invoice) => invoice.payment.some((means) => means.code === null),
  ),
  rule(
    'BR-50',
    'chaque compte à créditer (BG-17) doit avoir un numéro (BT-84)',
    'each account to be credited (BG-17) must have a number (BT-84)',
    (invoice) => transfers(invoice).some((means) => means.accounts.some((account) => account.id === null)),
  ),
  rule(
    'BR-51',
    'du numéro de carte (BT-87) ne peuvent figurer que les six premiers et les quatre derniers chiffres',
    'of a card number (BT-87) only the first six and last four digits may be given',
    (invoice) => invoice.payment.some(({ cardNumber }) => (cardNumber ?? '').replace(/\D/g, '').length > 10),
    { level: 'warning' },
  ),
  rule(
    'BR-52',
    'chaque pièce jointe (BG-24) doit avoir une référence (BT-122)',
    'each supporting document (BG-24) must have a reference (BT-122)',
    (invoice) => invoice.supportingDocuments.some(({ id }) => id === null),
  ),
  rule(
    'BR-53',
    'si la TVA est comptabilisée dans une autre devise (BT-6), son total y est dû aussi (BT-111)',
    'where VAT is accounted in another currency (BT-6), its total must be given in it too (BT-111)',
    ({ accountingCurrency, currency, totals }) =>
      accountingCurrency !== null &&
      accountingCurrency !== currency &&
      totals.taxInAccountingCurrency === null,
  ),
  rule(
    'BR-55',
    'chaque facture antérieure citée (BG-3) doit avoir un numéro (BT-25)',
    'each preceding invoice referred to (BG-3) must have a number (BT-25)',
    (invoice) => invoice.precedingInvoices.some(({ number }) => number === null),
  ),
  rule(
    'BR-56',
    'le représentant fiscal doit avoir un numéro de TVA (BT-63)',
    'the tax representative must have a VAT identifier (BT-63)',
    ({ taxRepresentative: agent }) => agent !== null && agent.vatId === null,
  ),
  rule(
    'BR-57',
    'l’adresse de livraison (BG-15) doit nommer son pays (BT-80)',
    'the delivery address (BG-15) must name its country (BT-80)',
    ({ deliveryAddress: address }) => address !== null && address.country === null,
  ),
  rule(
    'BR-61',
    'un virement doit indiquer le compte à créditer (BT-84)',
    'a credit transfer must give the account to be credited (BT-84)',
    (invoice) => transfers(invoice).some((means) => means.accounts.every((account) => account.id === null)),
  ),
  rule(
    'BR-62',
    'l’adresse électronique du vendeur (BT-34) doit nommer son schéma',
    'the seller’s electronic address (BT-34) must name its scheme',
    ({ seller }) => seller.electronicAddress !== null && seller.electronicAddress.scheme === null,
  ),
  rule(
    'BR-63',
    'l’adresse électronique de l’acheteur (BT-49) doit nommer son schéma',
    'the buyer’s electronic address (BT-49) must name its scheme',
    ({ buyer }) => buyer.electronicAddress !== null && buyer.electronicAddress.scheme === null,
  ),
  rule(
    'BR-66',
    'une seule carte de paiement (BG-18) peut être donnée',
    'only one payment card (BG-18) may be given',
    // CII has another rule under this number.
    ({ syntax, payment }) =>
      syntax === 'UBL' && payment.filter((means) => means.cardNumber !== null).length > 1,
  ),
];

function transfers({ payment }: EInvoice): EInvoice['payment'] {
  return payment.filter((means) => CREDIT_TRANSFERS.has(means.code));
}
