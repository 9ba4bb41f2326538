/**
 * The life of a task. Pure rules; every store write is conditional on the state they started from.
 *
 *   queued → processing → completed | failed
 *   queued, processing → paused → queued
 *   queued, processing, paused → cancelled
 *   failed, cancelled → queued (retry)
 */
export const TASK_STATES = ['queued', 'processing', 'paused', 'completed', 'failed', 'cancelled'] as const;
export type TaskState = (typeof TASK_STATES)[number];

export const TASK_ACTIONS = ['pause', 'resume', 'cancel', 'retry'] as const;
export type TaskAction = (typeof TASK_ACTIONS)[number];

export const PRIORITIES = ['high', 'normal', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

const ENDED: ReadonlySet<TaskState> = new Set(['completed', 'failed', 'cancelled']);

/** Completed, failed or cancelled: listed in the history, not among the active. */
export function isEnded(state: TaskState): boolean {
  return ENDED.has(state);
}

const ACTION_RULES: Record<TaskAction, { from: readonly TaskState[]; to: TaskState }> = {
  pause: { from: ['queued', 'processing'], to: 'paused' },
  resume: { from: ['paused'], to: 'queued' },
  cancel: { from: ['queued', 'processing', 'paused'], to: 'cancelled' },
  retry: { from: ['failed', 'cancelled'], to: 'queued' },
};

/** The state an action leads to, or undefined when the task is not in a state that allows it. */
export function stateAfter(action: TaskAction, state: TaskState): TaskState | undefined {
  const rule = ACTION_RULES[action];
  return rule.from.includes(state) ? rule.to : undefined;
}

/** Whether the action makes the task wait for a reader again, so that one must be told. */
export function requeues(action: TaskAction): boolean {
  return ACTION_RULES[action].to === 'queued';
}
