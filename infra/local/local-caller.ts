import type { IncomingMessage } from 'node:http';

/** The names by which a program on this machine calls us; browsers resolve `*.localhost` to it themselves. */
const OWN_HOST = /^(127\.0\.0\.1|\[::1\]|([^.:]+\.)*localhost)(:\d+)?$/i;

/**
 * Whether a request that carries no signature may be trusted as coming from this machine: it does, and it calls us by
 * a name of this machine. A web page can point its own host name at 127.0.0.1 once it is loaded (DNS rebinding); the
 * browser then sends the page's requests here as same-origin ones, but with that name as their host.
 */
export function isLocalCaller(request: IncomingMessage): boolean {
  const address = request.socket.remoteAddress ?? '';
  const isFromHere = address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
  return isFromHere && OWN_HOST.test(request.headers.host ?? '');
}
