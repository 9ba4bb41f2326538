import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FunctionPool } from './function-pool.ts';
import { type HttpAnswer, PAYLOAD_LIMIT_BYTES } from './function-protocol.ts';
import type { LocalFunctions } from './functions.ts';
import { httpEvent, isTextBody } from './http-event.ts';
import { HttpRoutes } from './http-routes.ts';
import type { LocalModel, LocalResource } from './template.ts';

const BODY_LIMIT_BYTES = 10 * 1024 * 1024;
const INTEGRATION_LIMIT_MILLISECONDS = 30_000;

interface Integration {
  pool: FunctionPool;
  timeoutMilliseconds: number;
}

interface CorsConfiguration {
  AllowOrigins?: string[];
  AllowMethods?: string[];
  AllowHeaders?: string[];
  ExposeHeaders?: string[];
  MaxAge?: number;
  AllowCredentials?: boolean;
}

/** One HTTP API of the template, answering requests of a node:http server. */
export class HttpGateway {
  readonly apiId: string;
  readonly #routes: HttpRoutes<Integration>;
  readonly #cors: CorsConfiguration | undefined;

  constructor(api: LocalResource, model: LocalModel, functions: LocalFunctions) {
    this.apiId = api.name;
    this.#cors = api.properties.CorsConfiguration as CorsConfiguration | undefined;
    const integrations = new Map(
      model.ofType('AWS::ApiGatewayV2::Integration').map((found) => [found.ref, found]),
    );
    const routes = model
      .ofType('AWS::ApiGatewayV2::Route')
      .filter(({ properties }) => properties.ApiId === api.ref);
    this.#routes = new HttpRoutes(
      routes.map(({ properties }) => {
        const key = String(properties.RouteKey);
        const integration = integrations.get(String(properties.Target).replace(/^integrations\//, ''));
        const pool = functions.pool(functionOf(String(integration?.properties.IntegrationUri)));
        if (!pool) throw new Error(`The route ${key} leads to no function.`);
        const timeout = Number(integration?.properties.TimeoutInMillis ?? INTEGRATION_LIMIT_MILLISECONDS);
        return {
          key,
          target: { pool, timeoutMilliseconds: Math.min(timeout, INTEGRATION_LIMIT_MILLISECONDS) },
        };
      }),
    );
  }

  /** Answers one request; never throws. */
  handle(request: IncomingMessage, response: ServerResponse): void {
    const url = request.url ?? '/';
    const mark = url.indexOf('?');
    const path = mark < 0 ? url : url.slice(0, mark);
    const query = mark < 0 ? '' : url.slice(mark + 1);
    const method = request.method ?? 'GET';
    const origin = request.headers.origin;
    if (this.#cors && origin !== undefined) {
      this.#allowOrigin(response, origin);
      if (method === 'OPTIONS' && request.headers['access-control-request-method'])
        return void this.#preflight(response);
    }
    const match = this.#routes.find(method, path);
    if (!match) {
      request.resume();
      return void sendMessage(response, 404, 'Not Found');
    }
    if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT_BYTES)
      return void refuseBody(request, response);
    const { pool, timeoutMilliseconds } = match.route.target;
    const isBase64 = !isTextBody(request.headers['content-type']);
    const run = (body: Buffer | undefined) => {
      const event = httpEvent(request, match, this.apiId, path, query);
      if (body === undefined) return this.#run(pool, timeoutMilliseconds, { event, isHttp: true }, response);
      event.isBase64Encoded = isBase64;
      // Lambda's own limit is on the event, in which base64 makes four bytes of three.
      if (body.length * (isBase64 ? 4 / 3 : 1) > PAYLOAD_LIMIT_BYTES)
        return sendMessage(response, 413, 'Request Entity Too Large');
      return this.#run(
        pool,
        timeoutMilliseconds,
        { event, body, isBodyBase64: isBase64, isHttp: true },
        response,
      );
    };
    if (method === 'GET' || method === 'HEAD') {
      request.resume();
      run(undefined);
    } else collectBody(request, response, run);
  }

  #run(
    pool: FunctionPool,
    timeoutMilliseconds: number,
    invocation: Parameters<FunctionPool['invoke']>[0],
    response: ServerResponse,
  ): void {
    const patience = new AbortController();
    const timer = setTimeout(() => {
      sendMessage(response, 503, 'Service Unavailable');
      // What has not begun must not run later, when its caller has been told that it failed and may have tried again.
      patience.abort();
    }, timeoutMilliseconds);
    void pool.invoke(invocation, { signal: patience.signal }).then((outcome) => {
      clearTimeout(timer);
      if (response.headersSent) return;
      if ('answer' in outcome) sendAnswer(response, outcome.answer);
      else sendMessage(response, 500, 'Internal Server Error');
    });
  }

  #allowOrigin(response: ServerResponse, origin: string): void {
    const { AllowOrigins = [], AllowCredentials, ExposeHeaders } = this.#cors!;
    const isAllowed = AllowOrigins.some((allowed) => {
      const [start = '', end] = allowed.split('*');
      return end === undefined ? allowed === origin : origin.startsWith(start) && origin.endsWith(end);
    });
    if (!isAllowed) return;
    response.setHeader('access-control-allow-origin', AllowOrigins.includes('*') ? '*' : origin);
    if (!AllowOrigins.includes('*')) response.setHeader('vary', 'Origin');
    if (AllowCredentials) response.setHeader('access-control-allow-credentials', 'true');
    if (ExposeHeaders?.length) response.setHeader('access-control-expose-headers', ExposeHeaders.join(','));
  }

  #preflight(response: ServerResponse): void {
    const { AllowMethods, AllowHeaders, MaxAge } = this.#cors!;
    if (AllowMethods?.length) response.setHeader('access-control-allow-methods', AllowMethods.join(','));
    if (AllowHeaders?.length) response.setHeader('access-control-allow-headers', AllowHeaders.join(','));
    if (MaxAge !== undefined) response.setHeader('access-control-max-age', String(MaxAge));
    response.writeHead(204).end();
  }
}

