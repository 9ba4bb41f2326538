/** A one-page fax in fine mode: Group 4, 204 × 196 dpi, with the sending machine's line on top. */
import { faxTiff } from '../fax-tiff.ts';
import { figuresOf, type Item, lineTotal } from '../figures.ts';
import { addressLine, CABINET_ORME as BUYER, IMPRIMERIE as SELLER } from '../parties.ts';
import { dayFirst, frenchAmount, grouped, sirenGroups } from '../print.ts';
import { faxed, renderPage } from '../raster.ts';
import { Sheet } from '../sheet.ts';
import { major, type Sample, truthLines } from '../truth.ts';

const NUMBER = '26-1187';
const DATE = '2026-03-09';
const DUE = '2026-04-08';
const ITEMS: Item[] = [
  { description: 'Cartes de visite 350 g (mille)', quantity: 2, unitPrice: 8_900, vatRate: 20 },
  { description: 'Papier à en-tête A4 (mille)', quantity: 5, unitPrice: 7_640, vatRate: 20 },
  { description: 'Enveloppes à fenêtre (mille)', quantity: 3, unitPrice: 6_475, vatRate: 20 },
  { description: 'Composition et bon à tirer', quantity: 1, unitPrice: 4_500, vatRate: 20 },
];

export async function imprimerieVasselin(): Promise<Sample> {
  const totals = figuresOf(ITEMS);
  const euros = (cents: number) => `${frenchAmount(cents, ' ')} €`;
  const sheet = await Sheet.create(`Facture ${NUMBER}`);
  sheet.text(40, 24, '09/03/2026 14:32   0261912143   IMPRIMERIE VASSELIN            PAGE 01/01', {
    size: 10,
  });
  sheet.text(60, 84, SELLER.name.toUpperCase(), { size: 20, weight: 'bold' });
  sheet.text(
    60,
    104,
    [
      ...SELLER.address,
      `Tél. ${SELLER.phone}`,
      `SIRET : ${sirenGroups(SELLER.siret)}`,
      `TVA : ${SELLER.vat}`,
    ],
    { size: 11, leading: 15 },
  );
  sheet.text(340, 120, ['Doit :', BUYER.name, ...BUYER.address], { size: 12, leading: 16 });
  sheet.box(60, 196, 475, 34, { stroke: '#000000', thickness: 1.2 });
  sheet.text(72, 218, `FACTURE N° ${NUMBER}`, { size: 14, weight: 'bold' });
  sheet.text(525, 218, `du ${dayFirst(DATE)}`, { size: 13, align: 'right' });
  const bottom = sheet.table(
    60,
    256,
    [
      { title: 'Désignation', width: 225 },
      { title: 'Qté', width: 50, align: 'center' },
      { title: 'P.U. HT', width: 95, align: 'right' },
      { title: 'Total HT', width: 105, align: 'right' },
    ],
    ITEMS.map((item) => [
      item.description,
      String(item.quantity),
      euros(item.unitPrice),
      euros(lineTotal(item)),
    ]),
    { size: 12, rowHeight: 28, rules: 'grid', ruleColor: '#000000' },
  );
  sheet.pair(340, 531, bottom + 30, 'Total HT', euros(totals.net), { size: 13 });
  sheet.pair(340, 531, bottom + 52, 'TVA 20 %', euros(totals.vat), { size: 13 });
  sheet.pair(340, 531, bottom + 76, 'Net à payer', euros(totals.gross), { size: 14, weight: 'bold' });
  sheet.text(
    60,
    bottom + 130,
    [
      `Échéance : ${dayFirst(DUE)}`,
      'Règlement : chèque ou virement à 30 jours',
      `IBAN : ${grouped(SELLER.iban)}`,
    ],
    { size: 12, leading: 20 },
  );
  sheet.text(60, bottom + 220, 'Pénalités de retard : 10 % par an. Indemnité de recouvrement : 40 €.', {
    size: 10.5,
  });

  const page = await renderPage(await sheet.save(), 0, { width: 1728, height: 2292 }, 1);
  return {
    bytes: faxTiff([faxed(page, 1, 150, 1187)], {
      coding: 'group4',
      xDpi: 204,
      yDpi: 196,
      receivedAt: '2026:03:09 14:32:40',
    }),
    truth: {
      file: 'fax-20260309-143240-0261912143.tif',
      document_type: 'invoice',
      pages: 1,
      fields: {
        numero_facture: NUMBER,
        date_facture: DATE,
        date_echeance: DUE,
        montant_ht: major(totals.net),
        montant_tva: major(totals.vat),
        montant_ttc: major(totals.gross),
        montant_du: major(totals.gross),
        taux_tva: 20,
        devise: 'EUR',
        nom_fournisseur: SELLER.name,
        adresse_fournisseur: addressLine(SELLER),
        siret_fournisseur: SELLER.siret,
        tva_fournisseur: SELLER.vat,
        nom_client: BUYER.name,
        adresse_client: addressLine(BUYER),
        iban: SELLER.iban,
        conditions_paiement: 'chèque ou virement à 30 jours',
      },
      lines: truthLines(ITEMS),
    },
  };
}
