/** The OpenAPI 3.1 document of the product, from its route definitions. Made when bundling; nothing serves it live. */
import * as z from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import {
  EVENT_TYPES,
  type EventType,
  REPORT_EVENT_TYPES,
  reportEventData,
  taskEventData,
} from '../domain/event/domain-event.ts';
import { ERROR_STATUS, type ErrorCode } from './app-error.ts';
import { errorBody } from './error-body.ts';
import { messageFor } from './messages.ts';
import { requestsPerMinuteOf } from './rate-limits.ts';
import type { AnyRoute, FileRule, ResponseRule, Room } from './route.ts';

const ERROR = errorBody.meta({ id: 'Error', description: 'Every error of the product has this shape' });

const header = (description: string, schema: { type: 'integer' | 'string' }) => ({ description, schema });

/** On every answer, of draft-ietf-httpapi-ratelimit-headers-06. */
const RATE_HEADERS = {
  'ratelimit-limit': header('Calls of this endpoint that the client has in a minute', { type: 'integer' }),
  'ratelimit-remaining': header('Calls that are left', { type: 'integer' }),
  'ratelimit-reset': header('Seconds until there are as many as at first', { type: 'integer' }),
  'ratelimit-policy': header('`<limit>;w=60`', { type: 'string' }),
};
const RETRY_AFTER = header('Seconds to wait', { type: 'integer' });
const ETAG = header('Weak; send it back in `If-None-Match` to be answered 304', { type: 'string' });

const IF_NONE_MATCH = {
  name: 'If-None-Match',
  in: 'header' as const,
  required: false,
  description: 'ETags of answers that the client has',
  schema: { type: 'string' as const },
};

/** Codes every route can give, by what it declares. */
function errorsOf(route: AnyRoute): ErrorCode[] {
  const takesInput = route.params || route.query || route.body || route.file;
  return [
    ...(takesInput ? (['invalid_request'] as const) : []),
    ...(route.body || route.file ? (['unsupported_media_type'] as const) : []),
    ...(route.access === 'public' ? [] : (['unauthorized', 'forbidden'] as const)),
    ...(route.errors ?? []),
    'too_many_requests',
    'internal_error',
  ];
}

