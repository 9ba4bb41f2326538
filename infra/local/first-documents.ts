/** On the first start: our own sample documents, dropped into the inbox and shown as they are read. */
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Client, createClient } from '../../client/client.ts';
import { DEFAULT_TENANT } from '../../shared/domain/document/object-keys.ts';

const SAMPLES = new URL('../../events/samples/', import.meta.url);
const POLL_MS = 150;
/** Slow machines read a scanned page in seconds; past this something is wrong and the table shows what there is. */
const LONGEST_WAIT_MS = 180_000;

export interface FirstDocumentsOptions {
  apiUrl: string;
  token: string;
  dataDirectory: string;
  /** Ends the waiting; there is no table then. */
  stopped: AbortSignal;
  /** Told of each step: documents read so far, and of how many. */
  onProgress: (read: number, total: number) => void;
}

type EndedTask = Awaited<ReturnType<typeof endedTasks>>[number];

async function endedTasks(client: Client) {
  return (await client.call('tasks.history', { query: { limit: 100 } })).body;
}

async function dropSamples(dataDirectory: string): Promise<string[]> {
  const names = (await readdir(SAMPLES)).filter((name) => !name.endsWith('.json'));
  const inbox = join(dataDirectory, 'inbox', DEFAULT_TENANT);
  await mkdir(inbox, { recursive: true });
  await Promise.all(names.map((name) => copyFile(new URL(name, SAMPLES), join(inbox, name))));
  return names;
}

async function row(client: Client, task: EndedTask): Promise<string[]> {
  const time = `${task.processing_time.toFixed(2)} s`;
  if (task.status !== 'completed' || !task.document_id) {
    return [task.document_name, task.error?.code ?? task.status, '', '', '', '', '', time];
  }
  const { body } = await client.call('extraction.getInvoice', { params: { invoice_id: task.document_id } });
  const value = (label: keyof typeof body.fields) => body.fields[label]?.value ?? '–';
  return [
    task.document_name,
    body.document_type,
    value('numero_facture'),
    value('date_facture'),
    value('nom_fournisseur'),
    value('montant_ttc'),
    `${Math.round(body.overall_confidence * 100)} %${body.needs_review ? ' (to review)' : ''}`,
    time,
  ];
}

const HEADINGS = ['document', 'type', 'number', 'date', 'supplier', 'total', 'confidence', 'time'];
const LONGEST_CELL = 34;

/** Columns as wide as their widest cell; amounts and times to the right. */
function textTable(rows: readonly string[][]): string {
  const cells = rows.map((cellsOfRow) =>
    cellsOfRow.map((cell) => {
      const characters = [...cell];
      return characters.length > LONGEST_CELL ? `${characters.slice(0, LONGEST_CELL - 1).join('')}…` : cell;
    }),
  );
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((line) => [...(line[column] ?? '')].length)),
  );
  const rightAligned = new Set([5, 7]);
  return cells
    .map((line) =>
      line
        .map((cell, column) => {
          const gap = ' '.repeat((widths[column] ?? 0) - [...cell].length);
          return rightAligned.has(column) ? gap + cell : cell + gap;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The latest task of each sample; one interrupted by a stop was dropped again. */
async function sampleTasks(client: Client, names: ReadonlySet<string>): Promise<EndedTask[]> {
  const latest = new Map<string, EndedTask>();
  for (const task of await endedTasks(client)) {
    const known = latest.get(task.document_name);
    if (names.has(task.document_name) && (!known || known.duplicate_of)) latest.set(task.document_name, task);
  }
  return [...latest.values()];
}

/** Drops the samples and waits until each is read. Returns the table of what was read; empty when stopped. */
export async function readFirstDocuments(options: FirstDocumentsOptions): Promise<string> {
  const client = createClient({ baseUrl: options.apiUrl, token: options.token });
  const names = new Set(await dropSamples(options.dataDirectory));
  const deadline = Date.now() + LONGEST_WAIT_MS;
  let tasks: EndedTask[] = [];
  do {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    if (options.stopped.aborted) return '';
    try {
      tasks = await sampleTasks(client, names);
    } catch (error) {
      if (options.stopped.aborted) return '';
      throw error;
    }
    options.onProgress(tasks.length, names.size);
  } while (tasks.length < names.size && Date.now() < deadline);
  const rows = await Promise.all(tasks.map((task) => row(client, task)));
  rows.sort(([a = ''], [b = '']) => a.localeCompare(b));
  return textTable([HEADINGS, ...rows]);
}
