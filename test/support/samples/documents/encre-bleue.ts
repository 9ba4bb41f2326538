/** A credit note ("avoir"): negative amounts, and the invoice that it corrects. */
import { figuresOf, type Item, lineTotal } from '../figures.ts';
import { addressLine, ECOLE as BUYER, PAPETERIE as SELLER } from '../parties.ts';
import { decimalComma, frenchAmount, frenchLongDate, sirenGroups } from '../print.ts';
import { Sheet } from '../sheet.ts';
import { major, type Sample, truthLines } from '../truth.ts';

const NUMBER = 'AV-2026-0017';
const DATE = '2026-04-01';
const ITEMS: Item[] = [
  { description: 'Cahiers 24x32 96 pages (lot de 10), retour', quantity: -6, unitPrice: 1_490, vatRate: 20 },
  { description: 'Feutres pointe fine (pochette), défectueux', quantity: -15, unitPrice: 465, vatRate: 20 },
  {
    description: "Cahier d'exercices CM1 (livre), erreur de livraison",
    quantity: -8,
    unitPrice: 695,
    vatRate: 5.5,
  },
];
const BLUE = '#1d3f8f';

export async function encreBleue(): Promise<Sample> {
  const totals = figuresOf(ITEMS);
  const euros = (cents: number) => `${frenchAmount(cents)} €`;
  const sheet = await Sheet.create(`Avoir ${NUMBER}`, 'serif');
  sheet.shape(56, 44, 'M12,0 C18,10 24,18 24,26 A12,12 0 0 1 0,26 C0,18 6,10 12,0 Z', { fill: BLUE });
  sheet.text(92, 62, "L'Encre Bleue", { size: 22, weight: 'italic', color: BLUE });
  sheet.text(92, 78, 'Papeterie, fournitures scolaires, librairie', { size: 9.5, color: '#666666' });
  sheet.text(
    56,
    112,
    [
      SELLER.name,
      ...SELLER.address,
      SELLER.email ?? '',
      `SIRET ${sirenGroups(SELLER.siret)}`,
      `TVA ${SELLER.vat}`,
    ],
    { size: 10, leading: 13.5 },
  );
  sheet.text(340, 112, [BUYER.name, ...BUYER.address], { size: 11, leading: 15 });
  sheet.text(56, 236, `AVOIR N° ${NUMBER}`, { size: 20, weight: 'bold', color: BLUE });
  sheet.text(56, 256, `Date : ${frenchLongDate(DATE)}`, { size: 11 });
  sheet.text(56, 272, 'Annule partiellement la facture FC-2026-0381 du 12 mars 2026', {
    size: 11,
    weight: 'italic',
  });
  const bottom = sheet.table(
    56,
    296,
    [
      { title: 'Article', width: 238 },
      { title: 'Qté', width: 40, align: 'right' },
      { title: 'PU HT', width: 65, align: 'right' },
      { title: 'TVA %', width: 55, align: 'right' },
      { title: 'Montant HT', width: 85, align: 'right' },
    ],
    ITEMS.map((item) => [
      item.description,
      decimalComma(item.quantity),
      euros(item.unitPrice),
      decimalComma(item.vatRate),
      euros(lineTotal(item)),
    ]),
    { size: 10.5, rowHeight: 23, rules: 'horizontal', ruleColor: '#c8d0e4' },
  );
  let y = bottom + 28;
  sheet.pair(350, 535, y, 'Total HT', euros(totals.net), { size: 11 });
  for (const row of totals.byRate) {
    y += 18;
    sheet.pair(350, 535, y, `TVA ${decimalComma(row.rate)} % sur ${euros(row.base)}`, euros(row.vat), {
      size: 11,
    });
  }
  sheet.pair(350, 535, y + 18, 'Total TVA', euros(totals.vat), { size: 11 });
  sheet.rule(350, y + 26, 535, y + 26, BLUE, 1);
  sheet.pair(350, 535, y + 43, 'Total TTC', euros(totals.gross), { size: 13, weight: 'bold', color: BLUE });
  sheet.text(
    56,
    y + 90,
    ['Cet avoir sera déduit de votre prochaine facture.', "Aucun règlement n'est à effectuer."],
    { size: 11, leading: 16 },
  );
  sheet.text(297, 800, `${SELLER.name} - RCS Montpellier ${sirenGroups(SELLER.siren)}`, {
    size: 8.5,
    align: 'center',
    color: '#666666',
  });
  return {
    bytes: await sheet.save(),
    truth: {
      file: 'avoir-AV-2026-0017-encre-bleue.pdf',
      document_type: 'credit_note',
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
        siren_fournisseur: SELLER.siren,
        tva_fournisseur: SELLER.vat,
        nom_client: BUYER.name,
        adresse_client: addressLine(BUYER),
      },
      lines: truthLines(ITEMS),
    },
  };
}
