/** Values that must come from code lists (BR-CL). */

import type { EInvoice } from '../model.ts';
import { CREDIT_NOTE_CODES, INVOICE_CODES } from '../type-codes.ts';
import {
  allowanceReasons,
  countries,
  currencies,
  paymentMeans,
  taxPointCodes,
  vatCategories,
} from './code-lists.ts';
import type { Rule } from './rule.ts';

function codeRule(
  id: string,
  fr: string,
  en: string,
  codes: (invoice: EInvoice) => readonly (string | null | undefined)[],
  isKnown: (code: string, invoice: EInvoice) => boolean,
): Rule {
  return {
    id,
    text: { fr, en },
    breaches: (invoice) => {
      const unknown = codes(invoice).filter((code) => typeof code === 'string' && !isKnown(code, invoice));
      return [...new Set(unknown)].map((code) => ({ found: code! }));
    },
  };
}

/** A scheme of ISO 6523 is four digits; SEPA marks creditors' references; XR01 … are XRechnung's own. */
const isScheme = (code: string) => /^(?:\d{4}|SEPA|XR0\d)$/.test(code);

export const CODE_RULES: readonly Rule[] = [
  codeRule(
    'BR-CL-01',
    'le type du document (BT-3) doit être un code de facture ou d’avoir (UNTDID 1001)',
    'the document’s type (BT-3) must be a code of an invoice or credit note (UNTDID 1001)',
    (invoice) => [invoice.typeCode],
    (code, { syntax, isCreditNoteDocument }) => {
      // UBL has a document of its own for credit notes, and takes self-billed corrections in both.
      if (syntax === 'UBL' && isCreditNoteDocument) return CREDIT_NOTE_CODES.has(code);
      return INVOICE_CODES.has(code) || CREDIT_NOTE_CODES.has(code);
    },
  ),
  codeRule(
    'BR-CL-03',
    'la devise d’un montant doit être un code ISO 4217',
    'the currency of an amount must be a code of ISO 4217',
    (invoice) => invoice.amountCurrencies,
    (code) => currencies.has(code),
  ),
  codeRule(
    'BR-CL-04',
    'la devise de la facture (BT-5) doit être un code ISO 4217',
    'the invoice’s currency (BT-5) must be a code of ISO 4217',
    (invoice) => [invoice.currency],
    (code) => currencies.has(code),
  ),
  codeRule(
    'BR-CL-05',
    'la devise de comptabilisation de la TVA (BT-6) doit être un code ISO 4217',
    'the currency VAT is accounted in (BT-6) must be a code of ISO 4217',
    (invoice) => [invoice.accountingCurrency],
    (code) => currencies.has(code),
  ),
  codeRule(
    'BR-CL-06',
    'le code d’exigibilité de la TVA (BT-8) doit être un de ceux prévus (UNTDID 2005)',
    'the VAT point date code (BT-8) must be one of those provided for (UNTDID 2005)',
    (invoice) => [invoice.taxPointCode],
    (code) => taxPointCodes.has(code),
  ),
  codeRule(
    'BR-CL-10',
    'le schéma d’un identifiant de partie (BT-29, BT-46, BT-60) doit être un code ISO 6523',
    'the scheme of a party’s identifier (BT-29, BT-46, BT-60) must be a code of ISO 6523',
    ({ seller, buyer, payee }) =>
      [seller, buyer, payee].flatMap((party) => party?.identifiers.map(({ scheme }) => scheme) ?? []),
    isScheme,
  ),
  codeRule(
    'BR-CL-11',
    'le schéma d’un numéro de registre (BT-30, BT-47, BT-61) doit être un code ISO 6523',
    'the scheme of a register’s number (BT-30, BT-47, BT-61) must be a code of ISO 6523',
    ({ seller, buyer, payee }) => [seller, buyer, payee].map((party) => party?.legalId?.scheme),
    isScheme,
  ),
  codeRule(
    'BR-CL-14',
    'un pays (BT-40, BT-55, BT-69, BT-80) doit être un code ISO 3166-1',
    'a country (BT-40, BT-55, BT-69, BT-80) must be a code of ISO 3166-1',
    ({ seller, buyer, taxRepresentative, deliveryAddress }) => [
      seller.address?.country,
      buyer.address?.country,
      taxRepresentative?.address?.country,
      deliveryAddress?.country,
    ],
    (code) => countries.has(code),
  ),
  codeRule(
    'BR-CL-15',
    'le pays d’origine d’un article (BT-159) doit être un code ISO 3166-1',
    'an item’s country of origin (BT-159) must be a code of ISO 3166-1',
    (invoice) => invoice.lines.map((line) => line.originCountry),
    (code) => countries.has(code),
  ),
  codeRule(
    'BR-CL-16',
    'le moyen de paiement (BT-81) doit être un code UNTDID 4461',
    'the means of payment (BT-81) must be a code of UNTDID 4461',
    (invoice) => invoice.payment.map((means) => means.code),
    (code) => paymentMeans.has(code),
  ),
  codeRule(
    'BR-CL-17',
    'la catégorie de TVA d’une ventilation, d’une remise ou d’un frais doit être un code UNTDID 5305',
    'the VAT category of a breakdown, an allowance or a charge must be a code of UNTDID 5305',
    (invoice) => [...invoice.vat, ...invoice.allowances, ...invoice.charges].map((one) => one.category),
    (code) => vatCategories.has(code),
  ),
  codeRule(
    'BR-CL-18',
    'la catégorie de TVA d’une ligne (BT-151) doit être un code UNTDID 5305',
    'the VAT category of a line (BT-151) must be a code of UNTDID 5305',
    (invoice) => invoice.lines.map((line) => line.category),
    (code) => vatCategories.has(code),
  ),
  codeRule(
    'BR-CL-19',
    'le code du motif d’une remise (BT-98, BT-140) doit être un code UNTDID 5189',
    'the code of an allowance’s reason (BT-98, BT-140) must be a code of UNTDID 5189',
    (invoice) =>
      [...invoice.allowances, ...invoice.lines.flatMap((line) => line.allowances)].map(
        (one) => one.reasonCode,
      ),
    (code) => allowanceReasons.has(code),
  ),
  codeRule(
    'BR-CL-21',
    'le schéma de l’identifiant standard d’un article (BT-157) doit être un code ISO 6523',
    'the scheme of an item’s standard identifier (BT-157) must be a code of ISO 6523',
    (invoice) => invoice.lines.map((line) => line.standardId?.scheme),
    isScheme,
  ),
  codeRule(
    'BR-CL-22',
    'le code du motif d’exonération (BT-121) doit être un code VATEX',
    'the code of the reason of exemption (BT-121) must be a VATEX code',
    (invoice) => invoice.vat.map((part) => part.exemptionCode),
    (code) => /^VATEX-[A-Z]{2}-[A-Z0-9-]+$/i.test(code),
  ),
  codeRule(
    'BR-CL-25',
    'le schéma d’une adresse électronique (BT-34, BT-49) doit être un code EAS',
    'the scheme of an electronic address (BT-34, BT-49) must be an EAS code',
    ({ seller, buyer }) => [seller, buyer].map((party) => party.electronicAddress?.scheme),
    (code) => isScheme(code) || /^(?:AN|AQ|AS|AU|EM)$/.test(code),
  ),
];
