/** What every `DocumentReading` must do, the real one and the scripted one of the tests. */
import { expect, test } from 'vitest';
import type { DocumentReading } from '../../shared/contract/reading.ts';

/** Long enough that no reader doubts the text layer. */
const PAGES = [
  'Facture F-2026-17 du 3 mars 2026 Papeterie Vasselin SARL Total TTC 120,00 EUR',
  'Conditions de paiement 30 jours fin de mois par virement sur notre compte',
];

export interface ReadingSubject {
  reading: DocumentReading;
  /** A document of these pages, each with a text layer of these words. */
  document(pages: string[]): Promise<Uint8Array> | Uint8Array;
  /** The start of a PDF and no more. */
  broken: Uint8Array;
}

export function readingCases({ reading, document, broken }: ReadingSubject): void {
  test('names its version, the same each time, fit for an object key', () => {
    expect(reading.version).toMatch(/^[A-Za-z0-9._+-]+$/);
    expect(reading.version).toBe(reading.version);
  });

  test('opens a document with its pages and their words in order', async () => {
    const opened = await reading.open(await document(PAGES));
    expect([opened.format, opened.pageCount]).toEqual(['pdf', 2]);
    for (const [index, text] of PAGES.entries()) {
      const page = await opened.readPage(index + 1);
      expect(page.number).toBe(index + 1);
      expect(page.provider).toBe('text-layer');
      expect(page.words.map((word) => word.text).join(' ')).toBe(text);
      for (const { box } of page.words) {
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(1);
      }
    }
    await opened.close();
  });

  test('reads a page as often as it is asked to, in any order, as plain data', async () => {
    const opened = await reading.open(await document(PAGES));
    const [two, one, again] = [await opened.readPage(2), await opened.readPage(1), await opened.readPage(2)];
    expect(again).toEqual(two);
    expect(JSON.parse(JSON.stringify(one))).toEqual(one);
    await opened.close();
  });

  test('has no page beyond the last', async () => {
    const opened = await reading.open(await document(PAGES.slice(0, 1)));
    await expect(opened.readPage(2)).rejects.toMatchObject({ code: 'not_found' });
    await opened.close();
  });

  test('refuses a broken file as unreadable', async () => {
    await expect(reading.open(broken)).rejects.toMatchObject({ code: 'unreadable_file' });
  });

  test('closes twice in peace', async () => {
    const opened = await reading.open(await document(PAGES.slice(0, 1)));
    await opened.close();
    await opened.close();
  });
}
