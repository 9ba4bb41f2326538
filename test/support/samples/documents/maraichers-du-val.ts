/** A two-page French food invoice: the table runs over the page, three VAT rates, a VAT recapitulation. */
import { figuresOf, type Item, lineTotal } from '../figures.ts';
import { addressLine, BISTROT_CANAL as BUYER, MARAICHERS as SELLER } from '../parties.ts';
import { dayFirst, decimalComma, frenchAmount, grouped, sirenGroups } from '../print.ts';
import { type Column, Sheet } from '../sheet.ts';
import { major, type Sample, truthLines } from '../truth.ts';

const NUMBER = 'FA-26-00871';
const DATE = '2026-02-28';
const DUE = '2026-03-15';

/** Description, quantity, unit, unit price in cents, rate. */
const GOODS: [string, number, string, number, number][] = [
  ['Carottes fanes botte', 18, 'botte', 145, 5.5],
  ['Pommes de terre Agata', 50, 'kg', 98, 5.5],
  ['Oignons jaunes calibre 60/80', 25, 'kg', 115, 5.5],
  ['Échalotes longues', 6.5, 'kg', 362, 5.5],
  ['Ail violet', 2.4, 'kg', 845, 5.5],
  ['Poireaux', 20, 'kg', 189, 5.5],
  ['Mâche barquette 1 kg', 8, 'barq.', 695, 5.5],
  ['Endives extra', 10, 'kg', 275, 5.5],
  ['Champignons de Paris pieds coupés', 9.2, 'kg', 410, 5.5],
  ['Betteraves cuites sous vide', 12, 'kg', 230, 5.5],
  ['Céleri-rave', 14, 'pièce', 165, 5.5],
  ['Chou vert frisé', 10, 'pièce', 175, 5.5],
  ['Courge butternut', 22.5, 'kg', 148, 5.5],
  ['Persil plat', 15, 'botte', 85, 5.5],
  ['Ciboulette', 10, 'botte', 95, 5.5],
  ['Thym frais', 6, 'botte', 110, 5.5],
  ['Citrons non traités', 8, 'kg', 265, 5.5],
  ['Oranges à jus', 30, 'kg', 152, 5.5],
  ['Poires Conférence', 15, 'kg', 218, 5.5],
  ['Pommes Reinette grise', 18, 'kg', 196, 5.5],
  ['Œufs plein air calibre moyen', 12, 'plateau', 735, 5.5],
  ['Crème fraîche épaisse seau 5 L', 4, 'seau', 2190, 5.5],
  ['Jus de pomme fermier 1 L', 24, 'bout.', 285, 5.5],
  ['Plateau de crudités préparé', 6, 'plateau', 2450, 10],
  ['Soupe de saison prête à servir 5 L', 8, 'seau', 1890, 10],
  ['Salade de fruits frais minute 3 kg', 5, 'seau', 2275, 10],
  ['Cidre brut fermier 75 cl', 36, 'bout.', 410, 20],
  ['Poiré demi-sec 75 cl', 12, 'bout.', 525, 20],
  ['Caisse plastique consignée', 14, 'pièce', 450, 20],
  ['Participation transport froid', 1, 'forfait', 2800, 20],
];
const ITEMS: Item[] = GOODS.map(([description, quantity, unit, unitPrice, vatRate]) => ({
  description,
  quantity,
  unit,
  unitPrice,
  vatRate,
}));
const COLUMNS: Column[] = [
  { title: 'Code', width: 46 },
  { title: 'Libellé', width: 190 },
  { title: 'Quantité', width: 55, align: 'right' },
  { title: 'Unité', width: 50, align: 'center' },
  { title: 'P.U. H.T.', width: 58, align: 'right' },
  { title: 'Taux', width: 42, align: 'right' },
  { title: 'Montant H.T.', width: 68, align: 'right' },
];
const ROWS_ON_FIRST_PAGE = 24;
const GREEN = '#2f6b3a';

