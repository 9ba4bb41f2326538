/**
 * Changes of tasks, each one transaction: the task on condition of its version, the counters and the outbox that
 * follow from the change, and what belongs to it (the record, the claim on a content).
 */
import { AppError } from '../contract/app-error.ts';
import type { Logger } from '../contract/logger.ts';
import { isRecordFile } from '../domain/document/format.ts';
import * as change from '../domain/task/changes.ts';
import { workQueue } from '../domain/task/commands.ts';
import { isEnded } from '../domain/task/states.ts';
import { newTask, type Task } from '../domain/task/task.ts';
import type { Admission, TaskChanges } from '../domain/task/task-services.ts';
import { copyPut } from './content-copies.ts';
import { claimKey, contentClaim, contentPartition } from './content-owner.ts';
import { removeFormerParts } from './document-parts.ts';
import { documentRecords } from './document-records.ts';
import { type ReadingRecords, readingRecords } from './reading-records.ts';
import { ConditionFailed, queryAll, type Table, type TransactItem } from './table.ts';
import { type Decision, isProcessing, taskCommits } from './task-commits.ts';
import { getTask, taskKey, taskPut } from './task-item.ts';

export function taskChanges(table: Table, log?: Logger): TaskChanges {
  const { commit, decide, send } = taskCommits(table, log);

  async function planGivingUp(task: Task, at: Date, now: Date): Promise<void> {
    const { tenant, taskId, generation, version } = task;
    await send(
      {
        to: 'queue',
        queue: 'follow-up',
        body: { kind: 'give_up_reading', tenant, task_id: taskId, generation, version },
        notBefore: at.toISOString(),
      },
      now,
    );
  }

  /** Claims a content for a task, provided the claim still is as it was read. */
  function claim(task: Task, sha256: string, holder: string | undefined): TransactItem {
    return {
      Put: {
        TableName: table.name,
        Item: { ...claimKey(task.tenant, sha256), taskId: task.taskId },
        ConditionExpression: holder
          ? 'attribute_not_exists(pk) OR taskId = :holder'
          : 'attribute_not_exists(pk)',
        ...(holder && { ExpressionAttributeValues: { ':holder': holder } }),
      },
    };
  }

  /** The original must still be as it was read when another task's fate is tied to it. */
  function ownerCondition(owner: Task): TransactItem {
    return {
      ConditionCheck: {
        TableName: table.name,
        Key: taskKey(owner.tenant, owner.taskId),
        ConditionExpression: '#version = :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': owner.version },
      },
    };
  }

  function follower(task: Task, sha256: string): { pk: string; sk: string } {
    return { pk: contentPartition(task.tenant, sha256), sk: `FOLLOWER#${task.taskId}` };
  }

  /** The claim must still be that task's: once its report is removed, nobody shares it any more. */
  function claimCondition(owner: Task, sha256: string): TransactItem {
    return {
      ConditionCheck: {
        TableName: table.name,
        Key: claimKey(owner.tenant, sha256),
        ConditionExpression: 'taskId = :owner',
        ExpressionAttributeValues: { ':owner': owner.taskId },
      },
    };
  }

  /** Ties a task to a content: as its reader, as one who waits for its reader, or with its result at once. */
  async function tie(task: Task, admission: Admission, now: Date): Promise<Decision> {
    const { sha256 } = admission;
    const { holder, owner } = await contentClaim(table, task.tenant, sha256);
    const isLog = isRecordFile(admission.format);
    const copy = isLog ? [copyPut(table, task, admission)] : [];
    const isOwn = owner?.taskId === task.taskId;
    if (!owner || isOwn || owner.state === 'failed' || owner.state === 'cancelled') {
      // Retried since it was read, it may have come to its end, and holds its content for good.
      const stillEnded = owner && !isOwn ? [ownerCondition(owner)] : [];
      const extra = [claim(task, sha256, holder), ...stillEnded, ...copy];
      return { after: change.admitted(task, admission), extra };
    }
    const after = change.admittedAsDuplicate(task, admission, owner, now);
    const key = follower(task, sha256);
    if (isEnded(after.state)) {
      const stillShared = isLog ? [claimCondition(owner, sha256)] : [];
      const noLongerWaits = { Delete: { TableName: table.name, Key: key } };
      return { after, extra: [ownerCondition(owner), ...stillShared, ...copy, noLongerWaits] };
    }
    return {
      after,
      extra: [
        taskPut(table, owner, { ...owner, followers: owner.followers + 1 }),
        { Put: { TableName: table.name, Item: { ...key, taskId: task.taskId } } },
        ...copy,
      ],
    };
  }

  return {
    async createAwaitingUpload(task) {
      try {
        await commit(undefined, { after: task }, new Date(task.createdAt));
      } catch (error) {
        if (error instanceof ConditionFailed) throw new AppError('conflict', { task_id: task.taskId });
        throw error;
      }
    },

    async admit(task, admission, now) {
      const done = await decide(task.tenant, task.taskId, now, async (before) => {
        if (!before) return tie(task, admission, now);
        if (before.originalKey) return undefined;
        // An upload that came after it was given up is welcome all the same.
        if (before.error?.code === 'upload_expired') return tie(change.requeued(before), admission, now);
        return isEnded(before.state) ? undefined : tie(before, admission, now);
      });
      if (done) return done;
      const known = await getTask(table, task.tenant, task.taskId);
      if (!known) throw new AppError('internal_error', { task_id: task.taskId });
      return known;
    },

    async reject(task, error, kept, now) {
      const done = await decide(task.tenant, task.taskId, now, (before) => {
        if (before && (before.originalKey || isEnded(before.state))) return undefined;
        const { format = null, ...facts } = kept;
        return { after: change.failed({ ...(before ?? task), ...facts, format }, error, now) };
      });
      return done ?? (await getTask(table, task.tenant, task.taskId)) ?? task;
    },

    async readAgain(tenant, documentId, { priority, taskId }, now) {
      const record = await documentRecords(table).get(tenant, documentId);
      if (!record) throw new AppError('not_found');
      const task = newTask({ tenant, taskId, documentName: record.documentName, priority }, now);
      const { sha256, format, originalKey } = record;
      const after = change.admitted(task, { sha256, format, originalKey, sizeBytes: 0 });
      return commit(undefined, { after: { ...after, sizeBytes: null } }, now);
    },

    async act(tenant, taskId, action, now) {
      const done = await decide(tenant, taskId, now, (before) => {
        if (!before) throw new AppError('not_found');
        return { after: change.acted(before, action, now) };
      });
      return done as Task;
    },

    async start(tenant, taskId, generation, now) {
      let running: Task | undefined;
      const started = await decide(tenant, taskId, now, (before) => {
        if (!before || before.generation !== generation) return undefined;
        // A reader died here, or two were told: pages are cached and only one end is written, so both may go on.
        if (before.state === 'processing') running = before;
        const waitsForReader = before.state === 'queued' && before.originalKey && !before.duplicateOf;
        return waitsForReader ? { after: change.started(before, now) } : undefined;
      });
      return started ?? running;
    },

    async progress(task, pagesRead, pagesTotal, provider, now) {
      const done = await decide(task.tenant, task.taskId, now, (before) => {
        if (!isProcessing(before, task)) return undefined;
        return { after: change.progressed(before, pagesRead, pagesTotal, provider, now) };
      });
      return done !== undefined;
    },

    async complete(task, result, now) {
      let ended: ReadingRecords | undefined;
      const done = await decide(task.tenant, task.taskId, now, async (before) => {
        if (!isProcessing(before, task)) return undefined;
        ended = await readingRecords(table, before, result, now);
        return { after: change.completed(before, ended.result, now), extra: ended.items };
      });
      if (done && ended) {
        const document = { tenant: done.tenant, documentId: done.documentId as string };
        await removeFormerParts(table, document, ended.readings, now);
      }
      return done !== undefined;
    },

    async fail(task, error, now) {
      const done = await decide(task.tenant, task.taskId, now, (before) =>
        isProcessing(before, task) ? { after: change.failed(before, error, now) } : undefined,
      );
      return done !== undefined;
    },

    async continueReading(task, now) {
      await send(
        {
          to: 'queue',
          queue: workQueue(task),
          body: { tenant: task.tenant, task_id: task.taskId, generation: task.generation },
        },
        now,
      );
    },

    async giveUpLater(task, at, now) {
      await planGivingUp(task, at, now);
    },

    async giveUp({ tenant, taskId, generation, version }, again, now) {
      let moved: Task | undefined;
      await decide(tenant, taskId, now, (before) => {
        if (before?.state !== 'processing' || before.generation !== generation) return undefined;
        // Something was read since; whether it goes on is asked again, or a reader that died later would stay unnoticed.
        if (before.version !== version) moved = before;
        return before.version === version
          ? { after: change.failed(before, { code: 'reading_gave_up' }, now) }
          : undefined;
      });
      if (moved) await planGivingUp(moved, again, now);
    },

    async settleDuplicates(tenant, sha256, now) {
      const followers = await queryAll<{ taskId: string; pk: string; sk: string }>(table, {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': contentPartition(tenant, sha256), ':sk': 'FOLLOWER#' },
        ConsistentRead: true,
      });
      let settled = 0;
      for (const { taskId, pk, sk } of followers) {
        const done = await decide(tenant, taskId, now, async (before) => {
          const waits =
            before?.state === 'queued' && before.duplicateOf && before.originalKey && before.format;
          if (!waits) return undefined;
          const { after, extra = [] } = await tie(
            before,
            {
              sha256,
              format: before.format as string,
              sizeBytes: before.sizeBytes ?? 0,
              originalKey: before.originalKey as string,
            },
            now,
          );
          const stillWaits = after.state === 'queued' && after.duplicateOf !== null;
          if (stillWaits) {
            // Another of those who waited took the content over first: wait for that one instead.
            return after.duplicateOf === before.duplicateOf ? undefined : { after, extra };
          }
          const drop = extra.some((item) => item.Delete)
            ? []
            : [{ Delete: { TableName: table.name, Key: { pk, sk } } }];
          return { after, extra: [...extra, ...drop] };
        });
        if (done && (isEnded(done.state) || done.duplicateOf === null)) settled++;
      }
      return settled;
    },

    async expireUpload(tenant, taskId, now) {
      await decide(tenant, taskId, now, (before) => {
        const awaited =
          before?.uploadExpiresAt && !isEnded(before.state) && before.uploadExpiresAt <= now.toISOString();
        return awaited ? { after: change.failed(before, { code: 'upload_expired' }, now) } : undefined;
      });
    },
  };
}
