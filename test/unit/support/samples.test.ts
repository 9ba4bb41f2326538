import { readdir, readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { sampleBytes } from '../../support/broken-files.ts';
import { SAMPLE_FOLDER, SAMPLES } from '../../support/samples/generate.ts';
import {
  dayFirst,
  englishLongDate,
  frenchAmount,
  frenchLongDate,
  germanAmount,
} from '../../support/samples/print.ts';
import { renderPage } from '../../support/samples/raster.ts';
import type { Sample, SampleTruth } from '../../support/samples/truth.ts';

const folder = fileURLToPath(SAMPLE_FOLDER);
const truths: SampleTruth[] = JSON.parse(await readFile(`${folder}truth.json`, 'utf8'));
/** Their pictures go through sharp's codecs, whose last bits may differ from one processor to another. */
const PICTURED = ['plomberie-kerouedan.pdf', 'facture et BL', '.jpg', '.png', '.webp'];
const pictured = (file: string) => PICTURED.some((part) => file.includes(part));
const inCents = (value: unknown) => Math.round(Number(value) * 100);

describe('the generator', () => {
  let drawn: Sample[] = [];
  beforeAll(async () => {
    for (const make of SAMPLES) drawn.push(await make());
    drawn = drawn.toSorted((left, right) => left.truth.file.localeCompare(right.truth.file));
  }, 60_000);

  test('tells the truth that is committed', () => {
    const byName = truths.toSorted((left, right) => left.file.localeCompare(right.file));
    expect(drawn.map((sample) => sample.truth)).toEqual(byName);
  });

  test('writes the committed bytes again', async () => {
    for (const { bytes, truth } of drawn.filter((sample) => !pictured(sample.truth.file))) {
      expect(Buffer.compare(bytes, await sampleBytes(truth.file)), truth.file).toBe(0);
    }
  });

  test('draws the committed pictures again', async () => {
    for (const { bytes, truth } of drawn.filter((sample) => pictured(sample.truth.file))) {
      const [now, before] = [
        await thumbnail(truth.file, bytes),
        await thumbnail(truth.file, await sampleBytes(truth.file)),
      ];
      const difference =
        now.reduce((sum, value, at) => sum + Math.abs(value - (before[at] ?? 0)), 0) / now.length;
      expect(difference, truth.file).toBeLessThan(1);
    }
  });
});

describe('the samples', () => {
  test('are small together and leave nothing undescribed', async () => {
    const files = (await readdir(folder)).filter((file) => file !== 'truth.json');
    expect(files.toSorted()).toEqual(truths.map((truth) => truth.file).toSorted());
    const sizes = await Promise.all(files.map(async (file) => (await stat(`${folder}${file}`)).size));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2_500_000);
  });

  test.each(truths)('$file adds up', ({ document_type, fields, lines }) => {
    expect(inCents(fields.montant_ht) + inCents(fields.montant_tva)).toBe(inCents(fields.montant_ttc));
    const sum = lines.reduce((total, line) => total + inCents(line.total), 0);
    expect(sum).toBe(inCents(document_type === 'receipt' ? fields.montant_ttc : fields.montant_ht));
    for (const line of lines)
      expect(inCents(line.quantity * line.unit_price)).toBeCloseTo(inCents(line.total), -0.5);
  });

  test.each(truths)('$file carries numbers with valid check digits', ({ fields }) => {
    for (const [label, value] of Object.entries(fields)) {
      if (/^sire[nt]_/.test(label)) expect(luhnSum(String(value)) % 10, label).toBe(0);
      if (label === 'iban') expect(mod97(`${String(value).slice(4)}${String(value).slice(0, 4)}`)).toBe(1n);
      if (label.startsWith('tva_') && String(value).startsWith('FR')) {
        const siren = Number(String(value).slice(4));
        expect(Number(String(value).slice(2, 4))).toBe((12 + 3 * (siren % 97)) % 97);
      }
    }
  });

  test.each(truths.filter(({ file }) => file.endsWith('.pdf')))(
    '$file has its pages',
    async ({ file, pages }) => {
      const pdf = await getDocument({ data: new Uint8Array(await sampleBytes(file)), verbosity: 0 }).promise;
      expect(pdf.numPages).toBe(pages);
      await pdf.loadingTask.destroy();
    },
  );

  test.each(truths.filter(({ file }) => file.endsWith('.pdf') && !file.startsWith('scan')))(
    '$file prints every value of its truth',
    async ({ file, fields, lines }) => {
      const text = squeezed(await pdfText(file));
      for (const [label, value] of Object.entries(fields)) {
        if (label === 'devise') continue; // printed as a sign
        const found = label.startsWith('adresse_')
          ? String(value)
              .split(', ')
              .every((line) => text.includes(squeezed(line)))
          : printedForms(value).some((form) => text.includes(squeezed(form)));
        expect(found, `${label} ${value}`).toBe(true);
      }
      for (const line of lines) expect(text).toContain(squeezed(line.description));
    },
  );

  test('the scanned PDF has no text layer', async () => {
    expect(squeezed(await pdfText('scan-20260319-plomberie-kerouedan.pdf'))).toBe('');
  });

  test('the Factur-X invoice carries its XML with the figures of its page', async () => {
    const truth = truths.find(({ file }) => file.startsWith('facturx'));
    const pdf = await getDocument({
      data: new Uint8Array(await sampleBytes(truth?.file ?? '')),
      verbosity: 0,
    }).promise;
    expect([...((await pdf.getAttachments())?.keys() ?? [])]).toEqual(['factur-x.xml']);
    const xml = Buffer.from((await pdf.getAttachmentContent('factur-x.xml')) ?? []).toString('utf8');
    expect(xml).toContain('urn:cen.eu:en16931:2017');
    expect(xml).toContain(
      `<ram:GrandTotalAmount>${Number(truth?.fields.montant_ttc).toFixed(2)}</ram:GrandTotalAmount>`,
    );
    expect(xml).toContain(`<ram:IBANID>${truth?.fields.iban}</ram:IBANID>`);
    await pdf.loadingTask.destroy();
  });

  test.each([
    ['fax-20260309-143240-0261912143.tif', 1, 4, 196, 2292],
    ['fax-20260311-091544-0353016543.tif', 2, 3, 98, 1146],
  ])('%s is a fax of %i page(s)', async (file, pages, compression, yDpi, height) => {
    const bytes = await sampleBytes(file);
    const picture = await sharp(bytes).metadata();
    expect([picture.width, picture.height, picture.pages ?? 1]).toEqual([1728, height, pages]);
    expect(tiffTag(bytes, 259)).toBe(compression);
    expect(bytes.readUInt32LE(tiffTag(bytes, 282))).toBe(204);
    expect(bytes.readUInt32LE(tiffTag(bytes, 283))).toBe(yDpi);
  });
});

