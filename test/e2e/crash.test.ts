import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleBytes } from '../support/broken-files.ts';
import { eventually } from '../support/eventually.ts';
import { Installation } from '../support/installation.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

const DOCUMENTS = 50;
/** Milliseconds after a start at which the process is killed; spread over intake, reading and recording. */
const KILLS_MS = [350, 900, 1_600, 2_500];

describe('an installation that is killed again and again', () => {
  let receiver: WebhookReceiver;
  let dataDirectory: string;
  let running: Installation;

  beforeAll(async () => {
    receiver = await WebhookReceiver.start();
    running = await Installation.start();
    dataDirectory = running.dataDirectory;
    const client = await running.client();
    const { body } = await client.call('webhooks.register', { body: { url: receiver.url } });
    receiver.trust(body.secret);
  });

  afterAll(async () => {
    await running.remove();
    await receiver.stop();
  });

  /** Three kinds: read from the text layer, read by OCR, and refused. */
  async function documentBytes(index: number): Promise<Buffer> {
    if (index % 10 === 7) return Buffer.from(`not a document ${index}`);
    const sample =
      index % 10 === 3 ? 'scan-20260319-plomberie-kerouedan.pdf' : 'facture-2026-0142-atelier-lumiere.pdf';
    return Buffer.concat([await sampleBytes(sample), Buffer.from(`\n% ${index}\n`)]);
  }

  test('ends each of 50 documents exactly once, with true counters and no webhook lost', {
    timeout: 300_000,
  }, async () => {
    const inbox = join(dataDirectory, 'inbox', 'default');
    await mkdir(inbox, { recursive: true });
    for (let index = 0; index < DOCUMENTS; index++) {
      await writeFile(join(inbox, `document-${index}.pdf`), await documentBytes(index));
    }
    for (const killAfterMs of KILLS_MS) {
      await new Promise((resolve) => setTimeout(resolve, killAfterMs));
      await running.kill();
      running = await Installation.start({ dataDirectory });
    }
    const client = await running.client();
    const { body: tasks } = await eventually(
      () => client.call('tasks.history', { query: { limit: 100 } }),
      ({ body }) => body.length >= DOCUMENTS,
      { timeoutSeconds: 200, what: '50 ended tasks' },
    );
    const names = tasks.map((task) => task.document_name).sort();
    expect(names).toEqual(Array.from({ length: DOCUMENTS }, (_, index) => `document-${index}.pdf`).sort());
    const failed = tasks.filter((task) => task.status === 'failed');
    expect(failed.map((task) => task.error?.code)).toEqual(Array(5).fill('unsupported_format'));
    expect((await client.call('tasks.list')).body).toEqual([]);

    const { body: statistics } = await client.call('tasks.statistics');
    expect(statistics).toMatchObject({
      total_tasks: 50,
      active_tasks: 0,
      completed_tasks: 45,
      failed_tasks: 5,
    });

    await eventually(
      async () => new Set(receiver.received.map(({ data }) => data.task_id)).size,
      (told) => told === DOCUMENTS,
      { timeoutSeconds: 120, what: 'a webhook for each document' },
    );
    const idsByTask = Map.groupBy(receiver.received, ({ data }) => data.task_id);
    for (const events of idsByTask.values()) expect(new Set(events.map(({ id }) => id)).size).toBe(1);
    expect(receiver.refused).toBe(0);
  });
});
