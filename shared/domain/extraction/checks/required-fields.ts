/** The fields without which a document is no record. */
import type { DocumentType, FieldLabel } from '../result.ts';

/** What a type of document must give: number (tills print none that counts), date, total with tax, seller. */
export function requiredFields(type: DocumentType): FieldLabel[] {
  const fields: FieldLabel[] = ['numero_facture', 'date_facture', 'montant_ttc', 'nom_fournisseur'];
  return type === 'receipt' ? fields.slice(1) : fields;
}
