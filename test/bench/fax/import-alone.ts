/**
 * The import function by itself, in a process of its own: rows of a file through the product's own reader, rules, figures
 * and packs into a table. `node import-alone.ts FILE DYNAMODB_URL TABLE REGION KEY SECRET` prints
 * {seconds, entries, write_units, peak_bytes} as JSON. What is not measured here, tasks and events, is left out.
 */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { importer } from '../../../functions/fax-logs/import.ts';
import { tableFiles } from '../../../shared/documents/table-files/table-files.ts';
import type { FaxEditions } from '../../../shared/domain/fax-log/fax-report.ts';
import { newTask } from '../../../shared/domain/task/task.ts';
import { DEFAULT_TENANT_SETTINGS } from '../../../shared/domain/tenant/tenant-settings.ts';
import { faxEditions } from '../../../shared/stores/fax-packs.ts';

const [file = '', endpoint = '', name = '', region = '', accessKeyId = '', secretAccessKey = ''] =
  process.argv.slice(2);
const client = DynamoDBDocumentClient.from(
  new DynamoDBClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey } }),
);
const editions = faxEditions({ name, client });
let writeUnits = 0;
const counting: FaxEditions = {
  ...editions,
  async begin(...edition) {
    const writer = await editions.begin(...edition);
    return {
      ...writer,
      async finish(statistics) {
        const written = await writer.finish(statistics);
        writeUnits = written.writeUnits;
        return written;
      },
    };
  },
};
const now = () => new Date();
const task = {
  ...newTask({ tenant: 'alone', taskId: 'alone', documentName: 'log.csv', priority: 'normal' }, now()),
  documentId: 'doc_alone',
  originalKey: file,
  format: 'csv',
};
const { size: sizeBytes } = await stat(file);
let entries = 0;
const silent = { info() {}, warn() {}, error() {} };
const startedAt = performance.now();
await importer.handler({
  message: { tenant: task.tenant, task_id: task.taskId, generation: task.generation },
  now,
  log: silent as never,
  receiveCount: 1,
  isLastTry: false,
  remainingMs: () => 600_000,
  services: {
    taskChanges: { start: async () => task } as never,
    faxImports: {
      progress: async () => true,
      async complete(_task, imported) {
        entries = imported.summary.totalEntries;
        return true;
      },
    },
    faxEditions: counting,
    faxReports: {} as never,
    originals: { open: () => ({ sizeBytes, read: () => createReadStream(file) }) } as never,
    tableFiles: tableFiles(),
    tenantSettings: { get: async () => DEFAULT_TENANT_SETTINGS } as never,
    transientEvents: { publish: async () => {} },
  },
});
const seconds = (performance.now() - startedAt) / 1000;
client.destroy();
// Not `resourceUsage().maxRSS`: Linux counts in it what the parent had when it started this process.
const [, peakKilobytes] = (await readFile('/proc/self/status', 'utf8')).match(/^VmHWM:\s+(\d+)/m) ?? [];
const peakBytes = Number(peakKilobytes) * 1024;
process.stdout.write(
  `${JSON.stringify({ seconds, entries, write_units: writeUnits, peak_bytes: peakBytes })}\n`,
);
