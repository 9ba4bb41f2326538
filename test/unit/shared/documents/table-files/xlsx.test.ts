import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  SHARED_STRINGS_LIMIT_BYTES,
  SHEET_ROWS_LIMIT,
} from '../../../../../shared/documents/table-files/limits.ts';
import { readTableFile } from '../../../../../shared/documents/table-files/read-table-file.ts';
import { bytesSource, type TableSource } from '../../../../../shared/documents/table-files/table-source.ts';
import { readXlsx } from '../../../../../shared/documents/table-files/xlsx.ts';
import { sniff } from '../../../../../shared/domain/document/format.ts';
import type { RawRow } from '../../../../../shared/domain/fax-log/fax-record.ts';
import { eventually } from '../../../../support/eventually.ts';
import { allRows } from '../../../../support/table-rows.ts';
import { writeXlsx, type XlsxCell, type XlsxOptions } from '../../../../support/xlsx-writer.ts';
import { writeZip } from '../../../../support/zip-writer.ts';

const read = (bytes: Uint8Array): Promise<RawRow[]> => allRows(readXlsx(bytesSource(bytes)));
const readBack = async (rows: readonly (readonly XlsxCell[])[], options?: XlsxOptions): Promise<RawRow[]> =>
  read(await writeXlsx(rows, options));

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const sheet = (data: string, before = ''): Uint8Array =>
  Buffer.from(
    `<?xml version="1.0"?>${before}<worksheet xmlns="${MAIN}"><sheetData>${data}</sheetData></worksheet>`,
  );
/** A workbook whose sheet is this. */
const withSheet = (data: Uint8Array): Promise<Uint8Array> =>
  writeXlsx([['x']], {
    entries: [
      { name: 'xl/worksheets/sheet1.xml', data },
      {
        name: 'xl/sharedStrings.xml',
        data: Buffer.from('<sst><si><t>y</t><phoneticPr fontId="1"/></si></sst>'),
      },
    ],
  });

