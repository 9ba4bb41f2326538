/** Files put together at random by the rules of their formats: deeper than damage gets, since they are mostly sound. */
import { crc32, deflateSync } from 'node:zlib';
import { writePdf } from '../support/hand-made-pdf.ts';
import { below, oneOf, type Random } from './damage.ts';
import { randomCsv, randomXlsx } from './tables.ts';

const WORDS = [
  'Facture',
  'Total',
  'TTC',
  'HT',
  'TVA',
  '20,00',
  '%',
  '1 234,56',
  'EUR',
  '€',
  '12/03/2026',
  'SARL',
];
const NAMES = [
  'Type',
  'Length',
  'Filter',
  'Kids',
  'Count',
  'Font',
  'XObject',
  'Matrix',
  'BBox',
  'W',
  'Index',
  'Size',
];
const FILTERS = [
  'FlateDecode',
  'ASCIIHexDecode',
  'LZWDecode',
  'RunLengthDecode',
  'DCTDecode',
  'CCITTFaxDecode',
];
const OPERATORS = [
  'q',
  'Q',
  'cm',
  'Tj',
  'TJ',
  'Td',
  'Tm',
  'Tf',
  'Tr',
  'Do',
  'BT',
  'ET',
  're',
  'f',
  'rg',
  'sh',
  'BI',
  'EI',
];

function number(random: Random): string {
  const size = oneOf(random, [1, 10, 1000, 1e6, 1e9, 1e18]);
  const value = (random() - 0.3) * size;
  return random() < 0.5 ? String(Math.round(value)) : value.toFixed(3);
}

/** Any PDF object, as deep as `depth`. */
function pdfObject(random: Random, objects: number, depth: number): string {
  const kind = below(random, depth > 0 ? 8 : 5);
  if (kind === 0) return number(random);
  if (kind === 1) return `/${oneOf(random, [...NAMES, ...FILTERS])}`;
  if (kind === 2) return `(${oneOf(random, WORDS)})`;
  if (kind === 3) return `${1 + below(random, objects)} 0 R`;
  if (kind === 4) return oneOf(random, ['true', 'false', 'null', '<48>', '[]', '<<>>']);
  if (kind === 5) {
    const items = Array.from({ length: below(random, 6) }, () => pdfObject(random, objects, depth - 1));
    return `[${items.join(' ')}]`;
  }
  const entries = Array.from(
    { length: below(random, 6) },
    () => `/${oneOf(random, NAMES)} ${pdfObject(random, objects, depth - 1)}`,
  );
  return `<< ${entries.join(' ')} >>`;
}

function content(random: Random): string {
  const lines = Array.from({ length: below(random, 120) }, () => {
    const roll = random();
    if (roll < 0.4) {
      const [x, y] = [below(random, 595), below(random, 842)];
      return `BT /F1 ${number(random)} Tf ${below(random, 8)} Tr 1 0 0 1 ${x} ${y} Tm (${oneOf(random, WORDS)}) Tj ET`;
    }
    if (roll < 0.5)
      return `q ${Array.from({ length: 6 }, () => number(random)).join(' ')} cm /X${below(random, 3)} Do Q`;
    const operands = Array.from({ length: below(random, 6) }, () => pdfObject(random, 9, 1));
    return `${operands.join(' ')} ${oneOf(random, OPERATORS)}`;
  });
  return lines.join('\n');
}

function stream(entries: string, data: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`<< ${entries} /Length ${data.length} >>\nstream\n`),
    data,
    Buffer.from('\nendstream'),
  ]);
}

