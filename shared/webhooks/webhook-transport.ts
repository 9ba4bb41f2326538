/** Posts signed events to webhooks (Standard Webhooks), to addresses that the tenant may reach and no others. */

import { lookup } from 'node:dns';
import * as http from 'node:http';
import * as https from 'node:https';
import type { LookupFunction } from 'node:net';
import { Webhook as Signer } from 'standardwebhooks';
import { AppError } from '../contract/app-error.ts';
import { isPublicAddress } from '../domain/webhook/public-address.ts';
import type { WebhookTransport } from '../domain/webhook/webhook-services.ts';
import { checkWebhookUrl } from '../domain/webhook/webhook-url.ts';

/** Standard Webhooks asks for 15 to 30 seconds; a slow receiver should queue for itself. */
const TIMEOUT_MS = 15_000;

export interface WebhookTransportOptions {
  /** Plain HTTP and private addresses pass: for one machine or a private network. */
  allowPrivateAddresses: boolean;
  /** Until a receiver must have answered. Default 15 seconds. */
  timeoutMs?: number;
  /** Names to addresses. Default: the system's resolver. */
  resolve?: typeof lookup;
}

/**
 * Resolves a name only to public addresses. The check is in the lookup of the very connection, so that a name that
 * changes its answer between a check and a use (DNS rebinding) gains nothing.
 */
function publicLookup(resolve: typeof lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const refused = addresses.find(({ address }) => !isPublicAddress(address));
      const first = addresses[0];
      if (refused || !first)
        return callback(new AppError('unsafe_url', { reason: 'private_address' }), '', 0);
      if (options.all) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };
}

/** The webhook's body: Standard Webhooks' `{type, timestamp, data}`. */
function webhookPayload(event: { type: string; occurred_at: string; data: unknown }): string {
  return JSON.stringify({ type: event.type, timestamp: event.occurred_at, data: event.data });
}

export function webhookTransport(options: WebhookTransportOptions): WebhookTransport {
  const { allowPrivateAddresses, timeoutMs = TIMEOUT_MS, resolve: resolveName = lookup } = options;
  return {
    async post(webhook, event, now) {
      const body = webhookPayload(event);
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        'content-length': String(Buffer.byteLength(body)),
        'user-agent': 'Bordereau-Webhooks/1',
        'webhook-id': event.id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': new Signer(webhook.secret).sign(event.id, now, body),
      };
      return new Promise((resolve) => {
        const unreached = () => resolve({ delivered: false, status: null });
        let url: URL;
        try {
          url = checkWebhookUrl(webhook.url, options);
        } catch {
          return unreached();
        }
        // Redirects are not followed: a receiver that moved must be registered anew, knowingly.
        const request = (url.protocol === 'https:' ? https : http).request(url, {
          method: 'POST',
          headers,
          signal: AbortSignal.timeout(timeoutMs),
          ...(!allowPrivateAddresses && { lookup: publicLookup(resolveName) }),
        });
        request.on('response', (response) => {
          const status = response.statusCode ?? 0;
          response.destroy();
          resolve({ delivered: status >= 200 && status < 300, status });
        });
        request.on('error', unreached);
        request.end(body);
      });
    },
  };
}
