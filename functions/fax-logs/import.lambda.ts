import { originals } from '../../shared/blobs/document-bucket.ts';
import { tableFiles } from '../../shared/documents/table-files/table-files.ts';
import { transientEvents } from '../../shared/events/event-topic.ts';
import { queueHandler } from '../../shared/queue/queue-handler.ts';
import { faxImports } from '../../shared/stores/fax-imports.ts';
import { faxEditions } from '../../shared/stores/fax-packs.ts';
import { faxReports } from '../../shared/stores/fax-reports.ts';
import { table } from '../../shared/stores/table.ts';
import { taskChanges } from '../../shared/stores/task-changes.ts';
import { tenantSettingsStore } from '../../shared/stores/tenant-settings.ts';
import { importer } from './import.ts';

export const handler = queueHandler(importer, {
  taskChanges: () => taskChanges(table()),
  faxImports: () => faxImports(table()),
  faxEditions: () => faxEditions(table()),
  faxReports: () => faxReports(table()),
  originals,
  tableFiles,
  tenantSettings: () => tenantSettingsStore(table()),
  transientEvents,
});
