import { describe, expect, test } from 'vitest';
import {
  contentType,
  isRecordFile,
  sniff,
  sniffDocument,
} from '../../../../../shared/domain/document/format.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const bytes = (...values: (number | string)[]): Uint8Array =>
  Uint8Array.from(
    values.flatMap((v) => (typeof v === 'string' ? Array.from(v, (c) => c.charCodeAt(0)) : [v])),
  );
const utf16 = (value: string, bigEndian = false, mark = true): Uint8Array => {
  const buffer = Buffer.from((mark ? '\ufeff' : '') + value, 'utf16le');
  return new Uint8Array(bigEndian ? buffer.swap16() : buffer);
};

/** Local headers and data of a zip's entries, without its directory. */
function zip(...entries: (string | { sizeFollows: boolean })[]): Uint8Array {
  const sizeFollows = entries.some((entry) => typeof entry === 'object');
  const data = Buffer.from('some bytes');
  return Buffer.concat(
    entries
      .filter((entry) => typeof entry === 'string')
      .flatMap((name) => {
        const header = Buffer.alloc(30);
        header.write('PK\x03\x04', 'latin1');
        header.writeUInt16LE(sizeFollows ? 8 : 0, 6);
        header.writeUInt32LE(sizeFollows ? 0 : data.length, 18);
        header.writeUInt16LE(name.length, 26);
        header.writeUInt16LE(3, 28);
        return [header, Buffer.from(name), Buffer.from('abc'), data];
      }),
  );
}

