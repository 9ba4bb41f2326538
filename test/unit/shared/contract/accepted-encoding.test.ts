import { expect, test } from 'vitest';
import { preferredEncoding } from '../../../../shared/contract/accepted-encoding.ts';

const plainly = (encoding: string) => ({ encoding, mustEncode: false });

test.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['GZIP', 'gzip'],
  ['gzip, deflate, br, zstd', 'br'],
  ['br;q=0.5, gzip;q=0.8', 'gzip'],
  ['gzip;q=0', 'identity'],
  ['*', 'br'],
  ['*;q=0.1, gzip', 'gzip'],
  ['br;q=0, *', 'gzip'],
  ['identity', 'identity'],
  ['identity;q=1, gzip;q=0.5', 'identity'],
  ['identity;q=0.5, gzip;q=0.5', 'br-or-gzip'],
  ['deflate, compress', 'identity'],
  ['gzip;q=1.0', 'gzip'],
  ['gzip;q=lots', 'identity'],
  ['gzip;q=2', 'identity'],
  [', ,;q=1', 'identity'],
])('Accept-Encoding %j is answered with %s', (header, encoding) => {
  expect(preferredEncoding(header, ['br', 'gzip'])).toEqual(
    plainly(encoding === 'br-or-gzip' ? 'gzip' : encoding),
  );
});

test('a client that refuses the plain form has its answer encoded, however short', () => {
  expect(preferredEncoding('gzip, identity;q=0', ['br', 'gzip'])).toEqual({
    encoding: 'gzip',
    mustEncode: true,
  });
  expect(preferredEncoding('gzip, *;q=0', ['br', 'gzip'])).toEqual({ encoding: 'gzip', mustEncode: true });
  expect(preferredEncoding('*;q=0', ['br', 'gzip'])).toEqual(plainly('identity'));
});

test('only codings that are available are chosen', () => {
  expect(preferredEncoding('br, gzip;q=0.2', ['gzip'])).toEqual(plainly('gzip'));
  expect(preferredEncoding('br', ['gzip'])).toEqual(plainly('identity'));
});
