/** A quote ("devis"): numbered items, a validity date, a deposit and a place to sign. Its number is `numero_facture`. */
import { figuresOf, type Item, lineTotal } from '../figures.ts';
import { addressLine, MENUISERIE as SELLER } from '../parties.ts';
import { dayFirst, decimalComma, frenchAmount, sirenGroups } from '../print.ts';
import { Sheet } from '../sheet.ts';
import { major, type Sample, truthLines } from '../truth.ts';

const NUMBER = 'D2026-058';
const DATE = '2026-02-19';
const VALID_UNTIL = '2026-05-19';
const CUSTOMER = { name: 'M. et Mme Peyrichoux', address: ['La Grange aux Loirs', '87120 Eymoutiers'] };
const ITEMS: Item[] = [
  {
    description: 'Dépose de 4 fenêtres anciennes\névacuation en déchetterie comprise',
    quantity: 4,
    unitPrice: 6_500,
    vatRate: 5.5,
  },
  {
    description: 'Fenêtre chêne 2 vantaux 120 x 135\ndouble vitrage 4/16/4 argon, Uw 1,3',
    quantity: 4,
    unitPrice: 87_400,
    vatRate: 5.5,
  },
  { description: 'Pose, calfeutrement et finitions', quantity: 4, unitPrice: 19_250, vatRate: 5.5 },
  {
    description: 'Bibliothèque sur mesure en frêne\n3,20 m x 2,40 m, 5 travées',
    quantity: 1,
    unitPrice: 298_000,
    vatRate: 10,
  },
  {
    description: 'Vernis mat à l’eau, deux couches',
    quantity: 15.4,
    unit: 'm²',
    unitPrice: 2_850,
    vatRate: 10,
  },
];
const BROWN = '#6b4423';

export async function menuiserieChanterelle(): Promise<Sample> {
  const totals = figuresOf(ITEMS);
  const deposit = Math.round(totals.gross * 0.3);
  const sheet = await Sheet.create(`Devis ${NUMBER}`);
  sheet.text(46, 66, 'MENUISERIE', { size: 11, color: BROWN });
  sheet.text(46, 88, 'Chanterelle', { size: 24, weight: 'bold', color: BROWN });
  sheet.rule(46, 96, 190, 96, BROWN, 2);
  sheet.text(
    46,
    112,
    [
      SELLER.name,
      ...SELLER.address,
      `${SELLER.phone} - ${SELLER.email}`,
      `Siret ${sirenGroups(SELLER.siret)}`,
    ],
    { size: 8.8, leading: 12 },
  );
  sheet.text(549, 74, 'DEVIS', { size: 28, weight: 'bold', align: 'right', color: '#c9b8a6' });
  sheet.pair(400, 549, 98, 'Devis n°', NUMBER, { size: 9.5, weight: 'bold' });
  sheet.pair(400, 549, 112, 'Établi le', dayFirst(DATE), { size: 9.5 });
  sheet.pair(400, 549, 126, "Valable jusqu'au", dayFirst(VALID_UNTIL), { size: 9.5 });
  sheet.text(340, 166, 'Pour', { size: 8, color: BROWN });
  sheet.text(340, 181, [CUSTOMER.name, ...CUSTOMER.address], { size: 10.5, leading: 14 });
  sheet.text(46, 218, 'Objet : remplacement de fenêtres et bibliothèque du salon', {
    size: 10,
    weight: 'bold',
  });
  const bottom = sheet.table(
    46,
    236,
    [
      { title: 'N°', width: 26, align: 'center' },
      { title: 'Description des ouvrages', width: 232 },
      { title: 'Qté', width: 55, align: 'right' },
      { title: 'P.U. HT', width: 70, align: 'right' },
      { title: 'TVA', width: 45, align: 'right' },
      { title: 'Total HT', width: 75, align: 'right' },
    ],
    ITEMS.map((item, index) => [
      String(index + 1),
      item.description,
      `${decimalComma(item.quantity)}${item.unit ? ` ${item.unit}` : ''}`,
      frenchAmount(item.unitPrice),
      `${decimalComma(item.vatRate)}%`,
      frenchAmount(lineTotal(item)),
    ]),
    { size: 9, rules: 'horizontal', headFill: '#efe6dc', rowHeight: 20, tallRowHeight: 30 },
  );
  const x = 350;
  sheet.pair(x, 545, bottom + 24, 'Total HT', `${frenchAmount(totals.net)} €`, { size: 10 });
  totals.byRate.forEach((row, index) => {
    sheet.pair(
      x,
      545,
      bottom + 41 + index * 17,
      `dont TVA ${decimalComma(row.rate)} %`,
      `${frenchAmount(row.vat)} €`,
      { size: 10 },
    );
  });
  sheet.pair(x, 545, bottom + 75, 'Total TVA', `${frenchAmount(totals.vat)} €`, { size: 10 });
  sheet.pair(x, 545, bottom + 96, 'Total TTC', `${frenchAmount(totals.gross)} €`, {
    size: 12,
    weight: 'bold',
    color: BROWN,
  });
  sheet.pair(x, 545, bottom + 113, 'Acompte à la commande (30 %)', `${frenchAmount(deposit)} €`, { size: 9 });
  sheet.text(
    46,
    bottom + 24,
    [
      'Conditions de paiement :',
      '30 % à la commande, solde à la fin des travaux',
      'Délai : 7 semaines après acceptation',
      `TVA ${SELLER.vat}`,
    ],
    { size: 9, leading: 13 },
  );
  sheet.box(46, bottom + 144, 503, 76, { stroke: '#c9b8a6' });
  sheet.text(
    56,
    bottom + 160,
    'Bon pour accord, date et signature du client, précédées de la mention « lu et approuvé »',
    { size: 8.5, color: '#666666' },
  );
  sheet.text(
    297,
    806,
    'Artisan - Qualibat fictif 0000 - Assurance décennale : Mutuelle Fictive, contrat 99-0058',
    { size: 7.5, align: 'center', color: '#777777' },
  );
  return {
    bytes: await sheet.save(),
    truth: {
      file: 'devis-D2026-058-menuiserie-chanterelle.pdf',
      document_type: 'quote',
      pages: 1,
      fields: {
        numero_facture: NUMBER,
        date_facture: DATE,
        montant_ht: major(totals.net),
        montant_tva: major(totals.vat),
        montant_ttc: major(totals.gross),
        devise: 'EUR',
        nom_fournisseur: SELLER.name,
        adresse_fournisseur: addressLine(SELLER),
        siret_fournisseur: SELLER.siret,
        tva_fournisseur: SELLER.vat,
        nom_client: CUSTOMER.name,
        adresse_client: CUSTOMER.address.join(', '),
        conditions_paiement: '30 % à la commande, solde à la fin des travaux',
      },
      lines: truthLines(ITEMS),
    },
  };
}
