/**
 * Every kind of rubbish that a company is sent, and what the product must answer: a stable error code, or
 * `completed` where the file looks dangerous or odd but a person can read it.
 */
import { readFile } from 'node:fs/promises';
import { crc32, createDeflate } from 'node:zlib';
import { PDFDocument, PDFName, PDFString } from 'pdf-lib';
import type { ErrorCode } from '../../shared/contract/app-error.ts';
import {
  aesEncryptedPdf,
  pdfOfPages,
  pdfWithLostXref,
  plainPdf,
  rc4EncryptedPdf,
  writePdf,
} from './hand-made-pdf.ts';

export interface BrokenFile {
  /** What is wrong with it, to complete a test's title. */
  what: string;
  /** As the sender named it: not to be trusted. */
  name: string;
  bytes(): Promise<Uint8Array>;
  expected: ErrorCode | 'completed';
}

/** The password that opens the encrypted files. */
export const USER_PASSWORD = 'ouvre-toi';

const SAMPLES = new URL('../../events/samples/', import.meta.url);
const INVOICE_PDF = 'facture-2026-0142-atelier-lumiere.pdf';
const INVOICE_PNG = 'invoice-INV-20418-harbour-finch.png';
const FAX_TIFF = 'fax-20260309-143240-0261912143.tif';

/** The bytes of one of our sample documents. */
export function sampleBytes(file: string): Promise<Buffer> {
  return readFile(new URL(encodeURIComponent(file), SAMPLES));
}

/** The first `share` (0–1) of a file: an upload that broke off. */
function truncated(bytes: Uint8Array, share: number): Uint8Array {
  return bytes.subarray(0, Math.floor(bytes.length * share));
}

/** One bit turned in every `step`th byte from `from` on: a rotten disk. */
function bitFlipped(bytes: Uint8Array, from: number, step: number): Uint8Array {
  return bytes.map((byte, at) => (at >= from && (at - from) % step === 0 ? byte ^ 0x10 : byte));
}

/** A valid one-bit PNG of any size, a thousandth of its pixels in bytes: a decompression bomb. */
async function blankPng(width: number, height: number): Promise<Uint8Array> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8); // one bit, grey, deflate, filter method 0, not interlaced
  const rowLength = 1 + Math.ceil(width / 8);
  const deflate = createDeflate({ level: 9 });
  const compressed = deflate.toArray() as Promise<Buffer[]>;
  const rows = Buffer.alloc(rowLength * 100);
  for (let row = 0; row < height; row += 100) {
    deflate.write(rows.subarray(0, rowLength * Math.min(100, height - row)));
  }
  deflate.end();
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', Buffer.concat(await compressed)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** Our invoice with a script that runs on opening, by both ways that PDF has. */
async function pdfWithJavaScript(): Promise<Uint8Array> {
  const pdf = await loaded();
  const script = "app.alert('Bonjour'); app.launchURL('https://malware.example/', true);";
  pdf.addJavaScript('demarrage', script);
  pdf.catalog.set(
    PDFName.of('OpenAction'),
    pdf.context.obj({ Type: 'Action', S: 'JavaScript', JS: PDFString.of(script) }),
  );
  return pdf.save();
}

/** Our invoice carrying a file that has no business there. */
async function pdfWithEmbeddedFile(): Promise<Uint8Array> {
  const pdf = await loaded();
  const madeOn = new Date('2026-01-05T09:00:00Z');
  await pdf.attach(windowsProgram(), '../../facture.pdf.exe', {
    mimeType: 'application/octet-stream',
    creationDate: madeOn,
    modificationDate: madeOn,
  });
  return pdf.save();
}

async function loaded(): Promise<PDFDocument> {
  return PDFDocument.load(await sampleBytes(INVOICE_PDF), { updateMetadata: false });
}

/** The headers of a 64-bit Linux program, then nothing that runs. */
function linuxProgram(): Uint8Array {
  const header = Buffer.alloc(512);
  Buffer.from('7f454c460201010000000000000000000200b70001000000', 'hex').copy(header);
  return header;
}

