/**
 * What follows from a task changing from one form to another: counters, events and commands. Every write of a
 * task goes through this, in one transaction, so that counters always equal the tasks and no change goes untold.
 */
import type { AuditCommand } from '../audit/audit-entry.ts';
import { failedImportEntry } from '../audit/import-entries.ts';
import { isRecordFile } from '../document/format.ts';
import { type DomainEvent, reportEvent, taskEvent } from '../event/domain-event.ts';
import { reportIdOf } from '../fax-log/fax-report.ts';
import {
  type CommandQueue,
  type DeliverCommand,
  type FollowUpCommand,
  type ReadCommand,
  type ReportRemovalCommand,
  type ValidationCommand,
  workQueue,
} from './commands.ts';
import type { TaskState } from './states.ts';
import type { Task } from './task.ts';

/** Something to send once a change is committed. */
export type Sending =
  | { to: 'events'; event: DomainEvent }
  | {
      to: 'queue';
      queue: CommandQueue;
      body:
        | ReadCommand
        | FollowUpCommand
        | DeliverCommand
        | ReportRemovalCommand
        | ValidationCommand
        | AuditCommand;
      /** ISO time; sent at once when absent. */
      notBefore?: string;
    };

/** Additions to one day's counters. */
export interface CounterChange {
  /** UTC, `YYYY-MM-DD`. */
  day: string;
  additions: Record<string, number>;
}

export interface Consequences {
  counters: CounterChange[];
  sendings: Sending[];
}

/** Counter names of a day beside the plain sums: completions by hour, and by provider. */
export function hourCounter(hour: number): string {
  return `completedHour${String(hour).padStart(2, '0')}`;
}

function endCounters(task: Task, sign: 1 | -1): CounterChange | undefined {
  if (!task.endedAt) return undefined;
  const day = task.endedAt.slice(0, 10);
  const additions: Record<string, number> = {};
  if (task.state === 'cancelled') additions.cancelled = sign;
  if (task.state === 'failed') {
    additions.failed = sign;
    if (task.provider) additions[`failed:${task.provider}`] = sign;
  }
  if (task.state === 'completed') {
    const processingMs = sign * (task.processingMs ?? 0);
    const confidenceMillionths = sign * Math.round((task.confidence ?? 0) * 1e6);
    additions.completed = sign;
    if (task.confidence === null) additions.withoutConfidence = sign;
    additions.processingMs = processingMs;
    additions.confidenceMillionths = confidenceMillionths;
    additions[hourCounter(Number(task.endedAt.slice(11, 13)))] = sign;
    if (task.provider) {
      additions[`completed:${task.provider}`] = sign;
      additions[`processingMs:${task.provider}`] = processingMs;
      additions[`confidenceMillionths:${task.provider}`] = confidenceMillionths;
    }
  }
  return { day, additions };
}

function merged(changes: (CounterChange | undefined)[]): CounterChange[] {
  const byDay = new Map<string, Record<string, number>>();
  for (const change of changes) {
    if (!change) continue;
    const sums = byDay.get(change.day) ?? {};
    for (const [name, value] of Object.entries(change.additions)) sums[name] = (sums[name] ?? 0) + value;
    byDay.set(change.day, sums);
  }
  return [...byDay].map(([day, additions]) => ({ day, additions }));
}

const ANNOUNCED_END: Partial<Record<TaskState, 'task_completed' | 'task_failed'>> = {
  completed: 'task_completed',
  failed: 'task_failed',
};

/** Who listens for reports hears of a log that became none, whatever stopped it. */
function failedImport(task: Task, now: Date): Sending[] {
  if (task.format === null || !isRecordFile(task.format)) return [];
  const data = {
    report_id: null,
    task_id: task.taskId,
    document_name: task.documentName,
    total_entries: null,
    valid_entries: null,
    error_entries: null,
    success_rate: null,
    error: task.error ? { code: task.error.code } : null,
  };
  const occurrence = String(task.generation);
  return [
    { to: 'events', event: reportEvent('error', { tenant: task.tenant, occurrence, data }, now) },
    { to: 'queue', queue: 'audit', body: failedImportEntry(task, now) },
  ];
}

/** No worker of a try lives as long after the try is over: an invocation ends after 300 seconds. */
const WORKERS_GRACE_SECONDS = 600;

/**
 * Has removed what an import laid down that is over without a report. Its worker removes that too, and at once; but it
 * may have died.
 */
function triedImportRemoval(before: Task | undefined, after: Task, now: Date): Sending[] {
  const { tenant, taskId, generation, documentId, format } = after;
  if (before?.state !== 'processing' || after.state === 'completed') return [];
  if (documentId === null || format === null || !isRecordFile(format)) return [];
  return [
    {
      to: 'queue',
      queue: 'report-removal',
      body: { kind: 'try', tenant, report_id: reportIdOf(documentId), task_id: taskId, generation },
      notBefore: new Date(now.getTime() + WORKERS_GRACE_SECONDS * 1000).toISOString(),
    },
  ];
}

/** Whether a reader must be told: the task newly waits for one, and its content is here and its own. */
function needsReader(before: Task | undefined, after: Task): boolean {
  if (after.state !== 'queued' || !after.originalKey || after.duplicateOf) return false;
  return !before?.originalKey || before.generation !== after.generation || before.duplicateOf !== null;
}

/**
 * @param before undefined when the task is new.
 * @returns events in the order they happened; commands after them.
 */
export function consequencesOf(before: Task | undefined, after: Task, now: Date): Consequences {
  const counters: (CounterChange | undefined)[] = [];
  const sendings: Sending[] = [];
  if (!before) {
    counters.push({ day: after.createdAt.slice(0, 10), additions: { created: 1 } });
    sendings.push({
      to: 'events',
      event: taskEvent('new_task', { ...after, state: 'queued', progress: 0, error: null }, now),
    });
  }
  if (before?.state !== after.state) {
    if (before) counters.push(endCounters(before, -1));
    counters.push(endCounters(after, 1));
    const announced = ANNOUNCED_END[after.state];
    if (announced) sendings.push({ to: 'events', event: taskEvent(announced, after, now) });
    else if (before && after.state !== 'processing') {
      sendings.push({ to: 'events', event: taskEvent('task_update', after, now) });
    }
    if (after.state === 'failed') sendings.push(...failedImport(after, now));
    sendings.push(...triedImportRemoval(before, after, now));
    if (after.followers > 0 && after.sha256 && after.endedAt) {
      sendings.push({
        to: 'queue',
        queue: 'follow-up',
        body: { kind: 'settle_duplicates', tenant: after.tenant, sha256: after.sha256 },
      });
    }
  }
  if (needsReader(before, after)) {
    sendings.push({
      to: 'queue',
      queue: workQueue(after),
      body: { tenant: after.tenant, task_id: after.taskId, generation: after.generation },
    });
  }
  if (after.uploadExpiresAt && !before) {
    sendings.push({
      to: 'queue',
      queue: 'follow-up',
      body: { kind: 'expire_upload', tenant: after.tenant, task_id: after.taskId },
      notBefore: after.uploadExpiresAt,
    });
  }
  return { counters: merged(counters), sendings };
}
