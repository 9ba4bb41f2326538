import type { SQSBatchResponse } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { livePush } from '../../../../functions/live/push.ts';
import { type DomainEvent, reportEvent, taskEvent } from '../../../../shared/domain/event/domain-event.ts';
import { liveSender } from '../../../../shared/live/live-sender.ts';
import { queueHandler } from '../../../../shared/queue/queue-handler.ts';
import { liveAudience } from '../../../../shared/stores/live-audience.ts';
import { liveConnections } from '../../../../shared/stores/live-connections.ts';
import type { Table } from '../../../../shared/stores/table.ts';
import { createTable } from '../../../support/backend.ts';
import { grantedTable } from '../../../support/granted-table.ts';
import { type HttpListener, listenHttp } from '../../../support/http-listener.ts';
import { lambdaContext, sqsEvent } from '../../../support/lambda-events.ts';
import { NOON, someTask, someTenant } from '../../../support/task-examples.ts';

let table: Table;
let endpoint: HttpListener;
let tenant: string;
beforeAll(async () => {
  table = await createTable();
  endpoint = await listenHttp(({ path }) =>
    path.includes('gone') ? 410 : path.includes('broken') ? 400 : 200,
  );
  process.env.LIVE_ENDPOINT = endpoint.url;
});
afterAll(() => {
  endpoint.stop();
  table.client.destroy();
});
beforeEach(() => {
  endpoint.received.length = 0;
  tenant = someTenant();
});

const connections = () => liveConnections(grantedTable(table, 'liveConnections'));
const audience = () => liveAudience(grantedTable(table, 'liveAudience'));
async function push(
  event: DomainEvent = taskEvent('task_completed', someTask(tenant), NOON),
): Promise<SQSBatchResponse> {
  const handler = queueHandler(livePush, { liveAudience: audience, liveSender });
  return (await handler(sqsEvent([event]), lambdaContext())) as SQSBatchResponse;
}

test('an event reaches every open dashboard of its tenant, and none of another', async () => {
  for (const id of ['one', 'two']) await connections().add(tenant, id, NOON);
  await connections().add(someTenant(), 'elsewhere', NOON);
  expect(await push()).toEqual({ batchItemFailures: [] });
  expect(endpoint.received.map(({ path }) => path).toSorted()).toEqual([
    '/@connections/one',
    '/@connections/two',
  ]);
  expect(JSON.parse(endpoint.received[0]?.body ?? '')).toMatchObject({
    event: 'task_completed',
    data: { document_name: 'facture.pdf' },
  });
});

test('a dashboard that is gone is forgotten, and the others are told', async () => {
  for (const id of ['gone', 'here']) await connections().add(tenant, id, NOON);
  expect(await push()).toEqual({ batchItemFailures: [] });
  expect(await audience().list(tenant)).toEqual(['here']);
});

test('one that cannot be reached for now misses it, and the others are told once', async () => {
  for (const id of ['broken', 'here']) await connections().add(tenant, id, NOON);
  expect(await push()).toEqual({ batchItemFailures: [] });
  expect(await audience().list(tenant)).toHaveLength(2);
  expect(endpoint.received).toHaveLength(2);
});

test('an event that nobody watches for costs nothing', async () => {
  expect(await push()).toEqual({ batchItemFailures: [] });
  expect(endpoint.received).toEqual([]);
});

test('what happens to a fax report reaches dashboards too', async () => {
  await connections().add(tenant, 'one', NOON);
  const data = {
    report_id: 'import_1',
    task_id: 'task-1',
    document_name: 'journal.csv',
    total_entries: 3,
    valid_entries: 2,
    error_entries: 1,
    success_rate: 66.67,
    error: null,
  };
  await push(reportEvent('upload_complete', { tenant, occurrence: 'task-1-1', data }, NOON));
  expect(JSON.parse(endpoint.received[0]?.body ?? '')).toEqual({
    event: 'upload_complete',
    data: { ...data, timestamp: NOON.toISOString() },
  });
});
