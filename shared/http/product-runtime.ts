/** The HTTP runtime over the product's own stores: what every room's entry gives its handler. */
import { cacheStatistics } from '../cache/bounded-cache.ts';
import { optionalSetting } from '../environment.ts';
import { signIn } from '../identity/sign-in.ts';
import { logger } from '../logging.ts';
import { metricsRecorder } from '../metrics/recorder.ts';
import { apiKeyOwner } from '../stores/api-keys.ts';
import { auditOutbox } from '../stores/audit-outbox.ts';
import { metricsStore } from '../stores/metrics.ts';
import { rateWindows } from '../stores/rate-windows.ts';
import { table } from '../stores/table.ts';
import { rememberedTenantSettings, tenantSettingsStore } from '../stores/tenant-settings.ts';
import type { HttpRuntime } from './http-handler.ts';
import { rateLimiter } from './rate-limiter.ts';

/** Made when first asked for, once a process. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

let toldError: unknown;

const store = once(() => metricsStore(table(), optionalSetting('AWS_LAMBDA_FUNCTION_NAME') ?? 'unnamed'));

/** What this process counts. */
export const productMetrics = metricsRecorder(store);
productMetrics.watch(() =>
  Object.fromEntries(
    cacheStatistics().flatMap(({ name, hits, misses, evictions, expirations, invalidations }) =>
      Object.entries({ hits, misses, evictions, expirations, invalidations }).map(([what, count]) => [
        `cache|${name}|${what}`,
        count,
      ]),
    ),
  ),
);

export const productRuntime: HttpRuntime = {
  authenticator: signIn,
  metrics: productMetrics,
  rateLimits: {
    limiter: once(() =>
      rateLimiter({
        windows: rateWindows(table()),
        onStoreError: (error) => {
          productMetrics.count('limiter|store_errors');
          // The same one until the table is asked again.
          if (error !== toldError) logger({}).warn('requests are counted in memory', { error });
          toldError = error;
        },
      }),
    ),
    tenantSettings: once(() => rememberedTenantSettings(tenantSettingsStore(table()))),
    keyOwner: (key) => apiKeyOwner(table(), key),
  },
  audit: once(() => auditOutbox(table(), logger({}))),
};
