/** A mixed PDF: page 1 a digital carrier's invoice, page 2 the scanned, signed delivery note. */
import sharp from 'sharp';
import { figuresOf, type Item, lineTotal } from '../figures.ts';
import { addressLine, FONDERIE as BUYER, GIROLLE as SELLER } from '../parties.ts';
import { dayFirst, decimalComma, frenchAmount, grouped, sirenGroups } from '../print.ts';
import { renderPage, scanned } from '../raster.ts';
import { Sheet } from '../sheet.ts';
import { major, type Sample, truthLines } from '../truth.ts';

const NUMBER = 'TG26/04/0377';
const DATE = '2026-04-10';
const DUE = '2026-05-10';
const ORDER = 'CMD 88214';
const ITEMS: Item[] = [
  { description: 'Transport Ormes - Vierzon 4 palettes', quantity: 4, unitPrice: 6_250, vatRate: 20 },
  { description: 'Hayon élévateur', quantity: 1, unitPrice: 4_200, vatRate: 20 },
  { description: 'Prise de rendez-vous livraison', quantity: 1, unitPrice: 1_150, vatRate: 20 },
  { description: 'Surcharge gazole avril 8,4 %', quantity: 1, unitPrice: 2_549, vatRate: 20 },
];
const BLUE = '#123c69';

export async function transportsGirolle(): Promise<Sample> {
  const totals = figuresOf(ITEMS);
  const sheet = await Sheet.create(`Facture ${NUMBER}`);
  sheet.box(0, 0, sheet.width, 74, { fill: BLUE });
  sheet.text(40, 46, 'TRANSPORTS GIROLLE', { size: 22, weight: 'bold', color: '#ffffff' });
  sheet.text(555, 36, ['Affrètement - Messagerie - Logistique', SELLER.email ?? ''], {
    size: 8.5,
    color: '#d8e4f0',
    align: 'right',
  });
  sheet.text(40, 100, [SELLER.name, ...SELLER.address, `Tél. : ${SELLER.phone}`], { size: 9, leading: 12.5 });
  sheet.text(335, 120, ['Destinataire de la facture'], { size: 8, color: '#777777' });
  sheet.text(335, 136, BUYER.name, { size: 11, weight: 'bold' });
  sheet.text(335, 151, [...BUYER.address, `TVA : ${BUYER.vat}`], { size: 10, leading: 13.5 });
  sheet.table(
    40,
    212,
    [
      { title: 'N° de facture', width: 120, align: 'center' },
      { title: 'Date de facture', width: 110, align: 'center' },
      { title: 'Référence commande', width: 150, align: 'center' },
      { title: "Date d'échéance", width: 135, align: 'center' },
    ],
    [[NUMBER, dayFirst(DATE, '.'), ORDER, dayFirst(DUE, '.')]],
    { size: 9.5, rowHeight: 20, rules: 'grid', headFill: '#e8eef5' },
  );
  const bottom = sheet.table(
    40,
    276,
    [
      { title: 'Prestation', width: 275 },
      { title: 'Nombre', width: 60, align: 'right' },
      { title: 'Prix HT €', width: 85, align: 'right' },
      { title: 'Montant HT €', width: 95, align: 'right' },
    ],
    ITEMS.map((item) => [
      item.description,
      decimalComma(item.quantity),
      frenchAmount(item.unitPrice, ' '),
      frenchAmount(lineTotal(item), ' '),
    ]),
    { size: 9.5, rowHeight: 22, rules: 'none', headFill: '#e8eef5' },
  );
  sheet.rule(40, bottom + 4, 555, bottom + 4, BLUE);
  const style = { size: 10 } as const;
  sheet.pair(370, 551, bottom + 26, 'Montant HT', `${frenchAmount(totals.net, ' ')} €`, style);
  sheet.pair(370, 551, bottom + 43, 'TVA 20,00 %', `${frenchAmount(totals.vat, ' ')} €`, style);
  sheet.pair(370, 551, bottom + 60, 'Montant TTC', `${frenchAmount(totals.gross, ' ')} €`, {
    ...style,
    weight: 'bold',
  });
  sheet.pair(370, 551, bottom + 77, 'Acompte reçu', `${frenchAmount(-10_000, ' ')} €`, style);
  sheet.box(360, bottom + 86, 195, 24, { stroke: BLUE, thickness: 1.2 });
  sheet.pair(370, 547, bottom + 102, 'Reste à payer', `${frenchAmount(totals.gross - 10_000, ' ')} €`, {
    size: 11,
    weight: 'bold',
    color: BLUE,
  });
  sheet.text(
    40,
    bottom + 40,
    [
      'Conditions de règlement : 30 jours date de facture',
      `IBAN ${grouped(SELLER.iban)}`,
      `BIC ${SELLER.bic}`,
      'Annexe : bon de livraison émargé (page 2)',
    ],
    { size: 9, leading: 14 },
  );
  sheet.text(
    297,
    790,
    [
      `${SELLER.name} - SIRET ${sirenGroups(SELLER.siret)} - N° TVA ${SELLER.vat}`,
      'Pénalités de retard : taux BCE + 10 points. Indemnité forfaitaire de recouvrement : 40 €.',
    ],
    { size: 7.5, align: 'center', color: '#666666' },
  );

  const note = await renderPage(await deliveryNote(), 0, { width: 1240, height: 1754 }, 1);
  const worn = scanned(note, { seed: 4377, skewDegrees: -0.6, noise: 4, specks: 60, paper: 240 });
  const jpeg = await sharp(worn.data, { raw: { width: worn.width, height: worn.height, channels: 1 } })
    .jpeg({ quality: 40 })
    .toBuffer();
  sheet.addPage();
  sheet.page.drawImage(await sheet.pdf.embedJpg(jpeg), {
    x: 0,
    y: 0,
    width: sheet.width,
    height: sheet.height,
  });

  return {
    bytes: await sheet.save(),
    truth: {
      file: 'Transports Girolle - facture et BL avril 2026.pdf',
      document_type: 'invoice',
      pages: 2,
      fields: {
        numero_facture: NUMBER,
        date_facture: DATE,
        date_echeance: DUE,
        montant_ht: major(totals.net),
        montant_tva: major(totals.vat),
        montant_ttc: major(totals.gross),
        montant_du: major(totals.gross - 10_000),
        taux_tva: 20,
        devise: 'EUR',
        nom_fournisseur: SELLER.name,
        adresse_fournisseur: addressLine(SELLER),
        siret_fournisseur: SELLER.siret,
        tva_fournisseur: SELLER.vat,
        nom_client: BUYER.name,
        adresse_client: addressLine(BUYER),
        tva_client: BUYER.vat,
        numero_commande: ORDER,
        iban: SELLER.iban,
        bic: SELLER.bic,
        conditions_paiement: '30 jours date de facture',
      },
      lines: truthLines(ITEMS),
    },
  };
}

