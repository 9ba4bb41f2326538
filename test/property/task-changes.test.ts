/** Random lives of tasks, made of the changes that stores may commit, in any order that the rules let through. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../shared/contract/app-error.ts';
import type { AuditCommand } from '../../shared/domain/audit/audit-entry.ts';
import * as change from '../../shared/domain/task/changes.ts';
import type { CommandQueue } from '../../shared/domain/task/commands.ts';
import { consequencesOf, type Sending } from '../../shared/domain/task/consequences.ts';
import { isEnded, TASK_ACTIONS } from '../../shared/domain/task/states.ts';
import type { Task } from '../../shared/domain/task/task.ts';
import { admissionOf, noonPlus, someReading, someTask } from '../support/task-examples.ts';

const SEED = { seed: 20_260_303, numRuns: 300 };

/** Weighted so that most lives get as far as reading, failing and being retried. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('act' as const), action: fc.constantFrom(...TASK_ACTIONS) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('admit', 'start', 'start', 'progress', 'complete', 'fail', 'fail'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reject' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('copy' as const), of: fc.constantFrom('queued', 'completed') }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
/** Steps with the seconds that pass before each: sometimes a night. */
const life = fc.array(fc.tuple(step, fc.constantFrom(0, 1, 60, 40_000)), { maxLength: 50 });

/** Queues to which nothing is sent to be read or imported. */
const NOT_WORK: ReadonlySet<CommandQueue> = new Set(['follow-up', 'audit', 'report-removal']);

/** A document is read, a log imported; all else is alike. */
const KINDS = ['pdf', 'csv'] as const;
type Kind = (typeof KINDS)[number];

/** The task after a step, or undefined where the stores would not commit one. */
function next(task: Task | undefined, taken: Step, kind: Kind, now: Date): Task | undefined {
  const fresh = task ?? someTask('acme', { now });
  const admission = { ...admissionOf(fresh, 'content'), format: kind };
  const completed = (ending: Task) =>
    kind === 'csv'
      ? change.imported(ending, 'import_1', 7, now)
      : change.completed(ending, someReading(0.6), now);
  const isAdmissible = !task || (!task.originalKey && (task.state === 'queued' || task.state === 'paused'));
  switch (taken.do) {
    case 'admit':
      return isAdmissible ? change.admitted(fresh, admission) : undefined;
    case 'copy': {
      const original = { ...someTask('acme'), ...completed(fresh) };
      const owner = taken.of === 'completed' ? original : { ...original, state: 'queued' as const };
      return isAdmissible ? change.admittedAsDuplicate(fresh, admission, owner, now) : undefined;
    }
    case 'reject':
      return !task || (!task.originalKey && !isEnded(task.state))
        ? change.failed(fresh, { code: 'empty_file' }, now)
        : undefined;
    case 'start':
      return task?.state === 'queued' && task.originalKey && !task.duplicateOf
        ? change.started(task, now)
        : undefined;
    case 'progress':
      if (task?.state !== 'processing') return undefined;
      return kind === 'csv'
        ? change.importing(task, { bytesRead: 50, sizeBytes: 50, entries: 5 }, now)
        : change.progressed(task, 3, 3, 'ppocr', now);
    case 'complete':
      return task?.state === 'processing' ? completed(task) : undefined;
    case 'fail':
      return task?.state === 'processing' ? change.failed(task, { code: 'unreadable_file' }, now) : undefined;
    case 'act':
      try {
        return task && change.acted(task, taken.action, now);
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
        return undefined;
      }
  }
  return undefined;
}

interface Lived {
  /** Every form the task had, with its time. */
  forms: { task: Task; at: Date }[];
  sendings: Sending[];
  counters: Map<string, Record<string, number>>;
}