function errorResponses(route: AnyRoute) {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of errorsOf(route)) {
    const status = ERROR_STATUS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${messageFor(code, 'en')}`).join(' '),
        headers: { ...RATE_HEADERS, ...(status === 429 && { 'retry-after': RETRY_AFTER }) },
        content: { 'application/json': { schema: ERROR } },
      },
    ]),
  );
}

/** Whether a client may keep the answer and ask later whether it still holds. */
function isKept({ method }: AnyRoute, status: string): boolean {
  return method === 'GET' && status === '200';
}

function successResponse(route: AnyRoute, status: string, rule: ResponseRule) {
  const { description } = rule;
  const headers = { ...RATE_HEADERS, ...(isKept(route, status) && { etag: ETAG }) };
  if ('body' in rule) {
    return { description, headers, content: { 'application/json': { schema: rule.body } } };
  }
  if ('contentType' in rule) {
    const mediaType = rule.contentType.split(';')[0] as string;
    return { description, headers, content: { [mediaType]: { schema: z.string() } } };
  }
  return { description, headers };
}

/** What answers a client that has the content already. */
function notModified(route: AnyRoute) {
  if (!Object.keys(route.responses).some((status) => isKept(route, status))) return {};
  const headers = { ...RATE_HEADERS, etag: ETAG };
  return {
    304: { description: 'The client has it: one of the tags in `If-None-Match` is its tag', headers },
  };
}

function fileSchema(rule: FileRule) {
  return z.object({
    file: z.string().meta({
      description: rule.description,
      override: { type: 'string', format: 'binary', contentMediaType: 'application/octet-stream' },
    }),
  });
}

function requestBody(route: AnyRoute) {
  if (!route.body && !route.file) return undefined;
  return {
    required: true,
    content: {
      ...(route.file && { 'multipart/form-data': { schema: fileSchema(route.file) } }),
      ...(route.body && {
        'application/json': {
          schema: route.body,
          ...(route.example?.body !== undefined && { example: route.example.body }),
        },
      }),
    },
  };
}

function operation(room: Room, route: AnyRoute): ZodOpenApiOperationObject {
  const roles = route.access === 'public' ? '' : `Roles: ${route.access.join(', ')}.`;
  const limit = `Limit: ${requestsPerMinuteOf(route)} requests a minute, unless the tenant or the key has its own.`;
  const body = requestBody(route);
  return {
    operationId: route.id,
    tags: [room.title],
    summary: route.summary,
    description: [route.description, roles, limit].filter(Boolean).join('\n\n') || undefined,
    security: route.access === 'public' ? [] : [{ bearer: [] }, { apiKey: [] }],
    requestParams: {
      ...(route.params && { path: route.params }),
      ...(route.query && { query: route.query }),
    },
    ...(Object.keys(route.responses).some((status) => isKept(route, status)) && {
      parameters: [IF_NONE_MATCH],
    }),
    ...(body && { requestBody: body }),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.responses).map(([status, rule]) => [
          status,
          successResponse(route, status, rule as ResponseRule),
        ]),
      ),
      ...notModified(route),
      ...errorResponses(route),
    },
  } as ZodOpenApiOperationObject;
}

/** What an event of that type tells. */
function dataOf(type: EventType) {
  return REPORT_EVENT_TYPES.some((reportType) => reportType === type) ? reportEventData : taskEventData;
}

const WHEN_TOLD: Readonly<Record<EventType, string>> = {
  new_task: 'Un fichier a été envoyé, ou son envoi annoncé',
  task_update: 'Une tâche a commencé, ou avancé',
  task_completed: 'Un document a été lu, ou un journal de fax importé',
  task_failed: "Un fichier n'a pas pu être lu ou importé",
  document_confirmed: 'Une personne a confirmé une facture, corrigée ou non',
  upload_complete: "Un journal de fax a été importé ; un fichier déjà importé n'est pas annoncé de nouveau",
  validation_complete: "Les lignes d'un journal de fax ont été vérifiées, à l'import ou de nouveau",
  export_complete: 'Un journal de fax a été exporté',
  error:
    "Un journal de fax n'a pas pu être importé ou revalidé ; pour un fichier qui n'est pas un tableau, task_failed seul",
};

/** What a registered webhook is sent for each event (OpenAPI 3.1 `webhooks`); Standard Webhooks' envelope. */
function webhooks() {
  const header = (name: string, description: string) => ({
    name,
    in: 'header' as const,
    required: true,
    description,
    schema: { type: 'string' as const },
  });
  return Object.fromEntries(
    EVENT_TYPES.map((type) => [
      type,
      {
        post: {
          summary: WHEN_TOLD[type],
          description:
            'Answer 2xx within 15 seconds. Anything else is tried again, ten times over about three days, always with the same `webhook-id`.',
          security: [],
          parameters: [
            header('webhook-id', 'The event; the same for every repeat'),
            header('webhook-timestamp', 'Seconds since 1970, of this try'),
            header(
              'webhook-signature',
              'Standard Webhooks: `v1,` and a base64 HMAC-SHA256 of `id.timestamp.body`',
            ),
          ],
          requestBody: {
            content: {
              'application/json': {
                schema: z.object({ type: z.literal(type), timestamp: z.string(), data: dataOf(type) }),
              },
            },
          },
          responses: { '2XX': { description: 'Taken' } },
        },
      },
    ]),
  );
}

/** zod bounds every integer by what a double holds exactly; as documentation that only misleads. */
function withoutSafeIntegerBounds({
  jsonSchema,
}: {
  jsonSchema: { minimum?: number; maximum?: number };
}): void {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

/** The document; deterministic for the same definitions. */
export function buildOpenApi(rooms: readonly Room[], { version }: { version: string }): object {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const room of rooms) {
    for (const route of room.routes) {
      paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(room, route) };
    }
  }
  const document = {
    openapi: '3.1.0' as const,
    info: {
      title: 'Bordereau',
      version,
      description:
        'Reads the invoices, receipts, e-invoices, faxes and fax logs a company receives, checks them and tells its ERP. Messages are French unless `Accept-Language` prefers English. Every endpoint has a limit of calls a minute for each client (who signs in, else the address); `RateLimit-*` headers say what is left. Over it, `X-Rate-Limit-Bypass` with an API key of an administrator of the same tenant lets a signed-in caller through; each use is audited. Answers over 1 KB are compressed for clients that take gzip or brotli.',
    },
    servers: [{ url: '/' }],
    tags: rooms.map((room) => ({ name: room.title })),
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
      },
    },
    paths: paths as ZodOpenApiPathsObject,
    webhooks: webhooks() as ZodOpenApiPathsObject,
  };
  return createDocument(document as Parameters<typeof createDocument>[0], {
    override: withoutSafeIntegerBounds,
  });
}