/** The function in an integration's address: its ARN, bare or inside API Gateway's invocation path. */
export function functionOf(uri: string): string {
  return /functions\/(arn:[^/]+)\/invocations/.exec(uri)?.[1] ?? uri;
}

function collectBody(
  request: IncomingMessage,
  response: ServerResponse,
  done: (body: Buffer | undefined) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > BODY_LIMIT_BYTES) return refuseBody(request, response);
    chunks.push(chunk);
  });
  request.on('end', () => {
    if (size > BODY_LIMIT_BYTES) return;
    if (size === 0) return done(undefined);
    // A buffer of its own: it is handed over to the function's thread, and a pooled one would take others along.
    const body = Buffer.from(new ArrayBuffer(size));
    let offset = 0;
    for (const chunk of chunks) offset += chunk.copy(body, offset);
    done(body);
  });
}

function refuseBody(request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent) return;
  // Answered before the body has come in; the connection cannot be used again.
  response.setHeader('connection', 'close');
  sendMessage(response, 413, 'Request Entity Too Large');
  request.removeAllListeners('data').resume();
}

function sendAnswer(response: ServerResponse, { statusCode, headers, cookies, body }: HttpAnswer): void {
  try {
    for (const name of ['content-length', 'transfer-encoding', 'connection', 'keep-alive'])
      delete headers[name];
    // The gateway's own word for CORS stays beside the function's.
    const vary = response.getHeader('vary');
    if (vary !== undefined && headers.vary !== undefined) headers.vary = `${vary}, ${headers.vary}`;
    const fields: Record<string, string | number | string[]> = headers;
    if (cookies.length > 0) fields['set-cookie'] = cookies;
    if (statusCode !== 204 && statusCode !== 304) fields['content-length'] = Buffer.byteLength(body);
    response.writeHead(statusCode, fields).end(body);
  } catch {
    // A status or a header that HTTP does not allow is a fault of the function.
    sendMessage(response, 500, 'Internal Server Error');
  }
}

function sendMessage(response: ServerResponse, status: number, message: string): void {
  if (response.headersSent) return;
  const body = JSON.stringify({ message });
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
}
