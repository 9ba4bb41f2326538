/** What packing is compared with: the same rows, checked by the same rules, kept as one item a record. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { FaxRecord } from '../../../shared/domain/fax-log/fax-record.ts';
import type { Installation } from '../../support/installation.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html: 25 items at most. */
const BATCH = 25;
const AT_ONCE = 8;

/** The installation's own table, reached past the product. */
async function plainTable(installation: Installation) {
  const { dynamodbUrl, tableName, region } = await installation.describe();
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: dynamodbUrl, region, credentials: await installation.credentials() }),
  );
  return { client, tableName };
}

/**
 * Writes the records in batches, several at once.
 * @returns seconds, and the write units that DynamoDB bills: one for each record, as none reaches 1 KB.
 */
export async function plainImport(
  installation: Installation,
  records: readonly FaxRecord[],
): Promise<{ seconds: number; writeUnits: number }> {
  const { client, tableName } = await plainTable(installation);
  const batches: FaxRecord[][] = [];
  for (let at = 0; at < records.length; at += BATCH) batches.push(records.slice(at, at + BATCH));
  const startedAt = performance.now();
  const next = batches.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const batch of next) {
        await client.send(
          new BatchWriteCommand({
            RequestItems: {
              [tableName]: batch.map((record) => ({
                PutRequest: {
                  Item: { pk: 'BENCH#plain', sk: String(record.row).padStart(8, '0'), ...record },
                },
              })),
            },
          }),
        );
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  client.destroy();
  return { seconds, writeUnits: records.length };
}