/** The headers of a Windows program, then nothing that runs. */
function windowsProgram(): Uint8Array {
  const header = Buffer.alloc(512);
  header.write('MZ', 0, 'latin1');
  header.writeUInt32LE(128, 60);
  header.write('This program cannot be run in DOS mode.', 78, 'latin1');
  header.write('PE\0\0', 128, 'latin1');
  return header;
}

/** A zip archive with one text file. */
const ZIP = Buffer.from(
  'UEsDBBQAAAAAAABIJVxBDiYLEgAAABIAAAALAAAAZmFjdHVyZS50eHRGYWN0dXJlIDIwMjYtMDE0MgpQSwECFAMUAAAAAAAASCVcQQ4mCxIAAAASAAAACwAAAAAAAAAAAAAAgAEAAAAAZmFjdHVyZS50eHRQSwUGAAAAAAEAAQA5AAAAOwAAAAAA',
  'base64',
);

const HTML =
  '<!DOCTYPE html>\n<html lang="fr"><head><title>Facture</title><script>alert(1)</script></head><body><h1>Facture 12</h1><p>Total TTC 120,00 €</p></body></html>\n';

/** Names that senders, or attackers, give to a good invoice. */
const NASTY_NAMES: readonly [what: string, name: string][] = [
  ['a name that climbs folders', '../../etc/passwd.pdf'],
  ['a name that climbs folders the Windows way', '..\\..\\Windows\\System32\\facture.pdf'],
  ['an absolute name', '/etc/cron.d/facture.pdf'],
  ['a NUL in the name', 'facture\u0000.pdf'],
  ['line breaks in the name', 'facture\r\nX-Injected: 1.pdf'],
  ['an emoji and accents in the name', '🧾 facture d’été n° 7.pdf'],
  ['decomposed accents in the name', 'facture-e\u0301te\u0301.pdf'],
  ['a name that reads backwards', 'facture\u202efdp.exe.pdf'],
  ['spaces around and in the name', '  facture   du  3 mars .pdf'],
  ['an encoded slash in the name', 'facture%2F2026%2F03.pdf'],
  ['an encoded climb in the name', '..%2f..%2fetc%2fpasswd.pdf'],
  ['plus, ampersand, hash and question mark in the name', 'facture+avoir&co#1?v=2.pdf'],
  ['quotes and markup in the name', `"><img src=x onerror='alert(1)'>.pdf`],
  ['a name of 255 letters', `${'f'.repeat(251)}.pdf`],
  ['a name that is only dots', '...'],
  ['no extension', 'facture'],
  ['the extension of another format', 'facture.png'],
];

const ready = (make: () => Uint8Array) => async () => make();
const from = (file: string, change: (bytes: Uint8Array) => Uint8Array) => async () =>
  change(await sampleBytes(file));

/** Distinct bytes for each name, so that none is taken for a copy of another: readers ignore a last comment. */
function invoiceNamed(name: string): () => Promise<Uint8Array> {
  return ready(() => Buffer.concat([plainPdf(), Buffer.from(`% ${Buffer.from(name).toString('hex')}\n`)]));
}

