import { expect, it } from 'vitest';
import { extract } from '../../../../../../shared/domain/extraction/extract.ts';
import { printedPage } from '../../../../../support/printed-page.ts';

function total(change: string) {
  const page = printedPage(`
BAKERY AT THE WHARF
14 Dock Street
Tel 0555 010 020
12/05/2026 13:47

Loaf                      31.20
Cake                      36.00

TOTAL                     67.20
CASH                      70.00
CHANGE                    ${change}

Thank you, come again
`);
  return extract([page]).fields.montant_ttc;
}

it('a total that cash less change agrees with is sure', () => {
  expect(total('2.80')).toMatchObject({ normalized: 67.2 });
  expect(total('2.80')!.confidence).toBeGreaterThan(0.85);
});

it('a total that cash less change speaks against is doubted', () => {
  expect(total('9.80')!.confidence).toBeLessThanOrEqual(0.5);
});
