/** Which URLs a webhook may have. What a host name resolves to is checked at each delivery, as names can move. */
import { isIP } from 'node:net';
import { AppError } from '../../contract/app-error.ts';
import { isPublicAddress } from './public-address.ts';

/** The host of a URL as an address or name: IPv6 without its brackets, a rooted name without its last dot. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$|\.$/g, '');
}

/**
 * @param options.allowPrivateAddresses for one machine or a private network: plain HTTP and private addresses pass.
 * @throws AppError `unsafe_url` {reason}.
 */
export function checkWebhookUrl(text: string, options: { allowPrivateAddresses: boolean }): URL {
  const url = URL.parse(text);
  if (!url) throw new AppError('unsafe_url', { reason: 'not_a_url' });
  const schemes = options.allowPrivateAddresses ? ['https:', 'http:'] : ['https:'];
  if (!schemes.includes(url.protocol))
    throw new AppError('unsafe_url', { reason: 'scheme', allowed: schemes });
  if (url.username || url.password) throw new AppError('unsafe_url', { reason: 'credentials_in_url' });
  if (options.allowPrivateAddresses) return url;
  const host = hostOf(url);
  const isLocalName = !isIP(host) && (!host.includes('.') || /\.(localhost|local|internal)$/i.test(host));
  if (isLocalName || (isIP(host) && !isPublicAddress(host))) {
    throw new AppError('unsafe_url', { reason: 'private_address' });
  }
  return url;
}
