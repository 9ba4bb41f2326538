/** Carrying a validation run out: what it is about, and what came of each report, once. */
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { ErrorCode } from '../contract/app-error.ts';
import type { Logger } from '../contract/logger.ts';
import type { AuditCommand, AuditEntry } from '../domain/audit/audit-entry.ts';
import { auditFigures } from '../domain/audit/import-entries.ts';
import { reportEvent, reportFigures } from '../domain/event/domain-event.ts';
import type { FaxReport } from '../domain/fax-log/fax-report.ts';
import type {
  FaxValidationOutcome,
  FaxValidationRun,
  FaxValidationSteps,
} from '../domain/fax-log/fax-validations.ts';
import type { Sending } from '../domain/task/consequences.ts';
import { formerRemoval } from './fax-removals.ts';
import { reportPut, totalsUpdate } from './fax-report-item.ts';
import { listReports } from './fax-reports.ts';
import {
  getRun,
  outcomeFromItem,
  outcomeKey,
  outcomesOf,
  type RunItem,
  runKey,
  runOf,
  validationExpiry,
} from './fax-validations.ts';
import { deliver, outboxEntries } from './outbox.ts';
import { ConditionFailed, type Table, type TransactItem, transact } from './table.ts';

/** Reports planned in one transaction: two items each, of the 100 that it holds. */
const PLANNED_AT_ONCE = 40;

type RunName = Pick<FaxValidationRun, 'tenant' | 'validationId' | 'startedAt'>;

