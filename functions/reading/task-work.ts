/** What every work on a task's file has in common: it is taken up, may be tried again, and ends in the task's state. */
import { type ErrorCode, toAppError } from '../../shared/contract/app-error.ts';
import type { ConsumerContext } from '../../shared/contract/consumer.ts';
import type { ReadCommand } from '../../shared/domain/task/commands.ts';
import type { Task } from '../../shared/domain/task/task.ts';
import { giveUpTime } from './reading-times.ts';

/** Faults of a file, of whatever kind: trying again would only repeat them. */
export const FILE_FAULTS = [
  'unreadable_file',
  'empty_file',
  'unsupported_format',
  'encrypted_document',
  'object_not_found',
  // What outlasts its time once will again; a person may still retry.
  'reading_gave_up',
] as const satisfies readonly ErrorCode[];

export interface TaskWork {
  /** Codes that end the task as failed at once; anything else is thrown, and so tried again. */
  faults: ReadonlySet<ErrorCode>;
  /** What the log says of such an end. */
  failure: string;
  work: (task: Task) => Promise<void>;
  /** Right after the task was ended as failed. */
  failed?: (task: Task) => Promise<void>;
}

/** Does a task's work, unless the message is stale; on the last try the task ends as given up. */
export async function workOnTask(
  context: ConsumerContext<ReadCommand, 'taskChanges'>,
  { faults, failure, work, failed }: TaskWork,
): Promise<void> {
  const { message, services, now, log, receiveCount, isLastTry } = context;
  const task = await services.taskChanges.start(message.tenant, message.task_id, message.generation, now());
  if (!task) return;
  if (receiveCount > 1) await services.taskChanges.giveUpLater(task, giveUpTime(now()), now());
  try {
    await work(task);
  } catch (caught) {
    const { code, details } = toAppError(caught);
    if (faults.has(code)) {
      await services.taskChanges.fail(task, { code, details }, now());
      await failed?.(task);
      log.info(failure, { tenant: task.tenant, task_id: task.taskId, code });
      return;
    }
    if (isLastTry) {
      await services.taskChanges.fail(task, { code: 'reading_gave_up' }, now());
      await failed?.(task);
    }
    throw caught;
  }
}
