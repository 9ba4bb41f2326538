/** Text layers that say something else than the page shows, and pages that are partly pictures. */
import {
  degrees,
  PDFDocument,
  type PDFFont,
  type PDFPage,
  rgb,
  StandardFonts,
  setTextRenderingMode,
  TextRenderingMode,
} from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeReaders } from '../../../../shared/documents/close-readers.ts';
import { openDocument } from '../../../../shared/documents/open-document.ts';
import type { Page } from '../../../../shared/domain/page/page.ts';
import type { PageImage } from '../../../../shared/ocr/page-image.ts';
import type { PageReader } from '../../../../shared/ocr/page-reader.ts';
import { pdfWithoutMapping, shiftFont } from '../../../support/doubtful-pdf.ts';
import { drawPage, INVOICE_LINES } from '../../../support/drawn-page.ts';

afterAll(closeReaders);

/** Remembers its pictures, and reads a word in the middle of each. */
class Watcher implements PageReader {
  readonly version = 'watcher';
  readonly seen: PageImage[] = [];
  async read(image: PageImage) {
    this.seen.push(image);
    const box = { x: 0.45, y: 0.45, width: 0.1, height: 0.1 };
    return { provider: 'ppocr' as const, words: [{ text: 'VU', box, confidence: 0.9 }], turnedDegrees: 0 };
  }
  async warm() {}
  async close() {}
}

async function readOnly(bytes: Uint8Array, reader: PageReader): Promise<Page> {
  const document = await openDocument(bytes, { reader });
  try {
    return await document.readPage(1);
  } finally {
    await document.close();
  }
}

const SENTENCE = 'Prestation de nettoyage des vitres du premier trimestre, selon le contrat signe en mars';

/** Enough text that the picture need not be looked at for its lack. */
function fill(sheet: PDFPage, font: PDFFont, lines = 12): void {
  for (let line = 0; line < lines; line++)
    sheet.drawText(`${SENTENCE} ${line}`, { x: 40, y: 560 - line * 14, size: 9, font });
}

async function filledPage(): Promise<{ pdf: PDFDocument; sheet: PDFPage; font: PDFFont }> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const sheet = pdf.addPage([595, 842]);
  fill(sheet, font);
  return { pdf, sheet, font };
}

const textOf = (page: Page): string => page.words.map((word) => word.text).join(' ');

describe('a text layer that is not what the page shows', () => {
  test.each([-29, -3, 1, 7])('as its letters are shifted by %i is not believed', async (by) => {
    const { pdf, font } = await filledPage();
    await shiftFont(pdf, font, by);
    const reader = new Watcher();
    const page = await readOnly(await pdf.save(), reader);
    expect([page.provider, textOf(page), reader.seen.length]).toEqual(['ppocr', 'VU', 1]);
  });

  test('as its font maps no character is not believed', async () => {
    const reader = new Watcher();
    const page = await readOnly(await pdfWithoutMapping(Array.from({ length: 20 }, () => SENTENCE)), reader);
    expect([page.provider, textOf(page), reader.seen.length]).toEqual(['ppocr', 'VU', 1]);
  });

  test('as digits alone are shifted is not believed for these', async () => {
    const lines = Array.from({ length: 12 }, (_, n) => `${n}4 872,36 120.${n}`);
    const reader = new Watcher();
    const page = await readOnly(await pdfWithoutMapping(lines), reader);
    expect([page.provider, textOf(page)]).toEqual(['ppocr', 'VU']);
  });

  test('in one of its fonts is believed in the others', async () => {
    const { pdf, sheet } = await filledPage();
    const shifted = await pdf.embedFont(StandardFonts.Helvetica);
    for (let line = 0; line < 4; line++)
      sheet.drawText('Ateliers du Verrou, serrurerie generale', {
        x: 300,
        y: 800 - 14 * line,
        size: 10,
        font: shifted,
      });
    await shiftFont(pdf, shifted, 5);
    const reader = new Watcher();
    const page = await readOnly(await pdf.save(), reader);
    expect(page.provider).toBe('text-layer');
    expect(textOf(page)).toMatch(/^VU Prestation de nettoyage/);
    expect(page.words.filter((word) => word.provider === 'ppocr').map((word) => word.text)).toEqual(['VU']);
    // Only the place of the garbled words was looked at.
    expect(reader.seen[0]!.height).toBeLessThan(0.15 * (842 / 72) * 200);
  });
});

