import { describe, expect, it } from 'vitest';
import { extract } from '../../../../../../shared/domain/extraction/extract.ts';
import type { Line } from '../../../../../../shared/domain/extraction/result.ts';
import { printedPage } from '../../../../../support/printed-page.ts';

type Row = [string, number | null, number | null, number | null];
const rowOf = ({ description, quantity, unit_price, total }: Line): Row => [
  description,
  quantity,
  unit_price,
  total,
];
const linesOf = (...pages: string[]) =>
  extract(pages.map((text, index) => printedPage(text, { number: index + 1 }))).lines;
const rows = (...pages: string[]) => linesOf(...pages).map(rowOf);

describe('a table in any of the languages', () => {
  it.each<[string, string, Row[]]>([
    [
      'French',
      `
FACTURE F-10

Réf.       Désignation                    Qté   Unité    P.U. HT     TVA      Montant HT
VX-200     Vis inox 4 x 40                 20   bte         6,50    20 %          130,00
CH-7       Cheville laiton                  4   bte        11,25    20 %           45,00

                                                       Total HT                   175,00
                                                       TVA 20 %                    35,00
                                                       Total TTC                  210,00
`,
      [
        ['Vis inox 4 x 40', 20, 6.5, 130],
        ['Cheville laiton', 4, 11.25, 45],
      ],
    ],
    [
      'English, quantity first',
      `
INVOICE 20-11

Qty    Description                          Unit Price       Amount
3      Oak panel, planed                         42.00       126.00
1      Delivery to site                          35.50        35.50

                                             Subtotal        161.50
                                             VAT 20%          32.30
                                             Total           193.80
`,
      [
        ['Oak panel, planed', 3, 42, 126],
        ['Delivery to site', 1, 35.5, 35.5],
      ],
    ],
    [
      'German',
      `
RECHNUNG Nr. 4-77

Pos.  Bezeichnung                       Menge  Einheit  Einzelpreis   Gesamtpreis
1     Kabelkanal, weiß                  12,50  m               4,80         60,00
2     Montage                            3,00  Std            55,00        165,00

                                               Nettobetrag                 225,00
                                               MwSt 19 %                    42,75
                                               Gesamtbetrag                267,75
`,
      [
        ['Kabelkanal, weiß', 12.5, 4.8, 60],
        ['Montage', 3, 55, 165],
      ],
    ],
    [
      'Dutch',
      `
FACTUUR 2026-3

Omschrijving                      Aantal      Prijs      BTW      Bedrag
Onderhoud pomp                         2      75,00      21%      150,00
Filterset                              1      18,40      21%       18,40

                                   Totaal excl. BTW               168,40
                                   BTW 21%                         35,36
                                   Totaal incl. BTW               203,76
`,
      [
        ['Onderhoud pomp', 2, 75, 150],
        ['Filterset', 1, 18.4, 18.4],
      ],
    ],
    [
      'Italian',
      `
FATTURA N. 88

Descrizione                       Quantità     Prezzo     IVA     Importo
Piastrelle grigie                       40       3,20     22%      128,00
Colla rapida                             2      14,00     22%       28,00

                                   Imponibile                      156,00
                                   IVA 22%                          34,32
                                   Totale                          190,32
`,
      [
        ['Piastrelle grigie', 40, 3.2, 128],
        ['Colla rapida', 2, 14, 28],
      ],
    ],
    [
      'Spanish',
      `
FACTURA 2026/15

Cantidad    Concepto                          Precio       Importe
10          Macetas de barro                    2,75         27,50
2           Saco de tierra                      9,10         18,20

                                   Base imponible            45,70
                                   IVA 21%                    9,60
                                   Total                     55,30
`,
      [
        ['Macetas de barro', 10, 2.75, 27.5],
        ['Saco de tierra', 2, 9.1, 18.2],
      ],
    ],
    [
      'Portuguese',
      `
FATURA FT 5/12

Artigo    Descrição                     Qtd.     Preço      IVA        Valor
A1        Azulejo pintado                  6      8,00     23 %        48,00
A2        Moldura                          1     21,00     23 %        21,00

                                   Total ilíquido                      69,00
                                   IVA 23%                             15,87
                                   Total a pagar                       84,87
`,
      [
        ['Azulejo pintado', 6, 8, 48],
        ['Moldura', 1, 21, 21],
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(rows(text)).toEqual(expected);
  });
});

describe('what a row says beside its amounts', () => {
  it('unit, article number and rate', () => {
    const [first] = linesOf(`
FACTURE F-10

Réf.       Désignation                    Qté   Unité    P.U. HT     TVA      Montant HT
VX-200     Vis inox 4 x 40                 20   bte         6,50    20 %          130,00
CH-7       Cheville laiton                  4   bte        11,25    10 %           45,00
`);
    expect(first).toMatchObject({ article_number: 'VX-200', unit: 'bte', vat_rate: 20 });
  });

  it('a discount in percent or in euros, as what it takes off', () => {
    const found = linesOf(`
FACTURE F-11

Désignation                 Qté    P.U. HT    Remise    Montant HT
Chaise pliante                4      25,00      10 %         90,00
Table ronde                   1     150,00     30,00        120,00
Nappe                         2      12,00                   24,00
`);
    expect(
      found.map(({ quantity, unit_price, discount, total }) => [quantity, unit_price, discount, total]),
    ).toEqual([
      [4, 25, 10, 90],
      [1, 150, 30, 120],
      [2, 12, undefined, 24],
    ]);
  });

  it('a description over several lines, whether its amounts stand at the first or in the middle', () => {
    expect(
      rows(`
FACTURE F-12

Désignation                         Qté    P.U. HT    Montant HT
Dépose de l'ancienne chaudière        1     400,00        400,00
et évacuation en déchetterie
Pose de la nouvelle chaudière         1     900,00        900,00
avec mise en service
`).map(([description]) => description),
    ).toEqual([
      "Dépose de l'ancienne chaudière et évacuation en déchetterie",
      'Pose de la nouvelle chaudière avec mise en service',
    ]);
    expect(
      rows(`
FACTURE F-13

Désignation                         Qté    P.U. HT    Montant HT
Dépose de l'ancienne chaudière

et évacuation en déchetterie          1     400,00        400,00

contrat E-7


Pose de la nouvelle chaudière

avec mise en service                  1     900,00        900,00

contrat E-8
`).map(([description]) => description),
    ).toEqual([
      "Dépose de l'ancienne chaudière et évacuation en déchetterie contrat E-7",
      'Pose de la nouvelle chaudière avec mise en service contrat E-8',
    ]);
  });
});

describe('a table over page breaks', () => {
  const HEAD = 'Désignation                         Qté    P.U. HT    Montant HT';
  const first = `
FACTURE F-20

${HEAD}
Lot de planches                       2      50,00        100,00
Lasure                                3      20,00         60,00
                                        À reporter        160,00
`;
  const totals = `
                                         Total HT         190,00
                                         TVA 20 %          38,00
                                         Total TTC        228,00
`;
  const expected: Row[] = [
    ['Lot de planches', 2, 50, 100],
    ['Lasure', 3, 20, 60],
    ['Pinceau', 2, 15, 30],
  ];

  it('goes on under a repeated heading, and what is carried over is no row', () => {
    const second = `
${HEAD}
Report                                                    160,00
Pinceau                               2      15,00         30,00
${totals}`;
    expect(rows(first, second)).toEqual(expected);
  });

  it('goes on without a heading', () => {
    const second = `
Pinceau                               2      15,00         30,00
${totals}`;
    expect(rows(first, second)).toEqual(expected);
  });
});

describe('what is no item', () => {
  it('a discount or a charge on the whole document', () => {
    const result = extract([
      printedPage(`
FACTURE F-30

Désignation                         Qté    P.U. HT    Montant HT
Armoire                               1     500,00        500,00
Remise commerciale                                        -50,00

                                         Total HT         450,00
                                         TVA 20 %          90,00
                                         Total TTC        540,00
`),
    ]);
    expect(result.lines.map(rowOf)).toEqual([['Armoire', 1, 500, 500]]);
    expect(result.fields.montant_remise?.normalized).toBe(50);
    expect(result.checks.map((check) => check.code)).not.toContain('lines_mismatch');
  });

  it('a line of prose with a price in a letter', () => {
    expect(
      rows(`
Madame,

Suite à notre entretien, la location vous est proposée pour 450,00
La caution, qui vous sera rendue, s'élève à 900,00
Bien à vous
`),
    ).toEqual([]);
  });
});

describe('lines without a heading', () => {
  it('are items where they add up to a total that follows', () => {
    expect(
      rows(`
FACTURE F-40
Date 03/03/2026

Cotisation annuelle                                       120,00
Assurance                                                  36,50

                                         Total            156,50
`),
    ).toEqual([
      ['Cotisation annuelle', null, null, 120],
      ['Assurance', null, null, 36.5],
    ]);
  });

  it('of a till, with its quantities before, behind or under the article', () => {
    const till = `
      ÉPICERIE DU COIN
      12 rue Basse
      03/03/2026 12:05

PAIN COMPLET              2,40 A
2 x 3,50
JUS DE POMME              7,00 A
YAOURT                    4,20 B
   3 x 1,40

TOTAL                    13,60
ESPECES                  20,00
RENDU                     6,40
MERCI DE VOTRE VISITE
`;
    const totals = rows(till).map(([description, , , total]) => [description, total]);
    expect(totals).toEqual([
      ['PAIN COMPLET', 2.4],
      ['JUS DE POMME', 7],
      ['YAOURT', 4.2],
    ]);
    expect(rows(till)[2]).toEqual(['YAOURT', 3, 1.4, 4.2]);
  });
});

describe('a letter for a rate of VAT', () => {
  it('is told by the legend below', () => {
    const found = linesOf(`
      ÉPICERIE DU COIN
      12 rue Basse
      03/03/2026 12:05

PAIN COMPLET              2,40 A
SAVON DE MARSEILLE        7,00 B

TOTAL                     9,40
A   5,5 %     0,13
B   20 %      1,17
ESPECES                  20,00
RENDU                    10,60
MERCI DE VOTRE VISITE
`);
    expect(found.map(({ description, vat_rate }) => [description, vat_rate])).toEqual([
      ['PAIN COMPLET', 5.5],
      ['SAVON DE MARSEILLE', 20],
    ]);
  });
});

describe('a paper without prices', () => {
  it('lists its goods by quantity', () => {
    expect(
      rows(`
BON DE LIVRAISON BL-7

Désignation                         Qté
Madrier de sapin                     12
Chevron                               4


Livré par : A. Morvan, 14 chemin du Moulin, 39300 Champagnole
`),
    ).toEqual([
      ['Madrier de sapin', 12, null, null],
      ['Chevron', 4, null, null],
    ]);
  });
});

describe('a total under a name that we do not know', () => {
  it('is no item, for it sums up those before', () => {
    expect(
      rows(`
FACTURE F-60

Désignation                         Qté    P.U. HT    Montant HT
Armoire                               1     500,00        500,00
Tabouret                              2      50,00        100,00
Ensemble des fournitures                                  600,00
`),
    ).toEqual([
      ['Armoire', 1, 500, 500],
      ['Tabouret', 2, 50, 100],
    ]);
  });

  it('nor is the larger of two columns of totals: the one without tax is summed up', () => {
    expect(
      rows(`
FACTURE F-61

Désignation                         Qté    P.U. HT    Montant HT    Montant TTC
Armoire                               1     500,00        500,00         600,00
Tabouret                              2      50,00        100,00         120,00
`).map(([, , , total]) => total),
    ).toEqual([500, 100]);
  });
});

describe('numbers that OCR took apart', () => {
  it('are put together where the row then agrees', () => {
    expect(
      rows(`
FACTURE F-50

Désignation                         Qté    P.U. HT    Montant HT
Parquet chêne                        10     125,00     1 250,00
Plinthe                               4       3 ,50        14,00
`),
    ).toEqual([
      ['Parquet chêne', 10, 125, 1250],
      ['Plinthe', 4, 3.5, 14],
    ]);
  });
});
