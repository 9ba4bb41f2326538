/** A craftsman's invoice as it comes off a flatbed: a PDF holding one JPEG page at 200 dpi, slightly askew. */

import { degrees } from 'pdf-lib';
import sharp from 'sharp';
import { figuresOf, type Item, lineTotal } from '../figures.ts';
import { addressLine, PLOMBERIE as SELLER } from '../parties.ts';
import { decimalComma, frenchAmount, frenchLongDate, grouped, sirenGroups } from '../print.ts';
import { renderPage, scanned } from '../raster.ts';
import { hex, Sheet } from '../sheet.ts';
import { major, type Sample, truthLines } from '../truth.ts';

const NUMBER = 'F260317';
const DATE = '2026-03-17';
const DUE = '2026-03-31';
const CUSTOMER = { name: 'Mme Yvonne Tanguy', address: ['5 venelle du Puits', '29000 Quimper'] };
const ITEMS: Item[] = [
  { description: 'Recherche de fuite et dépose du mitigeur', quantity: 1, unitPrice: 8_500, vatRate: 10 },
  { description: 'Mitigeur thermostatique de douche', quantity: 1, unitPrice: 16_490, vatRate: 10 },
  { description: 'Flexible inox et raccords', quantity: 2, unitPrice: 1_875, vatRate: 10 },
  { description: "Main-d'œuvre plombier (heures)", quantity: 3.5, unitPrice: 5_200, vatRate: 10 },
  { description: 'Évacuation des gravats', quantity: 1, unitPrice: 3_000, vatRate: 10 },
];

export async function plomberieKerouedan(): Promise<Sample> {
  const totals = figuresOf(ITEMS);
  const paper = await drawn();
  const page = await renderPage(paper, 0, { width: 1654, height: 2339 }, 1);
  const worn = scanned(page, { seed: 317, skewDegrees: 0.8, noise: 5, specks: 90, paper: 244 });
  const jpeg = await sharp(worn.data, { raw: { width: worn.width, height: worn.height, channels: 1 } })
    .jpeg({ quality: 42, mozjpeg: false })
    .toBuffer();
  const sheet = await Sheet.create('Numérisation 2026-03-19 10.42');
  sheet.page.drawImage(await sheet.pdf.embedJpg(jpeg), {
    x: 0,
    y: 0,
    width: sheet.width,
    height: sheet.height,
  });
  return {
    bytes: await sheet.save(),
    truth: {
      file: 'scan-20260319-plomberie-kerouedan.pdf',
      document_type: 'invoice',
      pages: 1,
      fields: {
        numero_facture: NUMBER,
        date_facture: DATE,
        date_echeance: DUE,
        montant_ht: major(totals.net),
        montant_tva: major(totals.vat),
        montant_ttc: major(totals.gross),
        taux_tva: 10,
        devise: 'EUR',
        nom_fournisseur: SELLER.name,
        adresse_fournisseur: addressLine(SELLER),
        siret_fournisseur: SELLER.siret,
        tva_fournisseur: SELLER.vat,
        nom_client: CUSTOMER.name,
        adresse_client: CUSTOMER.address.join(', '),
        iban: SELLER.iban,
        conditions_paiement: 'Paiement à 14 jours par virement ou chèque',
      },
      lines: truthLines(ITEMS),
    },
  };
}

async function drawn(): Promise<Uint8Array> {
  const totals = figuresOf(ITEMS);
  const sheet = await Sheet.create('Facture', 'serif');
  sheet.text(297, 70, SELLER.name, { size: 22, weight: 'bold', align: 'center' });
  sheet.text(297, 88, 'Plomberie - Chauffage - Salle de bains - Dépannage', {
    size: 11,
    weight: 'italic',
    align: 'center',
  });
  sheet.text(297, 104, `${addressLine(SELLER)} - Tél. ${SELLER.phone}`, { size: 10, align: 'center' });
  sheet.text(297, 118, `SIRET ${sirenGroups(SELLER.siret)} - N° TVA ${SELLER.vat}`, {
    size: 10,
    align: 'center',
  });
  sheet.rule(60, 130, 535, 130, '#000000', 1.4);
  sheet.rule(60, 133, 535, 133, '#000000', 0.5);
  sheet.text(330, 170, [CUSTOMER.name, ...CUSTOMER.address], { size: 12, leading: 16 });
  sheet.text(60, 175, `FACTURE N° ${NUMBER}`, { size: 15, weight: 'bold' });
  sheet.text(60, 196, `Quimper, le ${frenchLongDate(DATE)}`, { size: 12 });
  sheet.text(60, 238, 'Chantier : remplacement de la douche, salle de bains du premier étage', {
    size: 11,
    weight: 'italic',
  });
  const bottom = sheet.table(
    60,
    256,
    [
      { title: 'Travaux et fournitures', width: 245 },
      { title: 'Quantité', width: 65, align: 'center' },
      { title: 'Prix unitaire HT', width: 85, align: 'right' },
      { title: 'Montant HT', width: 80, align: 'right' },
    ],
    ITEMS.map((item) => [
      item.description,
      decimalComma(item.quantity),
      frenchAmount(item.unitPrice, ' '),
      frenchAmount(lineTotal(item), ' '),
    ]),
    { size: 11, rowHeight: 26, rules: 'grid', ruleColor: '#000000' },
  );
  const style = { size: 12 } as const;
  sheet.pair(350, 531, bottom + 28, 'Total HT', `${frenchAmount(totals.net, ' ')} €`, style);
  sheet.pair(350, 531, bottom + 48, 'TVA 10 %', `${frenchAmount(totals.vat, ' ')} €`, style);
  sheet.pair(350, 531, bottom + 70, 'TOTAL TTC', `${frenchAmount(totals.gross, ' ')} €`, {
    size: 13,
    weight: 'bold',
  });
  sheet.rule(350, bottom + 54, 535, bottom + 54, '#000000');
  sheet.text(
    60,
    bottom + 110,
    [
      'Paiement à 14 jours par virement ou chèque',
      `À régler avant le ${frenchLongDate(DUE)}`,
      `IBAN : ${grouped(SELLER.iban)}`,
    ],
    { size: 11.5, leading: 17 },
  );
  sheet.text(
    60,
    bottom + 180,
    [
      'TVA au taux réduit de 10 % : logement achevé depuis plus de deux ans, attestation remise par la cliente.',
      'Pas d’escompte. Pénalités de retard : trois fois le taux légal. Assurance décennale : Mutuelle Fictive, contrat 99-0317.',
    ],
    { size: 9, leading: 13 },
  );
  sheet.text(
    297,
    800,
    'Entreprise individuelle - Membre d’une association agréée - Merci de votre confiance',
    {
      size: 9,
      align: 'center',
    },
  );
  // The accountant's stamp, across the corner as stamps are.
  const stamp = { rotate: degrees(9), color: hex('#4a4a6a') };
  const font = await sheet.pdf.embedFont('Helvetica-Bold');
  sheet.page.drawText('REÇU LE', { x: 410, y: 205, size: 12, font, ...stamp });
  sheet.page.drawText('19 MARS 2026', { x: 398, y: 186, size: 15, font, ...stamp });
  sheet.page.drawRectangle({
    x: 391,
    y: 175,
    width: 126,
    height: 46,
    rotate: degrees(9),
    borderColor: hex('#4a4a6a'),
    borderWidth: 1.6,
  });
  return sheet.save();
}
