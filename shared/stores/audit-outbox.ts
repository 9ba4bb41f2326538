/**
 * Hands entries to the audit log's queue. An entry whose end is not known yet lies in the outbox, due when no request
 * can be under way any more: should its process die, the sweep sends it as `interrupted`.
 */
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Logger } from '../contract/logger.ts';
import type { AuditCommand } from '../domain/audit/audit-entry.ts';
import type { AuditOutbox } from '../domain/audit/audit-services.ts';
import type { Sending } from '../domain/task/consequences.ts';
import { sendCommand } from '../queues/queue-sender.ts';
import { outboxEntries } from './outbox.ts';
import type { Table } from './table.ts';

/** The gateway gives up after 30 seconds, and Lambda's longest room soon after. */
const INTERRUPTED_AFTER_SECONDS = 120;

export function auditOutbox(table: Table, log?: Logger): AuditOutbox {
  const sendingOf = (body: AuditCommand): Sending => ({ to: 'queue', queue: 'audit', body });
  const put = (Item: Record<string, unknown>) =>
    table.client.send(new PutCommand({ TableName: table.name, Item }));
  const send = (command: AuditCommand) => sendCommand('audit', JSON.stringify(command));

  return {
    async intend(command, now) {
      const notBefore = new Date(now.getTime() + INTERRUPTED_AFTER_SECONDS * 1000).toISOString();
      const { entries } = outboxEntries(
        table,
        [{ to: 'queue', queue: 'audit', body: command, notBefore }],
        now,
      );
      const [entry] = entries;
      if (!entry) throw new Error('no outbox entry was made');
      await put({ ...entry });
      return { command, key: { pk: entry.pk, sk: entry.sk } };
    },

    async settle({ command, key }, entry) {
      const settled = { ...command, entry };
      try {
        await send(settled);
        // Sent but not deleted, it is sent once more as interrupted, minutes later, and known by its id.
        await table.client.send(new DeleteCommand({ TableName: table.name, Key: key }));
      } catch (error) {
        log?.warn('audit entry left to the sweep', { error });
        await put({ ...key, sending: sendingOf(settled) }).catch((failure) =>
          log?.error('the end of an audited call is not known to the log', { error: failure }),
        );
      }
    },

    async record(command, now) {
      try {
        await send(command);
      } catch (error) {
        log?.warn('audit entry left to the sweep', { error });
        const { entries } = outboxEntries(table, [sendingOf(command)], now);
        await put({ ...entries[0] }).catch((failure) =>
          log?.error('an audit entry is lost', { error: failure }),
        );
      }
    },
  };
}
