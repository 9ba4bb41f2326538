/**
 * The API as the gateway calls it: events of an HTTP API (payload 2.0) handed to the rooms' own handlers, over the
 * product's own stores on the engines of one machine.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { rooms } from '../../functions/catalogue.ts';
import { pageCache, uploads } from '../../shared/blobs/document-bucket.ts';
import { faxExportFiles } from '../../shared/blobs/fax-export-files.ts';
import type { Caller } from '../../shared/contract/caller.ts';
import { buildOpenApi } from '../../shared/contract/openapi.ts';
import type { AnyRoute, Room } from '../../shared/contract/route.ts';
import { faxRecords } from '../../shared/fax-logs/fax-records.ts';
import { rememberedStatistics } from '../../shared/fax-logs/remembered-statistics.ts';
import { documentationFiles } from '../../shared/http/documentation-files.ts';
import { httpHandler, routeKey } from '../../shared/http/http-handler.ts';
import { pageFiles } from '../../shared/http/page-files.ts';
import { authenticator } from '../../shared/identity/authenticator.ts';
import { signToken, tokenIssuer } from '../../shared/identity/tokens.ts';
import { processProbe } from '../../shared/metrics/process-probe.ts';
import { requestMetrics } from '../../shared/metrics/request-metrics.ts';
import type { Factories } from '../../shared/services.ts';
import { apiKeyOwner, apiKeys } from '../../shared/stores/api-keys.ts';
import { auditLog } from '../../shared/stores/audit-log.ts';
import { auditOutbox } from '../../shared/stores/audit-outbox.ts';
import { confirmations } from '../../shared/stores/confirmations.ts';
import { credentials } from '../../shared/stores/credentials.ts';
import { documentRecords } from '../../shared/stores/document-records.ts';
import { faxExportJournal } from '../../shared/stores/fax-export-journal.ts';
import { faxReportChanges } from '../../shared/stores/fax-report-changes.ts';
import { faxReports } from '../../shared/stores/fax-reports.ts';
import { faxValidations } from '../../shared/stores/fax-validations.ts';
import { metricsStore } from '../../shared/stores/metrics.ts';
import { supplierMemories } from '../../shared/stores/supplier-memories.ts';
import { taskChanges } from '../../shared/stores/task-changes.ts';
import { taskQueries } from '../../shared/stores/task-queries.ts';
import { tenantSettingsStore } from '../../shared/stores/tenant-settings.ts';
import { webhookDeliveries } from '../../shared/stores/webhook-deliveries.ts';
import { webhookRegistry } from '../../shared/stores/webhooks.ts';
import type { Backend } from './backend.ts';
import { grantedTable } from './granted-table.ts';
import { httpRuntimeOver } from './http-runtime.ts';

const TOKEN_KEY = new TextEncoder().encode('a secret for tests, at least 32 bytes long');

export interface Call {
  params?: Record<string, string>;
  query?: Record<string, string>;
  /** Sent as JSON, unless it is a string: then as it is. */
  body?: unknown;
  file?: { name: string; bytes: Uint8Array };
  /** Anonymous when absent. */
  caller?: Caller;
  headers?: Record<string, string>;
  /** Where it comes from; by default each call from another address, as from another stranger. */
  sourceIp?: string;
  /** Until the gateway gives up. Little by default, so that waiting for a reader is short, but where a password is hashed. */
  remainingMs?: number;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape.
  json: any;
}

export interface Api {
  rooms: readonly Room[];
  call(route: AnyRoute, call?: Call): Promise<Answer>;
  /** Hands over an event as it is. */
  invoke(room: Room, event: APIGatewayProxyEventV2, remainingMs?: number): Promise<Answer>;
  stop(): Promise<void>;
}

/** One of the addresses set aside for benchmarks (RFC 2544). */
function someAddress(): string {
  return `198.18.${randomInt(256)}.${randomInt(256)}`;
}

