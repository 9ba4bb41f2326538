/** The process that runs the cases: it may die of one, and is then started anew for the next. */
import { closeReaders } from '../../shared/documents/close-readers.ts';
import { defaultReader, openDocument } from '../../shared/documents/open-document.ts';
import type { Word } from '../../shared/domain/page/page.ts';
import type { PageReader } from '../../shared/ocr/page-reader.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { fuzzCase } from './cases.ts';
import { corpus, GOOD_WORD, goodFile } from './corpus.ts';
import { LIMITS, tryCase } from './try-case.ts';

/** Of the pictures that come up, one in so many is read by the real engines: they take a second and more each. */
const ocrEvery = 0;

const TEXTS = [
  'Total',
  'TTC',
  '1.234,56',
  'EUR',
  '12/03/2026',
  'FR83404833048',
  '\ud800',
  '𝟙',
  'Σ',
  '|',
  '-',
  '0',
];

let pictures = 0;

/** Hands some pictures to the engines and answers the others with any words at any place. */
const reader: PageReader = {
  version: 'fuzz',
  async read(image, signal) {
    if (ocrEvery > 0 && pictures++ % ocrEvery === 0) return defaultReader().read(image, signal);
    const random = seededRandom(image.width + image.height);
    const words = Array.from({ length: Math.floor(random() * 60) }, (): Word => {
      const [x, y] = [random() * 0.9, random() * 0.9];
      const box = { x, y, width: random() * (1 - x), height: random() * 0.03 };
      return { text: TEXTS[Math.floor(random() * TEXTS.length)]!, box, confidence: random() };
    });
    return { provider: 'ppocr', words, turnedDegrees: 0 };
  },
  warm: async () => {},
  close: async () => {},
};

async function readsGoodFile(): Promise<void> {
  const document = await openDocument(goodFile(), { ...LIMITS, reader });
  try {
    const page = await document.readPage(1);
    if (!page.words.some(({ text }) => text === GOOD_WORD))
      throw new Error('a good file is not read any more');
  } finally {
    await document.close();
  }
}

/** What the parent asks for. */
interface Order {
  seed: number;
  number: number;
  /** Whether a good file is to be read afterwards. */
  alsoGood: boolean;
  /** One picture in so many is read by the real engines; none for 0. */
  ocrEvery: number;
}

const files = await corpus();

process.on('message', async ({ seed, number, ...options }: Order) => {
  const startedAt = performance.now();
  let outcome: string | undefined;
  let failure: string | undefined;
  try {
    outcome = await tryCase(fuzzCase(seed, number, files).bytes, reader);
    if (options.alsoGood) await readsGoodFile();
  } catch (error) {
    failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const ms = performance.now() - startedAt;
  // Kilobytes on Linux: the most this process ever held.
  process.send?.({ number, outcome, failure, ms, peakBytes: process.resourceUsage().maxRSS * 1024 });
});

process.on('disconnect', async () => {
  await closeReaders();
  process.exit(0);
});

process.send?.('ready');
