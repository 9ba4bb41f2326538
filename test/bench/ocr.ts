/**
 * Measures reading alone, ours beside others, on folders of real documents as pictures: the share of the true
 * values that occur in what was read (the most that any extraction can then find), and what it cost. `--help` says
 * what can be asked.
 */
import { execFileSync, spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { closeReaders } from '../../shared/documents/close-readers.ts';
import { openDocument } from '../../shared/documents/open-document.ts';
import { missing, wordsFound } from './ocr-truth.ts';
import { quantile } from './report.ts';

interface Entry {
  file: string;
  lang?: string;
  fields: Record<string, unknown>;
  visible?: string[];
  [rendering: string]: unknown;
}

interface Picture {
  set: string;
  /** All pages of the document; its values may stand on any. */
  files: string[];
  entry: Entry;
  /** Words of the document's own text layer, where it has one and is French: the accents that must come out. */
  printed: string[];
}

interface Reading {
  text: string;
  tookMs: number;
  cpuMs: number;
}

const HELP = `npm run bench:ocr -- --data DIR [options]

DIR holds a folder for each collection, with a manifest.json as for bench:extraction (its --help says in what form):
a list of {file, fields, …}. Pictures alone are read: a collection whose files are pictures is a set of its own, and
the renderings images, scan150, fax_fine and fax_std of any document make the sets clean, scan150, fax_fine, fax_std.
Readers run one after the other over the same pictures; programs that are not installed are left out.

  --set NAME     only this set (may be repeated)
  --reader NAME  only this reader (may be repeated): ours, ppocr, tesseract, tesseract.js, native tesseract, ocrmypdf
  --limit N      so many documents of each set, spread over it
  --misses       print every value that was not read
`;

const READERS = ['ours', 'ppocr', 'tesseract', 'tesseract.js', 'native tesseract', 'ocrmypdf'];
const RENDERINGS: Record<string, string> = {
  images: 'clean',
  scan150: 'scan150',
  fax_fine: 'fax_fine',
  fax_std: 'fax_std',
};
const PICTURE = /\.(?:png|jpe?g|webp|tiff?)$/i;

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    set: { type: 'string', multiple: true },
    reader: { type: 'string', multiple: true },
    limit: { type: 'string' },
    misses: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (options.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
if (!options.data) {
  process.stderr.write(HELP);
  process.exit(2);
}

const data = path.resolve(options.data);
const pictures = await collect(data);
if (pictures.length === 0) {
  process.stderr.write(`${data} holds no pictures that a manifest.json lists; --help says in what form\n`);
  process.exit(2);
}
const readers = (options.reader ?? READERS).filter(installed);
const rows: string[][] = [...new Set(pictures.map(({ set }) => set))].map((set) => [
  `${set} (${pictures.filter((picture) => picture.set === set).length})`,
]);
const [memory, accents, euros] = [['peak memory'], ['French accented words exact'], ['€ found']];
for (const reader of readers) {
  const { readings, peakMebibytes } = await readAll(reader);
  [...new Set(pictures.map(({ set }) => set))].forEach((set, at) => {
    rows[at]!.push(summary(set, reader, readings));
  });
  memory.push(`${Math.round(peakMebibytes)} MiB`);
  const french = pictures.filter(({ printed }) => printed.length > 0);
  const share = (of: (word: string) => boolean): string => {
    let [expected, found] = [0, 0];
    for (const { files, printed } of french) {
      const wanted = printed.filter(of);
      expected += wanted.length;
      found += wordsFound(wanted, textOf(files, readings));
    }
    return expected === 0 ? '–' : `${((100 * found) / expected).toFixed(1)} % of ${expected}`;
  };
  accents.push(share((word) => /^[\p{L}]+$/u.test(word) && /[^\x00-\x7f]/.test(word)));
  let [expected, found] = [0, 0];
  for (const { files, printed } of french) {
    const count = (text: string): number => text.split('\u20ac').length - 1;
    const printedHere = count(printed.join(' '));
    expected += printedHere;
    found += Math.min(printedHere, count(textOf(files, readings)));
  }
  euros.push(`${found} of ${expected}`);
}
print([['set (documents)', ...readers], ...rows, memory, accents, euros]);

function installed(reader: string): boolean {
  const command = { 'native tesseract': 'tesseract', ocrmypdf: 'ocrmypdf' }[reader];
  if (command === undefined) return true;
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write(`${reader} is not installed\n`);
    return false;
  }
}

async function collect(data: string): Promise<Picture[]> {
  const found: Picture[] = [];
  for (const collection of (await readdir(data).catch(() => [])).sort()) {
    const folder = path.join(data, collection);
    const manifest = await readFile(path.join(folder, 'manifest.json'), 'utf8').catch(() => null);
    if (manifest === null) continue;
    for (const entry of JSON.parse(manifest) as Entry[]) {
      if (PICTURE.test(entry.file)) add(collection, [entry.file], folder, entry);
      for (const [key, set] of Object.entries(RENDERINGS)) add(set, entry[key], folder, entry);
    }
  }
  const limit = Number(options.limit ?? Number.POSITIVE_INFINITY);
  const kept = Object.values(Object.groupBy(found, ({ set }) => set)).flatMap((all = []) => {
    // Spread over the set: neighbours in a list are often of one family.
    const step = Math.max(1, all.length / limit);
    return all.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
  });
  for (const picture of kept) {
    if (picture.set !== 'clean' || picture.entry.lang !== 'fr') continue;
    const source = picture.files[0]!.replace(/[\\/]img[\\/].*$/, '');
    picture.printed = await textLayer(path.join(source, picture.entry.file), picture.files.length);
  }
  await closeReaders();
  return kept;

  function add(set: string, files: unknown, folder: string, entry: Entry): void {
    if (!Array.isArray(files) || files.length === 0) return;
    if (options.set && !options.set.includes(set)) return;
    const full = files.map((file: string) => path.join(folder, file));
    found.push({ set, files: full, entry, printed: [] });
  }
}

async function textLayer(file: string, pages: number): Promise<string[]> {
  const document = await openDocument(new Uint8Array(await readFile(file)));
  try {
    const words: string[] = [];
    for (let number = 1; number <= Math.min(pages, document.pageCount); number++) {
      const page = await document.readPage(number);
      if (page.provider === 'text-layer') words.push(...page.words.map((word) => word.text));
    }
    return words;
  } finally {
    await document.close();
  }
}

/** Every picture by one reader, in a process of its own. */
async function readAll(reader: string): Promise<{ readings: Map<string, Reading>; peakMebibytes: number }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('ocr-run.ts', import.meta.url)), reader], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(pictures.flatMap(({ files }) => files)));
  const readings = new Map<string, Reading>();
  let peakMebibytes = 0;
  for await (const line of createInterface(child.stdout)) {
    const answer: Reading & { file?: string; peakMebibytes?: number } = JSON.parse(line);
    if (answer.file !== undefined) readings.set(answer.file, answer);
    peakMebibytes = answer.peakMebibytes ?? peakMebibytes;
  }
  return { readings, peakMebibytes };
}

