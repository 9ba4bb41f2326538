/**
 * The outbox: what a change must tell others is written in the change's own transaction, sent right after it, and
 * deleted once sent. A process that dies in between leaves the entry, which the sweep sends within a minute or two.
 * So nothing is lost, some things are sent twice, and every receiver is safe to repeat. See docs/adr/0002-events.md.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Logger } from '../contract/logger.ts';
import type { Outbox } from '../contract/services.ts';
import type { Sending } from '../domain/task/consequences.ts';
import { publishEvent } from '../events/event-topic.ts';
import { MAXIMUM_DELAY_SECONDS, sendCommand } from '../queues/queue-sender.ts';
import type { Table, TransactItem } from './table.ts';

interface OutboxEntry {
  pk: string;
  sk: string;
  sending: Sending;
}

/** Spreads entries over partitions; the sweep asks each. */
const SHARDS = 8;
/** An entry younger than this is its writer's to send. */
const WRITER_GRACE_SECONDS = 15;
const SWEEP_PAGE_SIZE = 100;
/** A shard's share of one sweep; what is left waits a minute. */
const SWEEP_PAGES = 20;

/** The transaction's part, and what to hand to `deliver` once it is committed. */
export function outboxEntries(table: Table, sendings: readonly Sending[], now: Date) {
  const entries = sendings.map((sending): OutboxEntry => {
    const dueAt = sending.to === 'queue' && sending.notBefore ? sending.notBefore : now.toISOString();
    return { pk: `OUTBOX#${randomInt(SHARDS)}`, sk: `${dueAt}#${randomUUID()}`, sending };
  });
  const items = entries.map((Item): TransactItem => ({ Put: { TableName: table.name, Item } }));
  return { entries, items };
}

/**
 * Sends what is due within SQS's longest delay, and deletes it. Failures are logged and left to the sweep: the
 * change itself is committed and must not be reported as failed.
 * @returns how many were sent and how many failed.
 */
export async function deliver(table: Table, entries: readonly OutboxEntry[], now: Date, log?: Logger) {
  const sendEntry = async (entry: OutboxEntry): Promise<'sent' | 'failed' | 'later'> => {
    const delaySeconds = Math.max(0, Math.ceil((dueAt(entry).getTime() - now.getTime()) / 1000));
    if (delaySeconds > MAXIMUM_DELAY_SECONDS) return 'later';
    try {
      await send(entry.sending, delaySeconds);
      await table.client.send(
        new DeleteCommand({ TableName: table.name, Key: { pk: entry.pk, sk: entry.sk } }),
      );
      return 'sent';
    } catch (error) {
      log?.warn('outbox entry left to the sweep', { error });
      return 'failed';
    }
  };
  // Events of one change go out one after another, as they happened, so that live screens mostly see them so.
  let earlierEvent: Promise<unknown> = Promise.resolve();
  const outcomes = await Promise.all(
    entries.map((entry) => {
      if (entry.sending.to !== 'events') return sendEntry(entry);
      const outcome = earlierEvent.then(() => sendEntry(entry));
      earlierEvent = outcome;
      return outcome;
    }),
  );
  return {
    sent: outcomes.filter((outcome) => outcome === 'sent').length,
    failed: outcomes.filter((outcome) => outcome === 'failed').length,
  };
}

function dueAt(entry: OutboxEntry): Date {
  return new Date(entry.sk.slice(0, entry.sk.indexOf('#')));
}

async function send(sending: Sending, delaySeconds: number): Promise<void> {
  if (sending.to === 'events') await publishEvent(sending.event, 'durable');
  else await sendCommand(sending.queue, JSON.stringify(sending.body), delaySeconds);
}

export function outbox(table: Table, log?: Logger): Outbox {
  return {
    async sweep(now) {
      const until = new Date(now.getTime() - WRITER_GRACE_SECONDS * 1000).toISOString();
      const sums = { sent: 0, failed: 0 };
      for (let shard = 0; shard < SHARDS; shard++) {
        let start: Record<string, unknown> | undefined;
        // Page by page, so that entries whose target is broken do not stand before the others.
        for (let page = 0; page < SWEEP_PAGES; page++) {
          const answer = await table.client.send(
            new QueryCommand({
              TableName: table.name,
              KeyConditionExpression: 'pk = :pk AND sk < :until',
              ExpressionAttributeValues: { ':pk': `OUTBOX#${shard}`, ':until': until },
              Limit: SWEEP_PAGE_SIZE,
              ExclusiveStartKey: start,
            }),
          );
          const { sent, failed } = await deliver(table, (answer.Items ?? []) as OutboxEntry[], now, log);
          sums.sent += sent;
          sums.failed += failed;
          start = answer.LastEvaluatedKey;
          if (!start) break;
        }
      }
      return sums;
    },
  };
}