/** All of them. Names are unique; bytes are the same at each call. */
export const brokenFiles: readonly BrokenFile[] = [
  { what: 'zero bytes', name: 'vide.pdf', bytes: ready(() => new Uint8Array(0)), expected: 'empty_file' },
  {
    what: 'a PDF header and nothing else',
    name: 'entete.pdf',
    bytes: ready(() => Buffer.from('%PDF-1.7\n')),
    expected: 'unreadable_file',
  },
  {
    what: 'a truncated PDF',
    name: 'tronque.pdf',
    bytes: from(INVOICE_PDF, (bytes) => truncated(bytes, 0.5)),
    expected: 'unreadable_file',
  },
  {
    what: 'a PNG of which half is missing',
    name: 'tronque.png',
    bytes: from(INVOICE_PNG, (bytes) => truncated(bytes, 0.5)),
    expected: 'completed',
  },
  {
    what: 'a TIFF of which half is missing',
    name: 'tronque.tif',
    bytes: from(FAX_TIFF, (bytes) => truncated(bytes, 0.5)),
    expected: 'completed',
  },
  {
    what: 'a PDF with bits flipped all over',
    name: 'abime.pdf',
    bytes: from(INVOICE_PDF, (bytes) => bitFlipped(bytes, 16, 5)),
    expected: 'unreadable_file',
  },
  {
    what: 'a PNG with bits flipped in its pixels',
    name: 'abime.png',
    bytes: from(INVOICE_PNG, (bytes) => bitFlipped(bytes, 1000, 997)),
    expected: 'completed',
  },
  {
    what: 'a TIFF with bits flipped in its directory',
    name: 'abime.tif',
    bytes: from(FAX_TIFF, (bytes) => bitFlipped(bytes, 8, 5)),
    expected: 'unreadable_file',
  },
  {
    what: 'a PDF without pages',
    name: 'sans-page.pdf',
    bytes: ready(() =>
      writePdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']),
    ),
    expected: 'unreadable_file',
  },
  {
    what: 'a PDF whose cross-reference table is lost',
    name: 'table-perdue.pdf',
    bytes: ready(pdfWithLostXref),
    expected: 'completed',
  },
  {
    what: 'a PDF with a mail header before it',
    name: 'entete-de-courrier.pdf',
    bytes: ready(() => Buffer.concat([Buffer.from('Content-Type: application/pdf\r\n\r\n'), plainPdf()])),
    expected: 'completed',
  },
  {
    what: 'a PDF encrypted with RC4',
    name: 'chiffre-rc4.pdf',
    bytes: ready(() => rc4EncryptedPdf(USER_PASSWORD, 'proprietaire')),
    expected: 'encrypted_document',
  },
  {
    what: 'a PDF encrypted with AES-256',
    name: 'chiffre-aes.pdf',
    bytes: ready(() => aesEncryptedPdf(USER_PASSWORD, 'proprietaire')),
    expected: 'encrypted_document',
  },
  {
    what: 'a PDF that only its owner may change but anybody may open',
    name: 'protege-proprietaire.pdf',
    bytes: ready(() => rc4EncryptedPdf('', 'proprietaire')),
    expected: 'completed',
  },
  {
    what: 'a PDF of 5,000 pages',
    name: '5000-pages.pdf',
    bytes: ready(() => pdfOfPages(5000)),
    expected: 'too_many_pages',
  },
  {
    what: 'an image of 30,000 × 30,000 pixels',
    name: 'immense.png',
    bytes: () => blankPng(30_000, 30_000),
    expected: 'image_too_large',
  },
  {
    what: 'a zip renamed .pdf',
    name: 'archive.pdf',
    bytes: ready(() => ZIP),
    expected: 'unsupported_format',
  },
  {
    what: 'a Linux program renamed .pdf',
    name: 'programme-linux.pdf',
    bytes: ready(linuxProgram),
    expected: 'unsupported_format',
  },
  {
    what: 'a Windows program renamed .pdf',
    name: 'programme-windows.pdf',
    bytes: ready(windowsProgram),
    expected: 'unsupported_format',
  },
  {
    what: 'plain text renamed .pdf',
    name: 'texte.pdf',
    bytes: ready(() => Buffer.from('Facture 12\nTotal TTC : 120,00 €\n')),
    expected: 'unsupported_format',
  },
  {
    what: 'a web page',
    name: 'facture.html',
    bytes: ready(() => Buffer.from(HTML)),
    expected: 'unsupported_format',
  },
  {
    what: 'a PDF that runs JavaScript on opening',
    name: 'javascript.pdf',
    bytes: pdfWithJavaScript,
    expected: 'completed',
  },
  {
    what: 'a PDF with a program embedded',
    name: 'piece-jointe.pdf',
    bytes: pdfWithEmbeddedFile,
    expected: 'completed',
  },
  ...NASTY_NAMES.map(
    ([what, name]): BrokenFile => ({
      what,
      name,
      bytes: invoiceNamed(name),
      expected: 'completed',
    }),
  ),
];
