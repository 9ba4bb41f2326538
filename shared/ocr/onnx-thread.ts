/** ONNX Runtime in a thread of its own: its runs are synchronous, and would block the caller's events and abort. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { CallThread } from './call-thread.ts';
import { clearTinyWeights } from './onnx-weights.ts';

export interface Tensor {
  data: Float32Array;
  dims: number[];
}

export interface OnnxThread {
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
      intraOpNumThreads: data.threads,
      interOpNumThreads: 1,
      // Pages differ in size, and an arena keeps the largest one's memory for good.
      enableCpuMemArena: false,
      // The runtime prints from native code, past every redirection; errors are thrown as well.
      logSeverityLevel: 4,
      // Spinning threads win nothing measurable here and starve whatever shares the processor.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
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

/** Starts a thread with these networks loaded, by name. Rejects when a file is missing or not a network. */
export async function startOnnxThread(models: Record<string, string>, threads: number): Promise<OnnxThread> {
  const require = createRequire(import.meta.url);
  const thread = new CallThread({
    program: PROGRAM,
    data: { ortPath: require.resolve('onnxruntime-node'), threads },
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
  } catch (error) {
    await thread.terminate();
    throw error;
  }
  return {
    run: (model, input, signal) =>
      thread.call<Tensor>(
        'run',
        { model, input: input.data, dims: input.dims },
        { signal, transfer: [input.data.buffer as ArrayBuffer] },
      ),
    terminate: () => thread.terminate(),
  };
}