describe('sniffing', () => {
  test.each<[string, Uint8Array, string]>([
    ['a PDF', text('%PDF-1.7\n'), 'pdf'],
    ['a PDF after junk', text(`${'x'.repeat(1000)}%PDF-1.4`), 'pdf'],
    ['a PNG', bytes(0x89, 'PNG\r\n', 0x1a, '\n'), 'png'],
    ['a JPEG', bytes(0xff, 0xd8, 0xff, 0xe0), 'jpeg'],
    ['a little-endian TIFF', bytes('II*', 0, 8, 0, 0, 0), 'tiff'],
    ['a big-endian TIFF', bytes('MM', 0, '*', 0, 0, 0, 8), 'tiff'],
    ['a BigTIFF', bytes('II+', 0, 8, 0, 0, 0), 'tiff'],
    ['a WebP', bytes('RIFF', 0, 0, 0, 0, 'WEBPVP8 '), 'webp'],
    ['XML', text('<?xml version="1.0"?><Invoice xmlns="a"/>'), 'xml'],
    ['XML without a declaration', text('\n  <rsm:CrossIndustryInvoice xmlns:rsm="a">'), 'xml'],
    ['XML after a comment', text('<!-- a > b --><Invoice/>'), 'xml'],
    ['XML with a byte order mark', bytes(0xef, 0xbb, 0xbf, '<?xml version="1.0"?><a/>'), 'xml'],
    ['XML in UTF-16', utf16('<?xml version="1.0"?><a/>'), 'xml'],
    ['XML in big-endian UTF-16', utf16('<?xml version="1.0"?><a/>', true), 'xml'],
    ['XML in UTF-16 without a mark', utf16('<?xml version="1.0"?><a/>', false, false), 'xml'],
    ['a table', text('Fax ID;Nom;Revendeur\n1;a;b'), 'csv'],
    [
      'a table whose headings hold separators',
      text('"Nom; prénom, titre";Mode;Fax ID\r\n"a,b,c";SF;1\r\n'),
      'csv',
    ],
    [
      'a table whose quoted headings hold line breaks',
      text('"Nom\n\nprénom"|Mode|Fax ID\na|SF|1\nb|RF|2'),
      'csv',
    ],
    ['a table with tabs', text('a\tb\tc\n1\t2\t3'), 'csv'],
    ['a table in UTF-16', utf16('Fax ID\tNom\tÉtat\r\n1\ta\tb'), 'csv'],
    ['a table in big-endian UTF-16', utf16('Fax ID\tNom\tÉtat\r\n1\ta\tb', true), 'csv'],
    ['a table in Latin-1', bytes('Num', 0xe9, 'ro;Mode;Pages\n'), 'csv'],
    ['a table whose first line is longer than what is looked at', text('abc;'.repeat(20_000)), 'csv'],
    ['a table after blank lines', text('\r\n\r\na;b;c\r\n1;2;3'), 'csv'],
    ['a table that names its separator', text('sep=|\r\na|b\r\n'), 'csv'],
    ['a table with a stray zero byte in a row', text(`a;b;c\n${'1;2;3\n'.repeat(50)}\0;2;3\n`), 'csv'],
    ['a table with many columns and rows of other lengths', text('a;b;c;d;e;f;g\n1\n2;3\n4;5;6'), 'csv'],
    ['a table whose first letters are those of a program', text('MZ12;SF;3\nMZ13;SF;4'), 'csv'],
    ['a workbook as Excel writes it', zip('[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml'), 'xlsx'],
    ['a workbook that starts with its properties', zip('docProps/app.xml', 'xl/theme/theme1.xml'), 'xlsx'],
    ['a workbook written in one go', zip({ sizeFollows: true }, '_rels/.rels', 'xl/workbook.xml'), 'xlsx'],
    ['a workbook with the other slash', zip('_rels\\.rels', 'xl\\workbook.xml'), 'xlsx'],
    ['what may be a workbook by the little seen of it', zip('[Content_Types].xml').subarray(0, 60), 'xlsx'],
    ['XML whose root lies far in', text(`<?xml version="1.0"?><!--${'x'.repeat(9000)}--><a/>`), 'xml'],
  ])('knows %s', (_, file, format) => {
    expect(sniff(file)).toBe(format);
  });

  test.each<[string, Uint8Array, string]>([
    ['a zip', bytes('PK', 3, 4), 'zip'],
    ['a zip with a PDF in its first kilobyte', bytes('PK', 3, 4, 'facture.pdf%PDF-1.7'), 'zip'],
    ['a Windows program', bytes('MZ', 0x90, 0), 'exe'],
    ['a Linux program', bytes(0x7f, 'ELF'), 'elf'],
    ['a GIF', text('GIF89a'), 'gif'],
    ['a HEIC photo', bytes(0, 0, 0, 24, 'ftypheic'), 'heif'],
    ['an old Office file', bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), 'ole'],
    ['a web page', text('<!DOCTYPE html><html><body>'), 'html'],
    ['XHTML', text('<?xml version="1.0"?><!DOCTYPE html PUBLIC "a" "b"><html xmlns="c">'), 'html'],
    ['a drawing', text('<?xml version="1.0"?><svg xmlns="a">'), 'svg'],
    ['text', text('Bonjour'), 'text'],
    ['prose with commas', text('Bonjour, merci, à bientôt.\nVoici le devis.\nBien à vous, Paul\n'), 'text'],
    ['a word processor file', zip('[Content_Types].xml', '_rels/.rels', 'word/document.xml'), 'zip'],
    ['a zip with a workbook beside other files', zip('facture.txt', 'xl/workbook.xml'), 'zip'],
    ['a PDF header too far in', text(`${'x'.repeat(1100)}%PDF-1.4`), 'text'],
    ['noise', bytes(1, 2, 3, 4, 0x80), 'unknown'],
    ['one byte', bytes(0), 'unknown'],
  ])('refuses %s and says what it is', (_, file, detected) => {
    expect(() => sniff(file)).toThrow(
      expect.objectContaining({ code: 'unsupported_format', details: { detected } }),
    );
  });

  test.each([
    ['csv', text('a;b;c\n1;2;3')],
    ['xlsx', zip('[Content_Types].xml', 'xl/workbook.xml')],
  ])('refuses %s where documents are read', (detected, file) => {
    expect(() => sniffDocument(file)).toThrow(
      expect.objectContaining({ code: 'unsupported_format', details: { detected } }),
    );
    expect(isRecordFile(detected)).toBe(true);
    expect(isRecordFile(sniffDocument(text('%PDF-1.7')))).toBe(false);
  });

  test('refuses an empty file by a code of its own', () => {
    expect(() => sniff(new Uint8Array(0))).toThrow(expect.objectContaining({ code: 'empty_file' }));
  });

  test('gives each format its media type', () => {
    expect(contentType('pdf')).toBe('application/pdf');
    expect(contentType('tiff')).toBe('image/tiff');
  });
});
