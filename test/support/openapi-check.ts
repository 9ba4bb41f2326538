/** Checks answers against the OpenAPI document that clients are given. Fields it does not declare are faults. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { rooms } from '../../functions/catalogue.ts';
import { buildOpenApi } from '../../shared/contract/openapi.ts';
import type { AnyRoute } from '../../shared/contract/route.ts';
import type { Answer } from './api-under-test.ts';

export interface OpenApiResponse {
  description: string;
  content?: Record<string, { schema: object }>;
}
export interface OpenApiOperation {
  operationId: string;
  security: object[];
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: { content: Record<string, { schema: object; example?: unknown }> };
  responses: Record<string, OpenApiResponse>;
}
export interface OpenApiDocument {
  openapi: string;
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: { schemas: Record<string, object> };
}

export const openApi = buildOpenApi(rooms, { version: '0.0.0-test' }) as OpenApiDocument;

const ajv = new Ajv2020({ strict: false, allErrors: true });
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
ajv.addSchema(openApi, 'openapi');

export function operationOf(route: Pick<AnyRoute, 'path' | 'method'>): OpenApiOperation {
  return openApi.paths[route.path]?.[route.method.toLowerCase()] as OpenApiOperation;
}

function pointer(...parts: string[]): string {
  return parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
}

/** What an answer has that the document does not promise; empty when it keeps its promise. */
export function brokenPromises(route: AnyRoute, { status, headers, json }: Answer): string[] {
  const response = operationOf(route).responses[String(status)];
  if (!response) return [`status ${status} is not declared`];
  const mediaType = headers['content-type']?.split(';')[0];
  if (!response.content) return mediaType ? [`a body of ${mediaType} where none is declared`] : [];
  if (!mediaType || !response.content[mediaType]) return [`media type ${mediaType} is not declared`];
  if (mediaType !== 'application/json' || route.id === 'service.openApi') return [];
  const place = pointer('paths', route.path, route.method.toLowerCase(), 'responses', String(status));
  const validate = ajv.compile({ $ref: `openapi#/${place}/content/${pointer('application/json')}/schema` });
  if (validate(json)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath, message, JSON.stringify(params)].join(' '),
  );
}
