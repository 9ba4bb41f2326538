import { describe, expect, test } from 'vitest';
import { contentType, sniff } from '../../../../../shared/domain/document/format.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const bytes = (...values: (number | string)[]): Uint8Array =>
  Uint8Array.from(
    values.flatMap((v) => (typeof v === 'string' ? Array.from(v, (c) => c.charCodeAt(0)) : [v])),
  );
const utf16 = (value: string, bigEndian = false, mark = true): Uint8Array => {
  const buffer = Buffer.from((mark ? '\ufeff' : '') + value, 'utf16le');
  return new Uint8Array(bigEndian ? buffer.swap16() : buffer);
};

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
    ['a table', text('Fax ID;Nom;Revendeur\n1;a;b'), 'csv'],
    ['text', text('Bonjour'), 'text'],
    ['a PDF header too far in', text(`${'x'.repeat(1100)}%PDF-1.4`), 'text'],
    ['noise', bytes(1, 2, 3, 4, 0x80), 'unknown'],
    ['one byte', bytes(0), 'unknown'],
  ])('refuses %s and says what it is', (_, file, detected) => {
    expect(() => sniff(file)).toThrow(
      expect.objectContaining({ code: 'unsupported_format', details: { detected } }),
    );
  });

  test('refuses an empty file by a code of its own', () => {
    expect(() => sniff(new Uint8Array(0))).toThrow(expect.objectContaining({ code: 'empty_file' }));
  });

  test('gives each format its media type', () => {
    expect(contentType('pdf')).toBe('application/pdf');
    expect(contentType('tiff')).toBe('image/tiff');
  });
});
