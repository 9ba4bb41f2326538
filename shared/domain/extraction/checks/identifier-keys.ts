/** The rule of each identifier's check digits, by the field that holds it. */
import { isIban } from '../../identifiers/bank-account.ts';
import { isSiren, isSiret } from '../../identifiers/company-numbers.ts';
import { vatKeyIsRight } from '../../identifiers/vat-number.ts';
import type { FieldLabel } from '../result.ts';

const RULES: Partial<Record<FieldLabel, (value: string) => boolean | null>> = {
  siret_fournisseur: isSiret,
  siren_fournisseur: isSiren,
  tva_fournisseur: vatKey,
  siret_client: isSiret,
  tva_client: vatKey,
  iban: isIban,
};

/** Some papers print the number without its country: then there is no rule to hold it against. */
function vatKey(value: string): boolean | null {
  return /^[A-Z]{2}/.test(value) ? vatKeyIsRight(value) : null;
}

/** Whether the value of a field has right check digits; null where there is no rule for it. */
export function keyIsRight(label: FieldLabel, value: string): boolean | null {
  return RULES[label]?.(value) ?? null;
}