function multipart(file: { name: string; bytes: Uint8Array }): { body: Buffer; contentType: string } {
  const boundary = `test-${randomUUID()}`;
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${file.name.replaceAll('"', '%22')}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  return {
    body: Buffer.concat([Buffer.from(head), file.bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

/** The gateway's event for a call. Header names come in lower case, as API Gateway sends them. */
export async function eventOf(
  route: AnyRoute,
  call: Call,
  now = new Date(),
): Promise<APIGatewayProxyEventV2> {
  const headers: Record<string, string> = { host: 'api.example.com', 'x-forwarded-proto': 'https' };
  let body: Buffer | undefined;
  if (call.file) {
    const form = multipart(call.file);
    body = form.body;
    headers['content-type'] = form.contentType;
  } else if (call.body !== undefined) {
    body = Buffer.from(typeof call.body === 'string' ? call.body : JSON.stringify(call.body));
    headers['content-type'] = 'application/json';
  }
  if (call.caller) headers.authorization = `Bearer ${await signToken(call.caller, TOKEN_KEY, now)}`;
  const path = route.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(call.params?.[name] ?? ''));
  return {
    version: '2.0',
    routeKey: routeKey(route),
    rawPath: path,
    rawQueryString: new URLSearchParams(call.query).toString(),
    headers: { ...headers, ...call.headers },
    ...(call.params && { pathParameters: call.params }),
    ...(call.query && { queryStringParameters: call.query }),
    requestContext: {
      accountId: '123456789012',
      apiId: 'api',
      domainName: 'api.example.com',
      domainPrefix: 'api',
      http: {
        method: route.method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: call.sourceIp ?? someAddress(),
        userAgent: 'test',
      },
      requestId: `request-${randomUUID()}`,
      routeKey: routeKey(route),
      stage: '$default',
      time: '03/Mar/2026:12:00:00 +0000',
      timeEpoch: 1772539200000,
    },
    ...(body && { body: body.toString('base64') }),
    isBase64Encoded: body !== undefined,
  };
}

function decoded(bytes: Buffer, encoding: string | undefined): Buffer {
  if (encoding === 'br') return brotliDecompressSync(bytes);
  return encoding === 'gzip' ? gunzipSync(bytes) : bytes;
}

function answerOf(result: APIGatewayProxyStructuredResultV2): Answer {
  const headers = result.headers as Record<string, string>;
  const sent = Buffer.from(result.body ?? '', result.isBase64Encoded ? 'base64' : 'utf8');
  const bytes = decoded(sent, headers['content-encoding']);
  const isJson = headers['content-type']?.startsWith('application/json');
  return {
    status: result.statusCode ?? 0,
    headers,
    text: bytes.toString('utf8'),
    json: isJson && bytes.length > 0 ? JSON.parse(bytes.toString('utf8')) : undefined,
  };
}

export interface ApiOptions {
  /** Puts another route in a route's place. */
  change?: (route: AnyRoute) => AnyRoute;
  now?: () => Date;
}

/** The API over that backend. */
export async function startApi(
  backend: Backend,
  { change = (route) => route, now = () => new Date() }: ApiOptions = {},
): Promise<Api> {
  const documentation = await mkdtemp(join(tmpdir(), 'bordereau-documentation-'));
  await writeFile(
    join(documentation, 'openapi.json'),
    JSON.stringify(buildOpenApi(rooms, { version: '0.0.0-test' })),
  );
  await writeFile(join(documentation, 'swagger-start.js.gz'), gzipSync('start();'));
  await mkdir(join(documentation, 'admin'));
  for (const name of ['index.html', 'main.js'])
    await writeFile(join(documentation, 'admin', `${name}.gz`), gzipSync(name));

  const { table } = backend;
  const runtime = httpRuntimeOver(table);
  const factories = {
    tasks: () => taskQueries(grantedTable(table, 'tasks')),
    taskChanges: () => taskChanges(grantedTable(table, 'taskChanges')),
    documents: () => documentRecords(grantedTable(table, 'documents')),
    confirmations: () => confirmations(grantedTable(table, 'confirmations')),
    supplierMemories: () => supplierMemories(grantedTable(table, 'supplierMemories')),
    keptPages: pageCache,
    uploads,
    webhooks: () => webhookRegistry(grantedTable(table, 'webhooks'), { allowPrivateAddresses: false }),
    webhookDeliveries: () => webhookDeliveries(grantedTable(table, 'webhookDeliveries')),
    credentials: () => credentials(grantedTable(table, 'credentials')),
    auditOutbox: () => auditOutbox(grantedTable(table, 'auditOutbox')),
    auditLog: () => auditLog(grantedTable(table, 'auditLog')),
    tokens: () => tokenIssuer(async () => TOKEN_KEY),
    apiKeys: () => apiKeys(grantedTable(table, 'apiKeys')),
    requestMetrics: () =>
      requestMetrics(runtime.metrics, metricsStore(grantedTable(table, 'requestMetrics'), 'test')),
    processProbe,
    tenantSettings: () => tenantSettingsStore(grantedTable(table, 'tenantSettings')),
    tenantSettingsChanges: () => tenantSettingsStore(grantedTable(table, 'tenantSettingsChanges')),
    faxReports: () => rememberedStatistics(faxReports(grantedTable(table, 'faxReports'))),
    faxRecords: () => faxRecords(grantedTable(table, 'faxRecords')),
    faxReportChanges: () => faxReportChanges(grantedTable(table, 'faxReportChanges')),
    faxValidations: () => faxValidations(grantedTable(table, 'faxValidations')),
    faxExportFiles,
    faxExportJournal: () => faxExportJournal(grantedTable(table, 'faxExportJournal')),
    documentationFiles: () => documentationFiles(pathToFileURL(`${documentation}/`)),
    pageFiles: () => pageFiles(pathToFileURL(`${documentation}/`)),
  } satisfies Partial<Factories<never>>;
  const callers = authenticator({
    secret: async () => TOKEN_KEY,
    apiKeyOwner: (key) => apiKeyOwner(grantedTable(table, 'sign-in'), key),
    now,
  });
  const changed: readonly Room[] = rooms.map((room) => ({ ...room, routes: room.routes.map(change) }));
  const handlers = new Map(
    changed.map((room) => [
      room.id,
      httpHandler(room, factories as never, { ...runtime, authenticator: () => callers, now }),
    ]),
  );
  const invoke = async (room: Room, event: APIGatewayProxyEventV2, remainingMs = 3_100) => {
    const context = { getRemainingTimeInMillis: () => remainingMs } as Context;
    return answerOf((await handlers.get(room.id)?.(event, context)) as APIGatewayProxyStructuredResultV2);
  };
  return {
    rooms: changed,
    invoke,
    async call(route, call = {}) {
      const room = changed.find(({ routes }) => routes.some(({ id }) => id === route.id)) as Room;
      // Hashing a password takes long by intent, and far longer on a busy machine.
      const remainingMs = call.remainingMs ?? (room.id === 'identity' ? 29_000 : undefined);
      return invoke(room, await eventOf(route, call, now()), remainingMs);
    },
    stop: () => rm(documentation, { recursive: true }),
  };
}
