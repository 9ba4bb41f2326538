/**
 * What an invoice of a French seller has to say, with the text of law that wants it. Reported only where the
 * document is an invoice, its seller surely French, and the pages were read well enough to say that something is
 * not there; and each mention is looked for generously, since a document must not be accused of what was not read.
 */
import { isSiren, isSiret } from '../../identifiers/company-numbers.ts';
import type { Check } from '../result.ts';
import { checkOf } from './catalogue.ts';
import { type CheckContext, type CheckedRecord, numberOf, textOf } from './checked-record.ts';
import type { CheckLevel } from './definition.ts';
import type { Mention } from './names.ts';
import { countryOf } from './seller-country.ts';
import { saysExempt } from './vat-wording.ts';

interface Rule {
  mention: Mention;
  /** Article, so that a reviewer can look it up. */
  source: string;
  isThere: (record: CheckedRecord, text: string) => boolean;
  /** Where it is due; everywhere by default. */
  isDue?: (record: CheckedRecord, text: string) => boolean;
}

const NONIES = 'CGI, ann. II, art. 242 nonies A, I';
const has = (pattern: RegExp) => (_record: CheckedRecord, text: string) => pattern.test(text);
const charges = (record: CheckedRecord) => (numberOf(record, 'montant_tva') ?? 0) !== 0;
/** An invoice up to 150 € without tax may leave out the seller's VAT number and a reason of exemption (same article, II). */
const SMALL_INVOICE = 150;

/** What the deduction of VAT hangs on. */
const CORE: readonly Rule[] = [
  {
    mention: 'seller_address',
    source: `${NONIES}, 1°`,
    isThere: (record, text) => record.fields.adresse_fournisseur !== undefined || POSTCODE.test(text),
  },
  {
    mention: 'siren',
    source: 'Code de commerce, art. R123-237, 1°',
    isThere: (_record, text) => showsCompanyNumber(text),
  },
  {
    mention: 'seller_vat',
    source: `${NONIES}, 2° ; CGI, art. 286 ter`,
    isThere: (record, text) =>
      record.fields.tva_fournisseur !== undefined || /\bfr\s?[0-9a-z]{2}\s?(?:\d[\s.]?){9}/.test(text),
    isDue: (record, text) =>
      charges(record) && !saysExempt(text) && Math.abs(numberOf(record, 'montant_ht') ?? 0) > SMALL_INVOICE,
  },
  {
    mention: 'buyer_name',
    source: `${NONIES}, 1°`,
    isThere: (record, text) =>
      record.fields.nom_client !== undefined ||
      record.fields.adresse_client !== undefined ||
      // Two towns are two addresses.
      new Set([...text.matchAll(POSTCODES)].map(([town]) => town)).size > 1 ||
      /\b(?:client|destinataire|acheteur|(?:facture|livre|adresse) a|m\.|mme|monsieur|madame)\b/.test(text),
  },
  {
    mention: 'quantities',
    source: `${NONIES}, 8°`,
    isThere: (record, text) =>
      record.lines.some((line) => line.quantity !== null) ||
      /\b(?:qt[ei]s?|quantites?|qte|nb|nombre|jours?|heures?|unites?|pcs?|kwh|m3|kg|forfait)\b/.test(text),
  },
  {
    mention: 'unit_prices',
    source: `${NONIES}, 8°`,
    isThere: (record, text) =>
      record.lines.some((line) => line.unit_price !== null) ||
      /\b(?:prix|p\.?\s?u\.?|tarif|taux horaire|unit(?:aire|\.)|forfait|abonnement)\b/.test(text),
  },
  {
    mention: 'vat_rate',
    source: `${NONIES}, 8° et 11°`,
    isThere: (record, text) => record.fields.taux_tva !== undefined || /\d\s?%/.test(text),
    isDue: charges,
  },
  {
    mention: 'vat_amount',
    source: `${NONIES}, 11°`,
    isThere: (record, text) => record.fields.montant_tva !== undefined || /\btva\b/.test(text),
    isDue: (_record, text) => !saysExempt(text),
  },
];

