/** A two-page fax in standard mode: Group 3, 204 × 98 dpi, so every pixel is twice as high as wide. */
import { faxTiff } from '../fax-tiff.ts';
import { figuresOf, type Item, lineTotal } from '../figures.ts';
import { addressLine, BATIGRES as BUYER, LOCAMAT as SELLER } from '../parties.ts';
import { dayFirst, frenchAmount, grouped, sirenGroups } from '../print.ts';
import { faxed, renderPage } from '../raster.ts';
import { type Column, Sheet } from '../sheet.ts';
import { major, type Sample, truthLines } from '../truth.ts';

const NUMBER = 'L2026-0459';
const DATE = '2026-03-11';
const DUE = '2026-04-30';
const ITEMS: Item[] = [
  { description: 'Mini-pelle 1,8 t (jour)', quantity: 5, unitPrice: 14_500, vatRate: 20 },
  { description: 'Plaque vibrante (jour)', quantity: 3, unitPrice: 4_200, vatRate: 20 },
  { description: 'Remorque porte-engin', quantity: 2, unitPrice: 6_000, vatRate: 20 },
  { description: 'Brise-roche (jour)', quantity: 2, unitPrice: 9_800, vatRate: 20 },
  { description: 'Assurance bris', quantity: 1, unitPrice: 7_450, vatRate: 20 },
  { description: 'Gazole (litre)', quantity: 64, unitPrice: 185, vatRate: 20 },
];
const COLUMNS: Column[] = [
  { title: 'Désignation', width: 225 },
  { title: 'Qté', width: 50, align: 'center' },
  { title: 'PU HT', width: 95, align: 'right' },
  { title: 'Total HT', width: 105, align: 'right' },
];

export async function locamat(): Promise<Sample> {
  const totals = figuresOf(ITEMS);
  const euros = (cents: number) => frenchAmount(cents, ' ');
  const rows = ITEMS.map((item) => [
    item.description,
    String(item.quantity),
    euros(item.unitPrice),
    euros(lineTotal(item)),
  ]);
  const look = { size: 14, rowHeight: 34, rules: 'grid', ruleColor: '#000000' } as const;
  const sheet = await Sheet.create(`Facture ${NUMBER}`);
  senderLine(sheet, 1);
  sheet.text(60, 84, SELLER.name, { size: 22, weight: 'bold' });
  sheet.text(
    60,
    108,
    [...SELLER.address, `Tél. ${SELLER.phone}`, `SIRET ${sirenGroups(SELLER.siret)}`, `TVA ${SELLER.vat}`],
    { size: 14, leading: 20 },
  );
  sheet.text(60, 240, `FACTURE N° ${NUMBER}`, { size: 18, weight: 'bold' });
  sheet.text(60, 266, `Date : ${dayFirst(DATE)}`, { size: 15 });
  sheet.text(330, 240, ['Client :', BUYER.name, ...BUYER.address], { size: 14, leading: 20 });
  const bottom = sheet.table(60, 340, COLUMNS, rows.slice(0, 4), look);
  sheet.text(535, bottom + 40, 'Suite page 2', { size: 13, align: 'right' });

  sheet.addPage();
  senderLine(sheet, 2);
  sheet.text(60, 84, `Facture n° ${NUMBER} (suite)`, { size: 16, weight: 'bold' });
  const end = sheet.table(60, 110, COLUMNS, rows.slice(4), look);
  sheet.pair(300, 531, end + 46, 'Total HT', `${euros(totals.net)} €`, { size: 16 });
  sheet.pair(300, 531, end + 76, 'TVA 20 %', `${euros(totals.vat)} €`, { size: 16 });
  sheet.pair(300, 531, end + 110, 'Total TTC', `${euros(totals.gross)} €`, { size: 18, weight: 'bold' });
  sheet.text(
    60,
    end + 170,
    [
      `Échéance : ${dayFirst(DUE)}`,
      'Paiement : virement fin de mois',
      `IBAN ${grouped(SELLER.iban)}`,
      `BIC ${SELLER.bic}`,
    ],
    { size: 14, leading: 26 },
  );

  const pdf = await sheet.save();
  const pages = [];
  for (const index of [0, 1]) {
    const page = await renderPage(pdf, index, { width: 1728, height: 1146 * 4 }, 1);
    pages.push(faxed(page, 4, 165, 459 + index));
  }
  return {
    bytes: faxTiff(pages, { coding: 'group3', xDpi: 204, yDpi: 98, receivedAt: '2026:03:11 09:15:44' }),
    truth: {
      file: 'fax-20260311-091544-0353016543.tif',
      document_type: 'invoice',
      pages: 2,
      fields: {
        numero_facture: NUMBER,
        date_facture: DATE,
        date_echeance: DUE,
        montant_ht: major(totals.net),
        montant_tva: major(totals.vat),
        montant_ttc: major(totals.gross),
        taux_tva: 20,
        devise: 'EUR',
        nom_fournisseur: SELLER.name,
        adresse_fournisseur: addressLine(SELLER),
        siret_fournisseur: SELLER.siret,
        tva_fournisseur: SELLER.vat,
        nom_client: BUYER.name,
        adresse_client: addressLine(BUYER),
        iban: SELLER.iban,
        bic: SELLER.bic,
        conditions_paiement: 'virement fin de mois',
      },
      lines: truthLines(ITEMS),
    },
  };
}

function senderLine(sheet: Sheet, page: number): void {
  sheet.text(40, 24, `11/03/2026 09:15   0353016543   LOCAMAT SERVICES            PAGE 0${page}/02`, {
    size: 11,
  });
}
