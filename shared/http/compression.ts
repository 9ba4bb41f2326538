/**
 * Answers over 1 KB of text are compressed for clients that take it. Secrets are not mixed into text that strangers
 * choose: whoever calls signs in by a header, which no other site can make a browser send, so the length of an answer
 * tells nobody what it holds (the BREACH attack).
 */
import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type Encoding, preferredEncoding } from '../contract/accepted-encoding.ts';
import { onEveryAnswer } from './request-state.ts';

const COMPRESSIBLE = /^(text\/|application\/(json|xml|javascript|[\w.-]+\+(json|xml))\b|image\/svg)/i;
/** Below this, headers and the processor's time outweigh what is saved. */
const WORTHWHILE_BYTES = 1024;

/** Up to here the work is a fraction of a millisecond, and handing it to another thread costs more. */
const AT_ONCE_BYTES = 64 * 1024;

const GZIP = { level: 5 };
/** A window of 256 KB: measured on answers of ours, larger ones are slower and no smaller. */
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 18 };

const brotliAside = promisify(brotliCompress);
const gzipAside = promisify(gzip);

/** At levels that take some ten milliseconds a megabyte: slower ones cost more than the wire. */
function compressed(bytes: Buffer, encoding: Exclude<Encoding, 'identity'>): Buffer | Promise<Buffer> {
  const isSmall = bytes.length <= AT_ONCE_BYTES;
  if (encoding === 'gzip') return isSmall ? gzipSync(bytes, GZIP) : gzipAside(bytes, GZIP);
  const options = { params: { ...BROTLI, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
  return isSmall ? brotliCompressSync(bytes, options) : brotliAside(bytes, options);
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
