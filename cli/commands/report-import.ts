/** `bordereau reports import`: sends a fax log and waits until its report can be read. */
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AnswerOf, Client } from '../../client/client.ts';
import { AppError, ERROR_STATUS, type ErrorCode } from '../../shared/contract/app-error.ts';
import { messageFor } from '../../shared/contract/messages.ts';
import { isRecordFile, SNIFFED_BYTES, sniff } from '../../shared/domain/document/format.ts';
import { reportIdOf } from '../../shared/domain/fax-log/fax-report.ts';
import { type Command, CommandError } from '../command.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS, connect, detailsText } from '../connection.ts';
import { uploadFile } from '../file-upload.ts';
import { byteCount } from '../numbers-in-words.ts';
import { askUntilEnded } from '../polling.ts';
import { percentFigure, progressBar } from '../progress-bar.ts';
import { reportTable } from '../report-tables.ts';
import { JSON_HELP, JSON_OPTION, jsonText, print, printResult } from '../table-output.ts';

type Task = AnswerOf<'tasks.get'>['body'];

/** Short at first, as a log of 90,000 rows takes about a second; then a task is asked for twice a second. */
const FIRST_POLL_MS = 60;
const SLOWEST_POLL_MS = 500;

/**
 * Bytes of a file that may be a fax log.
 * @throws CommandError for anything else: sent, a picture would be read as a document, and no report come of it.
 */
async function sizeOfLog(file: string): Promise<number> {
  const unreadable = (error: NodeJS.ErrnoException): never => {
    throw new CommandError(
      error.code === 'ENOENT' ? `there is no file ${file}` : `${file} cannot be read (${error.code})`,
    );
  };
  const found = await stat(file).catch(unreadable);
  if (!found.isFile()) throw new CommandError(`${file} is no file`);
  if (found.size === 0) throw new CommandError(`${file} is empty`);
  await using opened = await open(file).catch(unreadable);
  const { buffer, bytesRead } = await opened.read(Buffer.alloc(SNIFFED_BYTES), 0, SNIFFED_BYTES, 0);
  const format = formatOf(buffer.subarray(0, bytesRead));
  if (!isRecordFile(format)) {
    throw new CommandError(`${file} is no fax log: they are CSV or XLSX, this is ${format}`);
  }
  return found.size;
}

/** As `sniff`, with the name of a format that nothing reads as well. */
function formatOf(bytes: Uint8Array): string {
  try {
    return sniff(bytes);
  } catch (error) {
    if (error instanceof AppError && typeof error.details?.detected === 'string')
      return error.details.detected;
    throw error;
  }
}

const ENDED: readonly Task['status'][] = ['completed', 'failed', 'cancelled'];

function ended(client: Client, taskId: string, onProgress: (percent: number) => void): Promise<Task> {
  return askUntilEnded(
    async () => {
      const { body: task } = await client.call('tasks.get', { params: { task_id: taskId } });
      onProgress(task.progress);
      return task;
    },
    ({ status }) => ENDED.includes(status),
    { firstMs: FIRST_POLL_MS, slowestMs: SLOWEST_POLL_MS },
  );
}

interface Failure {
  code: string;
  message: string;
  details?: Record<string, unknown>;
}

function failureOf(task: Task): Failure | undefined {
  if (task.status === 'completed') return undefined;
  if (!task.error) return { code: task.status, message: `The import was ${task.status}.` };
  const { code, details } = task.error;
  const message = code in ERROR_STATUS ? messageFor(code as ErrorCode, 'en') : 'The import failed.';
  return { code, message, ...(details && { details }) };
}

export const reportsImportCommand: Command = {
  usage: 'reports import FILE [--json]',
  summary: 'import a fax log (CSV or XLSX) and show its report',
  help: `Sends the file, waits until its report can be read, and prints it. The same file twice is the same report, and
says so. With --json it prints {report_id, duplicate_of, …the report}; duplicate_of is the earlier import's task, else
null. When the import fails, --json prints {task_id, error: {code, message, details}}; the exit status is 1.

${JSON_HELP}
${CONNECTION_HELP}`,
  options: { ...CONNECTION_OPTIONS, ...JSON_OPTION },
  maximumArguments: 1,
  async run({ positionals: [file], options }) {
    if (!file) throw new CommandError('name a file: bordereau reports import FILE');
    const sizeBytes = await sizeOfLog(file);
    const { client, baseUrl } = await connect(options);
    const submitted = await client.call('faxLogs.submit', {
      body: { filename: basename(file), size_bytes: sizeBytes },
    });
    if (submitted.status !== 201) throw new CommandError(`${baseUrl} gave no address to send the file to`);
    const announced = submitted.body;
    const bar = progressBar(100, process.stderr, percentFigure);
    let task: Task;
    try {
      const label = `sending ${basename(file)} (${byteCount(sizeBytes)})`;
      await uploadFile(file, sizeBytes, announced.upload, (sent) =>
        bar.update((100 * sent) / sizeBytes, label),
      );
      task = await ended(client, announced.task_id, (percent) => bar.update(percent, 'checking its rows'));
    } finally {
      bar.clear();
    }
    const failure = failureOf(task);
    if (failure) {
      if (options.json === true) await print(jsonText({ task_id: task.task_id, error: failure }));
      throw new CommandError(`${failure.code}: ${failure.message}${detailsText(failure.details)}`);
    }
    if (!task.document_id) throw new CommandError(`task ${task.task_id} ended without a report`);
    const { body: report } = await client.call('faxLogs.report', {
      params: { report_id: reportIdOf(task.document_id) },
    });
    if (task.duplicate_of !== null) {
      process.stderr.write(`bordereau: this file was imported before; its report is ${report.report_id}\n`);
    }
    const { report_id, ...rest } = report;
    await printResult(options, { report_id, duplicate_of: task.duplicate_of, ...rest }, () =>
      reportTable([report]),
    );
    return 0;
  },
};
