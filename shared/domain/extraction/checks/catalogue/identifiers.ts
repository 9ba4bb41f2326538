/** Checks of who sells, who buys, and to which account. */
import type { CheckDefinition } from '../definition.ts';

export const IDENTIFIER_CHECKS = {
  siret_key: {
    level: 'error',
    sentence: {
      fr: 'La clé d’un SIRET est fausse : {field:field} ({value}).',
      en: 'The key of a SIRET is wrong: {field:field} ({value}).',
    },
    meaning: {
      fr: 'Les quatorze chiffres ne satisfont pas la clé de Luhn (pour La Poste : leur somme n’est pas multiple de cinq).',
      en: 'The fourteen digits fail Luhn’s key (for La Poste: their sum is no multiple of five).',
    },
    source: 'Code de commerce, art. R123-220 et suivants ; INSEE, numérotation SIRENE',
  },
  siren_key: {
    level: 'error',
    sentence: {
      fr: 'La clé d’un SIREN est fausse : {field:field} ({value}).',
      en: 'The key of a SIREN is wrong: {field:field} ({value}).',
    },
    meaning: {
      fr: 'Les neuf chiffres ne satisfont pas la clé de Luhn.',
      en: 'The nine digits fail Luhn’s key.',
    },
    source: 'Code de commerce, art. R123-220 et suivants ; INSEE, numérotation SIRENE',
  },
  siren_in_vat_key: {
    level: 'warning',
    sentence: {
      fr: 'Le SIREN ({value}) porté par un numéro de TVA a une clé fausse : {field:field}.',
      en: 'The SIREN ({value}) inside a VAT number has a wrong key: {field:field}.',
    },
    meaning: {
      fr: 'La clé du numéro de TVA français est juste, mais les neuf chiffres qui la suivent ne sont pas un SIREN.',
      en: 'The key of the French VAT number is right, but the nine digits behind it are no SIREN.',
    },
    source: 'CGI, art. 286 ter ; INSEE, numérotation SIRENE',
  },
  vat_key: {
    level: 'error',
    sentence: {
      fr: 'La forme ou la clé d’un numéro de TVA est fausse : {field:field} ({value}).',
      en: 'The form or key of a VAT number is wrong: {field:field} ({value}).',
    },
    meaning: {
      fr: 'Le numéro n’a pas la forme de son pays, ou sa clé de contrôle est fausse.',
      en: 'The number does not have its country’s form, or its check digits are wrong.',
    },
    source: 'Directive 2006/112/CE, art. 215 ; Commission européenne, VIES',
  },
  iban_key: {
    level: 'error',
    sentence: { fr: 'La clé de l’IBAN est fausse ({value}).', en: 'The key of the IBAN is wrong ({value}).' },
    meaning: {
      fr: 'Les deux chiffres de contrôle de l’IBAN ne sont pas les siens.',
      en: 'The two check digits of the IBAN are not its own.',
    },
    source: 'ISO 13616 ; ISO/IEC 7064 MOD 97-10',
  },
  iban_length: {
    level: 'error',
    sentence: {
      fr: 'L’IBAN ({value}) devrait compter {expected} caractères.',
      en: 'The IBAN ({value}) should have {expected} characters.',
    },
    meaning: {
      fr: 'L’IBAN n’a pas la longueur fixée pour son pays.',
      en: 'The IBAN does not have the length fixed for its country.',
    },
    source: 'ISO 13616, IBAN Registry (SWIFT)',
  },
  bic_form: {
    level: 'warning',
    sentence: {
      fr: 'Le BIC ({value}) n’a pas la forme d’un BIC.',
      en: 'The BIC ({value}) has not the form of one.',
    },
    meaning: {
      fr: 'Huit ou onze caractères : banque, pays, localité, et peut-être une agence.',
      en: 'Eight or eleven characters: bank, country, place, and perhaps a branch.',
    },
    source: 'ISO 9362',
  },
  bic_iban_country: {
    level: 'warning',
    sentence: {
      fr: 'Le BIC ({bic}) et l’IBAN ({iban}) ne sont pas du même pays.',
      en: 'BIC ({bic}) and IBAN ({iban}) are not of the same country.',
    },
    meaning: {
      fr: 'La banque et le compte sont de pays différents : l’un des deux est faux, ou mal lu.',
      en: 'Bank and account are of different countries: one of them is wrong, or misread.',
    },
    source: 'ISO 9362 ; ISO 13616',
  },
  iban_changed: {
    level: 'error',
    sentence: {
      fr: 'Ce fournisseur n’a jamais été payé sur ce compte ({iban}) : connu, {known}. Vérifiez auprès de lui.',
      en: 'This seller was never paid on this account ({iban}): known is {known}. Ask the seller.',
    },
    meaning: {
      fr: 'L’IBAN n’est aucun de ceux confirmés pour ce fournisseur : un changement, ou une fraude.',
      en: 'The IBAN is none of those confirmed for this seller: a change, or a fraud.',
    },
  },
  iban_foreign: {
    level: 'info',
    sentence: {
      fr: 'Le compte bancaire ({bank}) n’est pas du pays du fournisseur ({country}).',
      en: 'The bank account ({bank}) is not of the seller’s country ({country}).',
    },
    meaning: {
      fr: 'Payer un fournisseur sur un compte d’un autre pays est courant, mais c’est aussi le signe d’une fraude au changement de RIB.',
      en: 'Paying a seller on an account in another country is common, but also what payment-diversion fraud looks like.',
    },
  },
  vat_siren_mismatch: {
    level: 'warning',
    sentence: {
      fr: 'Le numéro de TVA du fournisseur ({vat}) ne porte pas son SIREN ({siren}).',
      en: 'The seller’s VAT number ({vat}) does not carry its SIREN ({siren}).',
    },
    meaning: {
      fr: 'Un numéro de TVA français finit par le SIREN de son titulaire.',
      en: 'A French VAT number ends with its holder’s SIREN.',
    },
    source: 'CGI, art. 286 ter ; CGI, ann. II, art. 242 nonies A',
  },
  siret_siren_mismatch: {
    level: 'warning',
    sentence: {
      fr: 'Le SIRET du fournisseur ({siret}) ne commence pas par son SIREN ({siren}).',
      en: 'The seller’s SIRET ({siret}) does not begin with its SIREN ({siren}).',
    },
    meaning: {
      fr: 'Un SIRET est le SIREN suivi de cinq chiffres.',
      en: 'A SIRET is the SIREN followed by five digits.',
    },
    source: 'Code de commerce, art. R123-221',
  },
  seller_is_buyer: {
    level: 'warning',
    sentence: {
      fr: 'Fournisseur et client sont le même ({value}).',
      en: 'Seller and buyer are the same ({value}).',
    },
    meaning: {
      fr: 'Le même identifiant ou le même nom a été lu pour les deux : l’un est mal lu, ou la facture est interne.',
      en: 'The same identifier or name was read for both: one is misread, or the invoice is internal.',
    },
  },
} as const satisfies Record<string, CheckDefinition>;
