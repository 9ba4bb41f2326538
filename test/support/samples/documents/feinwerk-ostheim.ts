/** A German invoice: Rechnungsnummer, 19 % USt, decimal comma and point groups. */
import { figuresOf, type Item, lineTotal } from '../figures.ts';
import { addressLine, BRUECKNER as BUYER, FEINWERK as SELLER } from '../parties.ts';
import { dayFirst, decimalComma, germanAmount, grouped } from '../print.ts';
import { Sheet } from '../sheet.ts';
import { major, type Sample, truthLines } from '../truth.ts';

const NUMBER = 'RE-2026-3391';
const DATE = '2026-01-27';
const DUE = '2026-02-10';
const ORDER = 'B-55102';
const ITEMS: Item[] = [
  { description: 'Präzisionswelle Ø 25 mm, gehärtet', quantity: 8, unitPrice: 14_275, vatRate: 19 },
  { description: 'Linearlager LB-25', quantity: 16, unitPrice: 2_840, vatRate: 19 },
  { description: 'Kugelgewindetrieb 16x5, 600 mm', quantity: 2, unitPrice: 38_990, vatRate: 19 },
  { description: 'Montage und Einmessen (Stunden)', quantity: 6.5, unitPrice: 9_200, vatRate: 19 },
];

export async function feinwerkOstheim(): Promise<Sample> {
  const totals = figuresOf(ITEMS);
  const sheet = await Sheet.create(`Rechnung ${NUMBER}`);
  sheet.box(540, 40, 12, 60, { fill: '#b3261e' });
  sheet.text(530, 62, 'FEINWERK', { size: 20, weight: 'bold', align: 'right' });
  sheet.text(530, 80, 'OSTHEIM GMBH', { size: 11, align: 'right', color: '#b3261e' });
  sheet.text(64, 136, `${SELLER.name} · ${SELLER.address.join(' · ')}`, { size: 6.8, color: '#666666' });
  sheet.rule(64, 140, 280, 140, '#999999', 0.4);
  sheet.text(64, 156, [BUYER.name, ...BUYER.address], { size: 10.5, leading: 14 });
  const facts = [
    ['Rechnungsnummer', NUMBER],
    ['Rechnungsdatum', dayFirst(DATE, '.')],
    ['Leistungsdatum', dayFirst('2026-01-22', '.')],
    ['Bestellnummer', ORDER],
    ['Fällig am', dayFirst(DUE, '.')],
  ] as const;
  facts.forEach(([label, value], index) => {
    sheet.text(370, 156 + index * 15, label, { size: 9, color: '#666666' });
    sheet.text(470, 156 + index * 15, value, { size: 9.5, weight: 'bold' });
  });
  sheet.text(64, 262, `Rechnung ${NUMBER}`, { size: 15, weight: 'bold' });
  sheet.text(
    64,
    284,
    ['Sehr geehrte Damen und Herren,', 'für unsere Lieferungen und Leistungen berechnen wir Ihnen:'],
    { size: 10, leading: 15 },
  );
  const bottom = sheet.table(
    64,
    312,
    [
      { title: 'Pos.', width: 32, align: 'center' },
      { title: 'Bezeichnung', width: 216 },
      { title: 'Menge', width: 55, align: 'right' },
      { title: 'Einzelpreis', width: 80, align: 'right' },
      { title: 'Gesamtpreis', width: 85, align: 'right' },
    ],
    ITEMS.map((item, index) => [
      String(index + 1),
      item.description,
      decimalComma(item.quantity),
      `${germanAmount(item.unitPrice)} €`,
      `${germanAmount(lineTotal(item))} €`,
    ]),
    { size: 9.5, rowHeight: 22, rules: 'horizontal', ruleColor: '#d5d5d5' },
  );
  sheet.pair(350, 528, bottom + 24, 'Nettobetrag', `${germanAmount(totals.net)} €`, { size: 10 });
  sheet.pair(350, 528, bottom + 41, 'zzgl. 19 % USt.', `${germanAmount(totals.vat)} €`, { size: 10 });
  sheet.rule(350, bottom + 49, 532, bottom + 49, '#b3261e', 1);
  sheet.pair(350, 528, bottom + 65, 'Gesamtbetrag', `${germanAmount(totals.gross)} €`, {
    size: 12,
    weight: 'bold',
  });
  sheet.text(
    64,
    bottom + 108,
    [
      'Zahlungsbedingungen: 14 Tage netto ohne Abzug',
      'Die Ware bleibt bis zur vollständigen Bezahlung unser Eigentum.',
      '',
      'Mit freundlichen Grüßen',
      'Feinwerk Ostheim GmbH',
    ],
    { size: 10, leading: 16 },
  );
  sheet.rule(64, 764, 532, 764, '#999999', 0.4);
  sheet.text(64, 776, [SELLER.name, ...SELLER.address], { size: 7.5, color: '#555555' });
  sheet.text(220, 776, [`Tel. ${SELLER.phone}`, SELLER.email, `USt-IdNr. ${SELLER.vat}`], {
    size: 7.5,
    color: '#555555',
  });
  sheet.text(370, 776, ['Bank: Musterbank Ostheim', `IBAN ${grouped(SELLER.iban)}`, `BIC ${SELLER.bic}`], {
    size: 7.5,
    color: '#555555',
  });

  return {
    bytes: await sheet.save(),
    truth: {
      file: 'Rechnung_RE-2026-3391_Feinwerk-Ostheim.pdf',
      document_type: 'invoice',
      pages: 1,
      fields: {
        numero_facture: NUMBER,
        date_facture: DATE,
        date_echeance: DUE,
        montant_ht: major(totals.net),
        montant_tva: major(totals.vat),
        montant_ttc: major(totals.gross),
        taux_tva: 19,
        devise: 'EUR',
        nom_fournisseur: SELLER.name,
        adresse_fournisseur: addressLine(SELLER),
        tva_fournisseur: SELLER.vat,
        nom_client: BUYER.name,
        adresse_client: addressLine(BUYER),
        numero_commande: ORDER,
        iban: SELLER.iban,
        bic: SELLER.bic,
        conditions_paiement: '14 Tage netto ohne Abzug',
      },
      lines: truthLines(ITEMS),
    },
  };
}
