import { describe, expect, test } from 'vitest';
import {
  commonPairs,
  isGarbled,
  lettersIn,
  rubbishIn,
  withoutMojibake,
} from '../../../../shared/documents/garbled-text.ts';

const TEXTS: Record<string, string> = {
  French:
    'Facture émise le 3 mars, payable sous trente jours par virement bancaire au compte indiqué ci-dessous',
  English:
    'Invoice issued on March 3, payable within thirty days by bank transfer to the account shown below',
  German:
    'Rechnung vom 3. März, zahlbar innerhalb von dreißig Tagen durch Überweisung auf das genannte Konto',
  Spanish:
    'Factura emitida el 3 de marzo, pagadera en treinta días por transferencia a la cuenta indicada abajo',
  Italian:
    'Fattura emessa il 3 marzo, pagabile entro trenta giorni con bonifico bancario sul conto indicato sotto',
  Dutch:
    'Factuur van 3 maart, te betalen binnen dertig dagen door overschrijving op de onderstaande rekening',
  Portuguese:
    'Fatura emitida em 3 de março, a pagar em trinta dias por transferência para a conta abaixo indicada',
};

const shifted = (text: string, by: number): string[] =>
  text
    .split(' ')
    .map((word) => Array.from(word, (c) => String.fromCodePoint(c.codePointAt(0)! + by)).join(''));

describe('a font’s words', () => {
  test.each(Object.entries(TEXTS))('in %s are believed, in small letters and capitals', (_, text) => {
    expect(isGarbled(text.split(' '))).toBe(false);
    expect(isGarbled(text.toUpperCase().split(' '))).toBe(false);
  });

  test.each([-31, -29, -3, -2, -1, 1, 2, 3, 5, 13])('shifted by %i places are not', (by) => {
    for (const text of Object.values(TEXTS)) expect(isGarbled(shifted(text, by))).toBe(true);
  });

  test.each([
    ['references', ['FR76', '3000', '6000', '0112', 'KX-2214-BRZ', 'GTWQ', 'RCS', 'XK99', 'TVA', 'kWh']],
    ['another alphabet', ['Τιμολόγιο', 'πληρωτέο', 'Счёт', 'фактура', 'оплата', 'банковским', 'переводом']],
    ['amounts', ['1.250,00', '€', '20,00', '%', '250,00']],
    ['nothing', []],
  ])('that are %s are not doubted for it', (_, words) => {
    expect(isGarbled(words)).toBe(false);
  });

  test.each([
    ['private use', '\ue001\ue002\ue003'],
    ['replacement marks', '\ufffd\ufffdA\ufffd'],
    ['controls', '\u0013\u0014\u0015'],
    ['glyph numbers', '(cid:12)(cid:7)(cid:33)'],
    ['glyph names', '/g12/g7/g33'],
  ])('of %s are not believed', (_, text) => {
    expect(isGarbled([text])).toBe(true);
    expect(rubbishIn(text)).toBeGreaterThan(2);
    expect(lettersIn(text)).toBeLessThan(2);
  });

  test('count pairs of letters within words only', () => {
    expect(commonPairs(['le', 'la', 'x1y2'])).toEqual({ share: 0, pairs: 0 });
    expect(commonPairs(['total', 'qxz'])).toEqual({ share: 4 / 6, pairs: 6 });
  });
});

describe('UTF-8 that was taken for Windows-1252', () => {
  test.each([
    ['FacturÃ©e', 'Facturée'],
    ['1250,00â‚¬', '1250,00€'],
    ['lâ€™Ã©chÃ©ance', 'l’échéance'],
    ['GeschÃ¤ftsfÃ¼hrer', 'Geschäftsführer'],
    ['NÂ°', 'N°'],
  ])('%s is read as it was meant', (text, meant) => {
    expect(withoutMojibake(text)).toBe(meant);
  });
  test.each(['Facturée', 'Ãgua', 'SÃO', '€', 'naïve', 'Ü³ß', '10 °C', 'Счёт'])('%s stays', (text) => {
    expect(withoutMojibake(text)).toBe(text);
  });
});
