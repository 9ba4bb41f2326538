/** The single table: its client, and transactions that retry what is worth retrying. Item keys are beside each store. */
import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { AppError } from '../contract/app-error.ts';
import { setting } from '../environment.ts';

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** The sparse index that lists are read from: `gsi1pk` names the list, `gsi1sk` sorts it. */
export const LIST_INDEX = 'gsi1';

export interface Table {
  name: string;
  client: DynamoDBDocumentClient;
}

let shared: Table | undefined;

/** The table named by TABLE_NAME; one client per process, so that connections are reused. */
export function table(): Table {
  shared ??= {
    name: setting('TABLE_NAME'),
    // DynamoDB's own SDKs long tried ten times; a hiccup of the store should not become anybody's 500.
    client: DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 5 }), {
      marshallOptions: { removeUndefinedValues: true },
    }),
  };
  return shared;
}

/** A transaction was refused because a condition no longer held: read again and decide anew. */
export class ConditionFailed extends Error {
  override readonly name = 'ConditionFailed';
}

const CONFLICT_TRIES = 10;

/**
 * Writes all or nothing.
 * Conflicts with other transactions and throttling are tried again with jittered waits; DynamoDB reports them as
 * cancellation reasons, which the SDK does not retry.
 * @throws ConditionFailed when any item's condition failed.
 * @throws AppError `unavailable` when the conflict outlasts every try.
 */
export async function transact({ client }: Table, items: TransactItem[]): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: items }));
      return;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const reasons = (error.CancellationReasons ?? []).map((reason) => reason.Code);
      if (reasons.includes('ConditionalCheckFailed'))
        throw new ConditionFailed('condition failed', { cause: error });
      const transient = reasons.some(
        (code) =>
          code === 'TransactionConflict' ||
          code === 'ThrottlingError' ||
          code === 'ProvisionedThroughputExceeded',
      );
      if (!transient) throw error;
      if (attempt === CONFLICT_TRIES) throw new AppError('unavailable', undefined, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** Math.min(attempt, 6)));
    }
  }
}

/** Every item a query finds, however many answers it takes: DynamoDB ends one at 1 MB. */
export async function queryAll<T>(
  { name, client }: Table,
  query: Omit<QueryCommandInput, 'TableName' | 'ExclusiveStartKey'>,
): Promise<T[]> {
  const items: T[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const answer = await client.send(
      new QueryCommand({ ...query, TableName: name, ExclusiveStartKey: start }),
    );
    items.push(...((answer.Items ?? []) as T[]));
    start = answer.LastEvaluatedKey;
  } while (start);
  return items;
}