/** What companies owe each other on payment. */
const PAYMENT: readonly Rule[] = [
  {
    mention: 'due_date',
    source: 'Code de commerce, art. L441-9, I, al. 5',
    isThere: (record, text) =>
      record.fields.date_echeance !== undefined ||
      record.fields.conditions_paiement !== undefined ||
      /echeance|a reception|comptant|payable|a regler|a payer (?:le|avant)|prelev|paye|regle(?:e|ment)?\b/.test(
        text,
      ),
  },
  {
    mention: 'late_penalty',
    source: 'Code de commerce, art. L441-9, I, al. 5 et L441-10, II',
    isThere: has(
      /penalit|interets? (?:de retard|moratoire|legal)|taux (?:d'?\s?interet|bce|legal)|l\.?\s?441|\bretard\b/,
    ),
  },
  {
    mention: 'recovery_compensation',
    source: 'Code de commerce, art. L441-9, I, al. 5 et D441-5',
    isThere: has(
      /\b40(?:[.,]00?)?\s?(?:€|eur)|€\s?40\b|quarante euros|frais de recouvrement|indemnite forfaitaire|d\.?\s?441/,
    ),
  },
  {
    mention: 'early_discount',
    source: 'Code de commerce, art. L441-9, I, al. 5',
    isThere: has(/escompte|paiement anticipe/),
  },
];

/**
 * What came with e-invoicing: due from 1 September 2026 for large and mid-sized companies, a year later for all
 * (loi n° 2023-1322, art. 91; décret n° 2022-1299, art. 2; décret n° 2024-266). The address of delivery, where it
 * differs, and the option to pay the tax on debits are due only where they apply, which no page tells.
 */
const EINVOICING: readonly Rule[] = [
  {
    mention: 'buyer_siren',
    source: `${NONIES} ; décret n° 2022-1299, art. 2`,
    isThere: (record, text) =>
      record.fields.siret_client !== undefined ||
      /^FR/.test(textOf(record, 'tva_client') ?? '') ||
      companyNumbers(text).size > 1,
  },
  {
    mention: 'nature_of_operation',
    source: `${NONIES} ; décret n° 2022-1299, art. 2`,
    isThere: has(
      /livraisons? de biens|prestations? de services?|nature de l'?\s?operation|categorie (?:de l'?\s?)?operation|operations? mixtes?/,
    ),
  },
];
const EINVOICING_FROM = '2026-09-01';

const POSTCODES = /\b\d{5} [a-z]{2}/g;
const POSTCODE = /\b\d{5} [a-z]{2}/;
/** Pages with fewer words are no invoice that says all it must. */
const LEAST_WORDS = 40;
/** Mean confidence of words below which silence may be the reader's. */
const WELL_READ = 0.93;

/** Only of a text layer nothing was missed. */
const READ_WHOLLY = 0.99;

/** The mentions that are not there, for an invoice of a French seller that was read well; else nothing. */
export function mentionChecks(record: CheckedRecord, { text, readingConfidence = 0 }: CheckContext): Check[] {
  const isInvoice = record.document_type === 'invoice' || record.document_type === 'credit_note';
  if (!isInvoice || text === undefined || readingConfidence < WELL_READ) return [];
  if (countryOf(record, 'seller') !== 'FR' || text.split(/\s+/).length < LEAST_WORDS) return [];
  const missing = (rules: readonly Rule[]) =>
    rules
      .filter(({ isThere, isDue }) => (isDue?.(record, text) ?? true) && !isThere(record, text))
      .map(({ mention }) => mention);
  const date = textOf(record, 'date_facture') ?? '';
  const payment = record.document_type === 'invoice' ? missing(PAYMENT) : [];
  const reform = date >= EINVOICING_FROM ? missing(EINVOICING) : [];
  return [
    ...reported('mentions_missing', missing(CORE), readingConfidence >= READ_WHOLLY ? 'warning' : 'info'),
    ...reported('payment_mentions_missing', payment),
    ...reported('einvoicing_mentions_missing', reform),
  ];
}

function reported(
  code: 'mentions_missing' | 'payment_mentions_missing' | 'einvoicing_mentions_missing',
  mentions: readonly Mention[],
  level: CheckLevel = 'info',
): Check[] {
  return mentions.length > 0 ? [checkOf(code, { parameters: { mentions }, level })] : [];
}

/** SIREN that a text shows, by themselves or in a SIRET or VAT number. */
function companyNumbers(text: string): Set<string> {
  const found = new Set<string>();
  for (const [digits] of text.matchAll(/\d(?:[ .]?\d){8,16}/g)) {
    const plain = digits.replace(/\D/g, '');
    if (isSiret(plain.slice(0, 14))) found.add(plain.slice(0, 9));
    else if (isSiren(plain.slice(0, 9))) found.add(plain.slice(0, 9));
    else if (isSiren(plain.slice(2, 11))) found.add(plain.slice(2, 11));
  }
  return found;
}

function showsCompanyNumber(text: string): boolean {
  return /\b(?:siren|siret|rcs|r\.c\.s)\b/.test(text) || companyNumbers(text).size > 0;
}

/** Every mention with its group and source of law, for the documentation. */
export const MENTION_RULES: readonly { group: string; mention: Mention; source: string }[] = [
  ...CORE.map(({ mention, source }) => ({ group: 'mentions_missing', mention, source })),
  ...PAYMENT.map(({ mention, source }) => ({ group: 'payment_mentions_missing', mention, source })),
  ...EINVOICING.map(({ mention, source }) => ({ group: 'einvoicing_mentions_missing', mention, source })),
];
