import { describe, expect, it } from 'vitest';
import { amountCandidates } from '../../../../../../shared/domain/extraction/candidates/amounts.ts';
import { extract } from '../../../../../../shared/domain/extraction/extract.ts';
import { layOut } from '../../../../../../shared/domain/extraction/layout/layout.ts';
import { printedPage } from '../../../../../support/printed-page.ts';

const amounts = (text: string) =>
  amountCandidates(layOut([printedPage(text)]), new Map()).map(({ value }) => value.amount);

describe('a currency sign that OCR took for a letter', () => {
  it.each([
    ['f250.00', 250],
    ['E1,250.00', 1250],
    ['F1.250,00', 1250],
    ['Y50.00', 50],
    ['9.95f', 9.95],
    ['f 17.80', 17.8],
  ])('leaves the amount readable: %s', (text, amount) => {
    expect(amounts(`Total ${text}`)).toEqual([amount]);
  });

  it.each(['F2026', 'INV-F250.00', 'REF250.00', 'F250.00.17', 'A12.50', 'F250.005'])(
    'does not make an amount of a reference: %s',
    (text) => {
      expect(amounts(`Order ${text}`)).toEqual([]);
    },
  );

  it('costs neither the totals nor the rate', () => {
    const { fields, checks } = extract([
      printedPage(
        `
Acme Widgets Ltd
12 High Street, London SW1A 1AA

INVOICE
Invoice number: INV-2026-0042
Invoice date: 12 March 2026

Widgets 10 x 25.00 250.00

Subtotal f250.00
VAT 20% f50.00
Total due f300.00
`,
        { provider: 'ppocr', confidence: 0.95 },
      ),
    ]);
    expect(fields.montant_ht?.normalized).toBe(250);
    expect(fields.montant_tva?.normalized).toBe(50);
    expect(fields.montant_ttc?.normalized).toBe(300);
    expect(fields.taux_tva?.normalized).toBe(20);
    expect(checks).toEqual([]);
  });
});

const scanned = (text: string) =>
  amountCandidates(layOut([printedPage(text, { provider: 'ppocr', confidence: 0.95 })]), new Map()).map(
    ({ value }) => value.amount,
  );

describe('an amount that OCR took apart or misread', () => {
  it.each([
    ['Total RM 85. 54', [85.54]],
    ['zu zahlen 19, 77', [19.77]],
    ['Summe 1.129, 00 EUR', [1129]],
    ['Rounding .02', [0.02]],
    ['Total 1O.0O', [10]],
    ['Kaffee l2,5O', [12.5]],
    ['Item RH9.65', [9.65]],
  ])('is whole again: %s', (text, expected) => {
    expect(scanned(text)).toEqual(expected);
  });

  it('gets back its point where the sum is printed elsewhere', () => {
    expect(scanned('Bread 45.00\nTotal 4500\nRef 4500 B7')).toEqual([45, 45, 4500]);
  });

  it('stays what it is in the text of a PDF', () => {
    expect(amounts('Bread 45.00\nTotal 4500')).toEqual([45, 4500]);
  });

  it.each(['Mo.-Fr. 8.00-20.00 Uhr', 'Pos. 1, 2, 3'])('is not made of %s', (text) => {
    expect(scanned(text).filter((amount) => amount < 0 || !Number.isInteger(amount))).toEqual([]);
  });
});

it.each(['TVA non applicable, art. 293 B du CGI', 'Gemäß § 19 UStG keine Umsatzsteuer', 'ex art. 17 DPR'])(
  'makes no amount of the number of a law: %s',
  (text) => {
    expect(amounts(text)).toEqual([]);
  },
);