export function faxValidationSteps(table: Table, log?: Logger): FaxValidationSteps {
  async function* pagesOf({ tenant, wanted }: RunItem): AsyncGenerator<readonly string[]> {
    if (wanted !== 'all') {
      for (let from = 0; from < wanted.length; from += PLANNED_AT_ONCE)
        yield wanted.slice(from, from + PLANNED_AT_ONCE);
      return;
    }
    let after: string | undefined;
    do {
      const page = await listReports(table, tenant, { limit: PLANNED_AT_ONCE, after });
      yield page.reports.map(({ reportId }) => reportId);
      after = page.next ?? undefined;
    } while (after !== undefined);
  }

  /** Plans these reports, and has each looked at. Throws ConditionFailed when one of them is planned already. */
  async function planAtOnce(run: RunItem, reportIds: readonly string[], now: Date): Promise<void> {
    if (reportIds.length === 0) return;
    const { tenant, validationId } = run;
    const { entries, items } = outboxEntries(
      table,
      reportIds.map((reportId) => ({
        to: 'queue',
        queue: 'validation',
        body: { kind: 'check', tenant, validation_id: validationId, report_id: reportId },
      })),
      now,
    );
    const outcomes = reportIds.map((reportId) =>
      outcomePut(run, { reportId, state: 'planned', changes: null, error: null, endedAt: null }),
    );
    await transact(table, [...outcomes, ...items]);
    await deliver(table, entries, now, log);
  }

  function outcomePut(run: RunName, outcome: FaxValidationOutcome): TransactItem {
    const { tenant, validationId, startedAt } = run;
    return {
      Put: {
        TableName: table.name,
        Item: {
          ...outcome,
          ...outcomeKey(tenant, validationId, outcome.reportId),
          expiresAt: validationExpiry(startedAt),
        },
        ...(outcome.state === 'planned'
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: '#state = :planned',
              ExpressionAttributeNames: { '#state': 'state' },
              ExpressionAttributeValues: { ':planned': 'planned' },
            }),
      },
    };
  }

  async function isAwaited({ tenant, validationId }: RunName, reportId: string): Promise<boolean> {
    const { Item } = await table.client.send(
      new GetCommand({
        TableName: table.name,
        Key: outcomeKey(tenant, validationId, reportId),
        ConsistentRead: true,
      }),
    );
    return Item !== undefined && outcomeFromItem(Item).state === 'planned';
  }

  /** False when something of it had been changed by others; what is recorded already stays as it is. */
  async function commit(items: TransactItem[], sendings: readonly Sending[], now: Date): Promise<boolean> {
    const outbox = outboxEntries(table, sendings, now);
    try {
      await transact(table, [...items, ...outbox.items]);
    } catch (error) {
      if (error instanceof ConditionFailed) return false;
      throw error;
    }
    await deliver(table, outbox.entries, now, log);
    return true;
  }

  return {
    async plan(tenant, validationId, now) {
      const run = await getRun(table, tenant, validationId);
      if (!run || run.planned !== null) return;
      for await (const reportIds of pagesOf(run)) {
        try {
          await planAtOnce(run, reportIds, now);
        } catch (error) {
          if (!(error instanceof ConditionFailed)) throw error;
          // An earlier try came so far; what it left to send is in the outbox.
          for (const reportId of reportIds) {
            await planAtOnce(run, [reportId], now).catch((failure) => {
              if (!(failure instanceof ConditionFailed)) throw failure;
            });
          }
        }
      }
      const planned = (await outcomesOf(table, tenant, validationId)).length;
      await table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: runKey(tenant, validationId),
          UpdateExpression: 'SET planned = :planned',
          ExpressionAttributeValues: { ':planned': planned },
        }),
      );
    },

    async awaiting(tenant, validationId, reportId) {
      const run = await getRun(table, tenant, validationId);
      return run && (await isAwaited(run, reportId)) ? runOf(run, []) : undefined;
    },

    async record(run, { report, rules, changes, replacement }, now) {
      const { validationId } = run;
      const { tenant, reportId } = report;
      const after: FaxReport = { ...report, ...replacement, rules, validatedAt: now.toISOString() };
      const state = replacement ? 'changed' : 'unchanged';
      const event = reportEvent(
        'validation_complete',
        {
          tenant,
          occurrence: validationId,
          data: { ...reportFigures(after), task_id: null, error: null },
        },
        now,
      );
      const details = { ...auditFigures(after.summary), changed_entries: changes.changedEntries };
      const sendings: Sending[] = [
        { to: 'events', event },
        { to: 'queue', queue: 'audit', body: auditOf(run, reportId, 'success', details, now) },
      ];
      if (replacement && replacement.edition !== report.edition) sendings.push(formerRemoval(report, now));
      const outcome = { reportId, state, changes, error: null, endedAt: now.toISOString() } as const;
      const recorded = await commit(
        [
          outcomePut(run, outcome),
          reportPut(table, report, after),
          ...(replacement ? [totalsUpdate(table, tenant, report, after)] : []),
        ],
        sendings,
        now,
      );
      return recorded || !(await isAwaited(run, reportId));
    },

    async miss(run, reportId, error, now) {
      const outcome = {
        reportId,
        state: error ? 'failed' : 'gone',
        changes: null,
        error,
        endedAt: now.toISOString(),
      } as const;
      await commit([outcomePut(run, outcome)], error ? failureSendings(run, reportId, error, now) : [], now);
    },
  };
}

function failureSendings(
  run: FaxValidationRun,
  reportId: string,
  error: { code: ErrorCode },
  now: Date,
): Sending[] {
  const { tenant, validationId } = run;
  const data = {
    report_id: reportId,
    task_id: null,
    // The report is not read for it: it may be what failed.
    document_name: '',
    total_entries: null,
    valid_entries: null,
    error_entries: null,
    success_rate: null,
    error,
  };
  return [
    { to: 'events', event: reportEvent('error', { tenant, occurrence: validationId, data }, now) },
    { to: 'queue', queue: 'audit', body: auditOf(run, reportId, 'failure', { error: error.code }, now) },
  ];
}

function auditOf(
  { tenant, validationId, startedBy }: FaxValidationRun,
  reportId: string,
  status: AuditEntry['status'],
  details: AuditEntry['details'],
  now: Date,
): AuditCommand {
  return {
    tenant,
    entry_id: `${validationId}-${reportId}`,
    entry: {
      timestamp: now.toISOString(),
      event_type: 'validation',
      user_id: startedBy,
      resource_id: reportId,
      action: 'report_validation',
      status,
      details: { validation_id: validationId, ...details },
    },
  };
}