async function deliveryNote(): Promise<Uint8Array> {
  const sheet = await Sheet.create('Bon de livraison', 'sans');
  sheet.text(297, 70, 'BON DE LIVRAISON', { size: 22, weight: 'bold', align: 'center' });
  sheet.text(297, 92, 'N° BL 40877 du 08/04/2026', { size: 12, align: 'center' });
  sheet.text(60, 140, ['Expéditeur', SELLER.name, ...SELLER.address], { size: 11, leading: 15 });
  sheet.text(340, 140, ['Livré à', BUYER.name, ...BUYER.address], { size: 11, leading: 15 });
  const bottom = sheet.table(
    60,
    230,
    [
      { title: 'Désignation', width: 255 },
      { title: 'Colis', width: 70, align: 'center' },
      { title: 'Poids (kg)', width: 80, align: 'right' },
      { title: 'Contrôle', width: 70, align: 'center' },
    ],
    [
      ['Lingotières fonte série B', '2 palettes', '1 240', 'OK'],
      ['Creusets graphite 30 L', '1 palette', '385', 'OK'],
      ['Sable de moulage en sacs', '1 palette', '980', 'OK'],
    ],
    { size: 11, rowHeight: 28, rules: 'grid', ruleColor: '#000000' },
  );
  sheet.text(60, bottom + 40, ['Marchandise reçue complète et en bon état.', 'Réserves : néant'], {
    size: 12,
    leading: 18,
  });
  sheet.text(340, bottom + 100, ['Date et signature du destinataire', '08/04/2026 à 10 h 35'], {
    size: 11,
    leading: 17,
  });
  sheet.shape(
    350,
    bottom + 170,
    'M0,0 C20,-50 40,-40 30,0 S60,30 70,-10 S90,-40 95,0 S130,20 150,-20 M-5,12 L160,2',
    {
      stroke: '#1a2a6c',
      thickness: 1.8,
    },
  );
  return sheet.save();
}
