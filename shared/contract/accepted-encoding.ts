/** Which content coding a client takes best. */

export type Encoding = 'br' | 'gzip' | 'identity';

/** Names and weights of an `Accept-Encoding` header (RFC 9110 §12.5.3); what cannot be read weighs nothing. */
function weightsOf(header: string): Map<string, number> {
  const weights = new Map<string, number>();
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    const weight = parameters.find((parameter) => /^q\s*=/.test(parameter))?.replace(/^q\s*=\s*/, '');
    const q = weight === undefined ? 1 : /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(weight) ? Number(weight) : 0;
    if (name !== '') weights.set(name === 'x-gzip' ? 'gzip' : name, q);
  }
  return weights;
}

/**
 * The coding of `available` that the client weighs highest, the first of equals; `identity` where it takes none of
 * them or likes the plain form better. A client that says nothing gets the plain form: it may know no other.
 * `mustEncode`: the client refuses the plain form and takes the answer's coding.
 */
export function preferredEncoding(
  header: string | undefined,
  available: readonly Exclude<Encoding, 'identity'>[],
): { encoding: Encoding; mustEncode: boolean } {
  if (header === undefined) return { encoding: 'identity', mustEncode: false };
  const weights = weightsOf(header);
  const any = weights.get('*');
  // The plain form is acceptable unless refused by name or by a star; unnamed, it is what is left over.
  const plain = weights.get('identity') ?? (any === 0 ? 0 : undefined);
  let best: { encoding: Encoding; weight: number } = { encoding: 'identity', weight: plain ?? 0 };
  for (const encoding of available) {
    const weight = weights.get(encoding) ?? any ?? 0;
    const isBetter = best.encoding === 'identity' ? weight >= best.weight : weight > best.weight;
    if (weight > 0 && isBetter) best = { encoding, weight };
  }
  return { encoding: best.encoding, mustEncode: best.encoding !== 'identity' && plain === 0 };
}
