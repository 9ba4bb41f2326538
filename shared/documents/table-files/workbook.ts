/** What a workbook says of itself: where its sheets, its texts and its formats are (ECMA-376 part 1, 18.2 and 12.3). */
import { AppError } from '../../contract/app-error.ts';
import { type CellFormat, cellFormat } from './cell-format.ts';
import { SMALL_PART_LIMIT_BYTES, unreadable } from './limits.ts';
import type { TableSource } from './table-source.ts';
import { readWholeXmlPart } from './xml-parts.ts';
import type { XmlHandler } from './xml-tokens.ts';
import type { ZipDirectory, ZipEntry } from './zip-directory.ts';

export interface Workbook {
  /** Visible sheets with cells, in the order of their tabs. */
  sheets: readonly ZipEntry[];
  sharedStrings: ZipEntry | undefined;
  /** By the number in a cell's `s`. */
  formats: readonly CellFormat[];
  /** Whether days are counted from 1904. */
  date1904: boolean;
}

interface Relation {
  /** Last word of its type: the strict and the usual form of the standard differ before it. */
  type: string;
  /** The part, as the archive's directory names it. */
  target: string;
}

type Attribute = (name: string) => string | undefined;

/** A handler that wants tags only. */
function onTags(
  open: (name: string, attribute: Attribute) => void,
  close?: (name: string) => void,
): XmlHandler {
  return { open, close: (name) => close?.(name), wantsText: false, text: () => {} };
}

/** The part that a reference in another one means (RFC 3986), as the directory names it. */
function resolved(target: string, from: string): string {
  const parts = target.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/').toLowerCase();
}

class Package {
  readonly #source: TableSource;
  readonly #directory: ZipDirectory;

  constructor(source: TableSource, directory: ZipDirectory) {
    this.#source = source;
    this.#directory = directory;
  }

  entry(name: string): ZipEntry | undefined {
    return this.#directory.get(name);
  }

  async read(entry: ZipEntry, handler: XmlHandler): Promise<void> {
    await readWholeXmlPart(this.#source, entry, SMALL_PART_LIMIT_BYTES, handler);
  }

  /** What a part refers to, by id; nothing for a part that refers to none. `''` is the package itself. */
  async relations(part: string): Promise<Map<string, Relation>> {
    const slash = part.lastIndexOf('/') + 1;
    const entry = this.entry(`${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`);
    const relations = new Map<string, Relation>();
    if (!entry) return relations;
    const handler = onTags((name, attribute) => {
      const [id, type, target] = [attribute('Id'), attribute('Type'), attribute('Target')];
      if (name !== 'Relationship' || !id || !type || !target || attribute('TargetMode') === 'External')
        return;
      relations.set(id, { type: type.slice(type.lastIndexOf('/') + 1), target: resolved(target, part) });
    });
    await this.read(entry, handler);
    return relations;
  }
}

const USUAL_WORKBOOK = 'xl/workbook.xml';

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

/**
 * Reads what a workbook says of itself.
 * @throws AppError `unsupported_format` ({detected: 'zip'}, or 'xlsb' for a binary workbook) for an archive that is
 *   none; `encrypted_document`; `unreadable_file`.
 */
export async function readWorkbook(source: TableSource, directory: ZipDirectory): Promise<Workbook> {
  const parts = new Package(source, directory);
  const root = [...(await parts.relations('')).values()].find(({ type }) => type === 'officeDocument');
  const name = root?.target ?? USUAL_WORKBOOK;
  if (/^xl\/.*\.bin$/.test(name)) throw new AppError('unsupported_format', { detected: 'xlsb' });
  const entry = parts.entry(name);
  if (!entry && name.startsWith('xl/') && root) throw unreadable('part_missing');
  if (!entry) throw new AppError('unsupported_format', { detected: 'zip' });

  const listed: { id: string; state: string | undefined }[] = [];
  let [rootName, date1904] = ['', false];
  await parts.read(
    entry,
    onTags((tag, attribute) => {
      rootName ||= tag;
      if (tag === 'workbookPr') date1904 = isTrue(attribute('date1904'));
      const id = tag === 'sheet' ? attribute('id') : undefined;
      if (id) listed.push({ id, state: attribute('state') });
    }),
  );
  if (rootName !== 'workbook') throw new AppError('unsupported_format', { detected: 'zip' });

  const relations = await parts.relations(name);
  const ofType = (wanted: string): ZipEntry | undefined => {
    const relation = [...relations.values()].find(({ type }) => type === wanted);
    return relation && parts.entry(relation.target);
  };
  const sheets = listed.flatMap(({ id, state }) => {
    const relation = relations.get(id);
    if ((state ?? 'visible') !== 'visible' || relation?.type !== 'worksheet') return [];
    const sheet = parts.entry(relation.target);
    if (!sheet) throw unreadable('part_missing');
    return [sheet];
  });
  const styles = ofType('styles');
  const formats = styles ? await readFormats(parts, styles) : [];
  return { sheets, sharedStrings: ofType('sharedStrings'), formats, date1904 };
}

/** The formats of cells, in the order in which cells name them (`cellXfs`, ECMA-376 part 1, 18.8.10). */
async function readFormats(parts: Package, styles: ZipEntry): Promise<CellFormat[]> {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let inCellFormats = false;
  const handler = onTags(
    (name, attribute) => {
      const id = Number(attribute('numFmtId') ?? 0);
      if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) ids.push(id);
      else if (name === 'numFmt') codes.set(id, attribute('formatCode') ?? '');
    },
    (name) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
  );
  await parts.read(styles, handler);
  const known = new Map<number, CellFormat>();
  return ids.map((id) => {
    const format = known.get(id) ?? cellFormat(id, codes.get(id));
    known.set(id, format);
    return format;
  });
}
