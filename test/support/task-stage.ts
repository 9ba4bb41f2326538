/** Tasks of a tenant brought to where a test wants them, through the product's own stores. */
import { expect } from 'vitest';
import type { TaskState } from '../../shared/domain/task/states.ts';
import type { Task } from '../../shared/domain/task/task.ts';
import type { TaskChanges, TaskQueries } from '../../shared/domain/task/task-services.ts';
import { taskChanges } from '../../shared/stores/task-changes.ts';
import { taskQueries } from '../../shared/stores/task-queries.ts';
import type { Backend, SentCommand } from './backend.ts';
import { grantedTable } from './granted-table.ts';
import { admissionOf, NOON, noonPlus, someReading, someTask, someTenant } from './task-examples.ts';

export interface TaskStage {
  tenant: string;
  changes: TaskChanges;
  tasks: TaskQueries;
  /** The task as it is stored now. */
  stored(task: Pick<Task, 'taskId'>): Promise<Task>;
  admitted(content?: string): Promise<Task>;
  processing(content?: string): Promise<Task>;
  completed(content?: string): Promise<Task>;
  failed(content?: string): Promise<Task>;
  /** A new task in that state. */
  inState(state: TaskState): Promise<Task>;
  readCommands(): SentCommand[];
  eventTypes(): string[];
}

/** A stage with a tenant of its own; forgets what others sent. */
export function taskStage(backend: Backend): TaskStage {
  backend.forgetSent();
  const tenant = someTenant();
  const changes = taskChanges(grantedTable(backend.table, 'taskChanges'));
  const tasks = taskQueries(grantedTable(backend.table, 'tasks'));

  const stored = async ({ taskId }: Pick<Task, 'taskId'>) => (await tasks.get(tenant, taskId)) as Task;
  const admitted = async (content = 'one') => {
    const task = someTask(tenant);
    return changes.admit(task, admissionOf(task, content), NOON);
  };
  const processing = async (content = 'one') => {
    const task = await admitted(content);
    return (await changes.start(tenant, task.taskId, task.generation, noonPlus(1))) as Task;
  };
  const completed = async (content = 'one') => {
    const task = await processing(content);
    expect(await changes.complete(task, someReading(), noonPlus(3))).toBe(true);
    return stored(task);
  };
  const failed = async (content = 'one') => {
    const task = await processing(content);
    expect(await changes.fail(task, { code: 'unreadable_file' }, noonPlus(3))).toBe(true);
    return stored(task);
  };
  const ways: Record<TaskState, () => Promise<Task>> = {
    queued: admitted,
    processing,
    completed,
    failed,
    paused: async () => changes.act(tenant, (await admitted()).taskId, 'pause', noonPlus(1)),
    cancelled: async () => changes.act(tenant, (await admitted()).taskId, 'cancel', noonPlus(1)),
  };
  return {
    tenant,
    changes,
    tasks,
    stored,
    admitted,
    processing,
    completed,
    failed,
    inState: (state) => ways[state](),
    readCommands: () =>
      (['read-high', 'read-normal', 'read-low'] as const).flatMap((queue) => backend.sent(queue)),
    eventTypes: () => backend.events().map(({ type }) => type),
  };
}
