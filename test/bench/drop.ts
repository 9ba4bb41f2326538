/** Drop to record: from the moment a file lies in the inbox folder to the moment its record can be read. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from '../../client/client.ts';
import { Installation } from '../support/installation.ts';
import { DIGITAL, distinctPdf, SCANNED } from './documents.ts';
import { type Figure, milliseconds, quantile } from './report.ts';

const POLL_MS = 4;

/** Milliseconds from the drop to the completed task, by asking every few milliseconds. */
async function dropMs(client: Client, inbox: string, name: string, bytes: Uint8Array): Promise<number> {
  const known = new Set(
    (await client.call('tasks.history', { query: { limit: 5 } })).body.map((task) => task.task_id),
  );
  await writeFile(join(inbox, `${name}.part`), bytes);
  const { rename } = await import('node:fs/promises');
  const startedAt = performance.now();
  await rename(join(inbox, `${name}.part`), join(inbox, name));
  for (;;) {
    const { body } = await client.call('tasks.history', { query: { limit: 1 } });
    const [latest] = body;
    if (latest && latest.document_name === name && !known.has(latest.task_id))
      return performance.now() - startedAt;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function series(client: Client, inbox: string, sample: string, runs: number): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const name = `${run}-${sample}`;
    times.push(
      await dropMs(client, inbox, name, await distinctPdf(sample, `${sample} ${run} ${Date.now()}`)),
    );
  }
  return times;
}

export async function benchDrop(): Promise<Figure[]> {
  const installation = await Installation.start();
  try {
    await installation.liftRateLimit();
    const client = await installation.client();
    const inbox = join(installation.dataDirectory, 'inbox', 'default');
    await mkdir(inbox, { recursive: true });
    const [firstDigital] = await series(client, inbox, DIGITAL, 1);
    const digital = await series(client, inbox, DIGITAL, 40);
    const [firstScanned] = await series(client, inbox, SCANNED, 1);
    const scanned = await series(client, inbox, SCANNED, 10);
    return [
      { what: 'digital PDF, one page: p50', value: milliseconds(quantile(digital, 0.5)), aim: '< 300 ms' },
      { what: 'digital PDF, one page: p95', value: milliseconds(quantile(digital, 0.95)) },
      { what: 'digital PDF, first after the start', value: milliseconds(firstDigital ?? Number.NaN) },
      { what: 'scanned page: p50', value: milliseconds(quantile(scanned, 0.5)) },
      { what: 'scanned page: p95', value: milliseconds(quantile(scanned, 0.95)) },
      { what: 'scanned page, first after the start', value: milliseconds(firstScanned ?? Number.NaN) },
    ];
  } finally {
    await installation.remove();
  }
}
