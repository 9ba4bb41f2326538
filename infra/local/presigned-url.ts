import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { decodePath } from './http-routes.ts';

/** The access key that functions sign with on this machine. */
export interface LocalCredentials {
  accessKeyId: string;
  secretAccessKey: string;
}

export type PresignedCheck =
  | 'valid'
  | 'expired'
  | 'wrong-signature'
  | 'unsigned-header'
  | 'unknown-key'
  | 'not-presigned';

/**
 * Checks a presigned S3 URL as S3 does (Signature Version 4, query form): its lifetime, and over every signed header
 * its signature. A URL signed for `content-length: 100` therefore refuses a body of any other length. Every `x-amz-*`
 * header must be among the signed ones: `x-amz-copy-source` alone would make a read of an upload. A URL signed with
 * somebody else's key can only be checked for its lifetime: `unknown-key`. Never throws.
 */
export function checkPresigned(
  request: IncomingMessage,
  credentials: LocalCredentials,
  now = Date.now(),
): PresignedCheck {
  const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s);
  if (!query.includes('X-Amz-Signature=')) return 'not-presigned';
  const parameters = new Map(
    query.split('&').map((pair) => pair.split(/=(.*)/s).slice(0, 2) as [string, string]),
  );
  const value = (name: string) => decodePath(parameters.get(name) ?? '');
  const signedAt = value('X-Amz-Date');
  const expiresAt = parseAmzDate(signedAt) + Number(value('X-Amz-Expires')) * 1000;
  if (Number.isNaN(expiresAt)) return 'wrong-signature';
  if (now > expiresAt) return 'expired';
  const [accessKeyId, day, region, service] = value('X-Amz-Credential').split('/');
  if (accessKeyId !== credentials.accessKeyId) return 'unknown-key';

  const signedHeaders = value('X-Amz-SignedHeaders');
  const signedNames = signedHeaders.split(';');
  const isUnsigned = (name: string) => name.startsWith('x-amz-') && !signedNames.includes(name);
  if (Object.keys(request.headers).some(isUnsigned)) return 'unsigned-header';
  const headers = signedNames.map((name) => `${name}:${headerText(request, name)}\n`);
  const signed = [...parameters]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const canonical = [
    request.method,
    path,
    signed.map(([name, text]) => `${name}=${text ?? ''}`).join('&'),
    headers.join(''),
    signedHeaders,
    parameters.has('X-Amz-Content-Sha256') ? value('X-Amz-Content-Sha256') : 'UNSIGNED-PAYLOAD',
  ].join('\n');
  const scope = [day, region, service, 'aws4_request'].join('/');
  const toSign = [
    'AWS4-HMAC-SHA256',
    signedAt,
    scope,
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<Buffer | string>(
    (previous, part) =>
      createHmac('sha256', previous)
        .update(part ?? '')
        .digest(),
    `AWS4${credentials.secretAccessKey}`,
  );
  const signature = createHmac('sha256', key).update(toSign).digest('hex');
  return signature === value('X-Amz-Signature') ? 'valid' : 'wrong-signature';
}

function headerText(request: IncomingMessage, name: string): string {
  const text = request.headers[name];
  return (Array.isArray(text) ? text.join(',') : (text ?? '')).trim().replace(/ +/g, ' ');
}

/** `20260303T101500Z` in milliseconds, NaN if it is not one. */
function parseAmzDate(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}
