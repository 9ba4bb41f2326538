/** Which form of a file a client takes. */

export type Encoding = 'gzip' | 'identity';

/** What `Accept-Encoding` says of one coding (RFC 9110 §12.5.3); undefined when it does not name it. */
function weightOf(coding: string, header: string): number | undefined {
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    if (name !== coding) continue;
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    const q = weight === undefined ? 1 : Number(weight);
    return Number.isFinite(q) ? q : 0;
  }
  return undefined;
}

/** gzip where the client takes it and does not like the plain form better; every client that compresses knows gzip. */
export function acceptedEncoding(header: string | undefined): Encoding {
  if (header === undefined) return 'identity';
  const gzip = weightOf('gzip', header) ?? weightOf('x-gzip', header) ?? weightOf('*', header) ?? 0;
  return gzip > 0 && gzip >= (weightOf('identity', header) ?? 0) ? 'gzip' : 'identity';
}
