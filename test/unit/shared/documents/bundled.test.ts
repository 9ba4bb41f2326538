/** The readers as they are deployed: bundled into one module, and running in a thread that is nobody's main one. */
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawPage, INVOICE_LINES } from '../../../support/drawn-page.ts';
import { plainPdf } from '../../../support/hand-made-pdf.ts';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
let folder: string;

beforeAll(async () => {
  // Within the project, so that the packages left outside the bundle are found.
  folder = await mkdtemp(path.join(ROOT, 'node_modules', '.bundled-readers-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('bundled, in a thread, without environment, both the text layer and OCR work', async () => {
  const outfile = path.join(folder, 'readers.mjs');
  await build({
    stdin: {
      contents: `
        import { parentPort, workerData } from 'node:worker_threads';
        import { openDocument } from './shared/documents/open-document.ts';
        import { closeReaders } from './shared/documents/close-readers.ts';
        const read = async (bytes) => {
          const document = await openDocument(bytes);
          const page = await document.readPage(1);
          await document.close();
          return page.words.map((word) => word.text).join(' ');
        };
        const texts = [];
        for (const file of workerData.files) texts.push(await read(file));
        await closeReaders();
        parentPort.postMessage(texts);`,
      resolveDir: ROOT,
      loader: 'ts',
    },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile,
    logLevel: 'silent',
  });
  const files = [
    new Uint8Array(plainPdf()),
    new Uint8Array(await (await drawPage(INVOICE_LINES)).png().toBuffer()),
  ];
  const worker = new Worker(pathToFileURL(outfile), { workerData: { files }, env: {} });
  const texts = await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  // The thread ends by itself: nothing that was kept warm holds it.
  expect(await new Promise((resolve) => worker.once('exit', resolve))).toBe(0);
  expect(texts).toEqual([
    expect.stringContaining('Facture 2026-0900'),
    INVOICE_LINES.map((line) => line.text).join(' '),
  ]);
});
