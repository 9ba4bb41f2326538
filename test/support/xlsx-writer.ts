/** Workbooks (ECMA-376) of one table, written in any of the ways that programs write them. */
import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';
import { writeZip, type ZipEntry, type ZipOptions } from './zip-writer.ts';

/** What a cell may hold; null is none at all. */
export type XlsxCell =
  | string
  | number
  | boolean
  | null
  /** `2024-01-15T10:30:00`, written as a serial number with a format of dates. */
  | { date: string }
  /** `#N/A` and the like. */
  | { error: string }
  | { formula: string; result: string | number | boolean }
  /** Text of which each part has a look of its own. */
  | { runs: readonly string[] };

export interface XlsxOptions {
  /** Where texts are kept: in one table, each once, as Excel does it, or in their cells. Default `shared`. */
  strings?: 'shared' | 'inline';
  /** Leaves `r` off rows and cells; empty cells are then written. Default false. */
  withoutReferences?: boolean;
  /** Dates counted from 1904, as on old Macintoshes. Default false. */
  date1904?: boolean;
  /** Put before the names of all elements, such as `x`; '' for none. */
  prefix?: string;
  /** Hidden sheets, and visible ones without rows, that come before the sheet with the table. */
  before?: readonly ('hidden' | 'veryHidden' | 'empty')[];
  zip?: ZipOptions & { stored?: boolean };
  /** Entries added to the archive, or put in place of its own of the same name. */
  entries?: readonly ZipEntry[];
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** The style of dates in `styles` below. */
const DATE_STYLE = 1;
const DAY_MS = 86_400_000;

/** `A` for 0, `AA` for 26. */
function columnName(index: number): string {
  let name = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** The number of a local time in either system of dates (ECMA-376 part 1, 18.17.4); 1900 was no leap year. */
function serialOf(iso: string, date1904 = false): number {
  const ms = Date.parse(`${iso}Z`);
  if (date1904) return (ms - Date.UTC(1904, 0, 1)) / DAY_MS;
  const days = (ms - Date.UTC(1899, 11, 31)) / DAY_MS;
  return days >= 60 ? days + 1 : days;
}

const MARKUP: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML has it; what XML cannot hold is written `_x0000_` (ST_Xstring, ECMA-376 part 1, 22.9.2.19). */
function escaped(text: string): string {
  if (!/[&<>"\0-\x1f\ud800-\udfff\ufffe\uffff]|_x/.test(text)) return text;
  return text
    .replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
    .replace(
      /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\0-\x08\x0b-\x1f\ufffe\uffff]/g,
      (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replace(/[&<>"]/g, (char) => MARKUP[char]!);
}

/** The names of elements under a prefix. */
function prefixed(xml: string, prefix: string): string {
  return prefix === '' ? xml : xml.replace(/<(\/?)(?=[A-Za-z])/g, `<$1${prefix}:`);
}

class SharedStrings {
  readonly #indexes = new Map<string, number>();
  readonly #items: string[] = [];

  indexOf(item: string): number {
    const known = this.#indexes.get(item);
    if (known !== undefined) return known;
    this.#indexes.set(item, this.#items.length);
    return this.#items.push(item) - 1;
  }

  chunks(attributes: string): string[] {
    const count = this.#items.length;
    return [`<sst ${attributes} uniqueCount="${count}">`, ...this.#items, '</sst>'];
  }
}

function textItem(cell: string | { runs: readonly string[] }): string {
  const t = (text: string): string => `<t xml:space="preserve">${escaped(text)}</t>`;
  if (typeof cell === 'string') return t(cell);
  const look = '<rPr><b/><sz val="11"/></rPr>';
  return cell.runs.map((run, index) => `<r>${index % 2 ? look : ''}${t(run)}</r>`).join('');
}

/** Type and content of a cell: `t` attribute, style, inner XML. */
function cellXml(
  cell: Exclude<XlsxCell, null>,
  shared: SharedStrings | undefined,
  date1904: boolean,
): string {
  if (typeof cell === 'number') return `><v>${cell}</v>`;
  if (typeof cell === 'boolean') return ` t="b"><v>${cell ? 1 : 0}</v>`;
  if (typeof cell === 'string' || 'runs' in cell) {
    const item = textItem(cell);
    return shared ? ` t="s"><v>${shared.indexOf(`<si>${item}</si>`)}</v>` : ` t="inlineStr"><is>${item}</is>`;
  }
  if ('date' in cell) return ` s="${DATE_STYLE}"><v>${serialOf(cell.date, date1904)}</v>`;
  if ('error' in cell) return ` t="e"><v>${escaped(cell.error)}</v>`;
  const formula = `<f>${escaped(cell.formula)}</f>`;
  if (typeof cell.result === 'string') return ` t="str">${formula}<v>${escaped(cell.result)}</v>`;
  if (typeof cell.result === 'boolean') return ` t="b">${formula}<v>${cell.result ? 1 : 0}</v>`;
  return `>${formula}<v>${cell.result}</v>`;
}

function* sheetChunks(
  rows: Iterable<readonly XlsxCell[]>,
  { withoutReferences = false, date1904 = false, prefix = '' }: XlsxOptions,
  shared: SharedStrings | undefined,
): Generator<string> {
  yield prefixed('<sheetData>', prefix);
  const columns: string[] = [];
  let number = 0;
  for (const row of rows) {
    number++;
    let xml = withoutReferences ? '<row>' : `<row r="${number}">`;
    for (const [index, cell] of row.entries()) {
      columns[index] ??= columnName(index);
      const reference = withoutReferences ? '' : ` r="${columns[index]}${number}"`;
      if (cell !== null) xml += `<c${reference}${cellXml(cell, shared, date1904)}</c>`;
      else if (withoutReferences) xml += '<c/>';
    }
    yield prefixed(`${xml}</row>`, prefix);
  }
  yield prefixed('</sheetData>', prefix);
}

/** Deflates text as it comes: a sheet of a million rows is never held whole. */
async function deflatedEntry(name: string, chunks: Iterable<string>): Promise<ZipEntry> {
  const deflate = createDeflateRaw({ level: 1 });
  const packed = deflate.toArray() as Promise<Buffer[]>;
  let [text, crc, sizeBytes] = ['', 0, 0];
  const flush = async (): Promise<void> => {
    const bytes = Buffer.from(text);
    text = '';
    crc = crc32(bytes, crc);
    sizeBytes += bytes.length;
    if (!deflate.write(bytes)) await once(deflate, 'drain');
  };
  for (const chunk of chunks) {
    text += chunk;
    if (text.length > 1 << 18) await flush();
  }
  await flush();
  deflate.end();
  return { name, data: Buffer.concat(await packed), deflated: { sizeBytes, crc } };
}

async function storedEntry(name: string, chunks: Iterable<string>): Promise<ZipEntry> {
  return { name, data: Buffer.from([...chunks].join('')), stored: true };
}

/** A workbook whose first visible sheet with rows holds these, the first of them as row 1. */
export async function writeXlsx(
  rows: Iterable<readonly XlsxCell[]>,
  options: XlsxOptions = {},
): Promise<Uint8Array> {
  const { strings = 'shared', date1904 = false, prefix = '', before = [] } = options;
  const shared = strings === 'shared' ? new SharedStrings() : undefined;
  const entry = options.zip?.stored ? storedEntry : deflatedEntry;
  const space = `xmlns${prefix === '' ? '' : `:${prefix}`}="${MAIN}"`;
  const sheets = [...before, 'visible' as const];
  const numbers = sheets.map((_, index) => index + 1);
  const main = (xml: string): string[] => [XML, prefixed(xml, prefix)];

  const types = [
    ['/xl/workbook.xml', 'sheet.main'],
    ['/xl/styles.xml', 'styles'],
    ['/xl/sharedStrings.xml', 'sharedStrings'],
    ...numbers.map((n) => [`/xl/worksheets/sheet${n}.xml`, 'worksheet']),
  ].map(
    ([part, kind]) =>
      `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`,
  );
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const relations = (inner: string): string[] => [
    `${XML}<Relationships xmlns="${PACKAGE}/relationships">${inner}</Relationships>`,
  ];
  const sheetList = sheets.map((kind, index) => {
    const state = kind === 'hidden' || kind === 'veryHidden' ? ` state="${kind}"` : '';
    return `<sheet name="Feuille ${index + 1}" sheetId="${index + 1}"${state} r:id="rId${index + 1}"/>`;
  });

  const parts: ZipEntry[] = [
    await entry('[Content_Types].xml', [
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${types.join('')}</Types>`,
    ]),
    await entry('_rels/.rels', relations(relation('rId1', 'officeDocument', 'xl/workbook.xml'))),
    await entry(
      'xl/workbook.xml',
      main(
        `<workbook ${space} xmlns:r="${OFFICE}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${sheetList.join('')}</sheets></workbook>`,
      ),
    ),
    await entry(
      'xl/_rels/workbook.xml.rels',
      relations(
        [
          ...numbers.map((n) => relation(`rId${n}`, 'worksheet', `worksheets/sheet${n}.xml`)),
          relation(`rId${numbers.length + 1}`, 'styles', 'styles.xml'),
          relation(`rId${numbers.length + 2}`, 'sharedStrings', 'sharedStrings.xml'),
        ].join(''),
      ),
    ),
    await entry(
      'xl/styles.xml',
      main(
        `<styleSheet ${space}><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
      ),
    ),
  ];
  for (const [index, kind] of sheets.entries()) {
    const content: Iterable<readonly XlsxCell[]> =
      kind === 'visible' ? rows : kind === 'empty' ? [] : [['masqué', 'hidden']];
    const sheet = function* (): Generator<string> {
      yield* main(`<worksheet ${space}>`);
      if (kind === 'empty') yield prefixed('<sheetData/>', prefix);
      else yield* sheetChunks(content, options, shared);
      yield prefixed('</worksheet>', prefix);
    };
    parts.push(await entry(`xl/worksheets/sheet${index + 1}.xml`, sheet()));
  }
  const sst = shared ?? new SharedStrings();
  parts.push(
    await entry('xl/sharedStrings.xml', [XML, ...sst.chunks(space).map((chunk) => prefixed(chunk, prefix))]),
  );
  const given = new Map(options.entries?.map((own) => [own.name, own]));
  const kept = parts.map((part) => given.get(part.name) ?? part);
  const added = [...given.values()].filter(({ name }) => !parts.some((part) => part.name === name));
  return writeZip([...kept, ...added], options.zip);
}
