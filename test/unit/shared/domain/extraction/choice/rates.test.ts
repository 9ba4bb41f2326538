import { describe, expect, it } from 'vitest';
import { extract } from '../../../../../../shared/domain/extraction/extract.ts';
import { printedPage } from '../../../../../support/printed-page.ts';

const HEAD = `
Acme Widgets Ltd
12 High Street, London SW1A 1AA

INVOICE
Invoice number: INV-2026-0042
Invoice date: 12 March 2026
`;

function read(body: string) {
  const { fields, checks } = extract([printedPage(HEAD + body)]);
  return {
    rate: fields.taux_tva?.normalized,
    confidence: fields.taux_tva?.confidence ?? 0,
    source: fields.taux_tva?.source,
    mismatch: checks.find((check) => check.code === 'rate_mismatch'),
  };
}

describe('the rate of VAT', () => {
  it.each([
    ['Widgets 10 x 25.00 250.00'],
    ['Widgets 10 25.00 250.00'],
    ['Widgets          10      25.00      250.00'],
    ['Widgets 5 50.00 250.00'],
  ])('ten pieces are not ten percent: %s', (row) => {
    const found = read(`
${row}

Subtotal £250.00
VAT 20% £50.00
Total due £300.00
`);
    expect(found).toMatchObject({ rate: 20, source: 'text-layer', mismatch: undefined });
    expect(found.confidence).toBeGreaterThan(0.85);
  });

  it('is read from a breakdown that prints it without its sign', () => {
    expect(
      read(`
Goods             Rate     Net        VAT
                  10       250.00     25.00

Subtotal     250.00
VAT           25.00
Total        275.00
`).rate,
    ).toBe(10);
  });

  it('is the printed one that makes the tax of the net, wherever it stands', () => {
    const found = read(`
Prices include 5% carriage. All goods are charged at 20% VAT.

Subtotal     250.00
VAT           50.00
Total        300.00
`);
    expect(found).toMatchObject({ rate: 20, mismatch: undefined });
  });

  it('keeps several rates when the tax lies between them', () => {
    expect(
      read(`
VAT 20%     100.00     20.00
VAT 5%      200.00     10.00

Subtotal     300.00
VAT           30.00
Total        330.00
`),
    ).toMatchObject({ rate: '5;20', mismatch: undefined });
  });

  it('keeps the rate of a breakdown that leaves out what is exempt', () => {
    expect(
      read(`
Subtotal               150.00
Tax 20% on 100.00       20.00
Total                  170.00
`),
    ).toMatchObject({ rate: 20, mismatch: undefined });
  });

  it('follows from amounts that confirm each other when it is misread, and says so', () => {
    const found = read(`
Subtotal     250.00
VAT 26%       50.00
Total        300.00
`);
    expect(found).toMatchObject({ rate: 20, source: 'derived' });
    expect(found.confidence).toBeLessThan(0.9);
    expect(found.mismatch).toMatchObject({
      level: 'info',
      parameters: { rates: [26], tax: 50, net: 250 },
    });
  });

  it('stays as printed, unsurely, when the amounts agree with no usual rate', () => {
    const found = read(`
Subtotal     250.00
VAT 20%       27.35
Total        277.35
`);
    expect(found.rate).toBe(20);
    expect(found.confidence).toBeLessThanOrEqual(0.5);
    expect(found.mismatch).toMatchObject({
      level: 'warning',
      parameters: { rates: [20], tax: 27.35, net: 250 },
    });
  });

  it('is left out when nothing prints it and several would fit small amounts', () => {
    expect(
      read(`
Subtotal       0.20
VAT            0.01
Total          0.21
`).rate,
    ).toBeUndefined();
  });
});
