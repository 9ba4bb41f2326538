/**
 * `npm run bench:fax [-- --small]`: a fax log's way from upload to answers, beside the plain way of one item a record.
 * Prints tables; asserts nothing. Everything of one run is measured on the same installation, in the same minutes.
 */
import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { logRecords } from '../../../functions/fax-logs/log-records.ts';
import { readCsv } from '../../../shared/documents/table-files/csv.ts';
import type { FaxRecord } from '../../../shared/domain/fax-log/fax-record.ts';
import { numberRuleOf } from '../../../shared/domain/fax-log/number-policies.ts';
import { faxLogCsv, faxLogCsvFile } from '../../support/fax-log-generator.ts';
import { Installation } from '../../support/installation.ts';
import { type Figure, printTable, quantile } from '../report.ts';
import { plainImport } from './plain-import.ts';
import { exportFigures, loadFigures, searchFigures } from './reading.ts';
import { benchSender, type Sender, sendLog } from './upload.ts';

const LOG_ROWS = 90_000;
const LARGE_ROWS = 1_000_000;
const PLAIN_ROWS = 5_000;
const REPORTS = 9;

const { values } = parseArgs({
  options: {
    small: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(
    'npm run bench:fax [-- --small]: import, search and export of generated fax logs.\n\n  --small   leave out the log of 1,000,000 rows (130 MB)\n',
  );
  process.exit(0);
}

interface Alone {
  seconds: number;
  entries: number;
  write_units: number;
  peak_bytes: number;
}

async function importAlone(installation: Installation, file: string): Promise<Alone> {
  const { dynamodbUrl, tableName, region } = await installation.describe();
  const { accessKeyId, secretAccessKey } = await installation.credentials();
  const script = fileURLToPath(new URL('./import-alone.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    script,
    file,
    dynamodbUrl,
    tableName,
    region,
    accessKeyId,
    secretAccessKey,
  ]);
  return JSON.parse(stdout) as Alone;
}

function perSecond(rows: number, seconds: number): string {
  return `${Math.round(rows / seconds).toLocaleString('en')} rows/s`;
}

function aloneFigures(rows: number, alone: Alone, memoryAim: string): Figure[] {
  const label = rows.toLocaleString('en');
  return [
    {
      what: `${label} rows, import function alone`,
      value: `${alone.seconds.toFixed(2)} s`,
    },
    {
      what: `${label} rows, its peak memory (whole process)`,
      value: `${Math.round(alone.peak_bytes / 2 ** 20)} MiB`,
      aim: memoryAim,
    },
    { what: `${label} rows, billed write units`, value: alone.write_units.toLocaleString('en') },
  ];
}

async function recordsOf(rows: number): Promise<FaxRecord[]> {
  const records = logRecords(await numberRuleOf('french'));
  const found: FaxRecord[] = [];
  for await (const block of readCsv(faxLogCsv({ rows, seed: 99 }))) found.push(...records.next(block));
  return [...found, ...records.rest()];
}

async function uploadFigures(sender: Sender): Promise<{ figures: Figure[]; reportIds: string[] }> {
  const seconds: number[] = [];
  const reportIds: string[] = [];
  for (let run = 0; run < REPORTS; run++) {
    const log = await faxLogCsvFile({ rows: LOG_ROWS, seed: run + 1 });
    const sent = await sendLog(sender, `log-${run}.csv`, log);
    seconds.push(sent.seconds);
    reportIds.push(sent.reportId);
  }
  return {
    reportIds,
    figures: [
      {
        what: `90,000 rows, upload to readable report: median of ${REPORTS}`,
        value: `${quantile(seconds, 0.5).toFixed(2)} s`,
        aim: '< 1.0 s; about 4 s is what the former product states',
      },
      { what: '90,000 rows, the first', value: `${(seconds[0] ?? Number.NaN).toFixed(2)} s` },
      { what: '90,000 rows, the slowest', value: `${Math.max(...seconds).toFixed(2)} s` },
    ],
  };
}

async function largeFigures(installation: Installation, sender: Sender, folder: string): Promise<Figure[]> {
  const file = join(folder, 'large.csv');
  await pipeline(Readable.from(faxLogCsv({ rows: LARGE_ROWS, seed: 7 })), createWriteStream(file));
  const log = await faxLogCsvFile({ rows: LARGE_ROWS, seed: 8 });
  const { seconds } = await sendLog(sender, 'large.csv', log);
  return [
    {
      what: '1,000,000 rows, upload to readable report',
      value: `${seconds.toFixed(1)} s`,
      aim: '< 12 s',
    },
    ...aloneFigures(LARGE_ROWS, await importAlone(installation, file), '< 512 MiB'),
  ];
}

async function plainFigures(installation: Installation): Promise<Figure[]> {
  const { seconds, writeUnits } = await plainImport(installation, await recordsOf(PLAIN_ROWS));
  const scale = LOG_ROWS / PLAIN_ROWS;
  return [
    {
      what: `plain import of 5,000 rows, an item each`,
      value: `${seconds.toFixed(2)} s, ${perSecond(PLAIN_ROWS, seconds)}`,
    },
    {
      what: 'the same for 90,000, by rule of three',
      value: `${(seconds * scale).toFixed(1)} s, ${(writeUnits * scale).toLocaleString('en')} write units`,
    },
  ];
}

process.stdout.write(
  `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB\n`,
);
const folder = await mkdtemp(join(tmpdir(), 'bordereau-bench-'));
const installation = await Installation.start();
try {
  const sender = await benchSender(installation);
  const file = join(folder, 'log.csv');
  await pipeline(Readable.from(faxLogCsv({ rows: LOG_ROWS, seed: 50 })), createWriteStream(file));
  const { figures, reportIds } = await uploadFigures(sender);
  printTable('import', [
    ...figures,
    ...aloneFigures(LOG_ROWS, await importAlone(installation, file), '< 256 MiB'),
    ...(await plainFigures(installation)),
  ]);
  printTable('search', await searchFigures(sender, reportIds));
  printTable('export', await exportFigures(sender, reportIds[0] as string));
  printTable('load', await loadFigures(installation, sender, reportIds[0] as string));
  if (!values.small) printTable('large', await largeFigures(installation, sender, folder));
} finally {
  await installation.remove();
  await rm(folder, { recursive: true, force: true });
}
