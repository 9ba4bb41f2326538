/**
 * Folders of real documents with their truth: `manifest.json` lists entries {file, fields, …}; other renderings of
 * the same document stand under the rendering's name (`images`, `scan150` …) as lists of paths.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export interface Entry {
  file: string;
  /** The same invoice's XML, when the file embeds one. */
  xml?: string;
  fields: Record<string, unknown> & { lines?: TrueLine[] };
  /** Fields that the page itself shows; the XML may say more. */
  visible?: string[];
  /** A recorded answer of Textract for this file. */
  textract?: string;
  [rendering: string]: unknown;
}

export interface TrueLine {
  description?: string;
  quantity?: number;
  lineTotal?: number;
}

export interface DataSet {
  name: string;
  folder: string;
  entries: Entry[];
  /** `file` and the other renderings that any entry has. */
  renderings: string[];
}

const NO_RENDERING = new Set(['visible', 'words', 'lines']);

/** The sets of a folder, by name; only `names` if given. */
export async function dataSets(folder: string, names?: readonly string[]): Promise<DataSet[]> {
  const sets: DataSet[] = [];
  const found = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const { name } of found
    .filter((entry) => entry.isDirectory())
    .sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (names && !names.includes(name)) continue;
    const manifest = await readFile(path.join(folder, name, 'manifest.json'), 'utf8').catch(() => null);
    if (manifest === null) continue;
    const entries: Entry[] = JSON.parse(manifest);
    const lists = entries.flatMap((entry) =>
      Object.keys(entry).filter((key) => Array.isArray(entry[key]) && !NO_RENDERING.has(key)),
    );
    sets.push({ name, folder: path.join(folder, name), entries, renderings: ['file', ...new Set(lists)] });
  }
  return sets;
}

/** The files of an entry in a rendering: one, or one for each page, in order. The scorer knows it by the first. */
export function filesIn(entry: Entry, rendering: string): string[] {
  const value = rendering === 'file' ? entry.file : entry[rendering];
  return (Array.isArray(value) ? value : [value]).filter((file): file is string => typeof file === 'string');
}
