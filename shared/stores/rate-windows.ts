/**
 * Windows in which requests are counted: one item a client and endpoint, `RATE#<key>`, that is used again when its
 * window has ended, so that the table holds no more of them than there are clients. TTL removes those that stay away.
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { LRUCache } from 'lru-cache';
import type { Table } from './table.ts';

/** A window as it is after a request was counted in it. */
export interface RateWindow {
  points: number;
  /** Milliseconds since 1970. */
  endsAt: number;
}

/** Counts in windows that every process shares. */
export interface RateWindows {
  /**
   * Adds to the window that is open for `key`, or opens one of that length. Costs one write where the process knows
   * whether one is open, and one refused write more where another process opened or ended it.
   * @throws Error of the SDK when the table does not answer in `PATIENCE_MILLISECONDS`.
   */
  add(key: string, points: number, lengthMilliseconds: number): Promise<RateWindow>;
}

/** A request waits this long for the table at most before it is counted without it. */
const PATIENCE_MILLISECONDS = 1000;
/** Kept after the window for clocks that differ. */
const KEPT_AFTER_SECONDS = 60;
/**
 * A window that ends later than so many lengths from now was opened by a clock that was wrong, and would count for as
 * long as that was ahead. Clocks of processes may differ by a length.
 */
const FARTHEST_LENGTHS = 2;
/** Windows whose end a process remembers. */
const WINDOWS_REMEMBERED = 10_000;

export function rateWindows(table: Table, now: () => number = Date.now): RateWindows {
  const ends = new LRUCache<string, number>({ max: WINDOWS_REMEMBERED });

  /** Undefined when the condition does not hold. */
  async function update(
    key: string,
    change: Pick<
      UpdateCommandInput,
      'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'
    >,
  ): Promise<RateWindow | undefined> {
    try {
      const { Attributes } = await table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: { pk: `RATE#${key}`, sk: 'WINDOW' },
          ReturnValues: 'ALL_NEW',
          ...change,
        }),
        { abortSignal: AbortSignal.timeout(PATIENCE_MILLISECONDS) },
      );
      return { points: Number(Attributes?.points), endsAt: Number(Attributes?.endsAt) };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }

  return {
    async add(key, points, lengthMilliseconds) {
      const time = now();
      const farthest = time + FARTHEST_LENGTHS * lengthMilliseconds;
      const grow = () =>
        update(key, {
          UpdateExpression: 'ADD points :points',
          ConditionExpression: 'endsAt BETWEEN :next AND :farthest',
          ExpressionAttributeValues: { ':points': points, ':next': time + 1, ':farthest': farthest },
        });
      const open = () => {
        const endsAt = time + lengthMilliseconds;
        return update(key, {
          UpdateExpression: 'SET points = :points, endsAt = :endsAt, expiresAt = :expiresAt',
          ConditionExpression: 'attribute_not_exists(endsAt) OR endsAt <= :now OR endsAt > :farthest',
          ExpressionAttributeValues: {
            ':points': points,
            ':endsAt': endsAt,
            ':expiresAt': Math.ceil(endsAt / 1000) + KEPT_AFTER_SECONDS,
            ':now': time,
            ':farthest': farthest,
          },
        });
      };
      // One of the two conditions holds at any moment: whoever loses a race to open finds the window open.
      const end = ends.get(key) ?? 0;
      const [likelier, other] = end > time && end <= farthest ? [grow, open] : [open, grow];
      const window = (await likelier()) ?? (await other()) ?? (await likelier());
      if (!window) throw new Error('the window neither is open nor can be opened');
      ends.set(key, window.endsAt);
      return window;
    },
  };
}
