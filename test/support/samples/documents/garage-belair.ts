/** A garage's invoice sent as a WebP picture by a messaging app: colour, lossy, 130 dpi or so. */
import sharp from 'sharp';
import { figuresOf, type Item, lineTotal } from '../figures.ts';
import { addressLine, GARAGE as SELLER } from '../parties.ts';
import { dayFirst, decimalComma, frenchAmount, sirenGroups } from '../print.ts';
import { renderPage } from '../raster.ts';
import { Sheet } from '../sheet.ts';
import { major, type Sample, truthLines } from '../truth.ts';

const NUMBER = 'GB-2026-0093';
const DATE = '2026-05-06';
const CUSTOMER = { name: 'M. Bastien Roumanille', address: ['Les Micocouliers', '84140 Avignon'] };
const ITEMS: Item[] = [
  { description: 'Plaquettes de frein avant', quantity: 1, unitPrice: 6_890, vatRate: 20 },
  { description: 'Disques de frein avant', quantity: 2, unitPrice: 5_425, vatRate: 20 },
  { description: 'Huile moteur 5W30 (litre)', quantity: 4.5, unitPrice: 1_180, vatRate: 20 },
  { description: 'Filtre à huile', quantity: 1, unitPrice: 1_350, vatRate: 20 },
  { description: "Main-d'œuvre mécanique T2 (h)", quantity: 2.25, unitPrice: 6_800, vatRate: 20 },
];
const RED = '#b5121b';

export async function garageBelair(): Promise<Sample> {
  const totals = figuresOf(ITEMS);
  const euros = (cents: number) => `${frenchAmount(cents, ' ')} €`;
  const sheet = await Sheet.create(`Facture ${NUMBER}`);
  sheet.box(40, 40, 515, 70, { fill: RED });
  sheet.text(58, 74, 'GARAGE BELAIR', { size: 24, weight: 'bold', color: '#ffffff' });
  sheet.text(58, 94, 'Mécanique - Carrosserie - Pneumatiques', { size: 10, color: '#ffe3e3' });
  sheet.text(540, 66, [SELLER.name, ...SELLER.address, `Tél. ${SELLER.phone}`], {
    size: 9.5,
    color: '#ffffff',
    align: 'right',
    leading: 12.5,
  });
  sheet.text(40, 142, `Facture n° ${NUMBER}`, { size: 16, weight: 'bold' });
  sheet.text(40, 162, `Date de facturation : ${dayFirst(DATE, '-')}`, { size: 11 });
  sheet.box(330, 128, 225, 74, { stroke: '#999999' });
  sheet.text(342, 148, [CUSTOMER.name, ...CUSTOMER.address], { size: 12, leading: 17 });
  sheet.text(40, 196, ['Véhicule : utilitaire AA-000-AA', 'Kilométrage : 128 450 km'], {
    size: 10.5,
    leading: 15,
  });
  const bottom = sheet.table(
    40,
    234,
    [
      { title: 'Pièces et main-d’œuvre', width: 245 },
      { title: 'Qté', width: 60, align: 'right' },
      { title: 'Prix unit. HT', width: 100, align: 'right' },
      { title: 'Montant HT', width: 110, align: 'right' },
    ],
    ITEMS.map((item) => [
      item.description,
      decimalComma(item.quantity),
      euros(item.unitPrice),
      euros(lineTotal(item)),
    ]),
    { size: 11, rowHeight: 27, rules: 'zebra', headFill: '#3a3a3a', headColor: '#ffffff' },
  );
  sheet.pair(345, 551, bottom + 32, 'Sous-total HT', euros(totals.net), { size: 12 });
  sheet.pair(345, 551, bottom + 54, 'TVA (20 %)', euros(totals.vat), { size: 12 });
  sheet.box(335, bottom + 66, 220, 32, { fill: '#f5d9da' });
  sheet.pair(345, 551, bottom + 87, 'TOTAL TTC', euros(totals.gross), {
    size: 14,
    weight: 'bold',
    color: RED,
  });
  sheet.text(
    40,
    bottom + 60,
    ['Payable comptant à la livraison du véhicule', 'Règlements acceptés : CB, espèces, virement'],
    { size: 10.5, leading: 16 },
  );
  sheet.text(
    297,
    790,
    `${SELLER.name} - SIRET ${sirenGroups(SELLER.siret)} - TVA intracom. ${SELLER.vat} - RM 840`,
    { size: 9, align: 'center', color: '#555555' },
  );

  const page = await renderPage(await sheet.save(), 0, { width: 1100, height: 1556 }, 3);
  const bytes = await sharp(page.data, { raw: { width: page.width, height: page.height, channels: 3 } })
    .webp({ quality: 58 })
    .toBuffer();
  return {
    bytes,
    truth: {
      file: 'facture garage Belair.webp',
      document_type: 'invoice',
      pages: 1,
      fields: {
        numero_facture: NUMBER,
        date_facture: DATE,
        montant_ht: major(totals.net),
        montant_tva: major(totals.vat),
        montant_ttc: major(totals.gross),
        taux_tva: 20,
        devise: 'EUR',
        nom_fournisseur: SELLER.name,
        adresse_fournisseur: addressLine(SELLER),
        siret_fournisseur: SELLER.siret,
        tva_fournisseur: SELLER.vat,
        nom_client: CUSTOMER.name,
        adresse_client: CUSTOMER.address.join(', '),
        conditions_paiement: 'Payable comptant à la livraison du véhicule',
      },
      lines: truthLines(ITEMS),
    },
  };
}
