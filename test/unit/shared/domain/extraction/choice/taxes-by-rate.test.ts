import { expect, it } from 'vitest';
import { extract } from '../../../../../../shared/domain/extraction/extract.ts';
import { printedPage } from '../../../../../support/printed-page.ts';

function receipt(taxes: string): ReturnType<typeof extract>['fields'] {
  const page = printedPage(`
BRASSERIE DU LAVOIR
8 quai Neuf
29200 Brest
12/05/2026 13:47   Table 7

2 Menu du marché          55,20
1 Pichet de cidre         12,00

TOTAL TTC                 67,20 EUR
${taxes}
CB                        67,20

Merci de votre visite
`);
  return extract([page]).fields;
}

it('taxes by rate without a sum are summed', () => {
  const fields = receipt('TVA 10%  HT 50,18  TVA 5,02\nTVA 20%  HT 10,00  TVA 2,00');
  expect(fields.montant_tva?.normalized).toBe(7.02);
  expect(fields.montant_ht?.normalized).toBe(60.18);
});

it('a tax that no printed rate makes of the net is doubted', () => {
  const { montant_ht, montant_tva } = receipt('TVA 10% 5,02\nTVA 20% 2,00');
  expect(montant_tva?.confidence).toBeLessThanOrEqual(0.5);
  expect(montant_ht?.confidence).toBeLessThanOrEqual(0.5);
});

it('one rate that makes the tax of the net leaves no doubt', () => {
  const fields = receipt('dont TVA 10%              6,11');
  expect(fields.montant_tva?.normalized).toBe(6.11);
  expect(fields.montant_tva?.confidence).toBeGreaterThan(0.5);
});
