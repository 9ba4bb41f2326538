import { describe, expect, it } from 'vitest';
import { extract } from '../../../../../shared/domain/extraction/extract.ts';
import { rulesScorer } from '../../../../../shared/domain/extraction/scoring/rules-scorer.ts';
import { printedPage } from '../../../../support/printed-page.ts';

const till = (text: string) =>
  extract([printedPage(text, { provider: 'ppocr', confidence: 0.96 })], { scorer: rulesScorer }).fields;

describe('a receipt', () => {
  it('is from the shop whose name begins with a number and has its registration behind it', () => {
    const fields = till(`
12 STAR MART 5/8 1519531-X
LOT P.T. 2845, JALAN MERAK,
41150 KLANG, SELANGOR
GST ID NO : 000181747733
05-05-17 02:49PM
2832 AH HUAT COFFEE            12.65
950 WHEAT BISCUITS              2.39
Total Sales (Inclusive GST)    15.04
CASH                           20.00
CHANGE                          4.96
Thank you, please come again
`);
    expect(fields.nom_fournisseur?.value).toBe('12 STAR MART S/B');
    expect(fields.adresse_fournisseur?.value).toBe('LOT P.T. 2845, JALAN MERAK, 41150 KLANG, SELANGOR');
    expect(fields.montant_ttc?.normalized).toBe(15.04);
  });

  it('joins a name to the legal form on the next line', () => {
    const fields = till(`
Harbour & Vale Catering
Sdn. Bhd.
Unit 3, Jalan Delima
50480 Kuala Lumpur
28 Mar 2018 18:32
Grilled fish                   54.00
Total                          54.00
Visa                           54.00
Thank you
`);
    expect(fields.nom_fournisseur?.value).toBe('Harbour & Vale Catering Sdn. Bhd.');
  });

  it('takes the name before what the shop is', () => {
    const fields = till(`
BLUE HERON
BISTRO & CAFE
109, SS21/1A, DAMANSARA
12/03/2018 10:25 PM
2 Tea                          12.00
Total                          12.00
CASH                           20.00
CHANGE                          8.00
`);
    expect(fields.nom_fournisseur?.value).toBe('BLUE HERON');
  });

  it('has no goods in its address', () => {
    const fields = till(`
Marlow's Care Stores Sdn Bhd
USJ Summit, Jalan Subang
22241 WS CUT SCISSORS          18.00
64542 TEMPO TWEEZER            17.90
TOTAL                          35.90
CASH                           40.00
CHANGE                          4.10
`);
    expect(fields.adresse_fournisseur?.value).toBe('USJ Summit, Jalan Subang');
  });

  it('was paid as rounded', () => {
    const fields = till(`
Maple Corner Store Ltd
14 High Street
29/03/2018 20:19
Cream                          69.90
Discount                      -20.97
Total Sales Incl. GST          48.93
Rounding                        0.02
Total after rounding           48.95
VISA                           48.95
GST 6%   46.16                  2.77
Thank you
`);
    expect(fields.montant_ttc?.normalized).toBe(48.95);
  });

  it('has a total that no row of its breakdown replaces', () => {
    const fields = till(`
Frischemarkt Sonnental
Lindenallee 130
33100 Paderborn
Emmentaler                      7,20 A
Vodka                           9,98 B
Orangensaft                     0,99 B
zu zahlen                      18, 17
Kreditkarte                    18,17
MWST%      MWST    Netto       Brutto
A 7%       0,47     6,73        7,20
B 19%      1,75     9,22       10,97
Summe      2,22    15,95       18,17
11.04.20 09:51
Vielen Dank
`);
    expect(fields.montant_ttc?.normalized).toBe(18.17);
  });

  it('tells its total by what was given and returned, where the reader lost its label', () => {
    const fields = till(`
Harbour Print Shop Ltd
21 Harbour Street
27 March 2018 16:54
A4 colour copies                8.00
T#l Am Pay:                     8.50
Paid amount                   100.00
Change                         91.50
Thank you
`);
    expect(fields.montant_ttc?.normalized).toBe(8.5);
  });

  it('spells a spoilt sign as the legal name below does', () => {
    const fields = till(`
RSENBAUM
Lindenallee 4
33100 Paderborn
Putztuch                        1,95
Total                           1,95
Bar                             2,00
Rückgeld                        0,05
27.02.2020 15:56
Dirk Rosenbaum GnbH
www.rosenbaum.de
Vielen Dank
`);
    expect(fields.nom_fournisseur?.value).toBe('Rosenbaum');
  });

  it('goes by its sign where the legal name says little more', () => {
    const fields = till(`
HAGEDORN
HAGEDORN Baumarkt AG
Heisenbergstraße 2
33104 Paderborn
SUMME   3     EUR             152,00
GEGEBEN ec-Karte   EUR        152,00
Vielen Dank!
23.09.16 14:05 Uhr
`);
    expect(fields.nom_fournisseur?.value).toBe('HAGEDORN');
    expect(fields.montant_ttc?.normalized).toBe(152);
  });

  it('keeps the legal name where no sign stands alone', () => {
    const fields = till(`
Maple Corner Store Ltd
14 High Street
Bread                           2.10
Total                           2.10
Cash                            5.00
Change                          2.90
29/03/2018 20:19
`);
    expect(fields.nom_fournisseur?.value).toBe('Maple Corner Store Ltd');
  });

  it('calls its total what is left when a till says "net total"', () => {
    const fields = till(`
Blue Heron Bistro
109 Harbour Road
TABLE: BAR 7      CASHIER: ANNA
12/03/2018 10:25 PM
2 SUB TOTAL                   295.00
SERVICE CHARGE 10%             29.50
GST 6%                         19.47
ROUNDING ADJ                   -0.02
NET TOTAL                     343.95
Thank you
`);
    expect(fields.montant_ttc?.normalized).toBe(343.95);
  });

  it('was paid in cash where nothing else says how much it was', () => {
    const fields = till(`
Kedai Runcit Seri
12 Jalan Delima
Cashier: Anna
12/03/2018 10:25
1x 14.00                       14.00 Z
1x 29.40                       29.40 Z
TTL CASH                       43.40
Thank you
`);
    expect(fields.montant_ttc?.normalized).toBe(43.4);
  });

  it('of several days is from the day it was printed', () => {
    const fields = till(`
Heron Lake Inn
214 W Shore Rd, Baraboo, WI 53913
Room 11
10/17/2024   Room Charge        94.00
10/17/2024   City Tax            7.52
10/18/2024   Room Charge        94.00
10/18/2024   City Tax            7.52
Total Charges                  203.04
Visa                           203.04
Printed 10/19/2024 07:55 AM
Thank you
`);
    expect(fields.date_facture?.normalized).toBe('2024-10-19');
  });

  it('is for what was paid, with the tip', () => {
    const fields = till(`
Juniper Street Diner
1180 W Highway 12
Baraboo, WI 53913
Sub Total                      44.04
Tax                             2.42
Total                         $46.46
Visa                          $46.46
Tip                             7.14
Total                         $53.60
6/14/2024 9:12 AM
Suggested tip: 18% = 7.93
Customer copy
`);
    expect(fields.montant_ttc?.normalized).toBe(53.6);
  });

  it('is for the tip as well where the tax was counted without it', () => {
    const fields = till(`
Gasthof Weidenhain
Marktplatz 2
97070 Würzburg
Tisch 4            girocard
2 Braten           14,90       29,80
1 Wein             34,10       34,10
Summe                          63,90
Trinkgeld                       9,60
Gesamtbetrag EUR               73,50
MwSt 19%  netto 53,70  Steuer  10,20
23.07.2022                  21:37:18
Vielen Dank
`);
    expect(fields.montant_ttc?.normalized).toBe(73.5);
  });

  it('is for the net amount where that stands below the tax', () => {
    const fields = till(`
Lotus Book Depot
22, M.G. Road, Pune - 411001, Maharashtra
CASH MEMO
Bill No: 1187                15-Jul-2023
Maths                          645.00
Dictionary                     495.50
Gross                        1,140.50
CGST 6%                          7.13
SGST 6%                          7.13
Round Off                        0.24
Net Amount               Rs. 1,155.00
Paid by UPI
Visit again
`);
    expect(fields.montant_ttc?.normalized).toBe(1155);
  });

  it('has the block and the unit in its address, and not when the shop is open', () => {
    const fields = till(`
LUCKY LADLE PTE LTD
BLK 203 TELOK LANE #01-1123
SINGAPORE 310203
Open: Mon-Sat from 8
RCPT: 0183301      18/02/2023 12:41
1 LAKSA                          7.00
TOTAL                            7.00
CASH                            10.00
CHANGE                           3.00
`);
    expect(fields.adresse_fournisseur?.value).toBe('BLK 203 TELOK LANE #01-1123, SINGAPORE 310203');
  });

  it('is from the company whose number moved up to its name', () => {
    const fields = till(`
BINTANG RAYA BHD169211-Y
KEPONG OUTLET
GSTIDNO001600892000
LOT 11995 BATU 2,JALAN KAPAR
41400 KLANG,SELANGOR
DATE:15/12/2016          10:24:42
TEA                             47.70
TOTAL                           47.70
VISA                            47.70
THANK YOU
`);
    expect(fields.nom_fournisseur?.value).toBe('BINTANG RAYA BHD');
  });

  it('does not count the points of a card as money', () => {
    const fields = till(`
Fern & Hazel Supermarkets Ltd
Leicester LE2 7SR
MILK                            £1.55
CHICKEN                        £21.85
TOTAL                          £23.40
VISA DEBIT                     £23.40
CHANGE DUE                      £0.00
Points this visit                  23
Total points balance            1,877
28/03/24 19:09
`);
    expect(fields.montant_ttc?.normalized).toBe(23.4);
  });

  it('of a car park is for the fee, not for the coins', () => {
    const fields = till(`
Parkhaus Uferblick
Rheinallee 50
55118 Mainz
QUITTUNG
Kassenautomat 02      Beleg 118934
Bezahlt    09.11.2024  18:20
Parkentgelt                  EUR 6,50
inkl. 19,00 % MwSt           EUR 1,04
Münzen                       EUR 7,00
Rückgabe                     EUR 0,50
`);
    expect(fields.montant_ttc?.normalized).toBe(6.5);
  });

  it.each([
    ['EUR', 'SAS ROCHEGUDE RCS Toulouse 421 998 307'],
    ['EUR', 'P.IVA 01944570506'],
    ['MYR', 'SST ID: W10-1808-31009912'],
    ['INR', 'GSTIN: 27AAKFS4410M1Z3'],
    ['IDR', 'NPWP 02.118.335.7-424.000'],
  ])('without any sign is in %s by where it is from: %s', (currency, register) => {
    const fields = till(`
Maison Plume
${register}
09/11/2024  18:20
Cashier 12
2 Tea                          42.00
TOTAL                          42.00
CASH                           50.00
CHANGE                          8.00
`);
    expect(fields.devise?.value).toBe(currency);
  });
});
