/** An English invoice in pounds, exported as a PNG picture at 150 dpi. */
import sharp from 'sharp';
import { figuresOf, type Item, lineTotal } from '../figures.ts';
import { addressLine, TEAROOMS as BUYER, HARBOUR_SIGNAGE as SELLER } from '../parties.ts';
import { englishAmount, englishLongDate, grouped } from '../print.ts';
import { renderPage } from '../raster.ts';
import { Sheet } from '../sheet.ts';
import { major, type Sample, truthLines } from '../truth.ts';

const NUMBER = 'INV-20418';
const DATE = '2026-02-11';
const DUE = '2026-03-13';
const ORDER = 'PO-7731';
const ITEMS: Item[] = [
  { description: 'Hand-painted fascia sign, 4.2 m', quantity: 1, unitPrice: 148_000, vatRate: 20 },
  { description: 'Projecting swing sign, oak and brass', quantity: 2, unitPrice: 39_550, vatRate: 20 },
  { description: 'Gold leaf window lettering (per letter)', quantity: 34, unitPrice: 1_225, vatRate: 20 },
  { description: 'Menu board, slate, A1', quantity: 3, unitPrice: 8_900, vatRate: 20 },
  { description: 'Site survey and installation', quantity: 1, unitPrice: 42_500, vatRate: 20 },
];
const TEAL = '#0f5257';

export async function harbourSignage(): Promise<Sample> {
  const totals = figuresOf(ITEMS);
  const pounds = (pence: number) => `£${englishAmount(pence)}`;
  const sheet = await Sheet.create(`Invoice ${NUMBER}`, 'serif');
  sheet.text(50, 78, 'Harbour & Finch', { size: 26, weight: 'bold', color: TEAL });
  sheet.text(52, 96, 'SIGNAGE  ·  BRISTOL', { size: 9, color: '#777777' });
  sheet.text(545, 78, 'INVOICE', { size: 26, align: 'right', color: '#999999' });
  sheet.rule(50, 110, 545, 110, TEAL, 2);
  sheet.text(50, 138, 'From', { size: 9, weight: 'italic', color: '#777777' });
  sheet.text(
    50,
    153,
    [
      SELLER.name,
      ...SELLER.address,
      SELLER.email,
      `VAT Reg. No. ${grouped(SELLER.vat.slice(2), 3).replace(/^/, 'GB ')}`,
    ],
    { size: 10.5, leading: 14 },
  );
  sheet.text(250, 138, 'Bill to', { size: 9, weight: 'italic', color: '#777777' });
  sheet.text(250, 153, [BUYER.name, ...BUYER.address], { size: 10.5, leading: 14 });
  [
    ['Invoice number', NUMBER],
    ['Invoice date', englishLongDate(DATE)],
    ['Due date', englishLongDate(DUE)],
    ['PO number', ORDER],
  ].forEach(([label = '', value = ''], index) => {
    sheet.text(412, 138 + index * 26, label, { size: 8.5, weight: 'italic', color: '#777777' });
    sheet.text(412, 150 + index * 26, value, { size: 11, weight: 'bold' });
  });
  const bottom = sheet.table(
    50,
    262,
    [
      { title: 'Description', width: 255 },
      { title: 'Qty', width: 50, align: 'right' },
      { title: 'Unit price', width: 95, align: 'right' },
      { title: 'Amount', width: 95, align: 'right' },
    ],
    ITEMS.map((item) => [
      item.description,
      String(item.quantity),
      englishAmount(item.unitPrice),
      englishAmount(lineTotal(item)),
    ]),
    { size: 10.5, rowHeight: 25, rules: 'horizontal', ruleColor: '#cccccc' },
  );
  const style = { size: 11 } as const;
  sheet.pair(370, 541, bottom + 28, 'Subtotal', pounds(totals.net), style);
  sheet.pair(370, 541, bottom + 48, 'VAT @ 20%', pounds(totals.vat), style);
  sheet.rule(370, bottom + 57, 541, bottom + 57, TEAL);
  sheet.pair(370, 541, bottom + 76, 'Total due', pounds(totals.gross), {
    size: 14,
    weight: 'bold',
    color: TEAL,
  });
  sheet.text(50, bottom + 130, 'Payment details', { size: 11, weight: 'bold', color: TEAL });
  sheet.text(
    50,
    bottom + 148,
    [
      'Payment terms: 30 days net',
      `IBAN: ${grouped(SELLER.iban)}`,
      `SWIFT/BIC: ${SELLER.bic}`,
      `Please quote ${NUMBER} with your payment.`,
    ],
    { size: 10.5, leading: 15 },
  );
  sheet.text(297, 795, 'Harbour & Finch Signage Ltd. Registered in England and Wales. Company No. 00000000', {
    size: 8.5,
    align: 'center',
    color: '#777777',
  });

  const page = await renderPage(await sheet.save(), 0, { width: 1240, height: 1754 }, 3);
  const bytes = await sharp(page.data, { raw: { width: page.width, height: page.height, channels: 3 } })
    .withMetadata({ density: 150 })
    .png({ palette: true, colours: 32, dither: 0, compressionLevel: 9 })
    .toBuffer();
  return {
    bytes,
    truth: {
      file: 'invoice-INV-20418-harbour-finch.png',
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
        devise: 'GBP',
        nom_fournisseur: SELLER.name,
        adresse_fournisseur: addressLine(SELLER),
        tva_fournisseur: SELLER.vat,
        nom_client: BUYER.name,
        adresse_client: addressLine(BUYER),
        numero_commande: ORDER,
        iban: SELLER.iban,
        bic: SELLER.bic,
        conditions_paiement: '30 days net',
      },
      lines: truthLines(ITEMS),
    },
  };
}
