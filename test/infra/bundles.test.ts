import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { rooms } from '../../functions/catalogue.ts';
import { bundle, bundleFolder, entryPoints, METAFILE, PROJECT_FOLDER } from '../../infra/bundle.ts';
import { copyReaderPackages } from '../../infra/bundling/reader-packages.ts';

const folder = bundleFolder('local');
let metafile: Metafile;
beforeAll(async () => {
  await bundle('local');
  metafile = JSON.parse(readFileSync(join(folder, METAFILE), 'utf8'));
});

/** The files that a function's bundle is made of. */
function inputsOf(name: string): string[] {
  const output = Object.entries(metafile.outputs).find(([file]) => file.endsWith(`/${name}/index.mjs`));
  return Object.keys(output?.[1].inputs ?? {});
}

test('every entry has a bundle that exports its handler', async () => {
  for (const name of entryPoints().keys()) {
    const [, output] =
      Object.entries(metafile.outputs).find(([file]) => file.endsWith(`/${name}/index.mjs`)) ?? [];
    expect(output?.exports, name).toEqual(['handler']);
  }
});

test('the bundles of the API are under 1 MB each', () => {
  for (const { id } of [...rooms, { id: 'live' }]) {
    expect(statSync(join(folder, id, 'index.mjs')).size, id).toBeLessThan(1_000_000);
  }
});

test('only the reader holds native readers and engines', () => {
  for (const name of entryPoints().keys()) {
    if (name === 'read') continue;
    const engines = inputsOf(name).filter((file) => file.startsWith('shared/ocr/'));
    expect(engines, name).toEqual([]);
  }
});

test("only functions that check a fax log's rows hold the world's numbering plans", () => {
  const holders = [...entryPoints().keys()].filter((name) =>
    inputsOf(name).some((file) => file.includes('node_modules/libphonenumber-js/')),
  );
  expect(holders.sort()).toEqual(['import', 'validation']);
});

test('a bundle is not made again when nothing changed', async () => {
  expect(await bundle('local')).toBe(false);
});

test('the documentation room carries the document and both of its readers, compressed', () => {
  expect(readdirSync(join(folder, 'service', 'documentation')).sort()).toEqual([
    'openapi.json',
    'redoc.standalone.js.gz',
    'swagger-start.js.gz',
    'swagger-ui-bundle.js.gz',
    'swagger-ui.css.gz',
  ]);
});

test('the service room carries the pages, compressed, with nothing of Node in their scripts', () => {
  const page = join(folder, 'service', 'pages', 'admin');
  expect(readdirSync(page).sort()).toEqual(['icon.svg.gz', 'index.html.gz', 'main.js.gz', 'style.css.gz']);
  const html = gunzipSync(readFileSync(join(page, 'index.html.gz'))).toString();
  // The page's policy refuses them, and a browser says so only in its console.
  expect(html).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|\sstyle=/);
  const script = gunzipSync(readFileSync(join(page, 'main.js.gz'))).toString();
  expect(script).not.toMatch(/node:|require\(/);
  expect(script.length).toBeLessThan(60_000);
});

test('the contracts reach no AWS client and no engine', async () => {
  const { metafile: reached } = await build({
    absWorkingDir: PROJECT_FOLDER,
    entryPoints: ['functions/catalogue.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    metafile: true,
    external: ['node:*'],
    logLevel: 'silent',
  });
  const forbidden = /node_modules\/(@aws-sdk|@smithy|sharp|onnxruntime|tesseract|pdfjs|@hyzyla|electrodb)/;
  expect(Object.keys(reached.inputs).filter((file) => forbidden.test(file))).toEqual([]);
  const imported = Object.values(reached.inputs).flatMap((input) => input.imports.map(({ path }) => path));
  expect(
    imported.filter((path) => /^(@aws-sdk|sharp|onnxruntime|tesseract|pdfjs|@hyzyla)/.test(path)),
  ).toEqual([]);
});

describe('what the reader ships', () => {
  test('is enough to read a scanned page, with nothing else installed', async () => {
    const place = mkdtempSync(join(tmpdir(), 'reader-'));
    try {
      copyReaderPackages(join(PROJECT_FOLDER, 'node_modules'), join(place, 'node_modules'), {
        os: process.platform,
        processor: process.arch,
      });
      cpSync(join(folder, 'read', 'index.mjs'), join(place, 'index.mjs'));
      await build({
        absWorkingDir: PROJECT_FOLDER,
        stdin: {
          contents: `export { createDocumentReading } from './shared/documents/document-reading.ts';
            export { closePdfThreads } from './shared/documents/pdf-thread.ts';`,
          resolveDir: PROJECT_FOLDER,
        },
        bundle: true,
        platform: 'node',
        format: 'esm',
        packages: 'external',
        outfile: join(place, 'reading.mjs'),
      });
      const { createDocumentReading, closePdfThreads } = await import(join(place, 'reading.mjs'));
      const sample = new URL('../../events/samples/scan-20260319-plomberie-kerouedan.pdf', import.meta.url);
      const document = await createDocumentReading().open(new Uint8Array(readFileSync(sample)));
      const page = await document.readPage(1);
      await document.close();
      await closePdfThreads();
      expect(page.words.map(({ text }: { text: string }) => text).join(' ')).toContain('FACTURE');
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  });
});
