import { PDFDocument, StandardFonts } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeReaders } from '../../../../shared/documents/close-readers.ts';
import { createDocumentReading } from '../../../../shared/documents/document-reading.ts';
import { type OpenOptions, openDocument } from '../../../../shared/documents/open-document.ts';
import type { Page } from '../../../../shared/domain/page/page.ts';
import type { PageImage } from '../../../../shared/ocr/page-image.ts';
import type { PageReader } from '../../../../shared/ocr/page-reader.ts';
import { brokenFiles, sampleBytes } from '../../../support/broken-files.ts';
import { drawPage, INVOICE_LINES } from '../../../support/drawn-page.ts';
import { pdfOfPages, plainPdf } from '../../../support/hand-made-pdf.ts';
import { faxTiff } from '../../../support/samples/fax-tiff.ts';

afterAll(closeReaders);

/** Remembers the pictures that it is given, and reads one word in each. */
class Watcher implements PageReader {
  readonly version = 'watcher';
  readonly seen: PageImage[] = [];
  async read(image: PageImage) {
    this.seen.push(image);
    const box = { x: 0.8, y: 0.9, width: 0.1, height: 0.02 };
    return { provider: 'ppocr' as const, words: [{ text: 'VU', box, confidence: 0.9 }], turnedDegrees: 0 };
  }
  async warm() {}
  async close() {}
}

async function readAll(bytes: Uint8Array, options: OpenOptions = {}) {
  const document = await openDocument(bytes, options);
  try {
    const pages: Page[] = [];
    for (let number = 1; number <= document.pageCount; number++) pages.push(await document.readPage(number));
    return { document, pages };
  } finally {
    await document.close();
  }
}

function textOf(page: Page): string {
  return page.words.map((word) => word.text).join(' ');
}

describe('rubbish and danger', () => {
  // Names are the pipeline's affair: a reader never hears of them.
  const files = brokenFiles.slice(
    0,
    brokenFiles.findIndex((file) => /\bname\b/.test(file.what)),
  );
  test.each(files.map((file) => [file.what, file] as const))(
    '%s gives its stable outcome',
    async (_, file) => {
      const outcome = await readAll(await file.bytes(), { reader: new Watcher() }).then(
        () => 'completed',
        (error: { code?: unknown }) => error.code ?? error,
      );
      expect(outcome).toBe(file.expected);
    },
  );

  test('a PDF with scripts or embedded files says so, by safe names', async () => {
    const bytes = async (what: string) =>
      (await brokenFiles.find((file) => file.what === what)!.bytes()) as Uint8Array;
    const script = await readAll(await bytes('a PDF that runs JavaScript on opening'));
    expect(script.document.warnings).toEqual([{ code: 'pdf_javascript' }]);
    const embedded = await readAll(await bytes('a PDF with a program embedded'));
    expect(embedded.document.warnings).toEqual([{ code: 'pdf_embedded_file' }]);
    expect(embedded.document.attachments).toEqual([
      { name: 'facture.pdf.exe', sizeBytes: 512, isInvoiceXml: false },
    ]);
  });

  test('limits are told with what was found', async () => {
    await expect(openDocument(pdfOfPages(7), { maxPages: 6 })).rejects.toMatchObject({
      code: 'too_many_pages',
      details: { pages: 7, limit: 6 },
    });
    const png = await sharp({ create: { width: 200, height: 100, channels: 3, background: 'white' } })
      .png()
      .toBuffer();
    await expect(openDocument(png, { maxPixelsPerPage: 10_000 })).rejects.toMatchObject({
      code: 'image_too_large',
      details: { width: 200, height: 100, limit: 10_000 },
    });
  });
});

