/**
 * Tesseract, compiled to WebAssembly. Best at accents, spacing, the euro sign and small dense print.
 *
 * Its recogniser is driven in a thread of our own rather than through the package's `createWorker`, which never
 * settles when loading fails, lets a crashed thread end the process, and takes languages from one folder only,
 * while each npm language package has its own.
 */
import { createRequire } from 'node:module';
import { availableParallelism, totalmem } from 'node:os';
import path from 'node:path';
import { AppError } from '../contract/app-error.ts';
import type { Word } from '../domain/page/page.ts';
import { CallThread } from './call-thread.ts';
import type { OcrEngine } from './engine.ts';
import type { PageImage } from './page-image.ts';
import { createPool } from './pool.ts';
import { clampBox, inReadingOrder } from './reading-order.ts';
import { THREAD_IDLE_SECONDS, workInThread } from './thread-work.ts';

/** Page segmentation: 3 finds columns and blocks, 6 takes one block, 11 takes scattered text in any order. */
export type Segmentation = 3 | 4 | 6 | 11;

export interface TesseractOptions {
  /** Codes of installed `@tesseract.js-data` packages. Default French and English. */
  languages?: readonly string[];
  /** Default 11, measured best on clean pages and faxes; 6 suits receipts. */
  segmentation?: Segmentation;
  /** Threads at once, each about 200 MB. Default by cores and memory. */
  maxThreads?: number;
}

const PROGRAM = `
const fs = require('node:fs');
const zlib = require('node:zlib');
const script = require(data.scriptPath);
// The library keeps its memory to itself; its size is seen as it grows.
let heldBytes = 0;
const grow = WebAssembly.Memory.prototype.grow;
WebAssembly.Memory.prototype.grow = function (pages) {
  const before = grow.call(this, pages);
  heldBytes = Math.max(heldBytes, this.buffer.byteLength);
  return before;
};
script.setAdapter({
  getCore: require(data.getCorePath),
  gunzip: zlib.gunzipSync,
  fetch: () => Promise.reject(new Error('no network')),
  readCache: fs.promises.readFile,
  writeCache: () => Promise.resolve(),
  deleteCache: () => Promise.resolve(),
});
const act = (action, payload) => new Promise((resolve, reject) => {
  script.dispatchHandlers({ workerId: 'w', jobId: 'j', action, payload }, ({ status, data: answer }) => {
    if (status === 'resolve') resolve(answer);
    else if (status === 'reject') reject(new Error(String(answer)));
  });
});
let languages;
const calls = {
  async start() {
    await act('load', { options: { lstmOnly: true, logging: false } });
    for (const { code, file } of data.languages) {
      await act('FS', { method: 'writeFile', args: ['./' + code + '.traineddata', zlib.gunzipSync(fs.readFileSync(file))] });
    }
    languages = data.languages.map(({ code }) => code).join('+');
    await act('initialize', { langs: languages, oem: 1, config: {} });
  },
  async recognize({ image, parameters }) {
    await act('setParameters', { params: parameters });
    const page = await act('recognize', { image, options: {}, output: { text: false, tsv: true } });
    return { table: page.tsv ?? '', heldBytes };
  },
};`;

/** Gigabytes that one thread may come to hold, for bounding how many are started. */
const GIGABYTES_PER_THREAD = 0.6;

/** A thread whose WebAssembly memory has grown beyond this is ended: such memory never shrinks. */
const MAX_HELD_BYTES = 400 * 2 ** 20;

/**
 * Ink is told from paper by what is around it (Sauvola's method) rather than by one grey for the whole page:
 * shadows and show-through of receipts no longer swallow words, and clean pages are read as before.
 */
const SAUVOLA = '2';
/** Inches of what is around; within the usual 0.33, the thick strokes of a seller's large name count as paper. */
const SAUVOLA_WINDOW = '1';

/** Words below this are stains and rules read as letters. */
const MIN_CONFIDENCE = 0.2;

