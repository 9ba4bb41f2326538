/** Pages of files, read as the product reads them and kept, so that a change of rules is measured in seconds. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openDocument } from '../../../shared/documents/open-document.ts';
import type { XmlFile } from '../../../shared/domain/einvoice/xml-element.ts';
import type { Page } from '../../../shared/domain/page/page.ts';

export interface ReadPages {
  pages: Page[];
  /** Null when they come from the cache. */
  readingMs: number | null;
}

/** The e-invoices that a file is or carries. */
export async function readXml(bytes: Uint8Array): Promise<readonly XmlFile[]> {
  const document = await openDocument(bytes);
  try {
    return await document.readXml();
  } finally {
    await document.close();
  }
}

/** The pages of a file's bytes; from the `cache` folder when it holds them. */
export async function readCached(bytes: Uint8Array, cache: string | undefined): Promise<ReadPages> {
  const key = createHash('sha256').update(bytes).digest('hex');
  const kept = cache && path.join(cache, `${key}.json`);
  if (kept) {
    const json = await readFile(kept, 'utf8').catch(() => null);
    if (json !== null) return { pages: JSON.parse(json), readingMs: null };
  }
  const started = performance.now();
  const document = await openDocument(bytes);
  try {
    const pages: Page[] = [];
    for (let number = 1; number <= document.pageCount; number++) pages.push(await document.readPage(number));
    const readingMs = performance.now() - started;
    if (kept) {
      await mkdir(path.dirname(kept), { recursive: true });
      await writeFile(kept, JSON.stringify(pages));
    }
    return { pages, readingMs };
  } finally {
    await document.close();
  }
}
