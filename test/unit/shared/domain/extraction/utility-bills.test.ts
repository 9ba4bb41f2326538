import { expect, it } from 'vitest';
import { extract } from '../../../../../shared/domain/extraction/extract.ts';
import type { FieldLabel } from '../../../../../shared/domain/extraction/result.ts';
import { rulesScorer } from '../../../../../shared/domain/extraction/scoring/rules-scorer.ts';
import { printedPage } from '../../../../support/printed-page.ts';

function valuesOf(text: string): Partial<Record<FieldLabel, string | number>> {
  const { fields } = extract([printedPage(text)], { scorer: rulesScorer });
  return Object.fromEntries(Object.entries(fields).map(([label, field]) => [label, field.normalized]));
}

it('takes the day on which a bill is debited for the day it is due, and no day of the next bill', () => {
  const values = valuesOf(`
Voltaire Énergie SA
12 rue des Ampères
69003 Lyon

Facture n° 20 417 336 902
du 12/02/2026

Total hors TVA                  100,00 €
TVA à 20 %                       20,00 €
Total TTC                       120,00 €

Montant prélevé le 03/03/2026   120,00 €

Prochaine facture vers le 12/04/2026. Prochain relevé vers le 08/04/2026.
`);
  expect(values).toMatchObject({
    numero_facture: '20 417 336 902',
    date_facture: '2026-02-12',
    date_echeance: '2026-03-03',
  });
});

it('adds the taxes by rate where no sum of them is printed', () => {
  const values = valuesOf(`
Teehaus Lindgrün GmbH
Am Speicher 3
28195 Bremen

Rechnung Nr. 7731
Rechnungsdatum: 04.05.2026

Gesamtsumme netto:      150,00 €
zzgl. 7 % MwSt.:          7,00 €
zzgl. 19 % MwSt.:         9,50 €
Gesamtsumme:            166,50 €
`);
  expect(values).toMatchObject({ montant_ht: 150, montant_tva: 16.5, montant_ttc: 166.5 });
});

it('reads amounts in lakhs', () => {
  const values = valuesOf(`
Meenakshi Weaving Mills Pvt. Ltd.
Plot 9, Industrial Estate
Madurai - 625001

TAX INVOICE
Invoice No. MW/26/118          Dated 14-Feb-2026

Taxable Value                  ₹ 2,50,000.00
CGST @ 9%                        ₹ 22,500.00
SGST @ 9%                        ₹ 22,500.00
Total                          ₹ 2,95,000.00
`);
  expect(values).toMatchObject({ montant_ht: 250000, montant_tva: 45000, montant_ttc: 295000 });
});
