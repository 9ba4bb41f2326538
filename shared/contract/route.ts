/**
 * `defineRoute`: one declaration of an endpoint. From it come routing and validation (`shared/http`), OpenAPI
 * (`openapi.ts`), the gateway's routes and the function's rights (`infra`), the typed client (`client/`) and the
 * contract tests (`test/contract`).
 */
import type * as z from 'zod';
import type { Language } from '../domain/text/language.ts';
import type { ErrorCode } from './app-error.ts';
import type { AuditRule } from './audit-rule.ts';
import type { Caller, Role } from './caller.ts';
import type { Logger } from './logger.ts';
import type { ServiceName, Services } from './services.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface UploadedFile {
  /** As the client gave it: untrusted, for display only. */
  filename: string;
  contentType: string;
  bytes: Uint8Array;
}

/** A multipart/form-data part named `file`. */
export interface FileRule {
  description: string;
  required: boolean;
}

export type ResponseRule =
  | { description: string; body: z.ZodType }
  | { description: string; contentType: string }
  | { description: string };

export type Responses = Readonly<Record<number, ResponseRule>>;

type Output<T> = T extends z.ZodType ? z.output<T> : undefined;

export interface RouteInput<P, Q, B, F> {
  params: Output<P>;
  query: Output<Q>;
  /** Undefined for a multipart request, and where no body is declared. */
  body: F extends FileRule ? Output<B> | undefined : Output<B>;
  file: F extends { required: true }
    ? UploadedFile
    : F extends FileRule
      ? UploadedFile | undefined
      : undefined;
}

/** What a handler may answer: one of the declared statuses with a body that fits its schema. */
export type Reply<R extends Responses> = {
  [S in keyof R & number]: R[S] extends { body: infer B extends z.ZodType }
    ? { status: S; body: z.input<B>; headers?: Record<string, string> }
    : R[S] extends { contentType: string }
      ? { status: S; content: string | Uint8Array; headers?: Record<string, string> }
      : { status: S; headers?: Record<string, string> };
}[keyof R & number];

export interface RouteContext<A, U extends ServiceName, P, Q, B, F> {
  input: RouteInput<P, Q, B, F>;
  caller: A extends 'public' ? undefined : Caller;
  services: Pick<Services, U>;
  now: () => Date;
  /** What the client reads best: French by default. Says so itself in `content-language` where it matters. */
  language: Language;
  /** `Accept-Encoding` as sent, for a route that encodes its answer itself. */
  acceptEncoding: string | undefined;
  log: Logger;
  requestId: string;
  /** Milliseconds until the gateway gives up on this request. */
  remainingMs: () => number;
  /** Where this product answers, without a trailing slash, as the client addressed it. */
  baseUrl: string;
}

export type Access = 'public' | readonly Role[];

export interface RouteContract<
  Id extends string,
  A extends Access,
  P,
  Q,
  B,
  F,
  R extends Responses,
  U extends ServiceName,
> {
  /** `<room>.<verb>`, stable: the client's method name and the OpenAPI operationId. */
  id: Id;
  method: Method;
  /** OpenAPI form: `/api/dashboard/tasks/{task_id}/action`. */
  path: `/${string}`;
  summary: string;
  description?: string;
  /** Roles admitted, or `public` for no sign-in at all. */
  access: A;
  params?: P;
  query?: Q;
  /** JSON, or form fields with the same names. */
  body?: B;
  file?: F;
  responses: R;
  /** Codes beyond those every route can give (`invalid_request`, `unauthorized`, `forbidden`, `internal_error`). */
  errors?: readonly ErrorCode[];
  uses: readonly U[];
  /** How a call that changes something is told to the audit log; see `AuditRule`. */
  audit?: AuditRule;
  /** Calls a minute of each client; `rate-limits.ts` says which and why. Default 60. A tenant or a key may have its own. */
  requestsPerMinute?: number;
  /** A request that succeeds; documentation and contract tests use it. Path parameters are filled by name, as is `{name}` in a query. */
  example?: { query?: Record<string, string>; body?: unknown; file?: boolean };
}

export interface RouteDefinition<
  Id extends string,
  A extends Access,
  P,
  Q,
  B,
  F,
  R extends Responses,
  U extends ServiceName,
> extends RouteContract<Id, A, P, Q, B, F, R, U> {
  handler: (context: RouteContext<A, U, P, Q, B, F>) => Promise<Reply<R>>;
}

/**
 * Checks an endpoint's contract; `.handle(…)` adds what it does and gives the route. Two steps, because only a
 * contract whose types are settled can check a handler's literals.
 */
export function defineRoute<
  const Id extends string,
  const A extends Access,
  const R extends Responses,
  const U extends ServiceName = never,
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  const F extends FileRule | undefined = undefined,
>(contract: RouteContract<Id, A, P, Q, B, F, R, U>) {
  return {
    handle(
      handler: (context: RouteContext<A, U, P, Q, B, F>) => Promise<Reply<R>>,
    ): RouteDefinition<Id, A, P, Q, B, F, R, U> {
      return { ...contract, handler };
    },
  };
}

/** A route whose particulars do not matter: what routers, generators and tests walk over. */
// biome-ignore lint/suspicious/noExplicitAny: the erased form of every RouteDefinition; `never`-like bounds would not accept handlers.
export type AnyRoute = RouteDefinition<string, Access, any, any, any, any, any, any>;

export type UsesOf<R extends AnyRoute> = R['uses'][number];

/** A function that answers several routes: one Lambda function, one gateway integration. */
export interface Room<R extends readonly AnyRoute[] = readonly AnyRoute[]> {
  /** Names the function and its folder. */
  id: string;
  /** Heading of its routes in the documentation. */
  title: string;
  routes: R;
  memoryMegabytes: number;
  timeoutSeconds: number;
  /** What users lose while it fails, for its alarm. */
  failureCosts: string;
}

export function defineRoom<const R extends readonly AnyRoute[]>(room: Room<R>): Room<R> {
  return room;
}
