/**
 * Validation runs. A run is an item of its own and one for each of its reports, written before anybody is told to look
 * at it. Progress is what these say, so that no counter can differ from them. Over all reports of a tenant there is one
 * at a time: each is work for every row there is.
 */
import { randomUUID } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { AppError } from '../contract/app-error.ts';
import type { Logger } from '../contract/logger.ts';
import type {
  FaxValidationOutcome,
  FaxValidationRun,
  FaxValidations,
} from '../domain/fax-log/fax-validations.ts';
import { getReport } from './fax-reports.ts';
import { deliver, outboxEntries } from './outbox.ts';
import { ConditionFailed, queryAll, type Table, type TransactItem, transact } from './table.ts';

const RUN = 'RUN';
const REPORT = 'REPORT#';
const KEPT_DAYS = 90;
/**
 * A run of which nothing moved for so long stands in nobody's way: every try of a check is over after 40 minutes, and
 * what its dead workers left undone may never be.
 */
const STALLED_MS = 60 * 60 * 1000;
/** How often a start is decided anew because another came in between. */
const START_TRIES = 5;

/** What a run's item keeps beside its key. */
export interface RunItem {
  tenant: string;
  validationId: string;
  startedBy: string;
  startedAt: string;
  /** The reports asked for. */
  wanted: readonly string[] | 'all';
  planned: number | null;
}

function validationPartition(tenant: string, validationId: string): string {
  return `TENANT#${tenant}#VALIDATION#${validationId}`;
}

export function runKey(tenant: string, validationId: string) {
  return { pk: validationPartition(tenant, validationId), sk: RUN };
}

/** Names the tenant's latest run over all reports. */
function latestKey(tenant: string) {
  return { pk: validationPartition(tenant, 'ALL'), sk: 'LATEST' };
}

export function outcomeKey(tenant: string, validationId: string, reportId: string) {
  return { pk: validationPartition(tenant, validationId), sk: `${REPORT}${reportId}` };
}

/** Seconds since 1970, as TTL wants them. */
export function validationExpiry(startedAt: string): number {
  return Math.floor(Date.parse(startedAt) / 1000) + KEPT_DAYS * 86_400;
}

/** Strongly consistent. */
export async function getRun(
  table: Table,
  tenant: string,
  validationId: string,
): Promise<RunItem | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: runKey(tenant, validationId), ConsistentRead: true }),
  );
  return Item as RunItem | undefined;
}

/** The run's reports so far, by id. Strongly consistent. */
export async function outcomesOf(
  table: Table,
  tenant: string,
  validationId: string,
): Promise<FaxValidationOutcome[]> {
  const items = await queryAll<Record<string, unknown>>(table, {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
    ExpressionAttributeValues: { ':pk': validationPartition(tenant, validationId), ':sk': REPORT },
    ConsistentRead: true,
  });
  return items.map(outcomeFromItem);
}

export function outcomeFromItem(item: Record<string, unknown>): FaxValidationOutcome {
  const { pk: _pk, sk: _sk, expiresAt: _expiresAt, ...outcome } = item;
  return outcome as unknown as FaxValidationOutcome;
}

/** When the last report was done; before that, when the run was started. ISO. */
function lastMoveOf({ startedAt }: RunItem, outcomes: readonly FaxValidationOutcome[]): string {
  return outcomes.reduce(
    (last, { endedAt }) => (endedAt !== null && endedAt > last ? endedAt : last),
    startedAt,
  );
}

/** A run as it is told, its figures summed over its reports. */
export function runOf(item: RunItem, outcomes: readonly FaxValidationOutcome[]): FaxValidationRun {
  const { tenant, validationId, startedBy, startedAt, planned } = item;
  const ended = outcomes.filter(({ state }) => state !== 'planned');
  const sum = (figure: 'entries' | 'changedEntries' | 'becameValid' | 'becameInvalid') =>
    ended.reduce((total, { changes }) => total + (changes?.[figure] ?? 0), 0);
  return {
    tenant,
    validationId,
    startedBy,
    startedAt,
    endedAt: planned !== null && ended.length >= planned ? lastMoveOf(item, ended) : null,
    planned,
    done: ended.length,
    entries: sum('entries'),
    changedEntries: sum('changedEntries'),
    becameValid: sum('becameValid'),
    becameInvalid: sum('becameInvalid'),
  };
}

export function faxValidations(table: Table, log?: Logger): FaxValidations {
  async function isUnderWay(run: RunItem, now: Date): Promise<boolean> {
    const outcomes = await outcomesOf(table, run.tenant, run.validationId);
    if (runOf(run, outcomes).endedAt !== null) return false;
    return now.getTime() - Date.parse(lastMoveOf(run, outcomes)) < STALLED_MS;
  }

  /**
   * The part of the transaction that begins a run over all reports: on condition that no other was begun meanwhile.
   * @throws AppError `conflict` {validation_id} while the latest is under way.
   */
  async function latestPut({ tenant, validationId, startedAt }: RunItem, now: Date): Promise<TransactItem> {
    const { Item: latest } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: latestKey(tenant), ConsistentRead: true }),
    );
    const former = latest && (await getRun(table, tenant, latest.validationId));
    if (former && (await isUnderWay(former, now)))
      throw new AppError('conflict', { validation_id: former.validationId });
    return {
      Put: {
        TableName: table.name,
        Item: { ...latestKey(tenant), validationId, expiresAt: validationExpiry(startedAt) },
        ConditionExpression: latest
          ? 'attribute_not_exists(pk) OR validationId = :latest'
          : 'attribute_not_exists(pk)',
        ...(latest && { ExpressionAttributeValues: { ':latest': latest.validationId } }),
      },
    };
  }

  return {
    async start(tenant, reportIds, by, now) {
      const wanted = reportIds === 'all' ? 'all' : [...new Set(reportIds)];
      for (const reportId of wanted === 'all' ? [] : wanted) {
        if (!(await getReport(table, tenant, reportId)))
          throw new AppError('not_found', { report_id: reportId });
      }
      const run: RunItem = {
        tenant,
        validationId: `validation_${randomUUID()}`,
        startedBy: by,
        startedAt: now.toISOString(),
        wanted,
        planned: null,
      };
      const { validationId, startedAt } = run;
      const { entries, items } = outboxEntries(
        table,
        [{ to: 'queue', queue: 'validation', body: { kind: 'plan', tenant, validation_id: validationId } }],
        now,
      );
      const Item = { ...run, ...runKey(tenant, validationId), expiresAt: validationExpiry(startedAt) };
      for (let attempt = 1; ; attempt++) {
        const latest = wanted === 'all' ? [await latestPut(run, now)] : [];
        try {
          await transact(table, [{ Put: { TableName: table.name, Item } }, ...latest, ...items]);
          break;
        } catch (error) {
          if (!(error instanceof ConditionFailed)) throw error;
          if (attempt === START_TRIES) throw new AppError('unavailable', undefined, { cause: error });
        }
      }
      await deliver(table, entries, now, log);
      return runOf(run, []);
    },

    async get(tenant, validationId) {
      const run = await getRun(table, tenant, validationId);
      if (!run) return undefined;
      const reports = await outcomesOf(table, tenant, validationId);
      return { run: runOf(run, reports), reports };
    },
  };
}
