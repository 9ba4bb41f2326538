import { describe, expect, it } from 'vitest';
import { extract } from '../../../../../../shared/domain/extraction/extract.ts';
import type { FieldLabel } from '../../../../../../shared/domain/extraction/result.ts';
import { printedPage } from '../../../../../support/printed-page.ts';

const HEAD = `
Pépinière des Deux Rives
2 allée des Saules
37000 Tours
FACTURE N° F-301
Date de facture : 03/03/2026

Désignation                         Qté    P.U. HT    Montant HT
Charme en motte                      10      12,00        120,00
Terreau 50 l                          8      10,00         80,00

`;

function amountsOf(totals: string): Partial<Record<FieldLabel, number>> {
  const { fields } = extract([printedPage(HEAD + totals)]);
  const labels = [
    'montant_remise',
    'frais_port',
    'eco_contribution',
    'montant_acompte',
    'solde_anterieur',
    'arrondi',
    'montant_du',
  ] as const;
  return Object.fromEntries(
    labels.flatMap((label) => (fields[label] ? [[label, fields[label].normalized as number]] : [])),
  );
}

const amounts = (...lines: [string, string][]) =>
  lines.map(([label, amount]) => `${' '.repeat(30)}${label.padEnd(24)}${amount.padStart(10)}`).join('\n');

describe('what stands between the lines and what is due', () => {
  it('is given with its sign and place: discount and carriage', () => {
    expect(
      amountsOf(
        amounts(
          ['Remise', '-20,00'],
          ['Frais de port', '15,00'],
          ['Total HT', '195,00'],
          ['TVA 20 %', '39,00'],
          ['Total TTC', '234,00'],
        ),
      ),
    ).toMatchObject({ montant_remise: 20, frais_port: 15, montant_du: 234 });
  });

  it('a deposit and a previous balance, which what is due counts', () => {
    expect(
      amountsOf(
        amounts(
          ['Total HT', '200,00'],
          ['TVA 20 %', '40,00'],
          ['Total TTC', '240,00'],
          ['Solde antérieur', '60,00'],
          ['Acompte versé', '100,00'],
          ['Net à payer', '200,00'],
        ),
      ),
    ).toMatchObject({ montant_acompte: 100, solde_anterieur: 60, montant_du: 200 });
  });

  it('an eco-contribution and a rounding', () => {
    expect(
      amountsOf(
        amounts(
          ['Éco-participation', '1,51'],
          ['Total HT', '201,51'],
          ['TVA 20 %', '40,30'],
          ['Arrondi', '-0,01'],
          ['Total TTC', '241,80'],
        ),
      ),
    ).toMatchObject({ eco_contribution: 1.51, arrondi: -0.01 });
  });

  it('in other languages', () => {
    const german = extract([
      printedPage(`
RECHNUNG Nr. 12
Rechnungsdatum: 03.03.2026

Bezeichnung                       Menge  Einzelpreis   Gesamtpreis
Kabelkanal                        10          5,00         50,00

                                  Versandkosten             5,90
                                  Nettobetrag              55,90
                                  MwSt 19 %                10,62
                                  Gesamtbetrag             66,52
                                  Anzahlung               -20,00
                                  Zahlbetrag               46,52
`),
    ]).fields;
    expect(german.frais_port?.normalized).toBe(5.9);
    expect(german.montant_acompte?.normalized).toBe(20);
    expect(german.montant_du?.normalized).toBe(46.52);
  });
});

describe('what is not shown', () => {
  it('is not given', () => {
    expect(
      amountsOf(amounts(['Total HT', '200,00'], ['TVA 20 %', '40,00'], ['Total TTC', '240,00'])),
    ).toEqual({ montant_du: 240 });
  });

  it('nor a discount that only early payers get', () => {
    expect(
      amountsOf(
        `${amounts(['Total HT', '200,00'], ['TVA 20 %', '40,00'], ['Total TTC', '240,00'])}\n\nEscompte pour paiement anticipé : 4,80`,
      ),
    ).not.toHaveProperty('montant_remise');
  });
});

describe('the breakdown of VAT', () => {
  it('is given by rate where it adds up to the totals', () => {
    const { vat_breakdown } = extract([
      printedPage(`${HEAD}
          Taux        Base HT       TVA
          20 %         120,00     24,00
          10 %          80,00      8,00

${amounts(['Total HT', '200,00'], ['Total TVA', '32,00'], ['Total TTC', '232,00'])}`),
    ]);
    expect(vat_breakdown).toEqual([
      { rate: 20, base: 120, tax: 24, total: 144 },
      { rate: 10, base: 80, tax: 8, total: 88 },
    ]);
  });

  it('is one part where one rate makes the tax of the net', () => {
    const { vat_breakdown } = extract([
      printedPage(HEAD + amounts(['Total HT', '200,00'], ['TVA 20 %', '40,00'], ['Total TTC', '240,00'])),
    ]);
    expect(vat_breakdown).toEqual([{ rate: 20, base: 200, tax: 40, total: 240 }]);
  });

  it('is left out where it contradicts the totals', () => {
    const { vat_breakdown } = extract([
      printedPage(`${HEAD}
          Taux        Base HT       TVA
          20 %         100,00     20,00

${amounts(['Total HT', '200,00'], ['Total TVA', '32,00'], ['Total TTC', '232,00'])}`),
    ]);
    expect(vat_breakdown).toEqual([]);
  });
});
