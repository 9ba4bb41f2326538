/** Checks of VAT: rates, breakdown, exemptions. */
import type { CheckDefinition } from '../definition.ts';

export const VAT_CHECKS = {
  rate_mismatch: {
    level: 'warning',
    sentence: {
      fr: 'Le taux de TVA lu ({rates:percent}) ne donne pas la TVA ({tax:amount}) du total HT ({net:amount}).',
      en: 'The VAT rate read ({rates:percent}) does not make the VAT ({tax:amount}) of the total before tax ({net:amount}).',
    },
    meaning: {
      fr: 'Un taux imprimé à la place de celui du document est exclu par les montants, arrondi par ligne ou sur le total.',
      en: 'A rate that stands where the document’s rate belongs is ruled out by the amounts, whether rounded by line or on the total.',
    },
    source: 'EN 16931 BR-CO-17',
  },
  breakdown_mismatch: {
    level: 'warning',
    sentence: {
      fr: 'Le détail de la TVA fait {sum:amount} pour {field:field} de {total:amount}.',
      en: 'The VAT breakdown makes {sum:amount} for {field:field} of {total:amount}.',
    },
    meaning: {
      fr: 'Les bases ou les montants du détail de la TVA par taux ne s’additionnent pas au total correspondant.',
      en: 'The bases or the amounts of the VAT breakdown by rate do not add up to the total they are of.',
    },
    source: 'EN 16931 BR-CO-13, BR-CO-14',
  },
  vat_rate_country: {
    level: 'warning',
    sentence: {
      fr: 'Le taux de TVA de {rates:percent} n’existe pas en {country} le {date}.',
      en: 'A VAT rate of {rates:percent} does not exist in {country} on {date}.',
    },
    meaning: {
      fr: 'Le taux n’était pas en vigueur à cette date dans le pays du vendeur.',
      en: 'The rate was not in force on that date in the seller’s country.',
    },
    source: 'Table of rates: shared/domain/vat-rates',
  },
  reverse_charge_with_vat: {
    level: 'warning',
    sentence: {
      fr: 'La facture dit « autoliquidation » et porte pourtant {tax:amount} de TVA.',
      en: 'The invoice says that VAT is reverse-charged, yet charges {tax:amount} of VAT.',
    },
    meaning: {
      fr: 'Sous autoliquidation, le client déclare la TVA et la facture n’en porte pas.',
      en: 'Under reverse charge the customer accounts for the VAT, and the invoice charges none.',
    },
    source: 'Directive 2006/112/CE, art. 226 (11 bis) ; CGI, art. 283 ; EN 16931 BR-AE-09',
  },
  exemption_with_vat: {
    level: 'warning',
    sentence: {
      fr: 'La facture dit que la TVA ne s’applique pas et porte pourtant {tax:amount} de TVA.',
      en: 'The invoice says that VAT does not apply, yet charges {tax:amount} of VAT.',
    },
    meaning: {
      fr: 'Sous la franchise en base, aucune TVA ne peut être facturée ; celle qui l’est ne se déduit pas.',
      en: 'Under the small-business exemption no VAT may be charged; what is charged cannot be deducted.',
    },
    source: 'CGI, art. 293 B à 293 E ; Umsatzsteuergesetz § 19',
  },
  zero_vat_without_reason: {
    level: 'warning',
    sentence: {
      fr: 'Aucune TVA, et aucun motif n’est donné (franchise, exonération, autoliquidation, exportation).',
      en: 'No VAT is charged and no reason given (small business, exemption, reverse charge, export).',
    },
    meaning: {
      fr: 'Une facture sans TVA doit dire pourquoi.',
      en: 'An invoice without VAT has to say why.',
    },
    source:
      'Directive 2006/112/CE, art. 226 (11) ; CGI, ann. II, art. 242 nonies A, I, 12° ; EN 16931 BR-E-10',
  },
} as const satisfies Record<string, CheckDefinition>;
