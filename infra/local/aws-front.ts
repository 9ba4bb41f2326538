import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { CorsRule, EngineSettings, EngineStart } from './engine-protocol.ts';
import { decodePath } from './http-routes.ts';
import { isLocalCaller } from './local-caller.ts';
import { checkPresigned } from './presigned-url.ts';
import { answerSecrets } from './secrets-endpoint.ts';

type Service = 's3' | 'sqs' | 'sns' | 'dynamodb' | 'secretsmanager' | 'lambda';

/** What the front needs of the engine it stands before. */
export interface FrontParts {
  start: EngineStart;
  settings(): EngineSettings;
  /** fauxqs' own request handler. */
  answerHere(request: IncomingMessage, response: ServerResponse): void;
  invoke(
    functionName: string,
    payload: Buffer,
    asynchronous: boolean,
  ): Promise<{ status: number; payload: string; functionError?: string }>;
}

const agent = new Agent({ keepAlive: true });

/**
 * One endpoint for every AWS service that the product uses, told apart as AWS clients address them. From this machine
 * everything is open, as with any local emulator; from another one, or under a name that is not this machine's, only
 * presigned S3 URLs that we signed work, and a browser page of a foreign origin gets nothing but those.
 */
export function createFront(parts: FrontParts): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    // A client that hangs up before its body is through ends its own request, never the process.
    answer(request, response, parts).catch(() => response.destroy());
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, parts: FrontParts): Promise<void> {
  const { start } = parts;
  const service = serviceOf(request);
  const presigned = service === 's3' ? checkPresigned(request, start.credentials) : 'not-presigned';
  if (service === 's3') {
    if (presigned === 'expired') return refuse(response, 403, 'AccessDenied', 'Request has expired');
    if (presigned === 'wrong-signature') {
      return refuse(response, 403, 'SignatureDoesNotMatch', 'The request does not match what was signed.');
    }
    if (presigned === 'unsigned-header') {
      return refuse(response, 403, 'AccessDenied', 'The request has headers that were not signed.');
    }
  }
  if (request.method === 'OPTIONS') return answerPreflight(request, response, parts.settings());
  if (presigned !== 'valid' && !isLocalCaller(request))
    return refuse(response, 403, 'AccessDenied', 'Access Denied');
  const origin = request.headers.origin;
  if (origin !== undefined) {
    const rule = corsRule(request, request.method ?? 'GET', parts.settings());
    if (!rule && presigned !== 'valid') return refuse(response, 403, 'AccessDenied', 'Access Denied');
    if (rule) allowOrigin(response, origin, rule);
  }
  switch (service) {
    case 'dynamodb':
      return passOn(request, response, parts.settings().dynamodbUrl);
    case 'secretsmanager':
      return answerSecrets(request, response, await readBody(request), parts.settings().secrets);
    case 'lambda':
      return answerInvocation(request, response, parts);
    default: {
      const external = start.external[service];
      if (external !== undefined) return passOn(request, response, external);
      if (service === 's3') prepareS3(request);
      parts.answerHere(request, response);
    }
  }
}

function serviceOf(request: IncomingMessage): Service {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') {
    if (target.startsWith('DynamoDB')) return 'dynamodb';
    if (target.startsWith('AmazonSQS.')) return 'sqs';
    if (target.startsWith('secretsmanager.')) return 'secretsmanager';
  }
  const path = request.url ?? '/';
  if (request.method === 'POST') {
    const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
    if (isForm && (path === '/' || path.startsWith('/?'))) return 'sns';
    if (path.startsWith('/2015-03-31/functions/')) return 'lambda';
  }
  return 's3';
}

/** fauxqs chooses its parser by content type; the body of an S3 request is bytes whatever it says. */
function prepareS3(request: IncomingMessage): void {
  const contentType = request.headers['content-type'];
  if (contentType !== undefined && !contentType.startsWith('multipart/form-data')) {
    request.headers['x-local-content-type'] = contentType;
    request.headers['content-type'] = 'application/octet-stream';
  }
  // Any host name with a dot would be taken for `bucket.host`; only `bucket.localhost` is meant that way.
  if (!/^[^.]+\.localhost(:\d+)?$/.test(request.headers.host ?? '')) request.headers.host = '127.0.0.1';
}

