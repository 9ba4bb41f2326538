/**
 * Validation runs. A run is an item of its own and one for each of its reports, written before anybody is told to look
 * at it. Progress is what these say, so that no counter can differ from them.
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
import { queryAll, type Table, transact } from './table.ts';

const RUN = 'RUN';
const REPORT = 'REPORT#';
const KEPT_DAYS = 90;

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

/** A run as it is told, its figures summed over its reports. */
export function runOf(item: RunItem, outcomes: readonly FaxValidationOutcome[]): FaxValidationRun {
  const { tenant, validationId, startedBy, startedAt, planned } = item;
  const ended = outcomes.filter(({ state }) => state !== 'planned');
  const sum = (figure: 'entries' | 'changedEntries' | 'becameValid' | 'becameInvalid') =>
    ended.reduce((total, { changes }) => total + (changes?.[figure] ?? 0), 0);
  const lastEnd = ended.reduce(
    (last, { endedAt }) => (endedAt && endedAt > last ? endedAt : last),
    startedAt,
  );
  return {
    tenant,
    validationId,
    startedBy,
    startedAt,
    endedAt: planned !== null && ended.length >= planned ? lastEnd : null,
    planned,
    done: ended.length,
    entries: sum('entries'),
    changedEntries: sum('changedEntries'),
    becameValid: sum('becameValid'),
    becameInvalid: sum('becameInvalid'),
  };
}

export function faxValidations(table: Table, log?: Logger): FaxValidations {
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
      await transact(table, [{ Put: { TableName: table.name, Item } }, ...items]);
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
