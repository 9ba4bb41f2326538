import { describe, expect, it } from 'vitest';
import { extract } from '../../../../../shared/domain/extraction/extract.ts';
import { MODEL_VERSION } from '../../../../../shared/domain/extraction/model-version.ts';
import type { FieldLabel } from '../../../../../shared/domain/extraction/result.ts';
import { printedPage } from '../../../../support/printed-page.ts';

const FRENCH_INVOICE = `
Menuiserie Chantepleure SARL
12 rue des Tanneurs                                        Facturé à :
86000 Poitiers                                             Hôtel du Parvis SAS
Tél. 05 49 00 00 00                                        4 place de l'Église
SIRET : 732 829 320 00074                                  79000 Niort
N° TVA : FR44732829320                                     TVA : FR83404833048

FACTURE N° F2026-0117
Date de facture : 03/03/2026
Échéance : 02/04/2026
Bon de commande : BC-5518

Désignation                         Qté     P.U. HT     TVA     Montant HT
Porte en chêne massif                 2      450,00     20 %        900,00
huilée, deux vantaux
Pose et réglages                      5       50,00     20 %        250,00
Quincaillerie                        10       10,00     20 %        100,00

                                              Total HT          1 250,00 €
                                              TVA 20 %            250,00 €
                                              Total TTC         1 500,00 €

Conditions de paiement : 30 jours net
IBAN : FR14 2004 1010 0505 0001 3M02 606    BIC : PSSTFRPPXXX
Pas d'escompte. Retard : pénalités au taux de 12 % et indemnité de 40 € pour frais de recouvrement.
`;

const value = (result: ReturnType<typeof extract>, label: FieldLabel) => result.fields[label]?.normalized;

describe('a French invoice with a text layer', () => {
  const result = extract([printedPage(FRENCH_INVOICE)]);

  it.each([
    ['numero_facture', 'F2026-0117'],
    ['date_facture', '2026-03-03'],
    ['date_echeance', '2026-04-02'],
    ['montant_ht', 1250],
    ['montant_tva', 250],
    ['montant_ttc', 1500],
    ['taux_tva', 20],
    ['devise', 'EUR'],
    ['nom_fournisseur', 'Menuiserie Chantepleure SARL'],
    ['adresse_fournisseur', '12 rue des Tanneurs, 86000 Poitiers'],
    ['siret_fournisseur', '73282932000074'],
    ['siren_fournisseur', '732829320'],
    ['tva_fournisseur', 'FR44732829320'],
    ['nom_client', 'Hôtel du Parvis SAS'],
    ['tva_client', 'FR83404833048'],
    ['numero_commande', 'BC-5518'],
    ['iban', 'FR1420041010050500013M02606'],
    ['bic', 'PSSTFRPPXXX'],
    ['conditions_paiement', '30 jours net'],
  ] as const)('gives %s', (label, expected) => {
    expect(value(result, label)).toBe(expected);
  });

  it('is an invoice, sure enough to need no review', () => {
    expect(result.document_type).toBe('invoice');
    expect(result.checks).toEqual([]);
    expect(result.needs_review).toBe(false);
    expect(result.model_version).toBe(MODEL_VERSION);
  });

  it('shows amounts as a person reads them, with page and place', () => {
    expect(result.fields.montant_ttc).toMatchObject({ value: '1500.00 EUR', page: 1, source: 'text-layer' });
    expect(result.fields.montant_ttc!.bbox!.y).toBeGreaterThan(0.3);
  });

  it('gives the lines, with a description over two lines kept together', () => {
    expect(
      result.lines.map(({ description, quantity, unit_price, total, vat_rate }) => [
        description,
        quantity,
        unit_price,
        total,
        vat_rate,
      ]),
    ).toEqual([
      ['Porte en chêne massif huilée, deux vantaux', 2, 450, 900, 20],
      ['Pose et réglages', 5, 50, 250, 20],
      ['Quincaillerie', 10, 10, 100, 20],
    ]);
  });

  it('is read the same from a page scanned askew', () => {
    const askew = extract([
      printedPage(FRENCH_INVOICE, { provider: 'ppocr', confidence: 0.95, dropPoints: 14 }),
    ]);
    for (const label of [
      'numero_facture',
      'date_facture',
      'montant_ttc',
      'siret_fournisseur',
      'nom_fournisseur',
    ] as const) {
      expect(value(askew, label), label).toBe(value(result, label));
    }
    expect(askew.fields.montant_ttc!.source).toBe('ocr');
    expect(askew.fields.montant_ttc!.confidence).toBeLessThan(result.fields.montant_ttc!.confidence);
  });

  it('asks for review when the threshold is above what it is sure of', () => {
    expect(extract([printedPage(FRENCH_INVOICE)], { confidenceThreshold: 0.999 }).needs_review).toBe(true);
  });
});