/** A PDF of some pages whose content, forms and pictures are anything. */
function randomPdf(random: Random): Uint8Array {
  const pages = 1 + below(random, 3);
  const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
  const form = (n: number): Buffer =>
    stream(
      `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Matrix [1 0 0 1 0 0] /Resources << /XObject << /X0 ${5 + ((n + 1) % 3)} 0 R >> >>`,
      Buffer.from(content(random)),
    );
  const picture = stream(
    `/Type /XObject /Subtype /Image /Width ${below(random, 3000)} /Height ${below(random, 3000)} /BitsPerComponent ${oneOf(random, [1, 2, 4, 8, 16, 3])} /ColorSpace /${oneOf(random, ['DeviceGray', 'DeviceRGB', 'DeviceCMYK', 'Indexed'])} /Filter /${oneOf(random, FILTERS)}`,
    Buffer.from(Array.from({ length: below(random, 4000) }, () => below(random, 256))),
  );
  const resources = '<< /Font << /F1 3 0 R >> /XObject << /X0 5 0 R /X1 6 0 R /X2 7 0 R >> >>';
  const page = (at: number): string =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${oneOf(random, ['595 842', '842 595', number(random)])}] /Rotate ${oneOf(random, [0, 90, 180, 270, 45, -90])} /Contents ${at} 0 R /Resources ${resources} >>`;
  const first = 9;
  return writePdf([
    `<< /Type /Catalog /Pages 2 0 R ${random() < 0.3 ? `/Names ${pdfObject(random, 12, 3)}` : ''} >>`,
    `<< /Type /Pages /Count ${random() < 0.9 ? pages : number(random)} /Kids [${Array.from({ length: pages }, (_, n) => `${first + 2 * n} 0 R`).join(' ')}] >>`,
    random() < 0.8 ? font : pdfObject(random, 12, 3),
    '<< >>',
    form(0),
    picture,
    form(2),
    pdfObject(random, 12, 4),
    ...Array.from({ length: pages }, (_, n) => [
      page(first + 2 * n + 1),
      stream('', Buffer.from(content(random))),
    ]).flat(),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A PNG whose header says one thing and whose data another. */
function randomPng(random: Random): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(oneOf(random, [0, 1, 7, 200, 1240, 30_000, 2 ** 31]), 0);
  header.writeUInt32BE(oneOf(random, [0, 1, 7, 200, 1754, 30_000, 2 ** 31]), 4);
  header.set([oneOf(random, [1, 2, 4, 8, 16, 3]), below(random, 7), 0, 0, below(random, 2)], 8);
  const rows = Buffer.from(
    Array.from({ length: below(random, 40_000) }, () => below(random, random() < 0.1 ? 256 : 5)),
  );
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', header),
    ...(random() < 0.3 ? [pngChunk('PLTE', Buffer.alloc(3 * below(random, 300), 77))] : []),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A TIFF with directories of any entries, that may lead to one another or nowhere. */
function randomTiff(random: Random): Uint8Array {
  const directories = 1 + below(random, 5);
  const parts: Buffer[] = [Buffer.from('49492a0008000000', 'hex')];
  let at = 8;
  for (let n = 0; n < directories; n++) {
    const tags = [
      254, 256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 282, 283, 296, 322, 324, 325, 339,
    ];
    const entries = tags.filter(() => random() < 0.8);
    const size = 2 + 12 * entries.length + 4;
    const block = Buffer.alloc(size + 64);
    block.writeUInt16LE(random() < 0.95 ? entries.length : below(random, 65_536), 0);
    for (const [index, tag] of entries.entries()) {
      const entry = 2 + 12 * index;
      block.writeUInt16LE(tag, entry);
      block.writeUInt16LE(oneOf(random, [1, 3, 4, 5, 16, below(random, 20)]), entry + 2);
      block.writeUInt32LE(random() < 0.8 ? 1 : below(random, 100_000), entry + 4);
      const value = oneOf(random, [1, 2, 3, 4, 8, 204, 1145, 1728, at + size, below(random, 2 ** 31)]);
      block.writeUInt32LE(value, entry + 8);
    }
    const next = n + 1 < directories ? at + block.length : random() < 0.1 ? 8 : 0;
    block.writeUInt32LE(next, size - 4);
    parts.push(block);
    at += block.length;
  }
  return Buffer.concat(parts);
}

const TAGS = [
  'Invoice',
  'CrossIndustryInvoice',
  'cbc:ID',
  'cbc:IssueDate',
  'cac:TaxTotal',
  'ram:Name',
  'cbc:PayableAmount',
];

/** An XML of any tags, deep or wide, sound or not, with what an attacker would add. */
function randomXml(random: Random): Uint8Array {
  const root = oneOf(random, [
    'Invoice',
    'rsm:CrossIndustryInvoice',
    'CreditNote',
    'rsm:CrossIndustryDocument',
  ]);
  const spaces =
    'xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"';
  const bomb =
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>';
  const text = (): string =>
    oneOf(random, [
      '120.00',
      '2026-03-03',
      '&amp;',
      '&b;',
      '&#0;',
      '&#x10ffff;',
      'é€',
      '1e999',
      '-',
      '<![CDATA[x]]>',
      '',
    ]);
  const element = (depth: number): string => {
    const tag = oneOf(random, TAGS);
    const inner =
      depth > 0 && random() < 0.7
        ? Array.from({ length: below(random, 4) }, () => element(depth - 1)).join('')
        : text();
    return `<${tag}${random() < 0.2 ? ' currencyID="EUR"' : ''}>${inner}${random() < 0.97 ? `</${tag}>` : ''}`;
  };
  const deep = random() < 0.1 ? '<cac:TaxTotal>'.repeat(below(random, 50_000)) : '';
  const body = Array.from({ length: below(random, 30) }, () => element(5)).join('');
  const xml = `<?xml version="1.0" encoding="${oneOf(random, ['UTF-8', 'UTF-16', 'ISO-8859-1', 'x'])}"?>${random() < 0.15 ? bomb : ''}<${root} ${spaces}>${deep}${body}</${root}>`;
  return Buffer.from(xml, random() < 0.1 ? 'utf16le' : 'utf8');
}

export const SYNTHETIC: Record<string, (random: Random) => Uint8Array> = {
  'random PDF': randomPdf,
  'random PNG': randomPng,
  'random TIFF': randomTiff,
  'random XML': randomXml,
  'random CSV': randomCsv,
  'random workbook': randomXlsx,
};