describe('a PDF', () => {
  test('is read from its text layer', async () => {
    const { document, pages } = await readAll(plainPdf(), { reader: new Watcher() });
    expect([document.format, document.pageCount]).toEqual(['pdf', 1]);
    expect(pages[0]).toMatchObject({
      number: 1,
      widthPoints: 595,
      heightPoints: 842,
      provider: 'text-layer',
      confidence: 1,
    });
    expect(textOf(pages[0]!)).toContain('Facture 2026-0900 Date : 05/01/2026');
  });

  test('that holds only a picture is read by OCR', async () => {
    const pdf = await PDFDocument.create();
    const picture = await pdf.embedPng(await (await drawPage(INVOICE_LINES)).png().toBuffer());
    pdf.addPage([432, 252]).drawImage(picture, { x: 0, y: 0, width: 432, height: 252 });
    const { pages } = await readAll(await pdf.save());
    expect(pages[0]!.provider).toBe('ppocr');
    expect(textOf(pages[0]!)).toBe(INVOICE_LINES.map((line) => line.text).join(' '));
    expect(pages[0]!.widthPoints).toBeCloseTo(432, 0);
  });

  test('with a little text over a picture has both, each read once', async () => {
    const pdf = await PDFDocument.create();
    const picture = await pdf.embedPng(await (await drawPage(INVOICE_LINES)).png().toBuffer());
    const sheet = pdf.addPage([432, 300]);
    sheet.drawImage(picture, { x: 0, y: 0, width: 432, height: 252 });
    sheet.drawText('Recu le 12/03/2026', {
      x: 20,
      y: 275,
      size: 10,
      font: await pdf.embedFont(StandardFonts.Helvetica),
    });
    const { pages } = await readAll(await pdf.save());
    expect(textOf(pages[0]!)).toBe(`Recu le 12/03/2026 ${INVOICE_LINES.map((line) => line.text).join(' ')}`);
  });

  test('with an empty page is not sent to OCR for it', async () => {
    const reader = new Watcher();
    const { pages } = await readAll(pdfOfPages(2), { reader });
    expect(pages.map((page) => [page.number, page.words.length, page.confidence])).toEqual([
      [1, 0, 0],
      [2, 0, 0],
    ]);
    expect(reader.seen).toEqual([]);
  });

  test('gives its embedded invoice as it was put in', async () => {
    const pdf = await PDFDocument.load(plainPdf());
    const xml = new TextEncoder().encode('<rsm:CrossIndustryInvoice xmlns:rsm="urn:a"/>');
    await pdf.attach(xml, 'factur-x.xml', { mimeType: 'application/xml' });
    const document = await openDocument(await pdf.save());
    expect(document.attachments).toEqual([
      { name: 'factur-x.xml', sizeBytes: xml.length, isInvoiceXml: true },
    ]);
    expect(Buffer.from(await document.readAttachment(0)).equals(xml)).toBe(true);
    await expect(document.readAttachment(1)).rejects.toMatchObject({ code: 'not_found' });
    await document.close();
  });

  test('leaves the bytes that it was opened from untouched', async () => {
    const bytes = new Uint8Array(plainPdf());
    const before = bytes.slice();
    await readAll(bytes);
    expect(bytes).toEqual(before);
  });

  test('answers for pages asked for together, and refuses those that it has not', async () => {
    const document = await openDocument(
      await sampleBytes('Transports Girolle - facture et BL avril 2026.pdf'),
      { reader: new Watcher() },
    );
    const numbers = Array.from({ length: document.pageCount }, (_, n) => n + 1);
    const pages = await Promise.all(numbers.map((number) => document.readPage(number)));
    expect(pages.map((page) => page.number)).toEqual(numbers);
    for (const number of [0, document.pageCount + 1, 1.5]) {
      await expect(document.readPage(number)).rejects.toMatchObject({ code: 'not_found' });
    }
    await document.close();
    await document.close();
    await expect(document.readPage(1)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('gives up on a page when its time is over or its caller aborts, and others are not disturbed', async () => {
    const slow: PageReader = {
      ...new Watcher(),
      version: 'slow',
      read: () => new Promise(() => {}),
      warm: async () => {},
      close: async () => {},
    };
    const scan = await sampleBytes('scan-20260319-plomberie-kerouedan.pdf');
    const [stuck, sound] = await Promise.all([
      openDocument(scan, { reader: slow, pageTimeoutSeconds: 3 }),
      openDocument(plainPdf()),
    ]);
    await expect(stuck.readPage(1, AbortSignal.abort(new Error('paused')))).rejects.toThrow('paused');
    await expect(stuck.readPage(1)).rejects.toMatchObject({ code: 'reading_gave_up' });
    expect((await sound.readPage(1)).words.length).toBeGreaterThan(5);
    await Promise.all([stuck.close(), sound.close()]);
  });
});

describe('a picture', () => {
  let drawn: Buffer;
  beforeAll(async () => {
    drawn = await (await drawPage(INVOICE_LINES)).png().toBuffer();
  });

  test.each([
    ['png', () => sharp(drawn).png()],
    ['jpeg', () => sharp(drawn).jpeg()],
    ['webp', () => sharp(drawn).webp()],
    ['tiff', () => sharp(drawn).tiff()],
  ] as const)('as %s is read by OCR', async (format, encode) => {
    const { document, pages } = await readAll(await encode().toBuffer());
    expect([document.format, document.pageCount, document.warnings]).toEqual([format, 1, []]);
    expect(textOf(pages[0]!)).toBe(INVOICE_LINES.map((line) => line.text).join(' '));
  });

  test.each([
    ['with an alpha channel, as on white paper', () => sharp(drawn).unflatten().png()],
    ['of 16 bits', () => sharp(drawn).toColourspace('rgb16').png()],
    ['of four inks', () => sharp(drawn).toColourspace('cmyk').jpeg()],
    ['of one bit', () => sharp(drawn).threshold().toColourspace('b-w').png({ palette: true, colours: 2 })],
    [
      'turned by its EXIF orientation',
      () => sharp(drawn).rotate(270).withMetadata({ orientation: 6 }).jpeg(),
    ],
  ])('%s is given to OCR upright, in grey, black on white', async (_, encode) => {
    const reader = new Watcher();
    await readAll(await encode().toBuffer(), { reader });
    const [image] = reader.seen;
    expect([image!.width, image!.height, image!.pixels.length]).toEqual([1200, 700, 1200 * 700]);
    const dark = image!.pixels.reduce((n, value, at) => n + (value < 128 && at % 1200 < 600 ? 1 : 0), 0);
    const right = image!.pixels.reduce((n, value, at) => n + (value < 128 && at % 1200 >= 600 ? 1 : 0), 0);
    expect(dark).toBeGreaterThan(2 * right);
    expect(right).toBeGreaterThan(100);
    expect(image!.pixels[0]).toBeGreaterThan(250);
  });

  test('larger than OCR needs is shrunk, and its places and size stay', async () => {
    const reader = new Watcher();
    const png = await sharp(drawn).withMetadata({ density: 200 }).png().toBuffer();
    const { pages } = await readAll(png, { reader, maxOcrPixels: 210_000 });
    expect(reader.seen[0]).toMatchObject({ width: 600, height: 350 });
    expect(reader.seen[0]!.dpi).toBeCloseTo(100, 0);
    expect(pages[0]!.widthPoints).toBeCloseTo(432, 0);
  });

  test('cut off right before its end is read and told as damaged if a JPEG', async () => {
    const jpeg = await sharp(drawn).jpeg().toBuffer();
    const { document, pages } = await readAll(jpeg.subarray(0, jpeg.length - 20), { reader: new Watcher() });
    expect(document.warnings).toEqual([{ code: 'damaged_file' }]);
    expect(textOf(pages[0]!)).toBe('VU');
  });

  /** Rows in which anything is printed, from the top, as a share of the page. */
  const printedShare = ({ pixels, width, height }: PageImage): number => {
    let last = 0;
    for (let at = 0; at < pixels.length; at++) if (pixels[at]! < 128) last = Math.floor(at / width);
    return (last + 1) / height;
  };

  test.each([
    ['a JPEG', () => sharp(drawn).jpeg()],
    ['a PNG', () => sharp(drawn).png()],
    ['a PNG with a palette', () => sharp(drawn).png({ palette: true, colours: 4 })],
    ['a PNG with an alpha channel', () => sharp(drawn).unflatten().png()],
    ['a WebP', () => sharp(drawn).webp()],
  ])('of which half is missing is read as far as it goes, white below (%s)', async (_, encode) => {
    const whole = await encode().toBuffer();
    const reader = new Watcher();
    const { document } = await readAll(whole.subarray(0, whole.length / 2), { reader });
    expect(document.warnings).toEqual([{ code: 'damaged_file' }]);
    expect(reader.seen[0]).toMatchObject({ width: 1200, height: 700 });
    const sound = new Watcher();
    await readAll(whole, { reader: sound });
    expect(printedShare(reader.seen[0]!)).toBeGreaterThan(0.1);
    expect(printedShare(reader.seen[0]!)).toBeLessThan(printedShare(sound.seen[0]!));
    expect(reader.seen[0]!.pixels.subarray(0, 1200 * 70)).toEqual(
      sound.seen[0]!.pixels.subarray(0, 1200 * 70),
    );
  });

  test.each([
    ['a PNG without its data', async () => (await sharp(drawn).png().toBuffer()).subarray(0, 60)],
    [
      'a JPEG without its data',
      async () => {
        const whole = await sharp(drawn).jpeg().toBuffer();
        return whole.subarray(0, whole.indexOf(Buffer.from('ffda', 'hex')) + 14);
      },
    ],
    [
      'a TIFF without its directory',
      async () => {
        const whole = await sharp(drawn).tiff().toBuffer();
        return whole.subarray(0, whole.length / 2);
      },
    ],
  ])('of which nothing is left is refused as unreadable_file (%s)', async (_, bytes) => {
    await expect(readAll(await bytes(), { reader: new Watcher() })).rejects.toMatchObject({
      code: 'unreadable_file',
    });
  });

  test('whose data goes wrong on the way says that it is damaged, even if it can be decoded', async () => {
    const jpeg = await sharp(drawn).jpeg().toBuffer();
    // An end of image where the data goes on.
    jpeg.set([0xff, 0xd9], Math.floor(jpeg.length / 2));
    const { document } = await readAll(jpeg, { reader: new Watcher() });
    expect(document.warnings).toEqual([{ code: 'damaged_file' }]);
  });
});

describe('a fax', () => {
  test.each([
    ['group3', 98, 2383],
    ['group3', 196, 1192],
    ['group4', 98, 2383],
    ['group4', 196, 1192],
  ] as const)('in %s at 204×%i has square pixels on each of its pages', async (coding, yDpi, height) => {
    // A bar as wide as it is high, in inches: 204 pixels across, yDpi rows.
    const pixels = new Uint8Array(1728 * 1145);
    for (let y = 100; y < 100 + yDpi; y++) pixels.fill(1, y * 1728 + 300, y * 1728 + 504);
    const bitmap = { width: 1728, height: 1145, pixels };
    const reader = new Watcher();
    const file = faxTiff([bitmap, bitmap], { coding, xDpi: 204, yDpi, receivedAt: '2026:03:09 14:32:40' });
    const { document, pages } = await readAll(file, { reader });
    expect([document.format, document.pageCount]).toEqual(['tiff', 2]);
    expect(pages.map((page) => page.number)).toEqual([1, 2]);
    for (const image of reader.seen) {
      expect(Math.abs(image.height - height)).toBeLessThan(2);
      const dark = image.pixels.reduce((n, value) => n + (value < 128 ? 1 : 0), 0);
      expect(Math.abs(dark / (204 * 204) - 1)).toBeLessThan(0.03);
    }
  });

  test('at 204×98 is legible', async () => {
    const { pages } = await readAll(await sampleBytes('fax-20260309-143240-0261912143.tif'));
    expect(pages[0]!.words.length).toBeGreaterThan(50);
  });
});

describe('an e-invoice’s XML', () => {
  test('is recognised, with one page that has no words', async () => {
    const { document, pages } = await readAll(await sampleBytes('UBL-KL-2026-7745.xml'));
    expect([document.format, document.pageCount, document.attachments, document.warnings]).toEqual([
      'xml',
      1,
      [],
      [],
    ]);
    expect(pages[0]).toMatchObject({ provider: 'xml', words: [] });
  });
});

test('the reading that handlers get names its version and opens through the same door', async () => {
  const reading = createDocumentReading({ reader: new Watcher() });
  expect(reading.version).toMatch(/watcher/);
  const document = await reading.open(plainPdf());
  expect(document.pageCount).toBe(1);
  await document.close();
});
