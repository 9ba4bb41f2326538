/**
 * One way of reading pictures, in a process of its own so that its memory is its own: takes a list of files as JSON
 * on standard input and prints a line of JSON for each, then one with the peak memory.
 *
 *   node test/bench/ocr-run.ts READER < files.json
 */
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { createWorker } from 'tesseract.js';
import { closeReaders } from '../../shared/documents/close-readers.ts';
import { openDocument } from '../../shared/documents/open-document.ts';
import type { OcrEngine } from '../../shared/ocr/engine.ts';
import { createMergedReader, createSingleReader, type PageReader } from '../../shared/ocr/page-reader.ts';
import { createPpocr } from '../../shared/ocr/ppocr.ts';
import { createTesseract } from '../../shared/ocr/tesseract.ts';

interface Run {
  /** The text of a picture, in reading order. */
  read(file: string): Promise<string>;
  close(): Promise<void>;
  /** Peak memory of programs started for it, in KiB; its own process's is seen from outside. */
  childPeak?: () => number;
}

function ours(reader: PageReader): () => Promise<Run> {
  return async () => {
    await reader.warm();
    return {
      async read(file) {
        const document = await openDocument(new Uint8Array(await readFile(file)), { reader });
        try {
          const { words } = await document.readPage(1);
          return words.map((word) => word.text).join(' ');
        } finally {
          await document.close();
        }
      },
      async close() {
        await reader.close();
        await closeReaders();
      },
    };
  };
}

function alone(engine: OcrEngine): () => Promise<Run> {
  return ours(createSingleReader(engine));
}

/** tesseract.js as its documentation starts it, with the languages that we use. */
async function plainTesseractJs(): Promise<Run> {
  const require = createRequire(import.meta.url);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'bordereau-traineddata-'));
  for (const code of ['fra', 'eng']) {
    const installed = path.dirname(require.resolve(`@tesseract.js-data/${code}/package.json`));
    await copyFile(
      path.join(installed, '4.0.0_best_int', `${code}.traineddata.gz`),
      path.join(folder, `${code}.traineddata.gz`),
    );
  }
  const worker = await createWorker(['fra', 'eng'], 1, {
    langPath: folder,
    cacheMethod: 'none',
    // Without a handler an unreadable picture ends the process.
    errorHandler: () => {},
  });
  return {
    read: async (file) => (await worker.recognize(file)).data.text,
    async close() {
      await worker.terminate();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs a program and follows its peak memory; Linux only, 0 elsewhere. */
function program(command: string, toArguments: (file: string) => string[]): () => Promise<Run> {
  return async () => {
    let peak = 0;
    return {
      async read(file) {
        const running = promisify(execFile)(command, toArguments(file), { maxBuffer: 64 * 2 ** 20 });
        const { pid } = running.child;
        const look = setInterval(() => {
          void peakOf(String(pid)).then((kibibytes) => {
            peak = Math.max(peak, kibibytes);
          });
        }, 20);
        try {
          return (await running).stdout;
        } finally {
          clearInterval(look);
        }
      },
      async close() {},
      childPeak: () => peak,
    };
  };
}

/** Peak resident memory of a process so far, in KiB. */
async function peakOf(process: string): Promise<number> {
  const status = await readFile(`/proc/${process}/status`, 'utf8').catch(() => '');
  return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0);
}

const RUNS: Record<string, () => Promise<Run>> = {
  ours: () => ours(createMergedReader())(),
  ppocr: () => alone(createPpocr())(),
  tesseract: () => alone(createTesseract())(),
  'tesseract.js': plainTesseractJs,
  'native tesseract': program('tesseract', (file) => [file, 'stdout', '-l', 'fra+eng']),
  ocrmypdf: program('ocrmypdf', (file) => [
    ...['--quiet', '--image-dpi', '200', '--rotate-pages', '--deskew', '-l', 'fra+eng'],
    ...['--output-type', 'none', '--sidecar', '-', file, '-'],
  ]),
};

const run = await RUNS[process.argv[2] ?? '']?.();
if (run === undefined) {
  process.stderr.write(`usage: node test/bench/ocr-run.ts ${Object.keys(RUNS).join(' | ')}\n`);
  process.exit(2);
}
for (const file of JSON.parse(await readAll(process.stdin)) as string[]) {
  const before = process.cpuUsage();
  const started = performance.now();
  const text = await run.read(file).catch((error: unknown) => {
    process.stderr.write(`${path.basename(file)}: ${String(error)}\n`);
    return '';
  });
  const tookMs = performance.now() - started;
  const cpu = process.cpuUsage(before);
  process.stdout.write(`${JSON.stringify({ file, text, tookMs, cpuMs: (cpu.user + cpu.system) / 1000 })}\n`);
}
const peak = run.childPeak ? run.childPeak() : await peakOf('self');
process.stdout.write(`${JSON.stringify({ peakMebibytes: peak / 1024 })}\n`);
await run.close();
process.exit(0);
