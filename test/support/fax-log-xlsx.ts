/** A made-up fax log as a workbook (ECMA-376, SpreadsheetML), streamed. */
import { buffer } from 'node:stream/consumers';
import { type FaxLogOptions, type FaxLogRow, faxLogRows } from './fax-log-rows.ts';
import { type ZipEntry, zipStream } from './zip-stream.ts';

export interface FaxXlsxOptions extends Omit<FaxLogOptions, 'encoding' | 'oddities'> {
  /** A workbook has no damaged rows: neither quotes nor bytes, and cells that are not there are empty ones. */
  oddities?: { blankRows?: number };
  /** `shared` as spreadsheet programs write texts, with a table of them all; `inline` as programs that stream. */
  strings?: 'shared' | 'inline';
  /** Times as numbers with a style, or as texts; `serial`. */
  times?: 'serial' | 'text';
  /** Called numbers of digits alone that do not begin with 0 as numbers, as Excel makes of them on its own. */
  numbersAsNumbers?: boolean;
  /** See `zipStream`. */
  sizes?: 'known' | 'following';
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** The style of times: the second of the workbook's formats of cells. */
const TIME_STYLE = 1;

/** The bytes of a workbook with the log in its one sheet. */
function faxLogXlsx(options: FaxXlsxOptions): AsyncGenerator<Buffer> {
  const shared = options.strings === 'inline' ? null : new Map<string, number>();
  const entries: ZipEntry[] = [
    { name: '[Content_Types].xml', content: [contentTypes(shared !== null)] },
    { name: '_rels/.rels', content: [relations([['officeDocument', 'xl/workbook.xml']])] },
    {
      name: 'xl/workbook.xml',
      content: [
        `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="Journal" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ],
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: [
        relations([
          ['worksheet', 'worksheets/sheet1.xml'],
          ['styles', 'styles.xml'],
          ...(shared === null ? [] : [['sharedStrings', 'sharedStrings.xml'] as const]),
        ]),
      ],
    },
    { name: 'xl/styles.xml', content: [styles()] },
    { name: 'xl/worksheets/sheet1.xml', content: sheet(options, shared) },
    ...(shared === null ? [] : [{ name: 'xl/sharedStrings.xml', content: sharedStrings(shared) }]),
  ];
  return zipStream(entries, options.sizes);
}

/** A whole workbook of a log. */
export async function faxLogXlsxFile(options: FaxXlsxOptions): Promise<Buffer> {
  return buffer(faxLogXlsx(options));
}

function contentTypes(withStrings: boolean): string {
  const parts = [
    ['/xl/workbook.xml', 'sheet.main'],
    ['/xl/worksheets/sheet1.xml', 'worksheet'],
    ['/xl/styles.xml', 'styles'],
    ...(withStrings ? [['/xl/sharedStrings.xml', 'sharedStrings']] : []),
  ];
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts
    .map(([part, type]) => `<Override PartName="${part}" ContentType="${SHEET_TYPE}.${type}+xml"/>`)
    .join('')}</Types>`;
}

function relations(targets: ReadonlyArray<readonly [type: string, target: string]>): string {
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${targets
    .map(
      ([type, target], i) =>
        `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;
}

function styles(): string {
  return `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}

function* sheet(options: FaxXlsxOptions, shared: Map<string, number> | null): Generator<string> {
  yield `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheetData>`;
  let xml = '';
  for (const row of faxLogRows(options)) {
    if (row.kind === 'blank') continue;
    xml += sheetRow(row, options, shared);
    if (xml.length < 65_536) continue;
    yield xml;
    xml = '';
  }
  yield `${xml}</sheetData></worksheet>`;
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const COUNT = /^(?:0|[1-9]\d{0,8})$/;
const TIME = /^\d\d\/\d\d\/\d{4} \d\d:\d\d$/;

function sheetRow(row: FaxLogRow, options: FaxXlsxOptions, shared: Map<string, number> | null): string {
  let xml = `<row r="${row.row}">`;
  row.cells.forEach((cell, place) => {
    if (cell === '') return;
    const at = `${LETTERS[place]}${row.row}`;
    const minute = row.truth?.minute ?? null;
    if (TIME.test(cell) && minute !== null && options.times !== 'text')
      // Days since 1899-12-30, as Excel has them for every day after February 1900.
      xml += `<c r="${at}" s="${TIME_STYLE}"><v>${Number((minute / 1440 + 25_569).toPrecision(15))}</v></c>`;
    else if (COUNT.test(cell) || (options.numbersAsNumbers === true && /^[1-9]\d{9,14}$/.test(cell)))
      xml += `<c r="${at}"><v>${cell}</v></c>`;
    else if (shared === null) xml += `<c r="${at}" t="inlineStr"><is>${text(cell)}</is></c>`;
    else {
      let index = shared.get(cell);
      if (index === undefined) {
        index = shared.size;
        shared.set(cell, index);
      }
      xml += `<c r="${at}" t="s"><v>${index}</v></c>`;
    }
  });
  return `${xml}</row>`;
}

function* sharedStrings(shared: ReadonlyMap<string, number>): Generator<string> {
  yield `${HEAD}<sst xmlns="${MAIN}" uniqueCount="${shared.size}">`;
  let xml = '';
  for (const value of shared.keys()) {
    xml += `<si>${text(value)}</si>`;
    if (xml.length < 65_536) continue;
    yield xml;
    xml = '';
  }
  yield `${xml}</sst>`;
}

function text(value: string): string {
  const escaped = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<t xml:space="preserve">${escaped}</t>`;
}