describe('text that nobody sees', () => {
  let scan: Buffer;
  beforeAll(async () => {
    scan = await (await drawPage(INVOICE_LINES)).png().toBuffer();
  });

  test.each(['over', 'under'] as const)(
    '%s a scan is another reading of it, and not trusted',
    async (where) => {
      const pdf = await PDFDocument.create();
      const font = await pdf.embedFont(StandardFonts.Helvetica);
      const sheet = pdf.addPage([595, 842]);
      const picture = await pdf.embedPng(
        await sharp(scan).flatten({ background: 'white' }).removeAlpha().png().toBuffer(),
      );
      const draw = () => sheet.drawImage(picture, { x: 0, y: 0, width: 595, height: 842 });
      if (where === 'over') {
        draw();
        sheet.pushOperators(setTextRenderingMode(TextRenderingMode.Invisible));
      }
      fill(sheet, font);
      if (where === 'under') draw();
      const reader = new Watcher();
      const page = await readOnly(await pdf.save(), reader);
      expect([page.provider, textOf(page), reader.seen.length]).toEqual(['ppocr', 'VU', 1]);
    },
  );

  test.each([
    ['white on white', { color: rgb(1, 1, 1) }],
    ['transparent', { opacity: 0 }],
    ['of half a point', { size: 0.5 }],
    ['outside the crop', { y: 20 }],
  ])('%s is left out', async (_, options) => {
    const { pdf, sheet, font } = await filledPage();
    sheet.setCropBox(0, 100, 595, 742);
    sheet.drawText('PIEGE', { x: 300, y: 700, size: 10, font, ...options });
    const reader = new Watcher();
    const page = await readOnly(await pdf.save(), reader);
    expect(page.provider).toBe('text-layer');
    expect(textOf(page)).not.toContain('PIEGE');
    expect(textOf(page)).toContain('Prestation de nettoyage');
    expect(reader.seen).toEqual([]);
  });

  test('is not what lies under a stamp with a transparent ground', async () => {
    const { pdf, sheet } = await filledPage();
    const stamp = await sharp({ create: { width: 500, height: 400, channels: 4, background: '#ff000000' } })
      .composite([{ input: { create: { width: 90, height: 30, channels: 4, background: '#ff0000ff' } } }])
      .png()
      .toBuffer();
    sheet.drawImage(await pdf.embedPng(stamp), { x: 20, y: 380, width: 560, height: 220 });
    const page = await readOnly(await pdf.save(), new Watcher());
    expect(page.provider).toBe('text-layer');
    expect(page.words.filter((word) => word.text === 'nettoyage' && !word.provider)).toHaveLength(12);
  });

  test('is not what white letters on a dark ground are', async () => {
    const { pdf, sheet, font } = await filledPage();
    sheet.drawRectangle({ x: 30, y: 690, width: 500, height: 24, color: rgb(0.1, 0.2, 0.5) });
    sheet.drawText('Designation', { x: 40, y: 698, size: 10, font, color: rgb(1, 1, 1) });
    const reader = new Watcher();
    const page = await readOnly(await pdf.save(), reader);
    expect(textOf(page)).toMatch(/^Designation Prestation/);
    expect(reader.seen).toEqual([]);
  });
});

describe('a page that is text and pictures', () => {
  /** A page full of text, with a picture of 300 × 150 points whose lower left corner is at (250, 640). */
  async function mixed(rotation = 0): Promise<Uint8Array> {
    const { pdf, sheet } = await filledPage();
    const picture = await pdf.embedPng(await (await drawPage(INVOICE_LINES)).png().toBuffer());
    sheet.drawImage(picture, { x: 250, y: 640, width: 300, height: 150 });
    sheet.setRotation(degrees(rotation));
    return pdf.save();
  }

  test('has only its picture read by OCR, and each word says who read it', async () => {
    const reader = new Watcher();
    const page = await readOnly(await mixed(), reader);
    expect(page.provider).toBe('text-layer');
    expect(reader.seen).toHaveLength(1);
    expect(reader.seen[0]!.width / ((300 / 72) * 200)).toBeCloseTo(1, 1);
    expect(reader.seen[0]!.height / ((150 / 72) * 200)).toBeCloseTo(1, 1);
    const word = page.words.find((found) => found.text === 'VU')!;
    expect(word.provider).toBe('ppocr');
    expect(page.words.filter((found) => found !== word).every((found) => found.provider === undefined)).toBe(
      true,
    );
    expect(word.box.x + word.box.width / 2).toBeCloseTo(400 / 595, 2);
    expect(word.box.y + word.box.height / 2).toBeCloseTo((842 - 715) / 842, 2);
  });

  test.each([90, 180, 270])('is read the same when it is seen turned by %i°', async (rotation) => {
    const reader = new Watcher();
    const page = await readOnly(await mixed(rotation), reader);
    const { box } = page.words.find((found) => found.text === 'VU')!;
    const [across, down] = [400 / 595, (842 - 715) / 842];
    const expected = { 90: [1 - down, across], 180: [1 - across, 1 - down], 270: [down, 1 - across] }[
      rotation
    ]!;
    expect(box.x + box.width / 2).toBeCloseTo(expected[0]!, 2);
    expect(box.y + box.height / 2).toBeCloseTo(expected[1]!, 2);
    expect(page.turnedDegrees).toBe(rotation);
    expect(textOf(page)).toContain('Prestation de nettoyage des vitres du premier trimestre');
  });

  test('leaves ornaments and blank pictures unread', async () => {
    const { pdf, sheet } = await filledPage();
    const blank = await sharp({ create: { width: 300, height: 100, channels: 3, background: '#f4f4ff' } })
      .png()
      .toBuffer();
    sheet.drawImage(await pdf.embedPng(blank), { x: 200, y: 620, width: 380, height: 200 });
    const logo = await pdf.embedPng(await (await drawPage(INVOICE_LINES)).png().toBuffer());
    sheet.drawImage(logo, { x: 40, y: 740, width: 90, height: 60 });
    const reader = new Watcher();
    const page = await readOnly(await pdf.save(), reader);
    expect(reader.seen).toEqual([]);
    expect(page.provider).toBe('text-layer');
  });
});
