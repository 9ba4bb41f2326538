/** Reads a request into a route's typed input. Every refusal is an AppError, before any handler runs. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import { en, fr } from 'zod/locales';
import { AppError } from '../contract/app-error.ts';
import { type Language, preferredLanguage } from '../contract/messages.ts';
import type { AnyRoute, UploadedFile } from '../contract/route.ts';

type Part = 'params' | 'query' | 'body';

/** zod's own messages, in the product's languages. */
const ISSUE_MESSAGES = { fr: fr().localeError, en: en().localeError };

function check(schema: z.ZodType | undefined, value: unknown, part: Part, language: Language): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value, { error: ISSUE_MESSAGES[language] });
  if (result.success) return result.data;
  throw new AppError('invalid_request', {
    in: part,
    issues: result.error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join('.'), message })),
  });
}

function bodyBytes(event: APIGatewayProxyEventV2): Buffer {
  return Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
}

/** The `file` part of a multipart body (RFC 7578); other parts are ignored. */
async function readMultipart(bytes: Buffer, contentType: string) {
  let form: FormData;
  try {
    form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
  } catch (error) {
    throw new AppError('invalid_request', { in: 'body', reason: 'malformed_multipart' }, { cause: error });
  }
  let file: UploadedFile | undefined;
  for (const [name, value] of form) {
    if (name === 'file' && typeof value !== 'string') {
      file = {
        filename: value.name,
        contentType: value.type,
        bytes: new Uint8Array(await value.arrayBuffer()),
      };
    }
  }
  return file;
}

function readFields(bytes: Buffer, mediaType: string): unknown {
  if (mediaType === 'application/x-www-form-urlencoded') {
    return Object.fromEntries(new URLSearchParams(bytes.toString('utf8')));
  }
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw new AppError('invalid_request', { in: 'body', reason: 'malformed_json' }, { cause: error });
  }
}

const FIELD_TYPES = ['application/json', 'application/x-www-form-urlencoded'];

/**
 * @throws AppError `invalid_request` {in, issues | reason}, `unsupported_media_type` {accepted}.
 */
export async function readInput(route: AnyRoute, event: APIGatewayProxyEventV2) {
  const language = preferredLanguage(event.headers['accept-language']);
  const params = check(route.params, event.pathParameters ?? {}, 'params', language);
  const query = check(route.query, event.queryStringParameters ?? {}, 'query', language);
  if (!route.body && !route.file) return { params, query, body: undefined, file: undefined };

  const contentType = event.headers['content-type'] ?? '';
  const mediaType = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const accepted = [...(route.file ? ['multipart/form-data'] : []), ...(route.body ? FIELD_TYPES : [])];
  if (!accepted.includes(mediaType)) throw new AppError('unsupported_media_type', { accepted });

  const bytes = bodyBytes(event);
  if (mediaType !== 'multipart/form-data') {
    return {
      params,
      query,
      body: check(route.body, readFields(bytes, mediaType), 'body', language),
      file: undefined,
    };
  }
  const file = await readMultipart(bytes, contentType);
  if (!file) throw new AppError('invalid_request', { in: 'body', reason: 'file_missing' });
  return { params, query, body: undefined, file };
}
