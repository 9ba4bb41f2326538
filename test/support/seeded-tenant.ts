/** A tenant with one of everything that routes can be asked about. */
import type { Role } from '../../shared/contract/caller.ts';
import type { AnyRoute } from '../../shared/contract/route.ts';
import { taskEvent } from '../../shared/domain/event/domain-event.ts';
import type { SupplierMemory } from '../../shared/domain/extraction/memory/supplier-memory.ts';
import type { Task } from '../../shared/domain/task/task.ts';
import { apiKeys } from '../../shared/stores/api-keys.ts';
import { documentRecords } from '../../shared/stores/document-records.ts';
import { faxReports } from '../../shared/stores/fax-reports.ts';
import { faxValidations } from '../../shared/stores/fax-validations.ts';
import { memoryItems, supplierMemories } from '../../shared/stores/supplier-memories.ts';
import { type Table, transact } from '../../shared/stores/table.ts';
import { taskChanges } from '../../shared/stores/task-changes.ts';
import { taskQueries } from '../../shared/stores/task-queries.ts';
import { users } from '../../shared/stores/users.ts';
import { webhookDeliveries } from '../../shared/stores/webhook-deliveries.ts';
import { webhookRegistry } from '../../shared/stores/webhooks.ts';
import { faxRow, keepFaxReport } from './fax-reports.ts';
import { admissionOf, NOON, noonPlus, someReading, someTask, someTenant } from './task-examples.ts';

export interface SeededTenant {
  tenant: string;
  /** By the names that paths use. */
  ids: Record<string, string>;
  /** A valid JSON body for the route, from its example or made of the tenant's ids. */
  body(route: AnyRoute): Record<string, unknown>;
  /** The secret of a new key. */
  apiKey(role: Role): Promise<string>;
  /** Everything that requests could have changed. */
  snapshot(): Promise<unknown>;
}

const SUPPLIER: SupplierMemory = {
  supplierId: 'siren:732829320',
  version: 1,
  keys: ['siren:732829320'],
  documents: 1,
  documentIds: ['doc_0'],
  constants: { nom_fournisseur: { value: 'Menuiserie Chantepleure', normalized: 'Menuiserie Chantepleure' } },
  ibans: [],
  places: {},
};

/** The user of the sign-in route's example; once a table, as hashing a password takes long by intent. */
export async function seedUser(table: Table): Promise<void> {
  const user = { username: 'admin', password: 'correct horse battery staple', tenant: 'default' } as const;
  await users(table).createIfAbsent({ ...user, role: 'admin' }, NOON);
}

export async function seedTenant(table: Table): Promise<SeededTenant> {
  const tenant = someTenant();
  const changes = taskChanges(table);
  const tasks = taskQueries(table);
  const registry = webhookRegistry(table, { allowPrivateAddresses: false });
  const deliveries = webhookDeliveries(table);

  const seedTasks = async () => {
    const queued = someTask(tenant);
    await changes.admit(queued, admissionOf(queued, 'queued'), NOON);
    const read = someTask(tenant);
    await changes.admit(read, admissionOf(read, 'read'), NOON);
    const reading = (await changes.start(tenant, read.taskId, 1, noonPlus(1))) as Task;
    await changes.complete(reading, someReading(), noonPlus(2));
    return { queued, reading };
  };
  const seedReport = async () => {
    const report = await keepFaxReport(table, tenant, [faxRow(), faxRow({ mode: 'fax' })]);
    const validation = await faxValidations(table).start(tenant, [report.reportId], 'anne', NOON);
    return { report, validation };
  };
  // Every test of every route has a tenant of its own, so they are made in as little time as can be.
  const [{ queued, reading }, { report, validation }, webhook, key] = await Promise.all([
    seedTasks(),
    seedReport(),
    registry.register(tenant, { url: 'https://erp.example.com/hook', events: ['task_completed'] }, NOON),
    apiKeys(table).create(tenant, { name: 'ERP', role: 'viewer' }, NOON),
    transact(table, memoryItems(table, tenant, SUPPLIER)),
  ]);
  await deliveries.open(webhook, taskEvent('task_completed', reading, noonPlus(2)), noonPlus(2));

  return {
    tenant,
    ids: {
      task_id: queued.taskId,
      document_id: reading.documentId as string,
      invoice_id: reading.documentId as string,
      webhook_id: webhook.webhookId,
      key_id: key.key_id,
      supplier_id: SUPPLIER.supplierId,
      report_id: report.reportId,
      validation_id: validation.validationId,
      asset: 'swagger-start.js',
      file: 'main.js',
    },
    body: (route) => (route.example?.body as Record<string, unknown>) ?? { document_id: reading.documentId },
    apiKey: async (role) => (await apiKeys(table).create(tenant, { name: 'test', role }, NOON)).secret,
    snapshot: async () => ({
      tasks: [await tasks.get(tenant, queued.taskId), await tasks.get(tenant, reading.taskId)],
      webhooks: await registry.list(tenant),
      deliveries: await deliveries.list(tenant, webhook.webhookId, 10),
      keys: await apiKeys(table).list(tenant),
      record: await documentRecords(table).get(tenant, reading.documentId as string),
      suppliers: await supplierMemories(table).list(tenant),
      report: await faxReports(table).get(tenant, report.reportId),
      validation: await faxValidations(table).get(tenant, validation.validationId),
      counts: await tasks.totalCounts(tenant),
    }),
  };
}
