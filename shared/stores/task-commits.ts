/**
 * Committing a change of a task: one transaction of the task on condition of its version, the counters and the outbox
 * that follow from the change, and what belongs to it.
 */
import { AppError } from '../contract/app-error.ts';
import type { Logger } from '../contract/logger.ts';
import { consequencesOf, type Sending } from '../domain/task/consequences.ts';
import type { Task } from '../domain/task/task.ts';
import { counterItems } from './counters.ts';
import { deliver, outboxEntries } from './outbox.ts';
import { ConditionFailed, type Table, type TransactItem, transact } from './table.ts';
import { getTask, taskPut } from './task-item.ts';

/** How often a change is decided anew because someone else changed the task first. */
const DECISION_TRIES = 20;

export interface Decision {
  after: Task;
  /** What else the transaction writes. */
  extra?: TransactItem[];
  /** What else is told, after what follows from the change itself. */
  tell?: Sending[];
}

export interface TaskCommits {
  /** Commits one change with its consequences, then sends what follows. Throws ConditionFailed. */
  commit(before: Task | undefined, decision: Decision, now: Date): Promise<Task>;
  /**
   * Reads, decides and commits until nobody came in between; undefined when the decision is to leave it.
   * @throws AppError `unavailable` {task_id} when somebody always did.
   */
  decide(
    tenant: string,
    taskId: string,
    now: Date,
    decision: (task: Task | undefined) => Promise<Decision | undefined> | Decision | undefined,
  ): Promise<Task | undefined>;
  /** Sends something that no change carries, as safely as if one did. */
  send(sending: Sending, now: Date): Promise<void>;
}

export function taskCommits(table: Table, log?: Logger): TaskCommits {
  async function commit(
    before: Task | undefined,
    { after, extra = [], tell = [] }: Decision,
    now: Date,
  ): Promise<Task> {
    const { counters, sendings } = consequencesOf(before, after, now);
    const { entries, items } = outboxEntries(table, [...sendings, ...tell], now);
    await transact(table, [
      taskPut(table, before, after),
      ...counterItems(table, after, counters),
      ...items,
      ...extra,
    ]);
    await deliver(table, entries, now, log);
    return { ...after, version: (before?.version ?? 0) + 1 };
  }

  return {
    commit,

    async decide(tenant, taskId, now, decision) {
      for (let attempt = 1; attempt <= DECISION_TRIES; attempt++) {
        const before = await getTask(table, tenant, taskId);
        const decided = await decision(before);
        if (!decided) return undefined;
        try {
          return await commit(before, decided, now);
        } catch (error) {
          if (!(error instanceof ConditionFailed)) throw error;
        }
      }
      throw new AppError('unavailable', { task_id: taskId });
    },

    async send(sending, now) {
      const { entries, items } = outboxEntries(table, [sending], now);
      await transact(table, items);
      await deliver(table, entries, now, log);
    },
  };
}

/** Whether the task is still being worked on in the generation that its worker knows. */
export function isProcessing(current: Task | undefined, known: Task): current is Task {
  return current?.state === 'processing' && current.generation === known.generation;
}