function corsRule(request: IncomingMessage, method: string, settings: EngineSettings): CorsRule | undefined {
  const origin = request.headers.origin ?? '';
  const bucket = (request.url ?? '/').split(/[/?]/)[1] ?? '';
  const rule = settings.buckets[bucket]?.cors.find(
    (candidate) =>
      candidate.allowedMethods.includes(method) &&
      candidate.allowedOrigins.some((pattern) => matchesOrigin(pattern, origin)),
  );
  if (rule || !settings.origins.includes(origin)) return rule;
  return {
    allowedOrigins: [origin],
    allowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
    allowedHeaders: ['*'],
    exposedHeaders: ['ETag'],
    maxAgeSeconds: 600,
  };
}

function matchesOrigin(pattern: string, origin: string): boolean {
  const [start = '', end] = pattern.split('*');
  return end === undefined ? pattern === origin : origin.startsWith(start) && origin.endsWith(end);
}

function allowOrigin(response: ServerResponse, origin: string, rule: CorsRule): void {
  response.setHeader('access-control-allow-origin', rule.allowedOrigins.includes('*') ? '*' : origin);
  response.setHeader('vary', 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method');
  if (rule.exposedHeaders.length > 0)
    response.setHeader('access-control-expose-headers', rule.exposedHeaders.join(', '));
}

function answerPreflight(request: IncomingMessage, response: ServerResponse, settings: EngineSettings): void {
  const rule = corsRule(request, String(request.headers['access-control-request-method']), settings);
  const asked = String(request.headers['access-control-request-headers'] ?? '');
  const wanted = asked
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  const allows = (name: string) =>
    rule?.allowedHeaders.some((pattern) => {
      const [start = '', end] = pattern.toLowerCase().split('*');
      return end === undefined
        ? pattern.toLowerCase() === name
        : name.startsWith(start) && name.endsWith(end);
    });
  if (!rule || !wanted.every(allows))
    return void refuse(response, 403, 'AccessForbidden', 'CORSResponse: This CORS request is not allowed.');
  allowOrigin(response, String(request.headers.origin), rule);
  response.setHeader('access-control-allow-methods', rule.allowedMethods.join(', '));
  if (asked !== '') response.setHeader('access-control-allow-headers', asked);
  response.setHeader('access-control-max-age', String(rule.maxAgeSeconds));
  response.writeHead(200).end();
}

async function answerInvocation(
  request: IncomingMessage,
  response: ServerResponse,
  parts: FrontParts,
): Promise<void> {
  const name = decodePath((request.url ?? '').split('/')[3] ?? '');
  const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  const body = await readBody(request);
  const { status, payload, functionError } = await parts.invoke(name, body, type === 'Event');
  response.setHeader('content-type', 'application/json');
  response.setHeader('x-amz-executed-version', '$LATEST');
  if (functionError !== undefined) response.setHeader('x-amz-function-error', functionError);
  if (status === 404) response.setHeader('x-amzn-errortype', 'ResourceNotFoundException');
  response.writeHead(status).end(payload);
}

/** The whole body; for the small requests of the JSON services. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function passOn(request: IncomingMessage, response: ServerResponse, base: string): void {
  const url = new URL(base);
  const isSecure = url.protocol === 'https:';
  const path = url.pathname === '/' ? request.url : url.pathname + request.url;
  const options = { method: request.method, path, headers: { ...request.headers, host: url.host } };
  const upstream = isSecure ? httpsRequest(url, options) : httpRequest(url, { ...options, agent });
  upstream.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  upstream.on('error', () => refuse(response, 502, 'ServiceUnavailable', `${url.origin} does not answer.`));
  response.on('close', () => upstream.destroy());
  request.pipe(upstream);
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { 'content-type': 'application/xml', connection: 'close' });
  response.end(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  );
}
