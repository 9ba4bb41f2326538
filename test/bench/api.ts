/** The API beside a bare Fastify handler: one task read by its id, from the same engine, in the same run. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { Installation } from '../support/installation.ts';
import { DIGITAL, distinctPdf } from './documents.ts';
import type { Figure } from './report.ts';

const CONNECTIONS = 8;
const SECONDS = 8;

interface Load {
  requestsPerSecond: number;
  p50: number;
  errors: number;
}

async function load(url: string, connections: number, headers: Record<string, string> = {}): Promise<Load> {
  const result = await autocannon({ url, headers, connections, duration: SECONDS });
  return {
    requestsPerSecond: result.requests.average,
    p50: result.latency.p50,
    errors: result.errors + result.non2xx,
  };
}

/** Mean milliseconds of one request after another, to finer than autocannon's whole milliseconds. */
async function sequentialP50(url: string, headers: Record<string, string> = {}): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 500; run++) {
    const startedAt = performance.now();
    await (await fetch(url, { headers })).arrayBuffer();
    times.push(performance.now() - startedAt);
  }
  return times.sort((a, b) => a - b)[250] ?? Number.NaN;
}

async function startBareServer(installation: Installation, taskId: string) {
  const install = JSON.parse(await readFile(join(installation.dataDirectory, 'install.json'), 'utf8'));
  const { credentials } = JSON.parse(
    await readFile(join(installation.dataDirectory, 'secrets.json'), 'utf8'),
  );
  const child: ChildProcess = spawn(
    process.execPath,
    [
      fileURLToPath(new URL('./bare-server.ts', import.meta.url)),
      install.dynamodbUrl,
      install.tableName,
      `TENANT#default#TASK#${taskId}`,
      'TASK',
      credentials.accessKeyId,
      credentials.secretAccessKey,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return { child, url: `${line.toString().trim()}/task` };
}

export async function benchApi(): Promise<Figure[]> {
  const installation = await Installation.start();
  let bare: ChildProcess | undefined;
  try {
    await installation.liftRateLimit();
    const client = await installation.client();
    const { body } = await client.call('tasks.create', {
      file: { filename: DIGITAL, bytes: await distinctPdf(DIGITAL, 'api bench') },
    });
    const headers = { authorization: `Bearer ${await installation.token()}` };
    const ours = `${installation.apiUrl}/api/dashboard/tasks/${body.task_id}`;
    const started = await startBareServer(installation, body.task_id);
    bare = started.child;

    // Both once before either counts, so that neither pays for warming up.
    await load(ours, CONNECTIONS, headers);
    await load(started.url, CONNECTIONS);
    const oursLoad = await load(ours, CONNECTIONS, headers);
    const bareLoad = await load(started.url, CONNECTIONS);
    const oursP50 = await sequentialP50(ours, headers);
    const bareP50 = await sequentialP50(started.url);
    const ratio = oursLoad.requestsPerSecond / bareLoad.requestsPerSecond;
    return [
      {
        what: `GET task, requests/s at ${CONNECTIONS} connections`,
        value: oursLoad.requestsPerSecond.toFixed(0),
      },
      { what: 'bare Fastify, requests/s', value: bareLoad.requestsPerSecond.toFixed(0) },
      { what: 'ratio', value: ratio.toFixed(2), aim: '≥ 0.5' },
      { what: 'GET task, p50 one at a time', value: `${oursP50.toFixed(2)} ms` },
      { what: 'bare Fastify, p50 one at a time', value: `${bareP50.toFixed(2)} ms` },
      { what: 'errors', value: String(oursLoad.errors + bareLoad.errors), aim: '0' },
    ];
  } finally {
    bare?.kill();
    await installation.remove();
  }
}
