import { describe, expect, test } from 'vitest';
import type { Word } from '../../../../shared/domain/page/page.ts';
import { disputedStretches, mergeWords } from '../../../../shared/ocr/merge.ts';
import type { ReadWord } from '../../../../shared/ocr/ppocr-recognize.ts';

/** A word on the first line, 0.02 wide for each character, from `column` characters on. */
function word(text: string, column: number, confidence = 0.9): Word {
  return { text, box: { x: column * 0.02, y: 0.1, width: text.length * 0.02, height: 0.03 }, confidence };
}

/** The same with its characters, before each of which PP-OCR holds a space as probable as `spaces` says. */
function readWord(
  text: string,
  column: number,
  confidence = 0.9,
  spaces: Record<number, number> = {},
): ReadWord {
  const whole = word(text, column, confidence);
  const characters = Array.from(text, (character, at) => ({
    text: character,
    confidence,
    space: spaces[at] ?? (at === 0 ? 1 : 0),
    box: { ...whole.box, x: whole.box.x + at * 0.02, width: 0.02 },
  }));
  return { ...whole, characters };
}

function merged(tesseract: Word[], ppocr: Word[]): string {
  return mergeWords(tesseract, ppocr)
    .map((each) => each.text)
    .join(' ');
}

describe('merging two engines’ words', () => {
  test('takes Tesseract’s spaces where both read the same letters', () => {
    expect(merged([word('Total', 0), word('HT', 6)], [word('TotalHT', 0)])).toBe('Total HT');
  });
  test('takes Tesseract’s accents', () => {
    expect(merged([word('Réglé', 0)], [word('Regle', 0)])).toBe('Réglé');
  });
  test('takes Tesseract’s euro sign when the figures agree', () => {
    expect(merged([word('12,50€', 0)], [word('12,50', 0)])).toBe('12,50€');
  });
  test.each([
    ['£250.00', 'f250.00'],
    ['9.95£', '9.95f'],
    ['€250.00', '£250.00'],
    ['¥50.00', 'X50.00'],
    ['£', 'f'],
    ['€', '£'],
  ])('takes Tesseract’s currency sign: %s, where PP-OCR reads %s', (tesseract, ppocr) => {
    expect(merged([word(tesseract, 0, 0.9)], [word(ppocr, 0, 1)])).toBe(tesseract);
  });
  test('takes Tesseract’s currency sign with PP-OCR’s figures', () => {
    expect(merged([word('£1,250.80', 0)], [word('f1,250.00', 0, 1)])).toBe('£1,250.00');
  });
  test('takes PP-OCR’s dollar sign where Tesseract reads a percent sign', () => {
    expect(merged([word('9.95%', 0)], [word('9.95$', 0, 1)])).toBe('9.95$');
  });
  test('leaves the letter of a reference alone', () => {
    expect(merged([word('£2026-17', 0)], [word('F2026-17', 0, 1)])).toBe('F2026-17');
  });
  test('takes PP-OCR’s figures when they differ', () => {
    expect(merged([word('1.250,80', 0)], [word('1.250,00', 0)])).toBe('1.250,00');
  });
  test('takes PP-OCR’s points and commas between the same figures', () => {
    expect(merged([word('125000', 0)], [word('1250,00', 0)])).toBe('1250,00');
  });
  test('does not take Tesseract’s space within a number', () => {
    expect(merged([word('35.', 0), word('00', 3)], [word('35.00', 0)])).toBe('35.00');
  });
  test('takes Tesseract’s space between two numbers that stand apart', () => {
    expect(merged([word('12', 0), word('35.00', 4)], [word('12  35.00'.replace('  ', ''), 0)])).toBe(
      '12 35.00',
    );
  });
  test('parts words where Tesseract does and reads them as PP-OCR does', () => {
    expect(merged([word('JUN', 0, 0.6), word('ULU', 4)], [word('JLNULU', 0, 0.98)])).toBe('JLN ULU');
  });
  test('takes a letter from Tesseract where PP-OCR saw a digit for its accent', () => {
    expect(merged([word('clôture', 0, 0.95)], [word('cl6ture', 0, 0.95)])).toBe('clôture');
  });
  test('takes a doubtful word from PP-OCR', () => {
    expect(merged([word('Tolal', 0, 0.4)], [word('Total', 0)])).toBe('Total');
  });
  test('leaves out what only one saw badly', () => {
    expect(merged([word('~|', 0, 0.5)], [word('rn', 20, 0.5)])).toBe('');
  });
  test('keeps what only one saw well, in reading order', () => {
    expect(merged([word('Facture', 10)], [word('2026', 20)])).toBe('Facture 2026');
  });
  test('trusts words on which both agree more than either did', () => {
    expect(mergeWords([word('Total', 0, 0.8)], [word('Total', 0, 0.8)])[0]!.confidence).toBeGreaterThan(0.9);
  });
  test('is empty for a blank page', () => {
    expect(mergeWords([], [])).toEqual([]);
  });
});

describe('spaces', () => {
  test('Tesseract’s stands where PP-OCR holds one possible', () => {
    expect(merged([word('JALAN', 0), word('KPB', 5)], [readWord('JALANKPB', 0, 0.9, { 5: 0.05 })])).toBe(
      'JALAN KPB',
    );
  });
  test('Tesseract’s does not stand where PP-OCR holds none possible', () => {
    expect(merged([word('SELA', 0), word('NGOR', 4)], [readWord('SELANGOR', 0)])).toBe('SELANGOR');
  });
  test('PP-OCR’s stands where Tesseract saw nothing', () => {
    expect(merged([], [readWord('Total', 0), readWord('HT', 6)])).toBe('Total HT');
  });
  test('a doubtful one of PP-OCR’s does not part what Tesseract reads in one piece', () => {
    expect(merged([word('81200', 0)], [readWord('81', 0), readWord('200', 2, 0.9, { 0: 0.15 })])).toBe(
      '81200',
    );
  });
  test('a sure one of PP-OCR’s does', () => {
    expect(merged([word('SDNBHD', 0)], [readWord('SDN', 0), readWord('BHD', 3, 0.9, { 0: 0.8 })])).toBe(
      'SDN BHD',
    );
  });
});

describe('words on which the engines differ', () => {
  const text = (tesseract: string, ppocr: string, third: string): string =>
    mergeWords([word(tesseract, 0, 0.8)], [readWord(ppocr, 0, 0.9)], [readWord(third, 0)])
      .map((each) => each.text)
      .join(' ');

  test('are taken as two of three read them', () => {
    expect(text('SELANGOR', 'SEEANGOR', 'SELANGOR')).toBe('SELANGOR');
    expect(text('R000418198', 'R000418193', 'R000418193')).toBe('R000418193');
  });
  test('are taken from who reads a date as a date', () => {
    expect(text('26/02/18', '26702/18', '')).toBe('26/02/18');
  });
  test('are taken from who reads a number whose check digits are right', () => {
    expect(text('732829320', '732829329', '')).toBe('732829320');
  });
  test('are the only ones that are read a third time, with what stands beside them', () => {
    const line = { left: 0, top: 90, right: 1000, bottom: 135, score: 1 };
    const [stretch, ...more] = disputedStretches(
      [word('Total', 0), word('R418198', 20)],
      [word('Total', 0), word('R418193', 20)],
      [line],
      { width: 1000, height: 1000 },
    );
    expect(more).toEqual([]);
    expect(stretch!.left).toBeGreaterThan(300);
    expect(stretch!.left).toBeLessThan(400);
    expect(stretch!.right).toBeGreaterThan(540);
  });
});