export async function maraichersDuVal(): Promise<Sample> {
  const totals = figuresOf(ITEMS);
  const sheet = await Sheet.create(`Facture ${NUMBER}`);
  const rows = ITEMS.map((item, index) => [
    `P${String(1040 + index * 7)}`,
    item.description,
    decimalComma(item.quantity),
    item.unit ?? '',
    frenchAmount(item.unitPrice),
    `${decimalComma(item.vatRate)} %`,
    frenchAmount(lineTotal(item)),
  ]);
  const carried = ITEMS.slice(0, ROWS_ON_FIRST_PAGE).reduce((sum, item) => sum + lineTotal(item), 0);

  head(sheet, 1);
  sheet.text(44, 128, 'Client', { size: 8, weight: 'bold', color: GREEN });
  sheet.text(44, 142, [BUYER.name, ...BUYER.address, `SIRET ${sirenGroups(BUYER.siret)}`], {
    size: 9.5,
    leading: 12.5,
  });
  sheet.text(44, 204, `Livraisons du 16/02/2026 au 27/02/2026`, { size: 8.5, weight: 'italic' });
  const firstBottom = sheet.table(44, 216, COLUMNS, rows.slice(0, ROWS_ON_FIRST_PAGE), {
    size: 8.2,
    rowHeight: 19.5,
    rules: 'zebra',
    headFill: '#dcebdc',
  });
  sheet.pair(380, 549, firstBottom + 16, 'À reporter', frenchAmount(carried), { size: 9, weight: 'bold' });
  foot(sheet, 1);

  sheet.addPage();
  head(sheet, 2);
  sheet.pair(380, 549, 132, 'Report', frenchAmount(carried), { size: 9, weight: 'bold' });
  const bottom = sheet.table(44, 142, COLUMNS, rows.slice(ROWS_ON_FIRST_PAGE), {
    size: 8.2,
    rowHeight: 19.5,
    rules: 'zebra',
    headFill: '#dcebdc',
  });
  const top = bottom + 30;
  sheet.table(
    44,
    top,
    [
      { title: 'Taux TVA', width: 70, align: 'right' },
      { title: 'Base H.T.', width: 80, align: 'right' },
      { title: 'Montant TVA', width: 80, align: 'right' },
    ],
    totals.byRate.map((row) => [
      `${decimalComma(row.rate)} %`,
      frenchAmount(row.base),
      frenchAmount(row.vat),
    ]),
    { size: 8.8, rules: 'grid' },
  );
  sheet.pair(360, 549, top + 14, 'Total H.T.', `${frenchAmount(totals.net)} EUR`, { size: 10 });
  sheet.pair(360, 549, top + 32, 'Total T.V.A.', `${frenchAmount(totals.vat)} EUR`, { size: 10 });
  sheet.box(352, top + 42, 201, 26, { fill: GREEN });
  sheet.pair(360, 546, top + 59, 'NET À PAYER T.T.C.', `${frenchAmount(totals.gross)} EUR`, {
    size: 11,
    weight: 'bold',
    color: '#ffffff',
  });
  sheet.text(
    44,
    top + 116,
    [
      `Date limite de règlement : ${dayFirst(DUE)}`,
      'Mode de règlement : prélèvement SEPA à 15 jours',
      `IBAN ${grouped(SELLER.iban)}    BIC ${SELLER.bic}`,
    ],
    { size: 9, leading: 14 },
  );
  sheet.text(
    44,
    top + 176,
    [
      'Denrées périssables : paiement à 30 jours au plus après la fin de la décade de livraison.',
      'Passé ce délai : pénalités de 12 % par an et indemnité de recouvrement de 40 €. Emballages consignés à rendre.',
    ],
    { size: 7.5, color: '#666666' },
  );
  foot(sheet, 2);

  return {
    bytes: await sheet.save(),
    truth: {
      file: 'FA-26-00871_maraichers-du-val.pdf',
      document_type: 'invoice',
      pages: 2,
      fields: {
        numero_facture: NUMBER,
        date_facture: DATE,
        date_echeance: DUE,
        montant_ht: major(totals.net),
        montant_tva: major(totals.vat),
        montant_ttc: major(totals.gross),
        montant_du: major(totals.gross),
        devise: 'EUR',
        nom_fournisseur: SELLER.name,
        adresse_fournisseur: addressLine(SELLER),
        siret_fournisseur: SELLER.siret,
        siren_fournisseur: SELLER.siren,
        tva_fournisseur: SELLER.vat,
        nom_client: BUYER.name,
        adresse_client: addressLine(BUYER),
        siret_client: BUYER.siret,
        iban: SELLER.iban,
        bic: SELLER.bic,
        conditions_paiement: 'prélèvement SEPA à 15 jours',
      },
      lines: truthLines(ITEMS),
    },
  };
}

/** Supplier on the right, the document's facts on the left: the mirror of most invoices. */
function head(sheet: Sheet, page: number): void {
  sheet.text(44, 56, `Facture ${NUMBER}`, { size: 17, weight: 'bold', color: GREEN });
  sheet.text(44, 74, `Le ${dayFirst(DATE)}    Page ${page}/2`, { size: 9.5 });
  sheet.text(549, 52, SELLER.name, { size: 12, weight: 'bold', align: 'right', color: GREEN });
  sheet.text(549, 66, [...SELLER.address, SELLER.phone ?? ''], { size: 8.5, align: 'right', leading: 11 });
  sheet.rule(44, 112, 549, 112, GREEN, 1.2);
}

function foot(sheet: Sheet, page: number): void {
  sheet.text(
    297,
    806,
    `${SELLER.name} - SIRET ${sirenGroups(SELLER.siret)} - TVA ${SELLER.vat} - APE 4631Z${page === 2 ? ` - ${SELLER.email}` : ''}`,
    { size: 7.2, align: 'center', color: '#666666' },
  );
}
