/**
 * Answers over 1 KB of text are compressed for clients that take it. Secrets are not mixed into text that strangers
 * choose: whoever calls signs in by a header, which no other site can make a browser send, so the length of an answer
 * tells nobody what it holds (the BREACH attack).
 */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type Encoding, preferredEncoding } from '../contract/accepted-encoding.ts';
import { onEveryAnswer } from './request-state.ts';

const COMPRESSIBLE = /^(text\/|application\/(json|xml|javascript|[\w.-]+\+(json|xml))\b|image\/svg)/i;
/** Below this, headers and the processor's time outweigh what is saved. */
const WORTHWHILE_BYTES = 1024;

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** In the thread pool, at levels that take a few milliseconds a megabyte: slower ones cost more than the wire. */
function compressed(bytes: Buffer, encoding: Exclude<Encoding, 'identity'>): Promise<Buffer> {
  if (encoding === 'gzip') return gzipped(bytes, { level: 5 });
  return brotli(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 4,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

function bytesOf({ body = '', isBase64Encoded }: APIGatewayProxyStructuredResultV2): Buffer {
  return Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
}

/** `vary` with a name more. */
function varying(vary: unknown, name: string): string {
  const names = typeof vary === 'string' && vary !== '' ? vary.split(/\s*,\s*/) : [];
  return names.some((other) => other.toLowerCase() === name) ? names.join(', ') : [...names, name].join(', ');
}

/** Compresses; leaves alone what its handler encoded, and says of all that can be compressed that it depends. */
export function compression() {
  return onEveryAnswer(async (request, response) => {
    const { headers = {}, body = '', statusCode } = response;
    if (statusCode === 304) {
      response.headers = { ...headers, vary: varying(headers.vary, 'accept-encoding') };
      return;
    }
    if (headers['content-encoding'] || body === '' || !COMPRESSIBLE.test(String(headers['content-type'])))
      return;
    response.headers = { ...headers, vary: varying(headers.vary, 'accept-encoding') };
    const accepted = request.event.headers?.['accept-encoding'];
    const { encoding, mustEncode } = preferredEncoding(accepted, ['br', 'gzip']);
    if (encoding === 'identity') return;
    const bytes = bytesOf(response);
    if (bytes.length <= WORTHWHILE_BYTES && !mustEncode) return;
    const result = await compressed(bytes, encoding);
    response.headers['content-encoding'] = encoding;
    response.body = result.toString('base64');
    response.isBase64Encoded = true;
  });
}