function live(steps: [Step, number][], kind: Kind): Lived {
  const lived: Lived = { forms: [], sendings: [], counters: new Map() };
  let task: Task | undefined;
  let seconds = 0;
  for (const [taken, pause] of steps) {
    seconds += pause;
    const at = noonPlus(seconds);
    const after = next(task, taken, kind, at);
    if (!after) continue;
    const consequences = consequencesOf(task, after, at);
    lived.sendings.push(...consequences.sendings);
    for (const { day, additions } of consequences.counters) {
      const sums = lived.counters.get(day) ?? {};
      for (const [name, value] of Object.entries(additions)) sums[name] = (sums[name] ?? 0) + value;
      lived.counters.set(day, sums);
    }
    task = { ...after, version: (task?.version ?? 0) + 1 };
    lived.forms.push({ task, at });
  }
  return lived;
}

const readCommands = (sendings: Sending[]) =>
  sendings.flatMap((sending) =>
    sending.to === 'queue' && (sending.queue.startsWith('read-') || sending.queue === 'import')
      ? [sending.body as { generation: number }]
      : [],
  );
const eventIds = (sendings: Sending[]) =>
  sendings.flatMap((sending) => (sending.to === 'events' ? [sending.event.id] : []));

/** What the counters of a set of tasks must be, counted anew from the tasks themselves. */
function recounted(tasks: Task[]): Map<string, Record<string, number>> {
  const days = new Map<string, Record<string, number>>();
  const add = (moment: string, name: string, value: number) => {
    const sums = days.get(moment.slice(0, 10)) ?? {};
    sums[name] = (sums[name] ?? 0) + value;
    days.set(moment.slice(0, 10), sums);
  };
  for (const task of tasks) {
    add(task.createdAt, 'created', 1);
    if (!isEnded(task.state)) continue;
    const end = task.endedAt as string;
    const sums: [string, number][] = [[task.state, 1]];
    if (task.state === 'completed') {
      sums.push(['processingMs', task.processingMs ?? 0]);
      if (task.confidence === null) add(end, 'withoutConfidence', 1);
      else sums.push(['confidenceMillionths', 600_000]);
    }
    for (const [name, value] of sums) {
      add(end, name, value);
      if (task.provider && task.state !== 'cancelled') add(end, `${name}:${task.provider}`, value);
    }
    if (task.state === 'completed') add(end, `completedHour${end.slice(11, 13)}`, 1);
  }
  return days;
}

/** Without the zeros that additions and their takings-back leave. */
function nonZero(days: Map<string, Record<string, number>>) {
  const entries = [...days].flatMap(([day, sums]) =>
    Object.entries(sums)
      .filter(([, value]) => value !== 0)
      .map(([name, value]) => [`${day} ${name}`, value] as const),
  );
  return Object.fromEntries(entries);
}

const check = (promise: (lived: Lived, steps: [Step, number][]) => void) =>
  fc.assert(
    fc.property(life, fc.constantFrom(...KINDS), (steps, kind) => promise(live(steps, kind), steps)),
    SEED,
  );

