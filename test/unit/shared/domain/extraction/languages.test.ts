import { describe, expect, it } from 'vitest';
import { extract } from '../../../../../shared/domain/extraction/extract.ts';
import type { FieldLabel } from '../../../../../shared/domain/extraction/result.ts';
import { rulesScorer } from '../../../../../shared/domain/extraction/scoring/rules-scorer.ts';
import { printedPage } from '../../../../support/printed-page.ts';

const SPANISH = `
Talleres Peñalara S.L.
Calle de la Fragua 12
28013 Madrid
NIF: B12345674

FACTURA                                     Cliente:
Factura nº: 2026/0147                       Hostelería del Norte S.A.
Fecha factura: 12/03/2026                   Avenida de la Estación 8
Fecha de vencimiento: 11/04/2026            39001 Santander
                                            CIF: A28015865

Descripción                  Cantidad     Precio      Importe
Revisión de maquinaria              2     150,00       300,00
Piezas de recambio                  4      25,00       100,00

                                  Base imponible     400,00 €
                                  IVA 21 %            84,00 €
                                  Total factura      484,00 €

Forma de pago: transferencia a 30 días
IBAN: ES91 2100 0418 4502 0005 1332
`;

const ITALIAN = `
Officine Bellavista S.r.l.
Via del Mulino 7
20121 Milano MI
P.IVA 01234567897

Spett.le
Ristorante La Quercia S.p.A.
Corso Garibaldi 45
10122 Torino TO

FATTURA n. 118/2026 del 05/02/2026
Scadenza: 07/03/2026

Descrizione                  Quantità     Prezzo      Importo
Manutenzione impianto               1     500,00       500,00

                                  Imponibile         500,00
                                  IVA 22%            110,00
                                  Totale fattura   € 610,00

IBAN IT60X0542811101000000123456
`;

const DUTCH = `
Drukkerij De Linde B.V.
Kanaalstraat 21
3531 CD Utrecht
BTW-nr. NL123456782B90
KvK 12345678

Factuuradres
Bakkerij Van Houten
Dorpsweg 5
1697 KA Schellinkhout

FACTUUR
Factuurnummer: 20260088
Factuurdatum: 3 februari 2026
Vervaldatum: 5 maart 2026

Omschrijving                   Aantal      Prijs      Bedrag
Folders A5                       1000       0,25      250,00

                                Totaal excl. btw     € 250,00
                                Btw 21%              €  52,50
                                Totaal incl. btw     € 302,50

IBAN NL91ABNA0417164300
`;

const PORTUGUESE = `
Padaria Três Moinhos, Lda
Rua do Carmo 15
1200-093 Lisboa
NIF: 501964843

Exmo. Sr.
Hotel Serra Azul, S.A.
Avenida Central 100
4710-229 Braga

Fatura nº FT 2026/331
Data de emissão: 20/01/2026
Data de vencimento: 19/02/2026

Descrição                      Quantidade    Preço      Valor
Pão regional                          200     0,50     100,00

                                  Total ilíquido     100,00
                                  Total IVA 6%         6,00
                                  Total a pagar      106,00 €
`;

const SWISS = `
Schreinerei Abendrot GmbH
Bachstrasse 4
8001 Zürich
UID CHE-123.456.788 MWST

Rechnung an:
Gasthof Sonne AG
Dorfplatz 2
3011 Bern

Rechnungs-Nr. 2026-451
Rechnungsdatum 14.01.2026
Zahlbar bis 13.02.2026

Bezeichnung                     Menge      Preis      Betrag
Tisch Eiche                         1   1'250.00    1'250.00

                              Total exkl. MwSt   CHF 1'250.00
                              MwSt 8.1%          CHF   101.25
                              Rechnungstotal     CHF 1'351.25
`;

type Expected = Partial<Record<FieldLabel, string | number>>;

const DOCUMENTS: ReadonlyArray<readonly [string, string, Expected]> = [
  [
    'Spanish',
    SPANISH,
    {
      numero_facture: '2026/0147',
      date_facture: '2026-03-12',
      date_echeance: '2026-04-11',
      nom_fournisseur: 'Talleres Peñalara S.L.',
      nom_client: 'Hostelería del Norte S.A.',
      montant_ht: 400,
      montant_tva: 84,
      montant_ttc: 484,
      iban: 'ES9121000418450200051332',
      devise: 'EUR',
    },
  ],
  [
    'Italian',
    ITALIAN,
    {
      numero_facture: '118/2026',
      date_facture: '2026-02-05',
      date_echeance: '2026-03-07',
      nom_fournisseur: 'Officine Bellavista S.r.l.',
      nom_client: 'Ristorante La Quercia S.p.A.',
      tva_fournisseur: '01234567897',
      montant_ht: 500,
      montant_tva: 110,
      montant_ttc: 610,
      iban: 'IT60X0542811101000000123456',
      devise: 'EUR',
    },
  ],
  [
    'Dutch',
    DUTCH,
    {
      numero_facture: '20260088',
      date_facture: '2026-02-03',
      date_echeance: '2026-03-05',
      nom_fournisseur: 'Drukkerij De Linde B.V.',
      nom_client: 'Bakkerij Van Houten',
      tva_fournisseur: 'NL123456782B90',
      montant_ht: 250,
      montant_tva: 52.5,
      montant_ttc: 302.5,
      iban: 'NL91ABNA0417164300',
      devise: 'EUR',
    },
  ],
  [
    'Portuguese',
    PORTUGUESE,
    {
      numero_facture: 'FT 2026/331',
      date_facture: '2026-01-20',
      date_echeance: '2026-02-19',
      nom_fournisseur: 'Padaria Três Moinhos, Lda',
      nom_client: 'Hotel Serra Azul, S.A.',
      tva_fournisseur: 'PT501964843',
      montant_ht: 100,
      montant_tva: 6,
      montant_ttc: 106,
      devise: 'EUR',
    },
  ],
  [
    'Swiss',
    SWISS,
    {
      numero_facture: '2026-451',
      date_facture: '2026-01-14',
      date_echeance: '2026-02-13',
      nom_fournisseur: 'Schreinerei Abendrot GmbH',
      nom_client: 'Gasthof Sonne AG',
      montant_ht: 1250,
      montant_tva: 101.25,
      montant_ttc: 1351.25,
      devise: 'CHF',
    },
  ],
];

describe.each(DOCUMENTS)('a %s invoice', (_, text, expected) => {
  it('is read in its own words', () => {
    const { fields } = extract([printedPage(text)], { scorer: rulesScorer });
    const given = Object.fromEntries(
      Object.keys(expected).map((label) => [label, fields[label as FieldLabel]?.normalized]),
    );
    expect(given).toEqual(expected);
  });
});
