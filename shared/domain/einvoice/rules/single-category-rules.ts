/** Rules that only one category of VAT has: intra-community supply, outside the scope, and Italy's split payment. */
import type { EInvoice } from '../model.ts';
import { broken, counted } from './category-rules.ts';
import type { Rule } from './rule.ts';

function isOther({ category }: { category: string | null }): boolean {
  return category !== null && category !== 'O';
}

function isBrokenDown({ vat }: EInvoice, code: string): boolean {
  return vat.some((part) => part.category === code);
}

function isUsed(invoice: EInvoice, code: string): boolean {
  const { allowances, charges } = invoice;
  return [...counted(invoice), ...allowances, ...charges].some((one) => one.category === code);
}

/** Every one of them. */
export const SINGLE_CATEGORY_RULES: readonly Rule[] = [
  {
    id: 'BR-IC-11',
    text: {
      fr: 'une livraison intracommunautaire doit donner sa date (BT-72) ou sa période (BG-14)',
      en: 'an intra-community supply must give its date (BT-72) or its period (BG-14)',
    },
    breaches: (invoice) =>
      broken(isBrokenDown(invoice, 'K') && invoice.deliveryDate === null && invoice.period === null),
  },
  {
    id: 'BR-IC-12',
    text: {
      fr: 'une livraison intracommunautaire doit nommer le pays d’arrivée (BT-80)',
      en: 'an intra-community supply must name the country it goes to (BT-80)',
    },
    breaches: (invoice) =>
      broken(isBrokenDown(invoice, 'K') && (invoice.deliveryAddress?.country ?? null) === null),
  },
  {
    id: 'BR-O-11',
    text: {
      fr: 'hors champ de la TVA, il n’y a pas d’autre ventilation (BG-23)',
      en: 'outside the scope of VAT there is no other breakdown (BG-23)',
    },
    breaches: (invoice) => broken(isBrokenDown(invoice, 'O') && invoice.vat.some(isOther)),
  },
  {
    id: 'BR-O-12',
    text: {
      fr: 'hors champ de la TVA, aucune ligne n’a d’autre catégorie (BT-151)',
      en: 'outside the scope of VAT no line has another category (BT-151)',
    },
    breaches: (invoice) => broken(isBrokenDown(invoice, 'O') && counted(invoice).some(isOther)),
  },
  {
    id: 'BR-O-13',
    text: {
      fr: 'hors champ de la TVA, aucune remise n’a d’autre catégorie (BT-95)',
      en: 'outside the scope of VAT no allowance has another category (BT-95)',
    },
    breaches: (invoice) => broken(isBrokenDown(invoice, 'O') && invoice.allowances.some(isOther)),
  },
  {
    id: 'BR-O-14',
    text: {
      fr: 'hors champ de la TVA, aucun frais n’a d’autre catégorie (BT-102)',
      en: 'outside the scope of VAT no charge has another category (BT-102)',
    },
    breaches: (invoice) => broken(isBrokenDown(invoice, 'O') && invoice.charges.some(isOther)),
  },
  {
    id: 'BR-B-01',
    text: {
      fr: 'le paiement scindé (B) est réservé aux factures italiennes (BT-40, BT-55)',
      en: 'split payment (B) is only for Italian invoices (BT-40, BT-55)',
    },
    breaches: (invoice) => {
      const countries = [invoice.seller.address?.country, invoice.buyer.address?.country];
      return broken(isUsed(invoice, 'B') && countries.some((country) => country !== 'IT'));
    },
  },
  {
    id: 'BR-B-02',
    text: {
      fr: 'le paiement scindé (B) exclut le taux normal (S)',
      en: 'split payment (B) excludes the standard rate (S)',
    },
    breaches: (invoice) => broken(isUsed(invoice, 'B') && isUsed(invoice, 'S')),
  },
];
