/** Tables to be damaged, tables put together at random, and what must be true of whatever is read of any. */

import { readTableFile } from '../../shared/documents/table-files/read-table-file.ts';
import { bytesSource } from '../../shared/documents/table-files/table-source.ts';
import type { RecordFormat } from '../../shared/domain/document/format.ts';
import { writeXlsx, type XlsxCell } from '../support/xlsx-writer.ts';
import { writeZip } from '../support/zip-writer.ts';
import { below, oneOf, type Random } from './damage.ts';

const HEADINGS = ['Fax ID', 'Nom et prénom', 'Mode', 'Date et heure', 'Numéro appelé', 'Pages'];

function logRow(index: number): string[] {
  const name = index % 3 === 0 ? 'Dupont; "Zoé"\nÉtage 2' : 'Martin';
  return [
    `F${index}`,
    name,
    index % 2 ? 'SF' : 'RF',
    '15/01/2024 10:30',
    `01234567${10 + (index % 89)}`,
    '3',
  ];
}

/** A sound log of some rows in CSV, in one of the encodings that are read. */
export function csvLog(encoding: 'utf8' | 'latin1' | 'utf16le', separator: string): Uint8Array {
  const rows = [HEADINGS, ...Array.from({ length: 200 }, (_, index) => logRow(index))];
  const quoted = (cell: string): string => (/["\n;,]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const text = rows.map((cells) => cells.map(quoted).join(separator)).join('\r\n');
  return Buffer.from(encoding === 'utf16le' ? `\ufeff${text}` : text, encoding);
}

/** A sound log of some rows as a workbook. */
export function xlsxLog(options: Parameters<typeof writeXlsx>[1]): Promise<Uint8Array> {
  const rows: XlsxCell[][] = Array.from({ length: 60 }, (_, index) => [
    ...logRow(index),
    index,
    { date: '2024-01-15T10:30:00' },
    index % 2 === 0,
  ]);
  return writeXlsx([HEADINGS, ...rows], options);
}

/** Text of separators, quotes, line ends and bytes of every kind, in lines that are rows often enough. */
export function randomCsv(random: Random): Uint8Array {
  const separator = oneOf(random, [';', ',', '\t', '|']);
  const end = oneOf(random, ['\n', '\r\n', '\r']);
  const pieces = ['"', '""', '"x"', separator, ';', '\n', '\r', '\0', 'é', 'abc', '€', '\xe9', ' ', 'sep=;'];
  const piece = (): string => {
    const text = oneOf(random, pieces);
    return random() < 0.01 ? text.repeat(below(random, 30_000)) : text;
  };
  const lines = Array.from({ length: below(random, 2000) }, () =>
    random() < 0.9
      ? logRow(below(random, 1000))
          .slice(0, random() < 0.9 ? 6 : below(random, 6))
          .join(separator)
          .replaceAll('\n', ' ')
      : Array.from({ length: below(random, 20) }, piece).join(''),
  );
  const text = [HEADINGS.join(separator), ...lines].join(end);
  return Buffer.from(text, oneOf(random, ['utf8', 'latin1', 'utf16le'] as const));
}

/** A workbook, sound as an archive, whose parts hold anything. */
export function randomXlsx(random: Random): Uint8Array {
  const value = (): string =>
    oneOf(random, [
      '1',
      '0',
      '-1',
      '1e999',
      '45306.5',
      '99999999',
      'x',
      '',
      '&#0;',
      '&b;',
      'é'.repeat(below(random, 9)),
    ]);
  const cell = (): string => {
    const reference = oneOf(random, ['', ' r="A1"', ' r="XFD1"', ' r="b2"', ' r="ZZZZZZ1"', ' r="7"']);
    const type = oneOf(random, ['', ' t="s"', ' t="b"', ' t="inlineStr"', ' t="str"', ' t="d"', ' t="?"']);
    if (type === ' t="s"' && random() < 0.98) return `<c${reference}${type}><v>${below(random, 50)}</v></c>`;
    const content = oneOf(random, [
      `<v>${value()}</v>`,
      `<is><t>${value()}</t></is>`,
      `<is><r><t>${value()}</t></r><rPh><t>x</t></rPh></is>`,
      `<f>${value()}</f><v>${value()}</v>`,
      '<v/>',
      '',
    ]);
    return `<c${reference}${oneOf(random, ['', ' s="1"', ' s="-1"'])}${type}>${content}</c>`;
  };
  const row = (): string =>
    `<row${oneOf(random, ['', ` r="${below(random, random() < 0.01 ? 2_000_000 : 200)}"`, ' r="x"'])}>${Array.from({ length: below(random, 12) }, cell).join('')}</row>`;
  const part = (name: string, xml: string): { name: string; data: Uint8Array; stored: boolean } => ({
    name: random() < 0.99 ? name : name.toUpperCase(),
    data: Buffer.from(`${random() < 0.02 ? '<!DOCTYPE a [<!ENTITY b "bb">]>' : ''}${xml}`),
    stored: random() < 0.5,
  });
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="http://x/${type}" Target="${target}"/>`;
  const rows = Array.from({ length: below(random, 60) }, row).join('');
  const texts = Array.from({ length: 50 }, () => `<si><t>${value()}</t></si>`).join('');
  return writeZip(
    [
      part(
        '_rels/.rels',
        `<r>${relation('a', 'officeDocument', oneOf(random, ['xl/workbook.xml', '/xl/workbook.xml', '../../x']))}</r>`,
      ),
      part(
        'xl/workbook.xml',
        `<workbook><workbookPr date1904="${below(random, 2)}"/><sheets><sheet r:id="s"/></sheets></workbook>`,
      ),
      part(
        'xl/_rels/workbook.xml.rels',
        `<r>${relation('s', 'worksheet', 'sheet.xml')}${relation('t', 'sharedStrings', 'texts.xml')}${relation('u', 'styles', oneOf(random, ['styles.xml', 'none.xml']))}</r>`,
      ),
      part(
        'xl/sheet.xml',
        `<worksheet><sheetData>${rows}</sheetData>${random() < 0.97 ? '</worksheet>' : ''}`,
      ),
      part('xl/texts.xml', `<sst>${texts}</sst>`),
      part(
        'xl/styles.xml',
        `<s><numFmt numFmtId="164" formatCode="${oneOf(random, ['dd/mm', '[h]:mm', '0000', '"', '\\'])}"/><cellXfs><xf/><xf numFmtId="${oneOf(random, [14, 20, 164, -1])}"/></cellXfs></s>`,
      ),
    ],
    { sizesFollow: random() < 0.2, zip64: random() < 0.2 },
  );
}

/** Reads a table to its end, and throws where a row is none. `read`, when nothing is wrong with it. */
export async function readTable(format: RecordFormat, bytes: Uint8Array): Promise<string> {
  let last = 0;
  for await (const rows of readTableFile(format, bytesSource(bytes))) {
    if (rows.length === 0) throw new Error('a batch is empty');
    for (const { row, cells } of rows) {
      if (!Number.isSafeInteger(row) || row <= last) throw new Error(`row ${row} comes after ${last}`);
      if (!cells.every((cell) => typeof cell === 'string')) throw new Error('a cell is no text');
      last = row;
    }
  }
  return 'read';
}