describe('other documents', () => {
  it('a credit note keeps its negative amounts', () => {
    const result = extract([
      printedPage(`
Papeterie Bleue SARL - 9 rue Haute - 34000 Montpellier
AVOIR N° AV-17
Date : 1er avril 2026
Total HT                  -100,00 €
TVA 20 %                   -20,00 €
Total TTC                 -120,00 €
`),
    ]);
    expect(result.document_type).toBe('credit_note');
    expect(value(result, 'montant_ttc')).toBe(-120);
    expect(value(result, 'date_facture')).toBe('2026-04-01');
  });

  it('a receipt needs no number and names the shop at its top', () => {
    const result = extract([
      printedPage(`
   QUINCAILLERIE DU PORT
   6 quai des Cordiers
   17000 La Rochelle
   TEL 05 36 49 12 34

   18/04/2026 11:26
   VIS INOX 5X60               25,80
   COLLE EPOXY                 26,70
   TOTAL TTC                   52,50 EUR
   ESPECES                     60,00
   RENDU                        7,50
   MERCI DE VOTRE VISITE
`),
    ]);
    expect(result.document_type).toBe('receipt');
    expect(value(result, 'nom_fournisseur')).toBe('QUINCAILLERIE DU PORT');
    expect(value(result, 'adresse_fournisseur')).toBe('6 quai des Cordiers, 17000 La Rochelle');
    expect(value(result, 'montant_ttc')).toBe(52.5);
    expect(value(result, 'date_facture')).toBe('2026-04-18');
    expect(result.checks.map((check) => check.code)).not.toContain('missing_required');
  });

  it('a German invoice is read by its own words', () => {
    const result = extract([
      printedPage(`
Feinwerk Ostheim GmbH
Industriestraße 8
97645 Ostheim

                                       Rechnung Nr. RE-2026-3391 vom 11. März 2026
Zahlbar bis 10.04.2026

Nettobetrag                      1.000,00 EUR
MwSt 19 %                          190,00 EUR
Rechnungsbetrag                  1.190,00 EUR
USt-IdNr.: DE136695976
`),
    ]);
    expect(value(result, 'numero_facture')).toBe('RE-2026-3391');
    expect(value(result, 'date_facture')).toBe('2026-03-11');
    expect(value(result, 'date_echeance')).toBe('2026-04-10');
    expect(value(result, 'montant_ttc')).toBe(1190);
    expect(value(result, 'tva_fournisseur')).toBe('DE136695976');
    expect(value(result, 'nom_fournisseur')).toBe('Feinwerk Ostheim GmbH');
  });

  it('an empty document is no record: everything required is missing', () => {
    const result = extract([]);
    expect(result).toMatchObject({
      document_type: 'other',
      fields: {},
      lines: [],
      overall_confidence: 0,
      needs_review: true,
    });
    expect(result.checks.filter((check) => check.code === 'missing_required')).toHaveLength(4);
  });
});

describe('joint choice', () => {
  it('derives the third amount from the two that are printed', () => {
    const result = extract([
      printedPage(`
FACTURE N° 2026-9
Date : 05/01/2026
Total HT        200,00 €
Total TTC       240,00 €
`),
    ]);
    expect(result.fields.montant_tva).toMatchObject({
      normalized: 40,
      source: 'derived',
      page: null,
      bbox: null,
    });
  });

  it('prefers the total that the arithmetic confirms over one that only a label names', () => {
    const result = extract([
      printedPage(`
FACTURE N° 2026-9
Montant total des travaux prévus     9 999,00 €
Total HT                               200,00 €
TVA 20 %                                40,00 €
Montant total                          240,00 €
`),
    ]);
    expect(value(result, 'montant_ttc')).toBe(240);
  });

  it('takes what was paid before from the amount due', () => {
    const result = extract([
      printedPage(`
FACTURE N° 2026-9
Date : 05/01/2026
Total HT               200,00 €
TVA 20 %                40,00 €
Total TTC              240,00 €
Acompte versé          100,00 €
Net à payer            140,00 €
`),
    ]);
    expect(value(result, 'montant_du')).toBe(140);
    expect(result.checks.find((check) => check.code === 'due_after_payment')).toMatchObject({
      level: 'info',
    });
  });

  it('computes the due day from the payment terms', () => {
    const result = extract([
      printedPage(`
FACTURE N° 2026-9
Date de facture : 15/01/2026
Conditions de paiement : 45 jours fin de mois
Total TTC              240,00 €
`),
    ]);
    expect(result.fields.date_echeance).toMatchObject({ normalized: '2026-03-31', source: 'derived' });
  });
});
