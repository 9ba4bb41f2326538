/** Throws damaged, spliced and made-up files of every format at the product's own reading; `--help` says how. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fuzzCase } from './cases.ts';
import { corpus } from './corpus.ts';

const HELP = `npm run fuzz -- [options]

Throws damaged, spliced and made-up files of every format at the product's own reading and extraction. Whatever a file
is, it is read or refused with a stable code, in time and within the memory given, and a good file is read right after.
What does otherwise is kept as a file named for its seed and number, and the run ends with status 1.

  --seconds N    how long (60)
  --seed N       of the files that are made (1)
  --from N       number of the first file (0)
  --only N       this file alone, to see a failure again
  --memory MB    what reading may take (2500)
  --ocr-every N  one picture in so many is read by the real engines (12)
  --keep DIR     where files that failed are kept (.data/fuzz)
`;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    only: { type: 'string' },
    // What the function that reads has on Lambda, less what its runtime takes.
    memory: { type: 'string', default: '2500' },
    'ocr-every': { type: 'string', default: '12' },
    keep: { type: 'string', default: '.data/fuzz' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const [seconds, seed, memoryMegabytes] = [values.seconds, values.seed, values.memory].map(Number) as [
  number,
  number,
  number,
];

/** No case may take longer: opening, three pages, data and hash at their limits. */
const CASE_TIMEOUT_MS = 120_000;
/** A good file is read after every so many cases, and after each that ended oddly. */
const GOOD_EVERY = 10;

interface Answer {
  number: number;
  outcome?: string;
  failure?: string;
  ms: number;
  peakBytes: number;
}

let child: ChildProcess | undefined;

async function start(): Promise<ChildProcess> {
  const started = fork(new URL('./child.ts', import.meta.url), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await new Promise<void>((resolve, reject) => {
    started.once('message', () => resolve());
    started.once('exit', (code) => reject(new Error(`the fuzzed process ended with ${code} at its start`)));
  });
  started.removeAllListeners('exit');
  return started;
}

/** Runs a case in the child; a child that dies or hangs is a failure, and is not used again. */
async function run(number: number): Promise<Answer> {
  child ??= await start();
  const process = child;
  const startedAt = performance.now();
  const answer = await new Promise<Answer>((resolve) => {
    const lost = (failure: string) => {
      child = undefined;
      resolve({ number, failure, ms: performance.now() - startedAt, peakBytes: 0 });
    };
    const timer = setTimeout(() => {
      lost('the process hangs');
      process.kill('SIGKILL');
    }, CASE_TIMEOUT_MS);
    const settle = (told: Answer) => {
      clearTimeout(timer);
      process.removeAllListeners('exit');
      resolve(told);
    };
    process.once('message', (told) => settle(told as Answer));
    process.once('exit', (code, signal) => {
      clearTimeout(timer);
      process.removeAllListeners('message');
      lost(`the process died with ${signal ?? code}`);
    });
    process.send({
      seed,
      number,
      alsoGood: number % GOOD_EVERY === 0 || values.only !== undefined,
      ocrEvery: Number(values['ocr-every']),
    });
  });
  if (!answer.failure && answer.peakBytes > memoryMegabytes * 2 ** 20) {
    answer.failure = `the process held ${Math.round(answer.peakBytes / 2 ** 20)} MB`;
    // The peak is the process's: the next case starts with a clean one.
    child?.disconnect();
    child = undefined;
  }
  return answer;
}

const files = await corpus();
const outcomes = new Map<string, number>();
const failures: string[] = [];
let [slowest, peakBytes, count]: [Answer | undefined, number, number] = [undefined, 0, 0];
const endAt = performance.now() + seconds * 1000;
for (let number = Number(values.only ?? values.from); performance.now() < endAt; number++) {
  const answer = await run(number);
  count++;
  peakBytes = Math.max(peakBytes, answer.peakBytes);
  if (!slowest || answer.ms > slowest.ms) slowest = answer;
  if (answer.failure) {
    const { what, bytes } = fuzzCase(seed, number, files);
    const file = path.join(values.keep, `seed-${seed}-case-${number}.bin`);
    await mkdir(values.keep, { recursive: true });
    await writeFile(file, bytes);
    failures.push(`${file} (${what}): ${answer.failure}`);
    console.error(`FAILED ${failures.at(-1)}`);
  } else {
    outcomes.set(answer.outcome!, (outcomes.get(answer.outcome!) ?? 0) + 1);
  }
  if (values.only !== undefined) break;
}
child?.disconnect();

const told = [...outcomes].sort((a, b) => b[1] - a[1]).map(([outcome, times]) => `${outcome} ${times}`);
console.log(`seed ${seed}: ${count} files in ${seconds} s at most; ${told.join(', ')}`);
console.log(
  `slowest ${Math.round(slowest?.ms ?? 0)} ms (case ${slowest?.number}); peak memory ${Math.round(peakBytes / 2 ** 20)} MB of ${memoryMegabytes}; failures ${failures.length}`,
);
process.exitCode = failures.length > 0 ? 1 : 0;
