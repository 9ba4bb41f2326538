/**
 * The thread of one Lambda environment: loads the function's bundle once, then runs one invocation at a time. Its
 * output goes straight to the function's log file, so that a crash loses none of it and the terminal stays quiet.
 */
import { subscribe } from 'node:diagnostics_channel';
import { openSync, writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { parentPort, type Worker, workerData } from 'node:worker_threads';
import {
  END,
  type EnvironmentMessage,
  type EnvironmentStart,
  type FunctionError,
  type HttpAnswer,
  type InvocationMessage,
  PAYLOAD_LIMIT_BYTES,
} from './function-protocol.ts';

type Handler = (
  event: unknown,
  context: object,
  callback: (error: unknown, result?: unknown) => void,
) => unknown;

/** Bodies above this are encoded here and handed over; below, the copy of a string is cheaper. */
const HANDOVER_BYTES = 64 * 1024;

const start = workerData as EnvironmentStart;
const port = parentPort!;
const logStream = `local/[$LATEST]${crypto.randomUUID().replaceAll('-', '')}`;

const log = openSync(start.logFile, 'a');
const writeLog = (chunk: string | Uint8Array, encoding?: unknown, callback?: unknown): boolean => {
  if (typeof chunk === 'string') writeSync(log, chunk);
  else writeSync(log, chunk);
  const done = typeof encoding === 'function' ? encoding : callback;
  if (typeof done === 'function') done();
  return true;
};
process.stdout.write = writeLog as typeof process.stdout.write;
process.stderr.write = writeLog as typeof process.stderr.write;

/** Threads that the function started and that have not ended. */
const threads = new Set<Worker>();
subscribe('worker_threads', (message) => {
  const { worker } = message as { worker: Worker };
  threads.add(worker);
  worker.once('exit', () => threads.delete(worker));
});

const began = performance.now();
const loading = load();
loading.then(
  () => {
    tell({ type: 'ready', initMilliseconds: performance.now() - began });
    // Only written at an orderly end otherwise, which a killed process never has.
    flushCompileCache();
  },
  (error) => tell({ type: 'init-failed', error: describe(error) }),
);
port.on(
  'message',
  (message: InvocationMessage | typeof END) => void (message === END ? end() : run(message)),
);

async function load(): Promise<Handler> {
  const loaded = await import(start.moduleUrl);
  const handler = loaded[start.exportName] ?? loaded.default?.[start.exportName];
  if (typeof handler !== 'function')
    throw new Error(`${start.exportName} is not exported by ${start.moduleUrl}`);
  return handler;
}

/** As Lambda ends an environment: SIGTERM, then time to do what it takes. */
async function end(): Promise<void> {
  process.emit('SIGTERM', 'SIGTERM');
  for (const thread of threads) await new Promise((resolve) => thread.once('exit', resolve));
  process.exit();
}

async function run(message: InvocationMessage): Promise<void> {
  try {
    const handler = await loading;
    const result = await call(handler, readEvent(message), message);
    if (message.isHttp) return answer(result);
    const json = JSON.stringify(result ?? null);
    if (Buffer.byteLength(json) > PAYLOAD_LIMIT_BYTES) throw tooLarge();
    tell({ type: 'done', json });
  } catch (error) {
    const failure = describe(error);
    writeLog(
      `${new Date().toISOString()}\t${message.requestId}\tERROR\tInvoke Error\t${JSON.stringify(failure)}\n`,
    );
    tell({ type: 'failed', error: failure });
  }
}

function readEvent(message: InvocationMessage): unknown {
  if (message.json !== undefined) {
    const text = typeof message.json === 'string' ? message.json : Buffer.from(message.json).toString('utf8');
    return text === '' ? {} : JSON.parse(text);
  }
  if (message.body !== undefined) {
    const bytes = Buffer.from(message.body.buffer, message.body.byteOffset, message.body.byteLength);
    message.event!.body = bytes.toString(message.isBodyBase64 ? 'base64' : 'utf8');
  }
  return message.event;
}

function call(
  handler: Handler,
  event: unknown,
  { requestId, deadline }: InvocationMessage,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const context = {
      awsRequestId: requestId,
      callbackWaitsForEmptyEventLoop: true,
      functionName: start.functionName,
      functionVersion: '$LATEST',
      invokedFunctionArn: start.functionArn,
      logGroupName: `/aws/lambda/${start.functionName}`,
      logStreamName: logStream,
      memoryLimitInMB: String(start.memoryMegabytes),
      getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    };
    const result = handler(event, context, (error, value) => (error ? reject(error) : resolve(value)));
    // A handler with a callback parameter may answer through it later; any other answers by what it returns.
    if (result instanceof Promise || handler.length < 3) resolve(result);
  });
}

function answer(result: unknown): void {
  const response = httpAnswer(result);
  let size: number;
  if (typeof response.body === 'string') {
    if (response.body.length > HANDOVER_BYTES) response.body = new TextEncoder().encode(response.body);
    size = response.body.length;
  } else size = response.body.byteLength;
  if (size > PAYLOAD_LIMIT_BYTES) throw tooLarge();
  const isHandedOver =
    typeof response.body !== 'string' && response.body.byteLength === response.body.buffer.byteLength;
  const transfer = isHandedOver ? [(response.body as Uint8Array).buffer as ArrayBuffer] : [];
  port.postMessage({ type: 'answered', answer: response } satisfies EnvironmentMessage, transfer);
}

/** Payload format 2.0: a structured response if there is a status code, else the value itself as JSON. */
function httpAnswer(result: unknown): HttpAnswer {
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) {
    const body = typeof result === 'string' ? result : JSON.stringify(result ?? null);
    return { statusCode: 200, headers: { 'content-type': 'application/json' }, cookies: [], body };
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = result as Record<string, unknown>;
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (value !== undefined && value !== null) texts[name.toLowerCase()] = String(value);
  }
  const text =
    typeof body === 'string' ? body : body === undefined || body === null ? '' : JSON.stringify(body);
  if (text !== '') texts['content-type'] ??= 'text/plain;charset=UTF-8';
  return {
    statusCode: Number(statusCode),
    headers: texts,
    cookies: Array.isArray(cookies) ? cookies.map(String) : [],
    body: isBase64Encoded === true ? Buffer.from(text, 'base64') : text,
  };
}

function tooLarge(): Error {
  const error = new Error(
    `Response payload size exceeded maximum allowed payload size (${PAYLOAD_LIMIT_BYTES} bytes).`,
  );
  error.name = 'Function.ResponseSizeTooLarge';
  return error;
}

function describe(error: unknown): FunctionError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] };
}

function tell(message: EnvironmentMessage): void {
  port.postMessage(message);
}
