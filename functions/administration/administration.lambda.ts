import { httpHandler } from '../../shared/http/http-handler.ts';
import { productMetrics, productRuntime } from '../../shared/http/product-runtime.ts';
import { processProbe } from '../../shared/metrics/process-probe.ts';
import { requestMetrics } from '../../shared/metrics/request-metrics.ts';
import { faxReports } from '../../shared/stores/fax-reports.ts';
import { metricsStore } from '../../shared/stores/metrics.ts';
import { table } from '../../shared/stores/table.ts';
import { tenantSettingsStore } from '../../shared/stores/tenant-settings.ts';
import { administrationRoom } from './room.ts';

export const handler = httpHandler(
  administrationRoom,
  {
    faxReports: () => faxReports(table()),
    requestMetrics: () => requestMetrics(productMetrics, metricsStore(table(), 'reader')),
    processProbe,
    tenantSettings: () => tenantSettingsStore(table()),
    tenantSettingsChanges: () => tenantSettingsStore(table()),
  },
  productRuntime,
);
