/** The cases of a run: the same seed and number always give the same bytes. */
import { seededRandom } from '../support/seeded-random.ts';
import type { CorpusFile } from './corpus.ts';
import { below, damaged, oneOf } from './damage.ts';
import { SYNTHETIC } from './synthetic.ts';

export interface FuzzCase {
  /** What it is, for the report. */
  what: string;
  bytes: Uint8Array;
}

/** Share of cases that are put together at random; half of these are damaged as well. */
const SYNTHETIC_SHARE = 0.2;

/** Case `number` of the run with that seed. */
export function fuzzCase(seed: number, number: number, files: readonly CorpusFile[]): FuzzCase {
  const random = seededRandom(Math.imul(seed, 0x9e3779b1) + number);
  // The first numbers of seeds that follow one another are alike.
  for (let n = 0; n < 4; n++) random();
  if (random() < SYNTHETIC_SHARE) {
    const kind = oneOf(random, Object.keys(SYNTHETIC));
    const bytes = SYNTHETIC[kind]!(random);
    if (random() < 0.5) return { what: kind, bytes };
    const { bytes: hurt, what } = damaged(bytes, random, oneOf(random, files).bytes);
    return { what: `${kind}, ${what}`, bytes: hurt };
  }
  // Formats in turn, whatever the number of files in each.
  const formats = [...new Set(files.map(({ format }) => format))];
  const format = formats[number % formats.length]!;
  const own = files.filter((file) => file.format === format);
  const file = own[below(random, own.length)]!;
  const { bytes, what } = damaged(file.bytes, random, oneOf(random, random() < 0.8 ? own : files).bytes);
  return { what: `${file.name}, ${what}`, bytes };
}
