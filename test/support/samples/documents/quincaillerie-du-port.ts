/** A till receipt photographed on a table: prices include VAT, two rates, paid by card. */
import sharp from 'sharp';
import { addressLine, QUINCAILLERIE as SELLER } from '../parties.ts';
import { photographed } from '../photo.ts';
import { frenchAmount, sirenGroups } from '../print.ts';
import { renderPage } from '../raster.ts';
import { Sheet } from '../sheet.ts';
import { major, type Sample } from '../truth.ts';

/** Description, quantity, price with VAT in cents; all at 20 % but the book. */
const GOODS: [string, number, number, number][] = [
  ['VIS INOX 5X60 BTE 100', 2, 1_290, 20],
  ['CHEVILLE NYLON S8 X50', 1, 745, 20],
  ['COLLE EPOXY 2X12 ML', 3, 890, 20],
  ['CORDAGE 8MM AU METRE', 15, 180, 20],
  ['GUIDE DES NOEUDS (LIVRE)', 1, 1_250, 5.5],
];
const TICKET = '000417-2';

export async function quincaillerieDuPort(): Promise<Sample> {
  const shares = [20, 5.5].map((rate) => {
    const gross = GOODS.filter((good) => good[3] === rate).reduce((sum, good) => sum + good[1] * good[2], 0);
    const net = Math.round((gross * 1000) / (1000 + rate * 10));
    return { rate, gross, net, vat: gross - net };
  });
  const gross = shares.reduce((sum, share) => sum + share.gross, 0);
  const net = shares.reduce((sum, share) => sum + share.net, 0);
  const euros = (cents: number) => frenchAmount(cents, ' ');

  const sheet = await Sheet.create('Ticket', 'mono', [226, 470]);
  const center = { align: 'center', size: 9 } as const;
  sheet.text(113, 34, SELLER.name, { align: 'center', size: 14, weight: 'bold' });
  sheet.text(113, 50, [...SELLER.address, `TEL ${SELLER.phone}`, `SIRET ${sirenGroups(SELLER.siret)}`], {
    ...center,
    leading: 12,
  });
  sheet.text(14, 108, `TICKET ${TICKET}   CAISSE 2`, { size: 9 });
  sheet.text(14, 121, '18/04/2026 11:26   VENDEUR: LEO', { size: 9 });
  const dashes = '-'.repeat(36);
  sheet.text(14, 134, dashes, { size: 9 });
  let y = 148;
  for (const [description, quantity, price] of GOODS) {
    if (quantity === 1) {
      sheet.pair(14, 212, y, description, euros(price), { size: 9 });
      y += 14;
    } else {
      sheet.text(14, y, description, { size: 9 });
      sheet.pair(26, 212, y + 12, `${quantity} x ${euros(price)}`, euros(quantity * price), { size: 9 });
      y += 26;
    }
  }
  sheet.text(14, y, dashes, { size: 9 });
  sheet.pair(14, 212, y + 20, 'TOTAL TTC', `${euros(gross)} EUR`, { size: 13, weight: 'bold' });
  sheet.pair(14, 212, y + 36, 'CB SANS CONTACT', euros(gross), { size: 9 });
  sheet.text(14, y + 49, dashes, { size: 9 });
  sheet.text(14, y + 62, 'TVA      HT        TVA        TTC', { size: 9 });
  shares.forEach((share, index) => {
    const at = y + 75 + index * 12;
    sheet.text(14, at, `${frenchAmount(share.rate * 100)}%`, { size: 9 });
    sheet.text(96, at, euros(share.net), { size: 9, align: 'right' });
    sheet.text(150, at, euros(share.vat), { size: 9, align: 'right' });
    sheet.text(212, at, euros(share.gross), { size: 9, align: 'right' });
  });
  sheet.pair(14, 212, y + 101, 'TOTAL HT', euros(net), { size: 9 });
  sheet.pair(14, 212, y + 114, 'TOTAL TVA', euros(gross - net), { size: 9 });
  sheet.text(113, y + 138, ['MERCI DE VOTRE VISITE', 'ECHANGE SOUS 15 JOURS AVEC TICKET'], {
    ...center,
    size: 8,
    leading: 12,
  });
  for (let bar = 0, x = 53; x < 173; bar += 1) {
    const width = 1 + ((bar * 7) % 5) * 0.6;
    if (bar % 2 === 0) sheet.box(x, y + 160, width, 26, { fill: '#222222' });
    x += width;
  }

  const page = await renderPage(await sheet.save(), 0, { width: 904, height: 1880 }, 3);
  const photo = photographed(page, {
    seed: 417,
    width: 1150,
    height: 1800,
    corners: [
      [196, 84],
      [930, 58],
      [1004, 1690],
      [152, 1738],
    ],
    table: [128, 92, 62],
    falloff: 0.28,
    grain: 9,
  });
  const bytes = await sharp(photo.data, { raw: { width: photo.width, height: photo.height, channels: 3 } })
    .jpeg({ quality: 62, chromaSubsampling: '4:2:0' })
    .toBuffer();
  return {
    bytes,
    truth: {
      file: 'IMG_20260418_113045.jpg',
      document_type: 'receipt',
      pages: 1,
      fields: {
        numero_facture: TICKET,
        date_facture: '2026-04-18',
        montant_ht: major(net),
        montant_tva: major(gross - net),
        montant_ttc: major(gross),
        devise: 'EUR',
        nom_fournisseur: SELLER.name,
        adresse_fournisseur: addressLine(SELLER),
        siret_fournisseur: SELLER.siret,
      },
      // A receipt prices with VAT: unit prices and totals here include it.
      lines: GOODS.map(([description, quantity, price, vatRate]) => ({
        description,
        quantity,
        unit_price: major(price),
        total: major(quantity * price),
        vat_rate: vatRate,
      })),
    },
  };
}
