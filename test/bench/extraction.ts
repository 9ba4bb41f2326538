/**
 * Measures extraction on folders of real documents: reads every file as the product does, extracts, and compares
 * with the truth. `--help` says what can be asked.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { closeReaders } from '../../shared/documents/close-readers.ts';
import { extract } from '../../shared/domain/extraction/extract.ts';
import { recordsOf } from '../../shared/domain/extraction/records.ts';
import type { Page } from '../../shared/domain/page/page.ts';
import { costReport } from './extraction/cost.ts';
import { type DataSet, dataSets, type Entry, filesIn } from './extraction/data-sets.ts';
import { matchRows } from './extraction/line-rows.ts';
import { memoryGain } from './extraction/memory-gain.ts';
import { readCached, readXml } from './extraction/read-cached.ts';
import { recordedPage } from './extraction/recorded-textract.ts';
import { reliabilityReport } from './extraction/reliability.ts';
import { ScorerComparison } from './extraction/scorer-comparison.ts';
import {
  microF1,
  type Prediction,
  type Scored,
  score,
  type Tally,
  type Verdict,
} from './extraction/verdicts.ts';
import { quantile } from './report.ts';

const HELP = `npm run bench:extraction -- --data DIR [options]

DIR holds a folder for each set, with a manifest.json in it, for instance DIR/mine/manifest.json:

  [{"file": "2026/a.pdf", "fields": {"invoiceNumber": "F-12", "issueDate": "2026-03-04", "grandTotal": 120.5}}]

Paths are relative to the set's folder. Fields, each where it is known: invoiceNumber, issueDate, dueDate, sellerName,
sellerVatId, sellerLegalId (SIREN or SIRET), sellerSiret, buyerName, buyerVatId, currency, taxBasisTotal, taxTotal,
grandTotal, duePayable, iban, lines (a list of {description, quantity, lineTotal}); of receipts company, date, address,
total. An entry may have "visible", the fields that its page shows, and other renderings of the document: a list of
paths under each rendering's name. A score.mjs in DIR scores in place of the built-in comparison: it is run with the
set's folder, the predictions (JSON lines as of bordereau extract) and --misses, and prints each wrong value as
FILE<tab>FIELD<tab>truth=VALUE.

  --set NAME         only this set (may be repeated)
  --files RENDERING  only this rendering: file (the set's own files), images, scan150 …
  --cache DIR        keep the pages read for the next run, which then measures extraction alone;
                     use another folder after a change of the readers
  --threshold N      confidence from which a field counts as accepted (0.85)
  --compare          print F1 by the rules alone, the trained model alone, and their mix
  --memory           print what one and three confirmed documents of a supplier are worth
  --misses           print every field that is wrong
  --brief            only the table at the end
`;

/** The fields of an invoice that a booking needs. */
const KEY_FIELDS = [
  'invoiceNumber',
  'issueDate',
  'dueDate',
  'taxBasisTotal',
  'taxTotal',
  'grandTotal',
  'sellerName',
  'sellerVatId',
  'iban',
  'company',
  'date',
  'address',
  'total',
];

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    set: { type: 'string', multiple: true },
    files: { type: 'string' },
    cache: { type: 'string' },
    threshold: { type: 'string', default: '0.85' },
    compare: { type: 'boolean', default: false },
    memory: { type: 'boolean', default: false },
    misses: { type: 'boolean', default: false },
    brief: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (options.help || !options.data) {
  (options.help ? process.stdout : process.stderr).write(HELP);
  process.exit(options.help ? 0 : 2);
}
const data = path.resolve(options.data);
const threshold = Number(options.threshold);

interface Times {
  /** File in to fields out, for files that were read now. */
  wholeMs: number[];
  extractionMs: number[];
  pages: number;
}

interface Row {
  name: string;
  documents: number;
  failed: number;
  scored: Scored;
  lines: Tally;
  times: Times;
}

const rows: Row[] = [];
/** Read from pictures now: what a scanned page costs. */
const scannedMs: number[] = [];
const memoryGains: string[] = [];
const comparison = options.compare ? new ScorerComparison() : null;
const sets = await dataSets(data, options.set);
if (sets.length === 0) {
  process.stderr.write(
    `${data} holds no folder with a manifest.json that was asked for; --help says in what form\n`,
  );
  process.exit(2);
}
try {
  for (const set of sets) {
    for (const rendering of set.renderings.filter((name) => !options.files || name === options.files)) {
      await measure(set, rendering, { takesXml: false });
    }
    if (options.files) continue;
    if (set.entries.some(({ file, xml }) => xml || file.endsWith('.xml')))
      await measure(set, 'file', { takesXml: true });
    if (set.entries.some((entry) => entry.textract)) await measureTextract(set);
  }
} finally {
  await closeReaders();
}
printTable();
const ours = rows.filter(({ name }) => !/Textract|XML/.test(name));
const verdicts: Verdict[] = ours.flatMap(({ scored }) => scored.verdicts);
console.log(`\n${reliabilityReport(verdicts, threshold)}`);
if (comparison) console.log(`\nF1 by scorer\n${comparison.report()}`);
if (memoryGains.length > 0)
  console.log(`\nF1 with confirmed documents of the supplier\n${memoryGains.join('\n')}`);
