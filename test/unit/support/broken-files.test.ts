import { PDFiumLibrary } from '@hyzyla/pdfium';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { brokenFiles, USER_PASSWORD } from '../../support/broken-files.ts';

const named = (name: string) => {
  const file = brokenFiles.find((candidate) => candidate.name === name);
  if (file === undefined) throw new Error(`no broken file ${name}`);
  return file.bytes();
};
const opened = async (bytes: Uint8Array, password?: string) => {
  const options = {
    data: new Uint8Array(bytes),
    verbosity: 0,
    ...(password === undefined ? {} : { password }),
  };
  const pdf = await getDocument(options).promise;
  const content = await (await pdf.getPage(1)).getTextContent();
  const text = content.items.map((item) => ('str' in item ? item.str : '')).join(' ');
  const found = {
    pages: pdf.numPages,
    text,
    scripts: await pdf.getJSActions(),
    attachments: await pdf.getAttachments(),
  };
  await pdf.loadingTask.destroy();
  return found;
};
const pdfium = PDFiumLibrary.init();

describe('the broken files', () => {
  test('have unique names and the same bytes at each call', async () => {
    expect(new Set(brokenFiles.map((file) => file.name)).size).toBe(brokenFiles.length);
    for (const file of brokenFiles.filter((each) => each.expected !== 'image_too_large')) {
      expect(Buffer.compare(await file.bytes(), await file.bytes()), file.what).toBe(0);
    }
  });

  test('differ from each other, so that none is taken for a copy', async () => {
    const contents = await Promise.all(
      brokenFiles.map(async (file) => Buffer.from(await file.bytes()).toString('base64')),
    );
    expect(new Set(contents).size).toBe(brokenFiles.length);
  });

  test.each(brokenFiles.filter(({ expected, name }) => expected === 'completed' && name.endsWith('.pdf')))(
    '$what: a person can read it',
    async (file) => {
      const { pages, text } = await opened(await file.bytes());
      expect(pages).toBe(1);
      expect(text).toMatch(/Total TTC/);
    },
  );

  test.each(
    brokenFiles.filter(({ expected, name }) => expected === 'unreadable_file' && name.endsWith('.pdf')),
  )('$what: no PDF reader finds a page', async (file) => {
    const bytes = await file.bytes();
    await expect(opened(bytes)).rejects.toThrow();
    const pages = await (await pdfium).loadDocument(bytes).then(
      (document) => document.getPageCount(),
      () => 0,
    );
    expect(pages).toBe(0);
  });

  test.each(
    brokenFiles.filter(({ expected, name }) => expected === 'unreadable_file' && !name.endsWith('.pdf')),
  )('$what: the decoder refuses it', async (file) => {
    await expect(
      sharp(await file.bytes())
        .raw()
        .toBuffer(),
    ).rejects.toThrow();
  });

  test.each(['chiffre-rc4.pdf', 'chiffre-aes.pdf'])('%s opens with its password only', async (name) => {
    const bytes = await named(name);
    await expect(opened(bytes)).rejects.toMatchObject({ name: 'PasswordException' });
    await expect((await pdfium).loadDocument(bytes)).rejects.toThrow(/[Pp]assword/);
    expect((await opened(bytes, USER_PASSWORD)).text).toContain('Facture 2026-0900');
    expect((await opened(bytes, 'proprietaire')).text).toContain('Facture 2026-0900');
  });

  test('the long PDF has 5,000 pages in under half a megabyte', async () => {
    const bytes = await named('5000-pages.pdf');
    const document = await (await pdfium).loadDocument(bytes);
    expect(document.getPageCount()).toBe(5000);
    document.destroy();
    expect(bytes.length).toBeLessThan(500_000);
  });

  test('the immense image says 30,000 × 30,000 in little more than 100 kB', async () => {
    const bytes = await named('immense.png');
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    expect([width, height]).toEqual([30_000, 30_000]);
    expect(bytes.length).toBeLessThan(200_000);
  });

  test('the script and the embedded program are really there', async () => {
    const { scripts } = await opened(await named('javascript.pdf'));
    expect(JSON.stringify([...(scripts?.values() ?? [])])).toContain('app.alert');
    const { attachments } = await opened(await named('piece-jointe.pdf'));
    expect(JSON.stringify([...(attachments?.values() ?? [])])).toContain('facture.pdf.exe');
  });
});
