import { describe, expect, it } from 'vitest';
import {
  CHECK_CODES,
  CHECKS,
  checkIn,
  checkOf,
} from '../../../../../../shared/domain/extraction/checks/catalogue.ts';
import type { CheckDefinition } from '../../../../../../shared/domain/extraction/checks/definition.ts';
import { isFormat, placesOf } from '../../../../../../shared/domain/extraction/checks/sentence.ts';

describe.each(CHECK_CODES)('%s', (code) => {
  const definition: CheckDefinition = CHECKS[code];
  const { fr, en } = definition.sentence;

  it('says the same values in both languages, each in a form that exists', () => {
    expect(placesOf(en)).toEqual(expect.arrayContaining(placesOf(fr)));
    expect(placesOf(en)).toHaveLength(placesOf(fr).length);
    for (const { format } of placesOf(fr)) expect(isFormat(format), format).toBe(true);
  });

  it('is one sentence in each language, with what it means', () => {
    expect(code).toMatch(/^[a-z0-9]+(?:_[a-z0-9]+)*$/);
    for (const text of [fr, en]) expect(text).toMatch(/^\p{Lu}.*[.}]$/u);
    expect(definition.meaning.fr).not.toBe('');
    expect(definition.meaning.en).not.toBe('');
  });
});

describe('a check', () => {
  const check = checkOf('total_mismatch', {
    fields: ['montant_ht', 'montant_tva', 'montant_ttc'],
    parameters: { net: 1000.5, tax: 20, gross: -1300 },
  });

  it('is French with its data, and English when asked', () => {
    expect(check).toEqual({
      code: 'total_mismatch',
      level: 'error',
      fields: ['montant_ht', 'montant_tva', 'montant_ttc'],
      parameters: { net: 1000.5, tax: 20, gross: -1300 },
      message: 'Le total HT (1\u202f000,50) et la TVA (20,00) ne donnent pas le total TTC (-1\u202f300,00).',
    });
    expect(checkIn('en', check).message).toBe(
      'The total before tax (1,000.50) and the VAT (20.00) do not make the total with tax (-1,300.00).',
    );
    expect(checkIn('fr', checkIn('en', check))).toEqual(check);
  });

  it('names fields, percentages, lists and rules as people do', () => {
    expect(
      checkIn('en', checkOf('missing_required', { parameters: { field: 'date_facture' } })).message,
    ).toBe('Not found on the document: the invoice date.');
    expect(
      checkOf('vat_rate_country', { parameters: { rates: [5.5, 20], country: 'DE', date: '2026-01-01' } })
        .message,
    ).toBe('Le taux de TVA de 5,5\u00a0%, 20\u00a0% n’existe pas en DE le 2026-01-01.');
    const rule = checkOf('en16931_rule', {
      rule: 'BR-02',
      parameters: { text: { fr: 'numéro absent.', en: 'no number.' } },
    });
    expect(rule.message).toBe('Règle BR-02 : numéro absent.');
    expect(checkIn('en', rule).message).toBe('Rule BR-02: no number.');
  });

  it('stored before it had data says what it said', () => {
    const old = { code: 'total_mismatch', level: 'error' as const, message: 'Le total est faux.' };
    expect(checkIn('en', old)).toEqual({ ...old, fields: [] });
    const unknown = { code: 'gone_since', level: 'info' as const, message: 'Ancien contrôle.' };
    expect(checkIn('en', unknown)).toEqual({ ...unknown, fields: [] });
  });
});
