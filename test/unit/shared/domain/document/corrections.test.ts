import { describe, expect, it } from 'vitest';
import { correct } from '../../../../../shared/domain/document/corrections.ts';

const amount = (typed: string | number) => correct({}, { montant_ttc: typed });

describe('a value that a person typed', () => {
  it('is the number that JSON holds, whose point never groups thousands', () => {
    for (const [typed, kept] of [
      [12.345, 12.35],
      [-1.234, -1.23],
      [0.1 + 0.2, 0.3],
      [1e-9, 0],
    ] as const)
      expect(amount(typed).fields.montant_ttc?.normalized).toBe(kept);
    expect(amount('1.234,50').fields.montant_ttc?.normalized).toBe(1234.5);
  });

  it('is refused where it is no amount that an invoice could show', () => {
    for (const typed of [1e12, 1e30, Number.POSITIVE_INFINITY, Number.NaN, 'beaucoup', '9'.repeat(400)])
      expect(amount(typed)).toEqual({ fields: {}, invalid: ['montant_ttc'] });
  });

  it('is kept without characters that nobody sees', () => {
    const { fields } = correct({}, { numero_facture: ' F\u202e-\u000012\n' });
    expect(fields.numero_facture?.value).toBe('F - 12');
  });
});
