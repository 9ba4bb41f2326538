import { degrees, PDFDocument, StandardFonts } from 'pdf-lib';
import { afterAll, describe, expect, test } from 'vitest';
import { closeReaders } from '../../../../shared/documents/close-readers.ts';
import { openDocument } from '../../../../shared/documents/open-document.ts';
import { toWords } from '../../../../shared/documents/pdf-text.ts';
import type { PdfPageText, PdfTextItem } from '../../../../shared/documents/pdf-thread.ts';

afterAll(closeReaders);

function item(str: string, x: number, y: number, width: number, size = 10): PdfTextItem {
  return { str, transform: [size, 0, 0, size, x, y], width, height: size, fontName: 'f' };
}

/** A page of 600 × 800 points seen upright. */
function page(items: PdfTextItem[], viewTransform = [1, 0, 0, -1, 0, 800]): PdfPageText {
  return {
    items,
    styles: { f: { ascent: 0.8, descent: -0.2, vertical: false } },
    width: 600,
    height: 800,
    viewTransform,
  };
}

describe('words of a text layer', () => {
  test('are parted at spaces, each with its share of the run', () => {
    const words = toWords(page([item('Total HT', 60, 400, 40)]));
    expect(words.map((word) => word.text)).toEqual(['Total', 'HT']);
    expect(words[0]!.box.x).toBeCloseTo(0.1, 5);
    expect(words[1]!.box.x + words[1]!.box.width).toBeCloseTo(100 / 600, 5);
    expect(words[0]!.box.x + words[0]!.box.width).toBeLessThan(words[1]!.box.x);
  });
  test('stand where a person sees them: the baseline lies within, near the bottom', () => {
    const [{ box } = { box: undefined! }] = toWords(page([item('Total', 60, 400, 25)]));
    expect(box.y).toBeCloseTo((400 - 8) / 800, 5);
    expect(box.y + box.height).toBeCloseTo((400 + 2) / 800, 5);
  });
  test('are joined where a run goes on without a gap', () => {
    expect(toWords(page([item('Fac', 60, 400, 15), item('ture', 75, 400, 18)])).map((w) => w.text)).toEqual([
      'Facture',
    ]);
  });
  test('are not joined across a gap, a space or another line', () => {
    const apart = [
      item('12', 60, 400, 10),
      item('34', 76, 400, 10),
      item(' ', 86, 400, 0.1),
      item('56', 86, 400, 10),
    ];
    expect(toWords(page([...apart, item('78', 96, 380, 10)])).map((w) => w.text)).toEqual([
      '12',
      '34',
      '56',
      '78',
    ]);
  });
  test('come line by line, whatever order they were drawn in', () => {
    const drawn = [
      item('b2', 300, 380, 10),
      item('a1', 60, 400, 10),
      item('b1', 60, 380.4, 10),
      item('a2', 300, 399.8, 10),
    ];
    expect(toWords(page(drawn)).map((w) => w.text)).toEqual(['a1', 'a2', 'b1', 'b2']);
  });
  test('have their ligatures taken apart and invisible marks removed', () => {
    expect(toWords(page([item('con\ufb01\u00addentiel\u200b', 60, 400, 50)])).map((w) => w.text)).toEqual([
      'confidentiel',
    ]);
  });
  test('survive transforms that are no numbers', () => {
    expect(toWords(page([{ ...item('x', 0, 0, 5), transform: [Number.NaN, 0, 0, 0, 1, 1] }]))).toEqual([]);
  });
});

describe('a page that is seen turned', () => {
  test.each([0, 90, 180, 270])('by %s° has its words where they are seen', async (angle) => {
    const pdf = await PDFDocument.create();
    const font = await pdf.embedFont(StandardFonts.Helvetica);
    const sheet = pdf.addPage([600, 800]);
    // Enough text that the picture need not be looked at.
    for (let line = 0; line < 30; line++)
      sheet.drawText('Prestation de nettoyage', { x: 200, y: 100 + line * 12, size: 9, font });
    sheet.drawText('ICI', { x: 60, y: 740, size: 12, font });
    sheet.setRotation(degrees(angle));
    const document = await openDocument(await pdf.save());
    const read = await document.readPage(1);
    await document.close();
    expect(read.provider).toBe('text-layer');
    // Its text is read along its lines, wherever these lead on the page as seen.
    expect(read.turnedDegrees ?? 0).toBe(angle);
    expect(read.words.slice(0, 4).map((word) => word.text)).toEqual(['ICI', 'Prestation', 'de', 'nettoyage']);
    expect([read.widthPoints, read.heightPoints]).toEqual(angle % 180 === 0 ? [600, 800] : [800, 600]);
    const { box } = read.words.find((word) => word.text === 'ICI')!;
    const middle = [box.x + box.width / 2, box.y + box.height / 2];
    // Upper left when upright; then clockwise from corner to corner.
    const [across, down] = [(60 + 9) / 600, (800 - 744) / 800];
    const expected = {
      0: [across, down],
      90: [1 - down, across],
      180: [1 - across, 1 - down],
      270: [down, 1 - across],
    }[angle]!;
    expect(middle[0]).toBeCloseTo(expected[0]!, 1.7);
    expect(middle[1]).toBeCloseTo(expected[1]!, 1.7);
  });
});