describe('whatever happens to a task', () => {
  test('its counters by day equal a recount of the task', () => {
    check(({ forms, counters }) => {
      const last = forms.at(-1)?.task;
      expect(nonZero(counters)).toEqual(nonZero(recounted(last ? [last] : [])));
    });
  });

  test('its creation is announced once, and every end of it exactly once, with the right name', () => {
    check(({ forms, sendings }) => {
      const ids = eventIds(sendings);
      const taskId = forms[0]?.task.taskId;
      expect(ids.filter((id) => id.endsWith('-new_task'))).toHaveLength(forms.length > 0 ? 1 : 0);
      const ends = forms.filter(
        ({ task }, index) =>
          (task.state === 'completed' || task.state === 'failed') &&
          forms[index - 1]?.task.state !== task.state,
      );
      const announced = ids.filter((id) => /-task_(completed|failed)$/.test(id));
      expect(announced).toEqual(
        ends.map(({ task }) => `evt_${taskId}-${task.generation}-task_${task.state}`),
      );
      expect(new Set(announced).size).toBe(announced.length);
    });
  });

  test('a reader is told exactly when it comes to wait for one with content of its own', () => {
    check(({ forms, sendings }) => {
      const waits = (task: Task | undefined) =>
        task?.state === 'queued' && task.originalKey !== null && task.duplicateOf === null;
      const expected = forms
        .filter(({ task }, index) => {
          const before = forms[index - 1]?.task;
          return waits(task) && !(waits(before) && before?.generation === task.generation);
        })
        .map(({ task }) => task.generation);
      expect(readCommands(sendings).map(({ generation }) => generation)).toEqual(expected);
    });
  });

  test('documents go to readers by their priority, logs to the import alone', () => {
    check(({ forms, sendings }) => {
      const format = forms.at(-1)?.task.format;
      const queues = sendings.flatMap((sending) =>
        sending.to === 'queue' && !NOT_WORK.has(sending.queue) ? [sending.queue] : [],
      );
      expect(new Set(queues).size).toBeLessThanOrEqual(1);
      for (const queue of queues) expect(queue).toBe(format === 'csv' ? 'import' : 'read-normal');
    });
  });

  test('of a log, what each try laid down that ended without a report is removed, once', () => {
    check(({ forms, sendings }) => {
      const tries = forms.flatMap(({ task }, index) => {
        const before = forms[index - 1]?.task;
        const isOver = before?.state === 'processing' && !['processing', 'completed'].includes(task.state);
        return isOver && task.format === 'csv' ? [before.generation] : [];
      });
      const removed = sendings.flatMap((sending) =>
        sending.to === 'queue' && sending.queue === 'report-removal'
          ? [(sending.body as { generation: number }).generation]
          : [],
      );
      expect(removed).toEqual(tries);
      expect(new Set(removed).size).toBe(removed.length);
    });
  });

  test('a log that failed is told of as a report that did not come to be, once each time', () => {
    check(({ forms, sendings }) => {
      const failures = forms.filter(
        ({ task }, index) =>
          task.state === 'failed' && task.format === 'csv' && forms[index - 1]?.task.state !== 'failed',
      );
      const errors = eventIds(sendings).filter((id) => id.includes('-error-'));
      const audits = sendings.flatMap((sending) =>
        sending.to === 'queue' && sending.queue === 'audit' ? [(sending.body as AuditCommand).entry_id] : [],
      );
      expect(errors).toEqual(failures.map(({ task }) => `evt_${task.taskId}-error-${task.generation}`));
      expect(audits).toEqual(failures.map(({ task }) => `import-${task.taskId}-${task.generation}`));
      expect(new Set(audits).size).toBe(audits.length);
    });
  });

  test('no reader is told of one generation twice', () => {
    check(({ sendings }) => {
      const generations = readCommands(sendings).map(({ generation }) => generation);
      expect(new Set(generations).size).toBe(generations.length);
    });
  });

  test('it never leaves completed, and its generation never falls', () => {
    check(({ forms }) => {
      forms.forEach(({ task }, index) => {
        const before = forms[index - 1]?.task;
        expect(before?.state).not.toBe('completed');
        expect(task.generation).toBeGreaterThanOrEqual(before?.generation ?? 1);
      });
    });
  });

  test('it has an end time exactly while it has ended, and an error exactly while it failed', () => {
    check(({ forms }) => {
      for (const { task } of forms) {
        expect(task.endedAt !== null, task.state).toBe(isEnded(task.state));
        expect(task.error !== null, task.state).toBe(task.state === 'failed');
      }
    });
  });

  test('its progress is 100 only when it completed, and it never took less than no time', () => {
    check(({ forms }) => {
      for (const { task } of forms) {
        if (task.progress === 100) expect(task.state).toBe('completed');
        expect(task.processingMs ?? 0).toBeGreaterThanOrEqual(0);
      }
    });
  });
});
