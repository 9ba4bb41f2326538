import { describe, expect, test } from 'vitest';
import { findSeparator, isTable } from '../../../../../shared/domain/document/table-text.ts';

const lines = (...all: string[]): string => all.map((line) => `${line}\r\n`).join('');
const HEADINGS = 'Fax ID;Nom;Revendeur;Mode;Date;Numéro appelé;Pages';
const ROW = 'FX1;Dupont;Nord;SF;15/01/2024;0123456789;2';

describe('a text', () => {
  test.each([
    ['titles above it', lines('Journal des fax', 'Période : janvier 2024', '', HEADINGS, ROW, ROW)],
    ['titles that hold separators', lines('Journal, Paris, Lyon', HEADINGS, ROW, ROW)],
    [
      'titles and rows of other lengths',
      lines('Journal', HEADINGS, ROW, 'FX2;Martin', ROW, ROW, 'Total : 4'),
    ],
    ['a quote that a title does not close', lines('"Journal des fax', HEADINGS, ROW, ROW)],
    ['a quote that the headings do not close', lines(HEADINGS.replace('Nom', '"Nom'), ROW, ROW)],
    [
      'two quotes that nothing closes',
      lines(HEADINGS.replace('Nom', '"Nom'), ROW, ROW.replace('Nord', '"Nord'), ROW),
    ],
  ])('with %s is a table', (_, text) => {
    expect(isTable(text)).toBe(true);
    expect(findSeparator(text)).toBe(';');
  });

  test.each([
    ['a letter', lines('Bonjour,', 'Voici le journal, le relevé, et la facture.', 'Cordialement')],
    ['a letter with a list', lines('Bonjour,', 'un, deux, trois, quatre, cinq, six, sept.', 'Merci, Jean')],
    [
      'a letter whose last line is a list',
      lines('Bonjour,', '', 'un, deux, trois, quatre, cinq, six, sept.'),
    ],
    ['one line', 'Bonjour, à bientôt'],
    ['nothing', ''],
  ])('that is %s is no table', (_, text) => {
    expect(isTable(text)).toBe(false);
  });
});

describe('the separator', () => {
  test('is not what cells are full of, where headings tell', () => {
    const listed = ROW.replace('Nord', 'A, B, C, D, E, F, G, H, I, J');
    expect(findSeparator(lines(HEADINGS, listed, listed, listed))).toBe(';');
  });

  test.each([';', ',', '\t', '|'])('is never one within quotes, whichever it is: %j', (separator) => {
    const row = ['FX1', '"a;b;c|d|e,f,g\th\ti"', '"""x"", y; z"', '2'].join(separator);
    expect(findSeparator(lines(row, row, row))).toBe(separator);
  });

  test('is not taken from a few titles', () => {
    expect(findSeparator(lines('Fax, Paris', HEADINGS, ROW, ROW.replace('Dupont', 'Dupont, Jean')))).toBe(
      ';',
    );
  });

  test('of rows that are about nothing but commas is a comma, whatever semicolons a cell holds', () => {
    expect(findSeparator(lines('a,b,c', '1,x;y,2', '3,z,4'))).toBe(',');
  });
});
