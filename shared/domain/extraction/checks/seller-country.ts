/** The country of a party, from what cannot be mistaken: its VAT number, or a French company number. */
import { isSiren, isSiret } from '../../identifiers/company-numbers.ts';
import { hasVatForm, vatKeyIsRight } from '../../identifiers/vat-number.ts';
import { type CheckedRecord, textOf } from './checked-record.ts';

/** ISO 3166 letters, Greece as GR and Northern Ireland as GB; null where nothing tells. */
export function countryOf(record: CheckedRecord, party: 'seller' | 'buyer'): string | null {
  const vat = textOf(record, party === 'seller' ? 'tva_fournisseur' : 'tva_client');
  if (vat !== null && hasVatForm(vat) && vatKeyIsRight(vat) !== false) {
    const letters = vat.slice(0, 2);
    return letters === 'EL' ? 'GR' : letters === 'XI' ? 'GB' : letters;
  }
  const siret = textOf(record, party === 'seller' ? 'siret_fournisseur' : 'siret_client');
  const siren = party === 'seller' ? textOf(record, 'siren_fournisseur') : null;
  return (siret !== null && isSiret(siret)) || (siren !== null && isSiren(siren)) ? 'FR' : null;
}
