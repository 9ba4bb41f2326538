/** What an environment's thread is started with. */
export interface EnvironmentStart {
  functionName: string;
  functionArn: string;
  memoryMegabytes: number;
  /** The module to load and the export to call. */
  moduleUrl: string;
  exportName: string;
  logFile: string;
}

/** The limit of Lambda for a synchronous request and its response. */
export const PAYLOAD_LIMIT_BYTES = 6 * 1024 * 1024;

/**
 * One invocation on its way to a thread. `json` is text as Lambda's API takes it; `event` is a plain object. The body
 * of an HTTP request travels beside its event as bytes that are handed over, not copied, and becomes the event's
 * `body` text in the thread, so that large uploads cost the gateway's event loop nothing.
 */
export interface InvocationMessage {
  requestId: string;
  deadline: number;
  json?: Uint8Array | string;
  event?: Record<string, unknown>;
  body?: Uint8Array;
  isBodyBase64?: boolean;
  /** The answer is an HTTP response of payload format 2.0. */
  isHttp?: boolean;
}

/** Asks a thread to end, once the threads that it started have: native code does not survive being ended midway. */
export const END = 'end';

/** A function's failure in the shape in which Lambda tells it. */
export interface FunctionError {
  errorType: string;
  errorMessage: string;
  trace?: string[];
}

/** The error of invocations that never ran or were broken off because the runtime stops. */
export const STOPPING: FunctionError = {
  errorType: 'Local.Stopping',
  errorMessage: 'The local runtime is stopping.',
};

/** The error of invocations that never ran because whoever asked for them no longer waits. */
export const WITHDRAWN: FunctionError = {
  errorType: 'Local.Withdrawn',
  errorMessage: 'Nobody waited for this invocation any more.',
};

/** An HTTP API integration response, its body decoded. */
export interface HttpAnswer {
  statusCode: number;
  headers: Record<string, string>;
  cookies: string[];
  body: Uint8Array | string;
}

export type EnvironmentMessage =
  | { type: 'ready'; initMilliseconds: number }
  | { type: 'init-failed'; error: FunctionError }
  | { type: 'done'; json: string }
  | { type: 'answered'; answer: HttpAnswer }
  | { type: 'failed'; error: FunctionError };