/** The page or picture, 200 pixels wide, in grey. */
async function thumbnail(file: string, bytes: Uint8Array): Promise<Uint8Array> {
  if (file.endsWith('.pdf'))
    return (await renderPage(bytes, file.startsWith('scan') ? 0 : 1, { width: 200, height: 283 }, 1)).data;
  return sharp(bytes).resize(200).greyscale().raw().toBuffer();
}

async function pdfText(file: string): Promise<string> {
  const pdf = await getDocument({ data: new Uint8Array(await sampleBytes(file)), verbosity: 0 }).promise;
  let text = '';
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const content = await (await pdf.getPage(number)).getTextContent();
    text += content.items.map((item) => ('str' in item ? item.str : '')).join(' ');
  }
  await pdf.loadingTask.destroy();
  return text;
}

function squeezed(text: string): string {
  return text.replace(/\s/g, '').toLowerCase();
}

function printedForms(value: string | number): string[] {
  if (typeof value === 'number') {
    return [frenchAmount(Math.round(value * 100)), germanAmount(Math.round(value * 100)), `${value} %`];
  }
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return [value];
  return [dayFirst(value), dayFirst(value, '.'), frenchLongDate(value), englishLongDate(value)];
}

function luhnSum(digits: string): number {
  return [...digits].reverse().reduce((sum, digit, at) => {
    const doubled = Number(digit) * (1 + (at % 2));
    return sum + (doubled % 10) + Math.floor(doubled / 10);
  }, 0);
}

function mod97(letters: string): bigint {
  return BigInt([...letters].map((letter) => Number.parseInt(letter, 36)).join('')) % 97n;
}

/** The value field of a tag in the first directory of a little-endian TIFF. */
function tiffTag(bytes: Buffer, tag: number): number {
  const directory = bytes.readUInt32LE(4);
  for (let entry = 0; entry < bytes.readUInt16LE(directory); entry += 1) {
    const at = directory + 2 + entry * 12;
    if (bytes.readUInt16LE(at) === tag)
      return bytes.readUInt16LE(at + 2) === 3 ? bytes.readUInt16LE(at + 8) : bytes.readUInt32LE(at + 8);
  }
  throw new Error(`no tag ${tag}`);
}
