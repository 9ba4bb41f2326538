/** Checks of the totals and the lines. */
import type { CheckDefinition } from '../definition.ts';

export const AMOUNT_CHECKS = {
  total_mismatch: {
    level: 'error',
    sentence: {
      fr: 'Le total HT ({net:amount}) et la TVA ({tax:amount}) ne donnent pas le total TTC ({gross:amount}).',
      en: 'The total before tax ({net:amount}) and the VAT ({tax:amount}) do not make the total with tax ({gross:amount}).',
    },
    meaning: {
      fr: 'Les trois totaux sont imprimés et ne s’additionnent pas, à l’arrondi près.',
      en: 'The three totals are printed and do not add up, rounding aside.',
    },
    source: 'EN 16931 BR-CO-15',
  },
  total_rounding: {
    level: 'info',
    sentence: {
      fr: 'Le total HT ({net:amount}) et la TVA ({tax:amount}) font le total TTC ({gross:amount}) à quelques centimes près.',
      en: 'The total before tax ({net:amount}) and the VAT ({tax:amount}) make the total with tax ({gross:amount}) but for some cents.',
    },
    meaning: {
      fr: 'L’écart s’explique par l’arrondi de la TVA ligne par ligne : un demi-centime par ligne au plus.',
      en: 'The difference is explained by VAT rounded line by line: half a cent a line at most.',
    },
    source: 'CJUE, C-484/06, Koninklijke Ahold ; EN 16931 BR-CO-15',
  },
  due_differs: {
    level: 'info',
    sentence: {
      fr: 'Le montant dû ({due:amount}) n’est pas le total TTC ({gross:amount}).',
      en: 'The amount due ({due:amount}) is not the total with tax ({gross:amount}).',
    },
    meaning: {
      fr: 'Le montant à payer diffère du total sans qu’un acompte lu ne l’explique : solde antérieur, retenue, escompte.',
      en: 'What is to be paid differs from the total and no payment that was read explains it: previous balance, retention, discount.',
    },
    source: 'EN 16931 BR-CO-16',
  },
  due_after_payment: {
    level: 'info',
    sentence: {
      fr: 'Le montant dû ({due:amount}) est le total TTC moins le montant déjà réglé ({paid:amount}).',
      en: 'The amount due ({due:amount}) is the total with tax less what was paid before ({paid:amount}).',
    },
    meaning: {
      fr: 'Un acompte explique que le montant à payer soit moindre que le total.',
      en: 'A payment made before explains why less than the total is to be paid.',
    },
    source: 'EN 16931 BR-CO-16',
  },
  lines_mismatch: {
    level: 'warning',
    sentence: {
      fr: 'La somme des lignes ({sum:amount}) ne correspond ni au total HT ni au total TTC ({total:amount}).',
      en: 'The lines add up to {sum:amount}, which is neither the total before tax nor the total with tax ({total:amount}).',
    },
    meaning: {
      fr: 'Toutes les lignes ont été lues avec assurance et leur somme, arrondie, n’est aucun des totaux.',
      en: 'Every line was read surely and their sum, rounded, is none of the totals.',
    },
    source: 'EN 16931 BR-CO-10',
  },
  lines_unsure: {
    level: 'info',
    sentence: {
      fr: 'Les lignes lues font {sum:amount}, le total {total:amount} : des lignes, remises ou frais n’ont peut-être pas été lus.',
      en: 'The lines read make {sum:amount}, the total is {total:amount}: lines, discounts or charges may not have been read.',
    },
    meaning: {
      fr: 'La somme des lignes diffère des totaux, et la lecture des lignes n’est pas assez sûre pour en faire un reproche au document.',
      en: 'The lines do not add up to the totals, and were not read surely enough to blame the document.',
    },
  },
  line_product: {
    level: 'info',
    sentence: {
      fr: 'Ligne {line} : {quantity:number} × {price:amount} ne donne pas {total:amount} (remise ?).',
      en: 'Line {line}: {quantity:number} × {price:amount} does not make {total:amount} (a discount?).',
    },
    meaning: {
      fr: 'Quantité × prix unitaire n’est pas le total de la ligne : remise, unité de prix, ou chiffre mal lu.',
      en: 'Quantity × unit price is not the total of the line: a discount, a price per hundred, or a misread digit.',
    },
  },
  mixed_signs: {
    level: 'warning',
    sentence: {
      fr: 'Les totaux n’ont pas tous le même signe : {net:amount} HT, {tax:amount} de TVA, {gross:amount} TTC.',
      en: 'The totals do not all have the same sign: {net:amount} before tax, {tax:amount} of VAT, {gross:amount} with tax.',
    },
    meaning: {
      fr: 'Un avoir porte des montants tous positifs ou tous négatifs ; des signes mêlés sont une erreur de lecture ou de calcul.',
      en: 'A credit note has amounts that are all positive or all negative; mixed signs are misread or miscalculated.',
    },
  },
  negative_invoice: {
    level: 'warning',
    sentence: {
      fr: 'Ce document s’intitule facture, mais son total est négatif ({gross:amount}) : c’est peut-être un avoir.',
      en: 'This document calls itself an invoice, but its total is negative ({gross:amount}): it may be a credit note.',
    },
    meaning: {
      fr: 'Une facture au total négatif se comptabilise comme un avoir.',
      en: 'An invoice with a negative total is booked as a credit note.',
    },
    source: 'CGI, ann. II, art. 242 nonies A, I ; EN 16931 BT-3',
  },
  zero_total: {
    level: 'info',
    sentence: { fr: 'Le total TTC est nul.', en: 'The total with tax is zero.' },
    meaning: {
      fr: 'Rien n’est facturé : pièce soldée par acompte, gratuite, ou total mal lu.',
      en: 'Nothing is charged: settled by a deposit, free of charge, or a misread total.',
    },
  },
  foreign_currency: {
    level: 'info',
    sentence: {
      fr: 'Facture en {currency} : la comptabilité est tenue en {home}.',
      en: 'The invoice is in {currency}; the books are kept in {home}.',
    },
    meaning: {
      fr: 'La devise n’est pas celle de la comptabilité : un cours de change est nécessaire, et la TVA française doit aussi être exprimée en euros.',
      en: 'The currency is not that of the books: an exchange rate is needed, and French VAT must be stated in euros as well.',
    },
    source: 'Directive 2006/112/CE, art. 91 et 230 ; CGI, ann. II, art. 242 nonies A',
  },
} as const satisfies Record<string, CheckDefinition>;
