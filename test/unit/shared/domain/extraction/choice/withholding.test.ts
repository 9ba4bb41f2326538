import { expect, it } from 'vitest';
import { extract } from '../../../../../../shared/domain/extraction/extract.ts';
import { rulesScorer } from '../../../../../../shared/domain/extraction/scoring/rules-scorer.ts';
import { printedPage } from '../../../../../support/printed-page.ts';

function totals(rows: string): unknown[] {
  const page = printedPage(`
Lucía Prados Vega
NIF 52334410P
C/ Mayor 44
50001 Zaragoza

Factura nº: 17/2026
Fecha: 30/06/2026

${rows}
`);
  const { fields } = extract([page], { scorer: rulesScorer });
  return (['montant_ht', 'montant_tva', 'montant_ttc', 'montant_du'] as const).map(
    (label) => fields[label]?.normalized,
  );
}

it('keeps what a buyer withholds in the total, and out of what is due', () => {
  expect(
    totals(`
Base imponible             1.000,00 €
I.V.A. (21%)                 210,00 €
Retención I.R.P.F. (15%)    -150,00 €
Total a percibir           1.060,00 €`),
  ).toEqual([1000, 210, 1210, 1060]);
});

it('changes no total where nothing is withheld', () => {
  expect(
    totals(`
Base imponible             1.000,00 €
I.V.A. (21%)                 210,00 €
Total                      1.210,00 €`),
  ).toEqual([1000, 210, 1210, 1210]);
});
