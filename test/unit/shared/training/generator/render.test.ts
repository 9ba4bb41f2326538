import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { defaultReader, openDocument } from '../../../../../shared/documents/open-document.ts';
import { generateDocument } from '../../../../../shared/training/generator/generate.ts';
import { renderDocument } from '../../../../../shared/training/generator/render/pdf.ts';
import { renderPictures } from '../../../../../shared/training/generator/render/picture.ts';

afterAll(async () => {
  await defaultReader().close();
});

describe('a rendered document', () => {
  it('is the same bytes each time', async () => {
    const document = generateDocument(5);
    expect(await renderDocument(document)).toEqual(await renderDocument(document));
  });

  it('has a text layer that the product reads as the words that were generated', async () => {
    for (const seed of [1, 2, 8, 31]) {
      const document = generateDocument(seed, { medium: 'digital' });
      const open = await openDocument(await renderDocument(document));
      try {
        expect(open.pageCount).toBe(document.pages.length);
        for (const page of document.pages) {
          const read = await open.readPage(page.number);
          const texts = (words: readonly { text: string }[]) => words.map(({ text }) => text).sort();
          expect(texts(read.words)).toEqual(texts(page.words));
        }
      } finally {
        await open.close();
      }
    }
  });

  it('becomes pictures as its medium makes them', async () => {
    const shots = await Promise.all(
      (['digital', 'scanned', 'faxed', 'photographed'] as const).map(async (medium) => {
        const document = generateDocument(40, { kind: 'receipt', medium });
        const [picture] = await renderPictures(document);
        const { format, width, height } = await sharp(picture!.bytes).metadata();
        return { medium, format, type: picture!.type, large: Math.min(width, height) > 200 };
      }),
    );
    expect(shots).toEqual([
      { medium: 'digital', format: 'png', type: 'image/png', large: true },
      { medium: 'scanned', format: 'jpeg', type: 'image/jpeg', large: true },
      { medium: 'faxed', format: 'tiff', type: 'image/tiff', large: true },
      { medium: 'photographed', format: 'jpeg', type: 'image/jpeg', large: true },
    ]);
  });
});
