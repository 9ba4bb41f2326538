/**
 * ONNX Runtime in threads of our own: its runs are synchronous, and would block the caller's events and abort.
 * Runs go side by side, each on one core, rather than every run on all cores: cores that share one run spend a
 * fifth of their time waiting for one another.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { CallThread } from './call-thread.ts';
import { clearTinyWeights } from './onnx-weights.ts';

export interface Tensor {
  data: Float32Array;
  dims: number[];
}

export interface OnnxThreads {
  /** How many runs go side by side; more than these wait their turn. */
  readonly count: number;
  /** Runs a network with one input and one output. `input.data` is moved, not copied: it is empty afterwards. */
  run(model: string, input: Tensor, signal?: AbortSignal): Promise<Tensor>;
  terminate(): Promise<void>;
}

const PROGRAM = `
const ort = require(data.ortPath);
const sessions = new Map();
const calls = {
  async load({ name, network }) {
    sessions.set(name, await ort.InferenceSession.create(network, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      // Pages differ in size, and an arena keeps the largest one's memory for good.
      enableCpuMemArena: false,
      // The runtime prints from native code, past every redirection; errors are thrown as well.
      logSeverityLevel: 4,
    }));
  },
  async run({ model, input, dims }) {
    const session = sessions.get(model);
    const tensor = new ort.Tensor('float32', input, dims);
    const output = (await session.run({ [session.inputNames[0]]: tensor }))[session.outputNames[0]];
    const copy = Float32Array.from(output.data);
    return transfer({ data: copy, dims: [...output.dims] }, [copy.buffer]);
  },
};`;

async function startThread(models: Record<string, string>, ortPath: string): Promise<CallThread> {
  const thread = new CallThread({
    program: PROGRAM,
    data: { ortPath },
    // Ended during a run, it throws where C++ may not, and the whole process aborts.
    finishesCalls: true,
    maxHeapMegabytes: 256,
  });
  try {
    for (const [name, file] of Object.entries(models)) {
      const network = new Uint8Array(await readFile(file));
      clearTinyWeights(network);
      await thread.call(
        'load',
        { name, network },
        { signal: AbortSignal.timeout(30_000), transfer: [network.buffer] },
      );
    }
    return thread;
  } catch (error) {
    await thread.terminate();
    throw error;
  }
}

/** Starts threads with these networks loaded, by name. Rejects when a file is missing or not a network. */
export async function startOnnxThreads(models: Record<string, string>, count: number): Promise<OnnxThreads> {
  const ortPath = createRequire(import.meta.url).resolve('onnxruntime-node');
  const started = await Promise.allSettled(Array.from({ length: count }, () => startThread(models, ortPath)));
  const threads = started.flatMap((each) =>
    each.status === 'fulfilled' ? [{ thread: each.value, runs: 0 }] : [],
  );
  const terminate = async (): Promise<void> => {
    await Promise.all(threads.map(({ thread }) => thread.terminate()));
  };
  const failed = started.find((each) => each.status === 'rejected');
  if (failed) {
    await terminate();
    throw failed.reason;
  }
  return {
    count,
    async run(model, input, signal) {
      const least = threads.reduce((a, b) => (b.runs < a.runs ? b : a));
      least.runs++;
      try {
        return await least.thread.call<Tensor>(
          'run',
          { model, input: input.data, dims: input.dims },
          { signal, transfer: [input.data.buffer as ArrayBuffer] },
        );
      } finally {
        least.runs--;
      }
    },
    terminate,
  };
}
