/** A one-page French invoice: supplier on the left, filled table head, totals box, legal footer. */
import { figuresOf, type Item, lineTotal } from '../figures.ts';
import { addressLine, HOTEL_TILLEULS as BUYER, ATELIER_LUMIERE as SELLER } from '../parties.ts';
import { dayFirst, decimalComma, frenchAmount, grouped, sirenGroups } from '../print.ts';
import { Sheet } from '../sheet.ts';
import { major, type Sample, truthLines } from '../truth.ts';

const NUMBER = '2026-0142';
const DATE = '2026-03-03';
const DUE = '2026-04-02';
const ORDER = 'BC-HT-5518';
const ITEMS: Item[] = [
  {
    description: 'Suspension Orion laiton brossé\nréf. SUS-ORI-30, diamètre 30 cm',
    quantity: 6,
    unitPrice: 18_900,
    vatRate: 20,
  },
  {
    description: 'Applique murale Vesper\nréf. APP-VES-02, orientable',
    quantity: 12,
    unitPrice: 7_450,
    vatRate: 20,
  },
  { description: 'Ampoule LED E27 2700 K 8 W', quantity: 24, unitPrice: 625, vatRate: 20 },
  { description: 'Variateur encastré 300 W', quantity: 4, unitPrice: 4_890, vatRate: 20 },
  {
    description: "Pose et raccordement (main-d'œuvre)",
    quantity: 7.5,
    unit: 'h',
    unitPrice: 5_800,
    vatRate: 20,
  },
  { description: 'Forfait déplacement Lyon-Grenoble', quantity: 1, unitPrice: 9_500, vatRate: 20 },
];
const ACCENT = '#8a5a12';
const euros = (cents: number) => `${frenchAmount(cents)} €`;

export async function atelierLumiere(): Promise<Sample> {
  const totals = figuresOf(ITEMS);
  const sheet = await Sheet.create(`Facture ${NUMBER}`);
  sheet.circle(66, 62, 17, ACCENT);
  sheet.circle(66, 62, 9, '#f6d58b');
  sheet.text(94, 60, 'Atelier Lumière', { size: 20, weight: 'bold', color: ACCENT });
  sheet.text(95, 75, "Luminaires d'intérieur, création et pose", { size: 8.5, color: '#666666' });
  sheet.text(48, 104, [SELLER.name, ...SELLER.address, `Tél. ${SELLER.phone}`, SELLER.email ?? ''], {
    size: 9,
  });

  sheet.text(547, 60, 'FACTURE', { size: 24, weight: 'bold', align: 'right' });
  const facts = [
    ['Facture n°', NUMBER],
    ['Date', dayFirst(DATE)],
    ['Échéance', dayFirst(DUE)],
    ['Votre commande', ORDER],
  ] as const;
  facts.forEach(([label, value], index) => {
    sheet.pair(398, 547, 84 + index * 14, label, value, { size: 9 });
  });

  sheet.box(318, 150, 229, 82, { fill: '#faf5ea' });
  sheet.text(330, 167, 'Facturé à', { size: 8, color: ACCENT, weight: 'bold' });
  sheet.text(330, 182, BUYER.name, { size: 10.5, weight: 'bold' });
  sheet.text(330, 196, [...BUYER.address, `N° TVA : ${BUYER.vat}`], { size: 9 });

  const bottom = sheet.table(
    48,
    262,
    [
      { title: 'Désignation', width: 229 },
      { title: 'Qté', width: 50, align: 'right' },
      { title: 'PU HT', width: 75, align: 'right' },
      { title: 'TVA', width: 55, align: 'right' },
      { title: 'Total HT', width: 90, align: 'right' },
    ],
    ITEMS.map((item) => [
      item.description,
      `${decimalComma(item.quantity)}${item.unit ? ` ${item.unit}` : ''}`,
      euros(item.unitPrice),
      '20 %',
      euros(lineTotal(item)),
    ]),
    { size: 9, headFill: ACCENT, headColor: '#ffffff', rules: 'horizontal', ruleColor: '#e2d6bf' },
  );

  const top = bottom + 22;
  sheet.box(347, top, 200, 78, { stroke: ACCENT, thickness: 0.8 });
  sheet.pair(358, 537, top + 18, 'Total HT', euros(totals.net), { size: 9.5 });
  sheet.pair(358, 537, top + 36, 'TVA 20 %', euros(totals.vat), { size: 9.5 });
  sheet.rule(358, top + 46, 537, top + 46, ACCENT);
  sheet.pair(358, 537, top + 65, 'Total TTC', euros(totals.gross), {
    size: 12,
    weight: 'bold',
    color: ACCENT,
  });

  sheet.text(48, top + 14, 'Règlement', { weight: 'bold', size: 9.5, color: ACCENT });
  sheet.text(48, top + 29, ['Virement à 30 jours', `IBAN : ${grouped(SELLER.iban)}`, `BIC : ${SELLER.bic}`], {
    size: 9,
    leading: 13,
  });
  sheet.text(
    48,
    top + 112,
    [
      "En cas de retard de paiement, pénalités au taux de trois fois l'intérêt légal et indemnité forfaitaire pour frais",
      "de recouvrement de 40 € (articles L441-10 et D441-5 du code de commerce). Pas d'escompte pour paiement anticipé.",
    ],
    { size: 7.5, color: '#666666' },
  );
  sheet.rule(48, 786, 547, 786, ACCENT);
  sheet.text(
    297,
    800,
    `${SELLER.name} au capital de 12 000 € - SIRET ${sirenGroups(SELLER.siret)} - RCS Lyon ${sirenGroups(SELLER.siren)}`,
    { size: 7.5, align: 'center', color: '#555555' },
  );
  sheet.text(297, 811, `N° TVA intracommunautaire : ${SELLER.vat}`, {
    size: 7.5,
    align: 'center',
    color: '#555555',
  });

  return {
    bytes: await sheet.save(),
    truth: {
      file: 'facture-2026-0142-atelier-lumiere.pdf',
      document_type: 'invoice',
      pages: 1,
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
        siren_fournisseur: SELLER.siren,
        tva_fournisseur: SELLER.vat,
        nom_client: BUYER.name,
        adresse_client: addressLine(BUYER),
        tva_client: BUYER.vat,
        numero_commande: ORDER,
        iban: SELLER.iban,
        bic: SELLER.bic,
        conditions_paiement: 'Virement à 30 jours',
      },
      lines: truthLines(ITEMS),
    },
  };
}
