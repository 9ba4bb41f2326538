/**
 * A typed client of the whole API. Its methods, inputs and answers are the routes' own types: nothing here names a
 * path. `client.call('tasks.list', { query: { limit: 10 } })`.
 */
import type * as z from 'zod';
import type { rooms } from '../functions/catalogue.ts';
import type { ResponseRule } from '../shared/contract/route.ts';
import { ROUTES } from './routes.gen.ts';

type Route = (typeof rooms)[number]['routes'][number];
export type RouteId = Route['id'];
type RouteOf<Id extends RouteId> = Extract<Route, { id: Id }>;

type Given<T> = T extends z.ZodType ? z.input<T> : never;
type OptionalIfEmpty<K extends string, T> = [T] extends [never]
  ? { [key in K]?: undefined }
  : Record<never, never> extends T
    ? { [key in K]?: T }
    : { [key in K]: T };

/** A file to send: its bytes and the name that people will see. */
export interface ClientFile {
  filename: string;
  bytes: Uint8Array;
}

type FileOf<R extends Route> = NonNullable<R['file']>;
type Sent<R extends Route> = [FileOf<R>] extends [never]
  ? OptionalIfEmpty<'body', Given<R['body']>> & { file?: undefined }
  : FileOf<R> extends { required: true }
    ? { file: ClientFile; body?: undefined }
    : { file: ClientFile; body?: undefined } | { body: Given<R['body']>; file?: undefined };

/** What a route takes: path parameters, query, and a body or file. */
export type RequestOf<Id extends RouteId> = OptionalIfEmpty<'params', Given<RouteOf<Id>['params']>> &
  OptionalIfEmpty<'query', Given<RouteOf<Id>['query']>> &
  Sent<RouteOf<Id>>;

type Answers<R> = {
  [S in keyof R & number]: R[S] extends { body: infer B extends z.ZodType }
    ? { status: S; body: z.output<B> }
    : R[S] extends ResponseRule
      ? { status: S; body: R[S] extends { contentType: string } ? string : undefined }
      : never;
}[keyof R & number];

/** What a route answers when it succeeds, told apart by `status`. */
export type AnswerOf<Id extends RouteId> = Answers<RouteOf<Id>['responses']>;

/** An answer in the product's one error shape, or none at all (`status` 0). */
export class BordereauError extends Error {
  override readonly name = 'BordereauError';
  readonly status: number;
  readonly code: string;
  readonly details: unknown;
  readonly requestId: string | undefined;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { details?: unknown; requestId?: string } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = more.details;
    this.requestId = more.requestId;
  }
}

export interface ClientOptions {
  /** `http://127.0.0.1:3000`, or a deployed API's address. */
  baseUrl: string;
  /** A bearer token; or `apiKey`. Neither for public routes. */
  token?: string;
  apiKey?: string;
  /** Language of messages. */
  language?: 'fr' | 'en';
  signal?: AbortSignal;
  /** Sends each request; the platform's own when absent. */
  fetch?: typeof fetch;
}

interface LooseRequest {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  file?: ClientFile;
}

function addressOf(baseUrl: string, path: string, { params = {}, query = {} }: LooseRequest): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return `${baseUrl.replace(/\/$/, '')}${filled}${search.size > 0 ? `?${search}` : ''}`;
}

function bodyOf({ body, file }: LooseRequest): { body?: string | FormData; headers: Record<string, string> } {
  if (file) {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(file.bytes)]), file.filename);
    return { body: form, headers: {} };
  }
  if (body === undefined) return { headers: {} };
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

async function toError(response: Response): Promise<BordereauError> {
  const text = await response.text();
  try {
    const { error } = JSON.parse(text) as {
      error: { code: string; message: string; details?: unknown; request_id: string };
    };
    return new BordereauError(response.status, error.code, error.message, {
      details: error.details,
      requestId: error.request_id,
    });
  } catch {
    // The gateway's own refusal of a body above its limit; use /api/uploads for larger files.
    const code = response.status === 413 ? 'file_too_large' : 'unexpected_answer';
    return new BordereauError(response.status, code, `HTTP ${response.status}`);
  }
}

export function createClient(options: ClientOptions) {
  const identity: Record<string, string> = {
    ...(options.token && { authorization: `Bearer ${options.token}` }),
    ...(options.apiKey && { 'x-api-key': options.apiKey }),
    'accept-language': options.language ?? 'en',
  };
  const send = options.fetch ?? fetch;

  async function open(id: RouteId, loose: LooseRequest): Promise<Response> {
    const [method, path] = ROUTES[id];
    const { body, headers } = bodyOf(loose);
    const signal = options.signal && { signal: options.signal };
    let response: Response;
    try {
      response = await send(addressOf(options.baseUrl, path, loose), {
        method,
        headers: { ...identity, ...headers },
        redirect: 'manual',
        ...(body && { body }),
        ...signal,
      });
      // A large answer lies elsewhere, at an address that is its own key: nobody there is told who asks.
      const location = response.status === 303 ? response.headers.get('location') : null;
      if (location) response = await send(new URL(location, options.baseUrl), { ...signal });
    } catch (error) {
      throw new BordereauError(0, 'unreachable', `nothing answers at ${options.baseUrl}`, {
        details: String(error),
      });
    }
    if (!response.ok) throw await toError(response);
    return response;
  }

  return {
    /** The successful answer as it comes, for one too large to hold. Throws as `call` does. */
    open<Id extends RouteId>(
      id: Id,
      ...[request]: Record<never, never> extends RequestOf<Id> ? [RequestOf<Id>?] : [RequestOf<Id>]
    ): Promise<Response> {
      return open(id, (request ?? {}) as LooseRequest);
    },

    /** Throws BordereauError for every answer that is not a success, and when nothing answers. */
    async call<Id extends RouteId>(
      id: Id,
      ...[request]: Record<never, never> extends RequestOf<Id> ? [RequestOf<Id>?] : [RequestOf<Id>]
    ): Promise<AnswerOf<Id>> {
      const response = await open(id, (request ?? {}) as LooseRequest);
      const isJson = response.headers.get('content-type')?.startsWith('application/json');
      const answer =
        response.status === 204 ? undefined : isJson ? await response.json() : await response.text();
      return { status: response.status, body: answer } as AnswerOf<Id>;
    },
  };
}

export type Client = ReturnType<typeof createClient>;
