/** One file through the product's own reading and extraction, held against what must be true of any file. */
import { AppError } from '../../shared/contract/app-error.ts';
import { openDocument } from '../../shared/documents/open-document.ts';
import { isRecordFile, sniff } from '../../shared/domain/document/format.ts';
import { recordsOf } from '../../shared/domain/extraction/records.ts';
import type { Page } from '../../shared/domain/page/page.ts';
import type { PageReader } from '../../shared/ocr/page-reader.ts';
import { readTable } from './tables.ts';

/** What a case may take: opening and pages by the reader's own limits, with some seconds to notice. */
export const LIMITS = { openTimeoutSeconds: 10, pageTimeoutSeconds: 15, maxPages: 50 } as const;
/** Pages read of each file. */
const PAGES = 3;
/** Beyond its limit, a page is given this long to end. */
const GRACE_MS = 5000;

/** How a case ended: `read`, or the code it was refused with. Throws what must never happen. */
export async function tryCase(bytes: Uint8Array, reader: PageReader): Promise<string> {
  const before = Uint8Array.from(bytes);
  let outcome: string;
  try {
    const format = sniff(bytes);
    outcome = isRecordFile(format)
      ? await timed('the table', LIMITS.openTimeoutSeconds, readTable(format, bytes))
      : await read(bytes, reader);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'internal_error') throw error;
    outcome = error.code;
  }
  if (Buffer.compare(bytes, before) !== 0) throw new Error('the file’s bytes were changed');
  return outcome;
}

/** Throws when work took longer than its limit, however it ended. */
async function timed<T>(what: string, limitSeconds: number, work: Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const [settled] = await Promise.allSettled([work]);
  const ms = performance.now() - startedAt;
  if (ms > limitSeconds * 1000 + GRACE_MS) throw new Error(`${what} took ${Math.round(ms)} ms`);
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}

async function read(bytes: Uint8Array, reader: PageReader): Promise<string> {
  const document = await timed(
    'opening',
    LIMITS.openTimeoutSeconds,
    openDocument(bytes, { ...LIMITS, reader }),
  );
  let outcome = 'read';
  try {
    const pages: Page[] = [];
    for (let number = 1; number <= Math.min(PAGES, document.pageCount); number++) {
      try {
        pages.push(await timed(`page ${number}`, LIMITS.pageTimeoutSeconds, document.readPage(number)));
      } catch (error) {
        // A poisonous page is told of; the next one must be read nonetheless.
        if (!(error instanceof AppError) || error.code === 'internal_error') throw error;
        outcome = error.code;
      }
    }
    for (const page of pages) checkPage(page);
    const xml = await timed('the XML', LIMITS.openTimeoutSeconds, document.readXml());
    await timed('the hash', LIMITS.pageTimeoutSeconds, document.pictureHash());
    const startedAt = performance.now();
    const records = recordsOf({ pages, xml, warnings: document.warnings }, { today: '2026-11-20' });
    const ms = performance.now() - startedAt;
    if (ms > 5000) throw new Error(`extraction took ${Math.round(ms)} ms`);
    for (const { extraction } of records) checkNumbers(extraction, 'extraction');
  } finally {
    await timed('closing', LIMITS.openTimeoutSeconds, document.close());
  }
  return outcome;
}

function checkPage(page: Page): void {
  checkNumbers(page, 'page');
  for (const { text, box, confidence } of page.words) {
    const inside = box.x >= 0 && box.y >= 0 && box.x + box.width <= 1.001 && box.y + box.height <= 1.001;
    if (!inside || box.width < 0 || box.height < 0) throw new Error('a word lies off the page');
    if (confidence < 0 || confidence > 1) throw new Error('a word’s confidence is no share');
    if (text === '') throw new Error('a word is empty');
  }
}

/** JSON has no NaN: it would become null on its way to the client. */
function checkNumbers(value: unknown, path: string): void {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${path} is ${value}`);
  if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) checkNumbers(inner, `${path}.${key}`);
  }
}
