/** PDFs made to break their reader: they are refused themselves, and nobody else's document is. */
import { afterAll, describe, expect, test } from 'vitest';
import { closeReaders } from '../../../../shared/documents/close-readers.ts';
import { openDocument } from '../../../../shared/documents/open-document.ts';
import { acquirePdfThread, closePdfThreads } from '../../../../shared/documents/pdf-thread.ts';
import type { PageReader } from '../../../../shared/ocr/page-reader.ts';
import { sampleBytes } from '../../../support/broken-files.ts';
import { pdfOfPages, writePdf } from '../../../support/hand-made-pdf.ts';

afterAll(closeReaders);

const wordless: PageReader = {
  version: 'wordless',
  read: async () => ({ provider: 'ppocr', words: [], turnedDegrees: 0 }),
  warm: async () => {},
  close: async () => {},
};

const stream = (entries: string, content: string): string =>
  `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`;

/** Twelve forms that each draw the next ten times: 2 KB that ask for a million million drawings. */
function formBomb(): Buffer {
  const form = (next: number): string =>
    stream(
      `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /A ${next} 0 R >> >>`,
      '/A Do '.repeat(10),
    );
  return writePdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 2 /Kids [3 0 R 17 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /A 5 0 R >> >> /Contents 4 0 R >>',
    stream('', '/A Do'),
    ...Array.from({ length: 12 }, (_, n) => form(n < 11 ? 6 + n : 16)),
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>',
  ]);
}

const kidsTree = (kids: string, count: number): Buffer =>
  writePdf(['<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [${kids}] /Count ${count} >>`]);

async function refusal(bytes: Uint8Array): Promise<unknown> {
  const document = await openDocument(bytes, { reader: wordless });
  try {
    return await document.readPage(1).then(
      () => 'read',
      (error: unknown) => error,
    );
  } finally {
    await document.close();
  }
}

describe('a PDF that makes the renderer trap', () => {
  test('is refused alone: scans read after it, in the same pool, are read', async () => {
    const scan = await sampleBytes('scan-20260319-plomberie-kerouedan.pdf');
    await closePdfThreads();
    // The same warm thread would be lent for each of these.
    expect(await refusal(scan)).toBe('read');
    expect(await refusal(formBomb())).toMatchObject({ code: 'unreadable_file', details: { page: 1 } });
    for (let n = 0; n < 3; n++) expect(await refusal(scan)).toBe('read');
  });

  test('on one page has its other pages read, in a fresh thread', async () => {
    const document = await openDocument(formBomb(), { reader: wordless });
    await expect(document.readPage(1)).rejects.toMatchObject({ code: 'unreadable_file' });
    expect(await document.readPage(2)).toMatchObject({ number: 2, widthPoints: 300 });
    await document.close();
  });
});

describe('a thread that was ended under its document', () => {
  test('is replaced for the next call, and for none after closing', async () => {
    const signal = AbortSignal.timeout(60_000);
    const options = { dpi: 72, maxPixels: 1_000_000 };
    const thread = await acquirePdfThread();
    await thread.open(pdfOfPages(2), 10, signal);
    const controller = new AbortController();
    const ended = thread.render(1, options, controller.signal);
    controller.abort(new Error('enough'));
    await expect(ended).rejects.toThrow('enough');
    expect((await thread.render(2, options, signal)).width).toBeGreaterThan(100);
    await thread.close();
    await expect(thread.text(1, signal)).rejects.toMatchObject({ kind: 'crashed' });
  });

  test('is not started twice, nor left over, when its replacing is aborted', async () => {
    const options = { dpi: 72, maxPixels: 1_000_000 };
    for (let n = 0; n < 8; n++) {
      const thread = await acquirePdfThread();
      await thread.open(pdfOfPages(1), 10, AbortSignal.timeout(60_000));
      for (let tries = 0; tries < 2; tries++) {
        const controller = new AbortController();
        const ended = thread.render(1, options, controller.signal);
        controller.abort(new Error('enough'));
        await expect(ended).rejects.toThrow('enough');
      }
      await thread.close();
    }
  });
});

describe('a PDF whose page tree lies', () => {
  test.each([
    ['lists itself twice and claims a hundred pages', kidsTree('2 0 R 2 0 R', 100)],
    ['lists a page that is not there', kidsTree('9 0 R', 1)],
  ])('%s: unreadable_file with the page, or before it', async (_, bytes) => {
    const error = await refusal(bytes).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'unreadable_file' });
  });

  test.each(['0 0 0 0', '0 0 1 0.001', '0 0 0.01 14400', '0 0 14400 0.01', '0 0 1e9 1e9', '5 5 5 5'])(
    'or its page has the size [%s]: a page or unreadable_file',
    async (size) => {
      const bytes = writePdf([
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
        `<< /Type /Page /Parent 2 0 R /MediaBox [${size}] /Contents 4 0 R >>`,
        stream('', '0 0 9999 9999 re f'),
      ]);
      const document = await openDocument(bytes);
      const outcome = await document.readPage(1).then(
        () => 'read',
        (error: { code?: unknown }) => error.code ?? error,
      );
      await document.close();
      expect(['read', 'unreadable_file']).toContain(outcome);
    },
  );
});