/** The page as a file that Tesseract takes. */
function toPgm(image: PageImage): Uint8Array {
  // A portable grey map needs no compression on one side and no decompression on the other.
  const header = new TextEncoder().encode(`P5 ${image.width} ${image.height} 255\n`);
  const file = new Uint8Array(header.length + image.pixels.length);
  file.set(header);
  file.set(image.pixels, header.length);
  return file;
}

/** Words from Tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
function parseTable(table: string, image: PageImage): Word[] {
  const words: Word[] = [];
  for (const row of table.split('\n')) {
    const cells = row.split('\t');
    if (cells[0] !== '5' || cells.length < 12) continue;
    const [left, top, width, height, confidence] = cells.slice(6, 11).map(Number) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const text = cells.slice(11).join('\t').trim().normalize('NFC');
    if (text === '' || confidence / 100 < MIN_CONFIDENCE) continue;
    const box = clampBox(
      left / image.width,
      top / image.height,
      (left + width) / image.width,
      (top + height) / image.height,
    );
    words.push({ text, box, confidence: Math.min(1, confidence / 100) });
  }
  return words;
}

/** Tesseract behind the common interface. Threads start with the first page and stay warm. */
export function createTesseract(options: TesseractOptions = {}): OcrEngine {
  const { languages = ['fra', 'eng'], segmentation = 11 } = options;
  const byMemory = Math.floor(totalmem() / 2 ** 30 / GIGABYTES_PER_THREAD / 2);
  const max = options.maxThreads ?? Math.max(1, Math.min(availableParallelism(), byMemory, 4));

  function program(): CallThread {
    const require = createRequire(import.meta.url);
    const root = path.dirname(require.resolve('tesseract.js/package.json'));
    const trained = (code: string): string =>
      path.join(path.dirname(require.resolve(`@tesseract.js-data/${code}/package.json`)), '4.0.0_best_int');
    return new CallThread({
      program: PROGRAM,
      data: {
        scriptPath: path.join(root, 'src/worker-script/index.js'),
        getCorePath: path.join(root, 'src/worker-script/node/getCore.js'),
        languages: languages.map((code) => ({
          code,
          file: path.join(trained(code), `${code}.traineddata.gz`),
        })),
      },
      maxHeapMegabytes: 512,
    });
  }

  async function start(): Promise<CallThread> {
    let thread: CallThread | undefined;
    try {
      thread = program();
      await thread.call('start', undefined, { signal: AbortSignal.timeout(30_000) });
      return thread;
    } catch (error) {
      await thread?.terminate();
      throw new AppError('model_not_loaded', { engine: 'tesseract' }, { cause: error });
    }
  }

  const pool = createPool({
    create: start,
    destroy: (thread) => thread.terminate(),
    max,
    idleSeconds: THREAD_IDLE_SECONDS,
  });

  return {
    id: 'tesseract',
    async recognize(image, signal) {
      const parameters = {
        tessedit_pageseg_mode: String(segmentation),
        user_defined_dpi: String(Math.round(image.dpi)),
        thresholding_method: SAUVOLA,
        thresholding_window_size: SAUVOLA_WINDOW,
        // Else every line that it is unsure of is read a second time as white on black.
        tessedit_do_invert: '0',
      };
      let heldBytes = 0;
      const work = async (thread: CallThread): Promise<Word[]> => {
        const file = toPgm(image);
        const answer = await thread.call<{ table: string; heldBytes: number }>(
          'recognize',
          { image: file, parameters },
          { signal, transfer: [file.buffer as ArrayBuffer] },
        );
        heldBytes = answer.heldBytes;
        return parseTable(answer.table, image);
      };
      const isSpent = (): boolean => heldBytes > MAX_HELD_BYTES;
      return { words: inReadingOrder(await workInThread(pool, work, { signal, isSpent })) };
    },
    async warm() {
      (await pool.acquire()).release();
    },
    close: () => pool.close(),
  };
}