function textOf(files: readonly string[], readings: ReadonlyMap<string, Reading>): string {
  return files.map((file) => readings.get(file)?.text ?? '').join(' ');
}

/** Share of the true values found, and the median time of a page. */
function summary(set: string, reader: string, readings: ReadonlyMap<string, Reading>): string {
  const times: number[] = [];
  const cpu: number[] = [];
  let [wanted, lost] = [0, 0];
  for (const { set: own, files, entry } of pictures) {
    if (own !== set) continue;
    for (const file of files) {
      times.push(readings.get(file)?.tookMs ?? Number.NaN);
      cpu.push(readings.get(file)?.cpuMs ?? Number.NaN);
    }
    const { missed, looked } = missing(textOf(files, readings), entry.fields, entry.visible);
    wanted += looked;
    lost += missed.length;
    if (!options.misses) continue;
    for (const name of missed)
      process.stdout.write(`${reader}\t${path.basename(files[0]!)}\t${name}\t${entry.fields[name]}\n`);
  }
  const seconds = (values: readonly number[]): string => `${(quantile(values, 0.5) / 1000).toFixed(2)} s`;
  // Programs started apart do their work in processes whose processor time is not ours to see.
  const own = quantile(cpu, 0.5) > 0.2 * quantile(times, 0.5) ? ` (cpu ${seconds(cpu)})` : '';
  return `${((100 * (wanted - lost)) / Math.max(1, wanted)).toFixed(1)} %, ${seconds(times)}${own}`;
}

function print(table: readonly string[][]): void {
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  table.forEach((row, at) => {
    process.stdout.write(`| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |\n`);
    if (at === 0) process.stdout.write(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|\n`);
  });
}
