import type { DatabaseSync } from 'node:sqlite';
import type { FauxqsInternals, SqsStore, StoredQueue } from './engine-internals.ts';

/**
 * How many times the end of this process while a message was being worked on is not held against the message. After
 * that it counts as a delivery, so that a document which brings the whole process down still ends in the dead-letter
 * queue.
 */
const FORGIVEN_INTERRUPTIONS = 5;

/**
 * Makes the messages that were being worked on when the last process ended visible again at once: their workers are
 * gone, so waiting for the visibility timeout would only delay them. A message that had failed and was waiting for
 * its next try keeps waiting.
 */
export function repairInterruptedMessages(db: DatabaseSync): void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS local_interruptions (message_id TEXT PRIMARY KEY, times INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS local_waiting (message_id TEXT PRIMARY KEY);
    BEGIN IMMEDIATE;
    DELETE FROM local_waiting WHERE message_id NOT IN (SELECT message_id FROM sqs_messages);
    DELETE FROM local_interruptions WHERE message_id NOT IN (SELECT message_id FROM sqs_messages);
    INSERT INTO local_interruptions (message_id, times)
      SELECT message_id, 1 FROM sqs_messages
      WHERE receipt_handle IS NOT NULL AND message_id NOT IN (SELECT message_id FROM local_waiting)
      ON CONFLICT (message_id) DO UPDATE SET times = times + 1;
    UPDATE sqs_messages SET approximate_receive_count = max(0, approximate_receive_count - 1)
      WHERE receipt_handle IS NOT NULL AND message_id NOT IN (SELECT message_id FROM local_waiting)
      AND (SELECT times FROM local_interruptions i WHERE i.message_id = sqs_messages.message_id) <= ${FORGIVEN_INTERRUPTIONS};
    UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL
      WHERE receipt_handle IS NOT NULL AND message_id NOT IN (SELECT message_id FROM local_waiting);
    COMMIT;
  `);
}

/** Takes back the deliveries that an orderly stop broke off, as if they had not been made. */
export function releaseUnfinishedMessages(db: DatabaseSync): void {
  db.exec(`
    UPDATE sqs_messages
      SET receipt_handle = NULL, visibility_deadline = NULL,
        approximate_receive_count = max(0, approximate_receive_count - 1)
      WHERE receipt_handle IS NOT NULL AND message_id NOT IN (SELECT message_id FROM local_waiting);
  `);
}

/** Tells apart, in the database, messages being worked on from messages waiting for their next try. */
export class RetryLedger {
  readonly #waiting: Set<string>;
  readonly #add;
  readonly #remove;
  /** Receipts whose visibility somebody other than the event source set: their deadline is left alone. */
  readonly #chosen = new Set<string>();

  constructor(db: DatabaseSync) {
    const rows = db.prepare('SELECT message_id FROM local_waiting').all() as { message_id: string }[];
    this.#waiting = new Set(rows.map((row) => row.message_id));
    this.#add = db.prepare('INSERT OR IGNORE INTO local_waiting (message_id) VALUES (?)');
    this.#remove = db.prepare('DELETE FROM local_waiting WHERE message_id = ?');
  }

  received(messageId: string): void {
    if (this.#waiting.delete(messageId)) this.#remove.run(messageId);
  }

  failed(messageId: string): void {
    this.#waiting.add(messageId);
    this.#add.run(messageId);
  }

  choose(receiptHandle: string): void {
    this.#chosen.add(receiptHandle);
    // Receipts are used once; the oldest ones belong to messages long gone.
    if (this.#chosen.size > 10_000)
      for (const oldest of this.#chosen) return void this.#chosen.delete(oldest);
  }

  isChosen(receiptHandle: string): boolean {
    return this.#chosen.has(receiptHandle);
  }
}

/**
 * One transaction for each receive: ten messages cost one flush, and a message moves to its dead-letter queue
 * entirely or not at all (fauxqs alone would delete here and insert there, with a gap in which a crash loses it).
 */
export function receiveInTransactions(
  { SqsQueue }: FauxqsInternals,
  db: DatabaseSync,
  ledger: RetryLedger,
): void {
  const dequeue = SqsQueue.prototype.dequeue;
  SqsQueue.prototype.dequeue = function (this: StoredQueue, ...args) {
    const isEmpty = !this.name.endsWith('.fifo') && this.messages.length === 0;
    if (isEmpty && this.delayedMessages.length === 0 && this.inflightMessages.size === 0) return [];
    db.exec('BEGIN');
    try {
      const received = dequeue.apply(this, args);
      for (const { MessageId } of received) ledger.received(MessageId);
      return received;
    } finally {
      db.exec('COMMIT');
    }
  };
}

/** The message behind a receipt handle that is being worked on, if it still is. */
export function messageOf(store: SqsStore, queueUrl: string, receiptHandle: string): string | undefined {
  return store.getQueue(queueUrl)?.inflightMessages.get(receiptHandle)?.message.messageId;
}
