/** Whether the identifiers are right by themselves, and agree with each other. */
import { hasBicForm, ibanLength, isIban } from '../../identifiers/bank-account.ts';
import { isSiren } from '../../identifiers/company-numbers.ts';
import { sirenOfVatNumber, vatKeyIsRight } from '../../identifiers/vat-number.ts';
import { foldedKey } from '../../text/fold.ts';
import type { Check, FieldLabel } from '../result.ts';
import { type CheckCode, checkOf } from './catalogue.ts';
import { type CheckedRecord, printed, textOf } from './checked-record.ts';
import { keyIsRight } from './identifier-keys.ts';
import { countryOf } from './seller-country.ts';

export function identifierChecks(record: CheckedRecord): Check[] {
  const keys = keyChecks(record);
  return [
    ...keys,
    ...carriedSirenChecks(record, keys),
    ...bankChecks(record),
    ...agreementChecks(record),
    ...partyChecks(record),
  ];
}

const KEYS: ReadonlyArray<readonly [FieldLabel, CheckCode]> = [
  ['siret_fournisseur', 'siret_key'],
  ['siren_fournisseur', 'siren_key'],
  ['tva_fournisseur', 'vat_key'],
  ['siret_client', 'siret_key'],
  ['tva_client', 'vat_key'],
];

function keyChecks(record: CheckedRecord): Check[] {
  return KEYS.flatMap(([field, code]) => {
    const value = printed(record, field) && textOf(record, field);
    if (value === null || keyIsRight(field, value) !== false) return [];
    return [checkOf(code, { fields: [field], parameters: { field, value } })];
  });
}

/**
 * The SIREN inside a French VAT number has a key of its own. Monaco's numbers begin with 000 and carry no SIREN
 * (BOI-TVA-DECLA-20-10-20). Said once, where the SIREN itself is not blamed already.
 */
function carriedSirenChecks(record: CheckedRecord, blamed: readonly Check[]): Check[] {
  return (['tva_fournisseur', 'tva_client'] as const).flatMap((field) => {
    const vat = printed(record, field) && textOf(record, field);
    const siren = vat === null ? null : sirenOfVatNumber(vat);
    if (vat === null || siren === null || siren.startsWith('000') || isSiren(siren)) return [];
    if (vatKeyIsRight(vat) === false) return [];
    const known = blamed.some(({ parameters }) => String(parameters?.value ?? '').startsWith(siren));
    return known
      ? []
      : [checkOf('siren_in_vat_key', { fields: [field], parameters: { field, value: siren } })];
  });
}

function bankChecks(record: CheckedRecord): Check[] {
  const checks: Check[] = [];
  const iban = textOf(record, 'iban');
  const bic = textOf(record, 'bic');
  if (iban !== null) {
    const expected = ibanLength(iban.slice(0, 2));
    const wrongLength = expected !== null && iban.length !== expected;
    if (wrongLength) {
      checks.push(checkOf('iban_length', { fields: ['iban'], parameters: { value: iban, expected } }));
    } else if (!isIban(iban)) {
      checks.push(checkOf('iban_key', { fields: ['iban'], parameters: { value: iban } }));
    }
  }
  if (bic !== null && !hasBicForm(bic)) {
    checks.push(checkOf('bic_form', { fields: ['bic'], parameters: { value: bic } }));
  } else if (
    bic !== null &&
    iban !== null &&
    isIban(iban) &&
    !sameBankCountry(bic.slice(4, 6), iban.slice(0, 2))
  ) {
    checks.push(checkOf('bic_iban_country', { fields: ['bic', 'iban'], parameters: { bic, iban } }));
  }
  const country = countryOf(record, 'seller');
  if (iban !== null && isIban(iban) && country !== null && !sameBankCountry(country, iban.slice(0, 2))) {
    const parameters = { bank: iban.slice(0, 2), country };
    checks.push(checkOf('iban_foreign', { fields: ['iban'], parameters }));
  }
  return checks;
}

/** Countries whose banks serve accounts of another: overseas France has French IBANs, the Crown dependencies British ones. */
const BANKED_BY: Readonly<Record<string, string>> = {
  ...Object.fromEntries('GP MQ GF RE YT PM BL MF NC PF WF TF MC'.split(' ').map((code) => [code, 'FR'])),
  JE: 'GB',
  GG: 'GB',
  IM: 'GB',
  AX: 'FI',
  XI: 'GB',
};

function sameBankCountry(one: string, other: string): boolean {
  return (BANKED_BY[one] ?? one) === (BANKED_BY[other] ?? other);
}

function agreementChecks(record: CheckedRecord): Check[] {
  const checks: Check[] = [];
  const vat = textOf(record, 'tva_fournisseur');
  const siret = textOf(record, 'siret_fournisseur');
  const siren = printed(record, 'siren_fournisseur')
    ? textOf(record, 'siren_fournisseur')
    : (siret?.slice(0, 9) ?? null);
  const carried = vat === null ? null : sirenOfVatNumber(vat);
  if (vat !== null && carried !== null && siren !== null && carried !== siren) {
    const fields = ['tva_fournisseur', 'siren_fournisseur'] as const;
    checks.push(checkOf('vat_siren_mismatch', { fields, parameters: { vat, siren } }));
  }
  if (siret !== null && siren !== null && !siret.startsWith(siren)) {
    const fields = ['siret_fournisseur', 'siren_fournisseur'] as const;
    checks.push(checkOf('siret_siren_mismatch', { fields, parameters: { siret, siren } }));
  }
  return checks;
}

function partyChecks(record: CheckedRecord): Check[] {
  const pairs: ReadonlyArray<readonly [FieldLabel, FieldLabel]> = [
    ['tva_fournisseur', 'tva_client'],
    ['siret_fournisseur', 'siret_client'],
    ['nom_fournisseur', 'nom_client'],
  ];
  for (const fields of pairs) {
    const [seller, buyer] = fields.map((label) => textOf(record, label));
    if (!seller || !buyer || foldedKey(seller) !== foldedKey(buyer)) continue;
    return [checkOf('seller_is_buyer', { fields, parameters: { value: seller } })];
  }
  return [];
}