console.log(`\n${costReport(scannedMs)}`);

async function measure(set: DataSet, rendering: string, { takesXml }: { takesXml: boolean }): Promise<void> {
  const times: Times = { wholeMs: [], extractionMs: [], pages: 0 };
  const predictions: Prediction[] = [];
  const lines: Tally = { right: 0, given: 0, asked: 0 };
  const read = new Map<Entry, { file: string; pages: Page[] }>();
  for (const entry of set.entries) {
    const files = filesIn(entry, rendering);
    const [file] = files;
    if (file === undefined || (!takesXml && file.endsWith('.xml'))) continue;
    try {
      const pages: Page[] = [];
      let readingMs: number | null = null;
      for (const name of files) {
        const bytes = await readFile(path.join(set.folder, name));
        const some = await readCached(bytes, options.cache);
        for (const page of some.pages) pages.push({ ...page, number: pages.length + 1 });
        if (some.readingMs !== null) readingMs = (readingMs ?? 0) + some.readingMs;
      }
      read.set(entry, { file, pages });
      const xml = takesXml ? await readXml(await readFile(path.join(set.folder, file))) : [];
      const started = performance.now();
      const [{ extraction }] = recordsOf({ pages, xml, warnings: [] });
      const extractionMs = performance.now() - started;
      times.extractionMs.push(extractionMs);
      times.pages += pages.length;
      if (readingMs !== null) {
        times.wholeMs.push(readingMs + extractionMs);
        if (!takesXml && pages.length === 1 && pages[0]!.provider !== 'text-layer')
          scannedMs.push(readingMs + extractionMs);
      }
      predictions.push({ file, extraction });
      const rowsOf = matchRows(entry.fields.lines ?? [], extraction.lines);
      for (const key of ['right', 'given', 'asked'] as const) lines[key] += rowsOf[key];
    } catch (error) {
      predictions.push({ file, error: String(error) });
    }
  }
  if (predictions.length === 0) return;
  const visibleOnly = !takesXml;
  const scored = await score(set, rendering, predictions, { visibleOnly });
  const name = [set.name, rendering === 'file' ? '' : rendering, takesXml ? 'with XML' : '']
    .filter(Boolean)
    .join(' ');
  report(name, predictions, scored, lines, times);
  if (!takesXml) await comparison?.add(name, set, rendering, read.values());
  if (options.memory && !takesXml) {
    const gain = await memoryGain(set, rendering, read, visibleOnly);
    if (gain) memoryGains.push(`${name.padEnd(24)} ${gain}`);
  }
}

/** The same extraction over Textract's recorded reading of the set's files. */
async function measureTextract(set: DataSet): Promise<void> {
  const predictions: Prediction[] = [];
  for (const entry of set.entries) {
    if (!entry.textract) continue;
    const page = await recordedPage(path.join(set.folder, entry.textract), path.join(set.folder, entry.file));
    predictions.push({ file: entry.file, extraction: extract([page]) });
  }
  const scored = await score(set, 'file', predictions, { visibleOnly: true });
  const times = { wholeMs: [], extractionMs: [], pages: predictions.length };
  report(`${set.name} by Textract`, predictions, scored, { right: 0, given: 0, asked: 0 }, times);
}

function report(
  name: string,
  predictions: readonly Prediction[],
  scored: Scored,
  lines: Tally,
  times: Times,
): void {
  const failed = predictions.filter(({ error }) => error !== undefined);
  if (!options.brief) {
    console.log(`== ${name}\n${scored.report}\n`);
    for (const { file, error } of failed) console.log(`${file}: ${error}`);
  }
  if (options.misses) console.log(`${scored.misses.join('\n')}\n`);
  rows.push({ name, documents: predictions.length, failed: failed.length, scored, lines, times });
}

function printTable(): void {
  const width = Math.max(...rows.map(({ name }) => name.length), 3);
  const percent = (share: number) => (Number.isNaN(share) ? '–' : (100 * share).toFixed(1)).padStart(7);
  const ms = (values: readonly number[]) =>
    (values.length === 0 ? '–' : `${quantile(values, 0.5).toFixed(0)} ms`).padStart(10);
  console.log(`${'set'.padEnd(width)}  files failed  all F1  key F1 rows F1   p50 file p50 extraction`);
  for (const { name, documents, failed, scored, lines, times } of rows) {
    const lineF1 = lines.asked === 0 ? Number.NaN : (2 * lines.right) / (lines.given + lines.asked);
    console.log(
      `${name.padEnd(width)}  ${String(documents).padStart(5)} ${String(failed).padStart(6)} ${percent(microF1(scored.tally))} ${percent(microF1(scored.tally, KEY_FIELDS))} ${percent(lineF1)} ${ms(times.wholeMs)} ${ms(times.extractionMs)}`,
    );
  }
}
