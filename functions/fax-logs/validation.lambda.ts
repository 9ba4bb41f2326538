import { faxRecords } from '../../shared/fax-logs/fax-records.ts';
import { queueHandler } from '../../shared/queue/queue-handler.ts';
import { faxEditions } from '../../shared/stores/fax-packs.ts';
import { faxReports } from '../../shared/stores/fax-reports.ts';
import { faxValidationSteps } from '../../shared/stores/fax-validation-steps.ts';
import { table } from '../../shared/stores/table.ts';
import { tenantSettingsStore } from '../../shared/stores/tenant-settings.ts';
import { validate } from './validate.ts';

export const handler = queueHandler(validate, {
  faxValidationSteps: () => faxValidationSteps(table()),
  faxReports: () => faxReports(table()),
  faxRecords: () => faxRecords(table()),
  faxEditions: () => faxEditions(table()),
  tenantSettings: () => tenantSettingsStore(table()),
});
