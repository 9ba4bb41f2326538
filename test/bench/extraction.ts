/**
 * Measures extraction on folders of real documents: reads every file as the product does, extracts, and has the
 * folder's own scorer compare with the truth.
 *
 *   node test/bench/extraction.ts --data DIR [--set NAME]… [--files VARIANT] [--cache DIR] [--misses]
 *
 * DIR holds `score.mjs` and a folder for each set with a `manifest.json`: a list of {file, fields, …} and, for
 * other renderings of the same documents (`--files scan150`), their paths under that name. `--cache` keeps the
 * pages read, so that a change of rules is measured in seconds.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { defaultReader, openDocument } from '../../shared/documents/open-document.ts';
import { extract } from '../../shared/domain/extraction/extract.ts';
import type { Page } from '../../shared/domain/page/page.ts';

interface Entry {
  file: string;
  [variant: string]: unknown;
}

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    set: { type: 'string', multiple: true },
    files: { type: 'string' },
    cache: { type: 'string' },
    misses: { type: 'boolean', default: false },
  },
});
if (!options.data) {
  console.error(
    'usage: node test/bench/extraction.ts --data DIR [--set NAME] [--files VARIANT] [--cache DIR] [--misses]',
  );
  process.exit(2);
}
const data = path.resolve(options.data);
const scratch = await mkdtemp(path.join(os.tmpdir(), 'bordereau-bench-'));
try {
  for (const set of await setsIn(data)) await measure(set);
} finally {
  await rm(scratch, { recursive: true, force: true });
  await defaultReader().close();
}

async function setsIn(folder: string): Promise<string[]> {
  if (options.set) return options.set;
  const entries = await readdir(folder, { withFileTypes: true, recursive: false });
  const sets: string[] = [];
  for (const entry of entries) {
    if (!entry.isDirectory()) continue;
    const names = await readdir(path.join(folder, entry.name));
    if (names.includes('manifest.json')) sets.push(entry.name);
  }
  return sets.sort();
}

async function measure(set: string): Promise<void> {
  const folder = path.join(data, set);
  const manifest: Entry[] = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8'));
  const predictions: string[] = [];
  let pageCount = 0;
  let readingMs = 0;
  let extractionMs = 0;
  for (const entry of manifest) {
    const variant = options.files ? entry[options.files] : [entry.file];
    const [file] = Array.isArray(variant) ? variant : [];
    if (typeof file !== 'string' || file.endsWith('.xml')) continue;
    try {
      const started = performance.now();
      const pages = await pagesOf(path.join(folder, file));
      readingMs += performance.now() - started;
      pageCount += pages.length;
      const read = performance.now();
      const extraction = extract(pages);
      extractionMs += performance.now() - read;
      predictions.push(JSON.stringify({ file, ...extraction }));
    } catch (error) {
      predictions.push(JSON.stringify({ file, error: { message: String(error) } }));
    }
  }
  if (predictions.length === 0) return;
  const file = path.join(scratch, `${set}.jsonl`);
  await writeFile(file, predictions.join('\n'));
  const args = [path.join(data, 'score.mjs'), folder, file, '--visible'];
  if (options.files) args.push('--files', options.files);
  if (options.misses) args.push('--misses');
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 });
  const perPage = (ms: number) => `${(ms / Math.max(1, pageCount)).toFixed(1)} ms`;
  console.log(
    `== ${set}${options.files ? ` (${options.files})` : ''}: ${predictions.length} documents, ${pageCount} pages,` +
      ` reading ${perPage(readingMs)} a page, extraction ${perPage(extractionMs)} a page`,
  );
  console.log(stdout);
}

/** A document's pages, from the cache when it has them. */
async function pagesOf(file: string): Promise<Page[]> {
  const bytes = await readFile(file);
  const key = createHash('sha256').update(bytes).update(defaultReader().version).digest('hex');
  const cached = options.cache && path.join(options.cache, `${key}.json`);
  if (cached) {
    const kept = await readFile(cached, 'utf8').catch(() => null);
    if (kept !== null) return JSON.parse(kept);
  }
  const document = await openDocument(new Uint8Array(bytes));
  try {
    const pages: Page[] = [];
    for (let number = 1; number <= document.pageCount; number++) pages.push(await document.readPage(number));
    if (cached) {
      await mkdir(path.dirname(cached), { recursive: true });
      await writeFile(cached, JSON.stringify(pages));
    }
    return pages;
  } finally {
    await document.close();
  }
}