describe('a workbook', () => {
  test('gives its cells as what they mean', async () => {
    const rows = await readBack([
      ['Fax ID', 'Élodie & "Zoé" <x>', '', null, 'fin'],
      [12, 0.1, 1e21, 1.5e-7, -3],
      [true, false, { error: '#N/A' }, { runs: ['deux ', 'mots'] }, { formula: 'A1&"x"', result: 'ax' }],
      [
        { date: '2024-01-15T10:30:00' },
        { date: '1999-12-31T23:59:59' },
        { date: '1900-01-01T00:00:00' },
        { formula: '1+1', result: 2 },
      ],
    ]);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['Fax ID', 'Élodie & "Zoé" <x>', '', '', 'fin'],
      ['12', '0.1', '1000000000000000000000', '0.00000015', '-3'],
      ['TRUE', 'FALSE', '#N/A', 'deux mots', 'ax'],
      ['2024-01-15T10:30:00', '1999-12-31T23:59:59', '1900-01-01T00:00:00', '2', ''],
    ]);
    expect(rows.map(({ row }) => row)).toEqual([1, 2, 3, 4]);
  });

  test('is known by its first bytes, and read through the one door', async () => {
    const bytes = await writeXlsx([['a', 'b']]);
    expect(sniff(bytes.subarray(0, 512))).toBe('xlsx');
    expect(await allRows(readTableFile('xlsx', bytesSource(bytes)))).toEqual([{ row: 1, cells: ['a', 'b'] }]);
    expect(await allRows(readTableFile('csv', bytesSource(Buffer.from('a;b;c'))))).toHaveLength(1);
  });

  test.each<[string, XlsxOptions]>([
    ['texts in their cells', { strings: 'inline' }],
    ['no references', { withoutReferences: true }],
    ['days counted from 1904', { date1904: true }],
    ['names with a prefix', { prefix: 'x' }],
    ['entries that are stored', { zip: { stored: true } }],
    ['sizes behind its entries', { zip: { sizesFollow: true } }],
    ['zip64 records', { zip: { zip64: true } }],
    ['bytes before its archive', { zip: { before: Buffer.alloc(777, 1) } }],
    ['bytes before its zip64 archive', { zip: { zip64: true, before: Buffer.alloc(777, 1) } }],
    ['a comment that looks like an end', { zip: { comment: 'PK\x05\x06 et plus' } }],
    ['hidden and empty sheets before', { before: ['hidden', 'veryHidden', 'empty'] }],
  ])('with %s is read alike', async (_, options) => {
    const rows: XlsxCell[][] = [
      ['Numéro', 'b', null, 'd'],
      [null, { date: '2024-02-29T08:00:01' }, 3, 'd '],
    ];
    expect(await readBack(rows, options)).toEqual([
      { row: 1, cells: ['Numéro', 'b', '', 'd'] },
      { row: 2, cells: ['', '2024-02-29T08:00:01', '3', 'd '] },
    ]);
  });

  test('keeps line breaks, blanks and letters that XML cannot hold', async () => {
    const cells = ['a\nb', 'a\r\nb', ' x ', '\0', '_x000D_', '\ud800', '😀', '&amp;', ']]>'];
    for (const strings of ['shared', 'inline'] as const)
      expect((await readBack([cells], { strings }))[0]!.cells).toEqual(cells);
  });

  test('leaves rows without values out, keeps the numbers of others, and has no short rows', async () => {
    const bytes = await withSheet(
      sheet(
        '<row r="3"><c r="C3" t="str"><v>x</v></c></row><row r="4"><c r="A4"/><c r="B4" s="1"/></row><row r="7"/><row/><row><c><v>5</v></c><c t="inlineStr"><is><t> </t></is></c></row><row r="2"><c r="B9"><v>6</v></c></row>',
      ),
    );
    expect(await read(bytes)).toEqual([
      { row: 3, cells: ['', '', 'x'] },
      { row: 9, cells: ['5', ' ', ''] },
      { row: 10, cells: ['', '6', ''] },
    ]);
  });

  test('may be written in any form that XML allows', async () => {
    const bytes = await withSheet(
      sheet(
        `<!-- <row> > --><?pi <c> ?>\n<row\n r = '1' ><c t='inlineStr' r='A1' ><is ><r><rPr/><t >a</t ></r><rPh><t>spoken</t></rPh><r><t xml:space="preserve"> b</t></r></is></c>
        <c r="B1" x:note="a > b" t="str"><v><![CDATA[<c&>]]>&#233;&#xe8;&unknown;</v></c><c r="C1"><f>1 &lt; 2</f><v>\n 007 </v></c><c r="D1" t="d"><v>2024-01-15T10:30Z</v></c></row>`,
        '\n',
      ),
    );
    expect(await read(bytes)).toEqual([
      { row: 1, cells: ['a b', '<c&>éè&unknown;', '7', '2024-01-15T10:30:00'] },
    ]);
  });

  test.each([
    [
      'Excel',
      '<row r="1" spans="1:4" x14ac:dyDescent="0.25"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1"><v>45306.4375</v></c><c r="C1" s="0"><f>SUM(1,2)</f><v>3</v></c><c r="D1" t="str"><f t="shared" ref="D1:D2" si="0">"x"</f><v>x</v></c></row>',
    ],
    [
      'LibreOffice',
      '<row r="1" customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" collapsed="false"><c r="A1" s="0" t="s"><v>0</v></c><c r="B1" s="1" t="n"><v>45306.4375</v></c><c r="C1" s="0" t="n"><f aca="false">SUM(1,2)</f><v>3</v></c><c r="D1" s="0" t="str"><f aca="false">"x"</f><v>x</v></c></row>',
    ],
    [
      'a program of one\u2019s own',
      '<row><c t="s"><v>0</v></c><c s="1"><v>45306.4375</v></c><c t="n"><v>3.0</v></c><c t="inlineStr"><is><t>x</t></is></c></row>',
    ],
  ])('may be as %s writes it', async (_, data) => {
    const head =
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac" xmlns:x14ac="x"><sheetPr><tabColor rgb="FF"/></sheetPr><dimension ref="A1:D1"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews><cols><col min="1" max="4" width="9.1"/></cols>';
    const foot =
      '<mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells><pageMargins left="0.7"/></worksheet>';
    const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n${head}<sheetData>${data}</sheetData>${foot}`;
    expect(await read(await withSheet(Buffer.from(xml)))).toEqual([
      { row: 1, cells: ['y', '2024-01-15T10:30:00', '3', 'x'] },
    ]);
  });

  test('in UTF-16 is read, and however its bytes come', async () => {
    const xml = sheet('<row><c t="inlineStr"><is><t>été 😀</t></is></c></row>');
    const bytes = await withSheet(Buffer.from(`\ufeff${Buffer.from(xml).toString()}`, 'utf16le'));
    expect(await read(bytes)).toEqual([{ row: 1, cells: ['été 😀'] }]);
  });

  test('of which only ranges are read takes what it needs', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => [
      `n${index}`,
      `é${(index * 7919) % 100_003}`,
      index,
    ]);
    const inner = bytesSource(
      await writeXlsx(rows, {
        entries: [{ name: 'xl/media/big.bin', data: new Uint8Array(9_000_000), stored: true }],
      }),
    );
    let [taken, open] = [0, 0];
    const source: TableSource = {
      sizeBytes: inner.sizeBytes,
      async *read(from, to) {
        open++;
        try {
          // Pieces that part everything: headers, characters, tags.
          for await (const chunk of inner.read(from, to)) {
            for (let at = 0; at < chunk.length; at += 9973) {
              const piece = chunk.subarray(at, at + 9973);
              taken += piece.length;
              yield piece;
            }
          }
        } finally {
          open--;
        }
      },
    };
    const told: number[] = [];
    const back = await allRows(readXlsx(source, { onProgress: (bytesRead) => told.push(bytesRead) }));
    expect(back).toHaveLength(rows.length);
    expect(back.at(-1)).toEqual({ row: 20_000, cells: rows.at(-1)!.map(String) });
    expect(taken).toBeLessThan(inner.sizeBytes - 8_000_000);
    expect(told.at(-1)).toBe(inner.sizeBytes);
    expect(told).toEqual([...told].sort((a, b) => a - b));

    for await (const _ of readXlsx(source)) break;
    await eventually(
      async () => open,
      (still) => still === 0,
    );
  });

  test('whose source fails fails as its source did', async () => {
    const bytes = await writeXlsx(Array.from({ length: 1000 }, (_, index) => [index]));
    const source: TableSource = {
      sizeBytes: bytes.length + 9_000_000,
      async *read(from, to) {
        if (to < bytes.length) yield bytes.subarray(from, to);
        throw new Error('connection lost');
      },
    };
    await expect(allRows(readXlsx(source))).rejects.toThrow('connection lost');
  });
});

describe('an archive that is no sound workbook', () => {
  const zip = (name: string, data = 'x'): Uint8Array => writeZip([{ name, data: Buffer.from(data) }]);
  const usual = (): Promise<Uint8Array> =>
    writeXlsx([
      ['Fax ID', 'b'],
      [1, 2],
    ]);

  test.each<[string, () => Uint8Array | Promise<Uint8Array>, object]>([
    [
      'holds other files',
      () => zip('facture.txt'),
      { code: 'unsupported_format', details: { detected: 'zip' } },
    ],
    [
      'is a word processor’s',
      () =>
        writeZip([
          {
            name: '_rels/.rels',
            data: Buffer.from(
              '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="word/document.xml"/></Relationships>',
            ),
          },
          { name: 'word/document.xml', data: Buffer.from('<w:document xmlns:w="x"/>') },
        ]),
      { code: 'unsupported_format', details: { detected: 'zip' } },
    ],
    [
      'is a binary workbook',
      () =>
        zip(
          '_rels/.rels',
          '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="/xl/workbook.bin"/></Relationships>',
        ),
      { code: 'unsupported_format', details: { detected: 'xlsb' } },
    ],
    ['is empty', () => writeZip([]), { code: 'unsupported_format', details: { detected: 'zip' } }],
    ['has nothing but names that lead out', () => zip('../xl/workbook.xml'), { code: 'unsupported_format' }],
    [
      'is cut off',
      async () => (await usual()).subarray(0, 900),
      { code: 'unreadable_file', details: { reason: 'zip_damaged' } },
    ],
    ['is no archive at all', () => Buffer.from('PK\x03\x04 not at all'), { code: 'unreadable_file' }],
    [
      'has two entries of one name',
      () =>
        writeZip(['xl/workbook.xml', 'XL\\Workbook.xml'].map((name) => ({ name, data: Buffer.from('x') }))),
      { code: 'unreadable_file', details: { reason: 'zip_same_names' } },
    ],
    [
      'is encrypted',
      () =>
        writeXlsx([['a']], {
          entries: [{ name: 'xl/workbook.xml', data: Buffer.from('x'), encrypted: true }],
        }),
      { code: 'encrypted_document' },
    ],
    [
      'lacks its sheet',
      () =>
        writeXlsx([['a']], {
          entries: [
            {
              name: 'xl/_rels/workbook.xml.rels',
              data: Buffer.from(
                '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/none.xml"/></Relationships>',
              ),
            },
          ],
        }),
      { code: 'unreadable_file', details: { reason: 'part_missing' } },
    ],
    [
      'has a document type, as a billion laughs would',
      () => withSheet(sheet('<row><c><v>&b;</v></c></row>', '<!DOCTYPE a [<!ENTITY b "ha">]>')),
      { code: 'unreadable_file', details: { reason: 'xml_doctype' } },
    ],
    [
      'has a sheet that breaks off',
      () => withSheet(sheet('<row><c><v>1').subarray(0, 150)),
      { code: 'unreadable_file', details: { reason: 'xml_damaged' } },
    ],
    [
      'has a cell that names a text that there is not',
      () => withSheet(sheet('<row><c t="s"><v>9</v></c></row>')),
      { code: 'unreadable_file', details: { reason: 'text_missing', row: 1 } },
    ],
    [
      'has more rows than sheets have',
      () => withSheet(sheet(`<row r="${SHEET_ROWS_LIMIT}"/>${'<row/>'}`)),
      { code: 'unreadable_file', details: { reason: 'too_many_rows', limit: SHEET_ROWS_LIMIT } },
    ],
    [
      'has a tag without end',
      () => withSheet(sheet(`<row><c r="${'A'.repeat(1_100_000)}`)),
      { code: 'unreadable_file', details: { reason: 'xml_too_long', limit: 1_048_576 } },
    ],
    [
      'has data that unfold to more than they say',
      () =>
        writeXlsx([['a']], {
          entries: [
            {
              name: 'xl/worksheets/sheet1.xml',
              data: deflateRawSync(Buffer.alloc(20_000_000, ' ')),
              deflated: { sizeBytes: 1000, crc: 0 },
            },
          ],
        }),
      { code: 'unreadable_file', details: { reason: 'zip_damaged' } },
    ],
    [
      'claims texts that unfold to a gigabyte and more',
      () =>
        writeXlsx([['a']], {
          entries: [
            {
              name: 'xl/sharedStrings.xml',
              data: deflateRawSync(Buffer.from('<sst/>')),
              deflated: { sizeBytes: SHARED_STRINGS_LIMIT_BYTES + 1, crc: 0 },
            },
          ],
        }),
      {
        code: 'unreadable_file',
        details: { reason: 'too_much_data', limit_bytes: SHARED_STRINGS_LIMIT_BYTES },
      },
    ],
  ])('%s is refused', async (_, make, expected) => {
    await expect(read(await make())).rejects.toMatchObject(expected);
  });

  test('a bit turned in a stored sheet is noticed', async () => {
    const bytes = Buffer.from(
      await writeXlsx(
        [
          ['Fax ID', 'b'],
          [1, 2],
        ],
        { zip: { stored: true } },
      ),
    );
    const at = bytes.indexOf('<sheetData>');
    bytes[bytes.indexOf('<v>', at) + 3]! ^= 1;
    await expect(read(bytes)).rejects.toMatchObject({ code: 'unreadable_file' });
  });

  test('rows that are all as wide as can be come in small batches of narrow rows', async () => {
    const wide = '<row><c r="XFD1"><v>1</v></c><c r="ALL1"><v>2</v></c></row>'.repeat(2000);
    let largest = 0;
    let count = 0;
    for await (const batch of readXlsx(bytesSource(await withSheet(sheet(wide))))) {
      largest = Math.max(
        largest,
        batch.reduce((sum, { cells }) => sum + cells.length, 0),
      );
      count += batch.length;
    }
    expect(count).toBe(2000);
    expect(largest).toBeLessThan(2_500_000);
  });
});
