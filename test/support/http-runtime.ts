/** The HTTP runtime over a table of a test, with the rights that rooms have. */
import type { AuditCommand } from '../../shared/domain/audit/audit-entry.ts';
import type { HttpRuntime } from '../../shared/http/http-handler.ts';
import { rateLimiter } from '../../shared/http/rate-limiter.ts';
import { metricsRecorder } from '../../shared/metrics/recorder.ts';
import { apiKeyOwner } from '../../shared/stores/api-keys.ts';
import { auditOutbox } from '../../shared/stores/audit-outbox.ts';
import { metricsStore } from '../../shared/stores/metrics.ts';
import { rateWindows } from '../../shared/stores/rate-windows.ts';
import type { Table } from '../../shared/stores/table.ts';
import { rememberedTenantSettings, tenantSettingsStore } from '../../shared/stores/tenant-settings.ts';
import { grantedTable } from './granted-table.ts';

/** All but who calls. */
export function httpRuntimeOver(table: Table): Omit<HttpRuntime, 'authenticator'> {
  const granted = grantedTable(table, 'http');
  const limiter = rateLimiter({ windows: rateWindows(granted) });
  const tenantSettings = rememberedTenantSettings(tenantSettingsStore(granted));
  return {
    metrics: metricsRecorder(() => metricsStore(granted, 'test')),
    rateLimits: {
      limiter: () => limiter,
      tenantSettings: () => tenantSettings,
      keyOwner: (key) => apiKeyOwner(granted, key),
    },
    audit: () => auditOutbox(granted),
  };
}

/** A runtime without a table: who calls is given, nothing is limited, and audit entries are kept in a list. */
export function httpRuntimeInMemory(): Omit<HttpRuntime, 'authenticator'> & { audited: AuditCommand[] } {
  const audited: AuditCommand[] = [];
  const windows = new Map<string, { points: number; endsAt: number }>();
  const limiter = rateLimiter({
    windows: {
      async add(key, points, length) {
        const open = windows.get(key);
        const window =
          open && open.endsAt > Date.now()
            ? { ...open, points: open.points + points }
            : { points, endsAt: Date.now() + length };
        windows.set(key, window);
        return window;
      },
    },
  });
  return {
    metrics: metricsRecorder(() => ({ add: async () => {} })),
    rateLimits: {
      limiter: () => limiter,
      tenantSettings: () => ({
        get: async () => ({ fax_number_policy: 'french', requests_per_minute: null }),
      }),
      keyOwner: async () => undefined,
    },
    audit: () => ({
      intend: async (command) => ({ command, key: { pk: '', sk: '' } }),
      settle: async ({ command }, entry) => void audited.push({ ...command, entry }),
      record: async (command) => void audited.push(command),
    }),
    audited,
  };
}
