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
  faxRecords: () => {
    throw new Error('packs cannot be read yet');
  },
  faxEditions: () => faxEditions(table()),
  tenantSettings: () => tenantSettingsStore(table()),
});
