/** Checks of what the law wants an invoice of a French seller to say. */
import type { CheckDefinition } from '../definition.ts';

export const MENTION_CHECKS = {
  mentions_missing: {
    level: 'warning',
    sentence: {
      fr: 'Mentions obligatoires non trouvées : {mentions:mention}.',
      en: 'Mandatory particulars not found: {mentions:mention}.',
    },
    meaning: {
      fr: 'Des mentions dont dépend la déduction de la TVA n’ont pas été trouvées sur la facture d’un vendeur français, lue assez bien pour le dire.',
      en: 'Particulars on which the deduction of VAT depends were not found on a French seller’s invoice that was read well enough to say so.',
    },
    source: 'CGI, art. 289 et ann. II, art. 242 nonies A, I ; Code de commerce, art. R123-237',
  },
  payment_mentions_missing: {
    level: 'info',
    sentence: {
      fr: 'Mentions de paiement non trouvées : {mentions:mention}.',
      en: 'Payment particulars not found: {mentions:mention}.',
    },
    meaning: {
      fr: 'Des mentions dues entre professionnels sur les conditions de paiement n’ont pas été trouvées.',
      en: 'Particulars on payment that are due between companies were not found.',
    },
    source: 'Code de commerce, art. L441-9, L441-10, D441-5',
  },
  einvoicing_mentions_missing: {
    level: 'info',
    sentence: {
      fr: 'Mentions de la réforme de la facturation électronique non trouvées : {mentions:mention}.',
      en: 'Particulars of the e-invoicing reform not found: {mentions:mention}.',
    },
    meaning: {
      fr: 'Des mentions ajoutées avec la facturation électronique n’ont pas été trouvées. Leur obligation suit celle d’émettre, selon la taille de l’entreprise.',
      en: 'Particulars that came with e-invoicing were not found. They are due once the seller must issue e-invoices, which depends on its size.',
    },
    source: 'Décret n° 2022-1299 du 7 octobre 2022 ; CGI, ann. II, art. 242 nonies A, I',
  },
} as const satisfies Record<string, CheckDefinition>;
