/** What people call the fields, types and mentions that checks speak of, with their article. */
import type { Bilingual } from '../../text/language.ts';
import type { DocumentType, FieldLabel } from '../result.ts';

/** Labels without an entry are named by themselves. */
export const FIELD_NAMES: Partial<Record<FieldLabel, Bilingual>> = {
  numero_facture: { fr: 'le numéro de facture', en: 'the invoice number' },
  date_facture: { fr: 'la date de facture', en: 'the invoice date' },
  date_echeance: { fr: 'la date d’échéance', en: 'the due date' },
  montant_ht: { fr: 'le total HT', en: 'the total before tax' },
  montant_tva: { fr: 'la TVA', en: 'the VAT' },
  montant_ttc: { fr: 'le total TTC', en: 'the total with tax' },
  montant_du: { fr: 'le montant dû', en: 'the amount due' },
  taux_tva: { fr: 'le taux de TVA', en: 'the VAT rate' },
  devise: { fr: 'la devise', en: 'the currency' },
  nom_fournisseur: { fr: 'le nom du fournisseur', en: 'the seller’s name' },
  adresse_fournisseur: { fr: 'l’adresse du fournisseur', en: 'the seller’s address' },
  siret_fournisseur: { fr: 'le SIRET du fournisseur', en: 'the seller’s SIRET' },
  siren_fournisseur: { fr: 'le SIREN du fournisseur', en: 'the seller’s SIREN' },
  tva_fournisseur: { fr: 'le numéro de TVA du fournisseur', en: 'the seller’s VAT number' },
  nom_client: { fr: 'le nom du client', en: 'the buyer’s name' },
  adresse_client: { fr: 'l’adresse du client', en: 'the buyer’s address' },
  siret_client: { fr: 'le SIRET du client', en: 'the buyer’s SIRET' },
  tva_client: { fr: 'le numéro de TVA du client', en: 'the buyer’s VAT number' },
  numero_commande: { fr: 'le numéro de commande', en: 'the order number' },
  iban: { fr: 'l’IBAN', en: 'the IBAN' },
  bic: { fr: 'le BIC', en: 'the BIC' },
  conditions_paiement: { fr: 'les conditions de paiement', en: 'the payment terms' },
};

export const TYPE_NAMES: Record<DocumentType, Bilingual> = {
  invoice: { fr: 'une facture', en: 'an invoice' },
  credit_note: { fr: 'un avoir', en: 'a credit note' },
  receipt: { fr: 'un ticket ou un reçu', en: 'a receipt' },
  quote: { fr: 'un devis', en: 'a quote' },
  order: { fr: 'une commande', en: 'an order' },
  delivery_note: { fr: 'un bon de livraison', en: 'a delivery note' },
  statement: { fr: 'un relevé', en: 'a statement' },
  other: { fr: 'd’une autre nature', en: 'of another kind' },
};

/** What an invoice of a French seller has to say; the sources of law are in `french-mentions.ts`. */
export const MENTION_NAMES = {
  number: { fr: 'le numéro de la facture', en: 'the invoice number' },
  issue_date: { fr: 'la date d’émission', en: 'the date of issue' },
  seller_name: { fr: 'la dénomination du vendeur', en: 'the seller’s name' },
  seller_address: { fr: 'l’adresse du vendeur', en: 'the seller’s address' },
  siren: { fr: 'le SIREN du vendeur', en: 'the seller’s SIREN' },
  seller_vat: { fr: 'le numéro de TVA du vendeur', en: 'the seller’s VAT number' },
  buyer_name: { fr: 'le nom du client', en: 'the buyer’s name' },
  buyer_address: { fr: 'l’adresse du client', en: 'the buyer’s address' },
  buyer_vat: { fr: 'le numéro de TVA du client', en: 'the buyer’s VAT number' },
  quantities: { fr: 'les quantités', en: 'the quantities' },
  unit_prices: { fr: 'les prix unitaires hors taxe', en: 'the unit prices before tax' },
  vat_rate: { fr: 'le taux de TVA', en: 'the VAT rate' },
  vat_amount: { fr: 'le montant de la TVA', en: 'the amount of VAT' },
  net_total: { fr: 'le total hors taxe', en: 'the total before tax' },
  due_date: { fr: 'la date d’échéance', en: 'the due date' },
  late_penalty: { fr: 'le taux des pénalités de retard', en: 'the rate of late-payment penalties' },
  recovery_compensation: {
    fr: 'l’indemnité forfaitaire de 40 € pour frais de recouvrement',
    en: 'the fixed compensation of €40 for recovery costs',
  },
  early_discount: { fr: 'les conditions d’escompte', en: 'the terms of early-payment discount' },
  exemption_reason: {
    fr: 'le motif d’absence de TVA (« TVA non applicable, art. 293 B du CGI », « Autoliquidation », ou l’article d’exonération)',
    en: 'why no VAT is charged (“TVA non applicable, art. 293 B du CGI”, “Autoliquidation”, or the article of exemption)',
  },
  buyer_siren: { fr: 'le SIREN du client', en: 'the buyer’s SIREN' },
  nature_of_operation: {
    fr: 'la nature des opérations (livraison de biens, prestation de services, ou les deux)',
    en: 'the nature of the operations (goods, services, or both)',
  },
} as const satisfies Record<string, Bilingual>;

export type Mention = keyof typeof MENTION_NAMES;
