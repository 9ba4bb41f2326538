import type { CreateTableCommandInput, GlobalSecondaryIndex } from '@aws-sdk/client-dynamodb';
import type { LocalCredentials } from './presigned-url.ts';
import { clientSettings } from './service-addresses.ts';
import { LocalSetupError } from './setup-error.ts';
import type { LocalModel, LocalResource } from './template.ts';

/** Creates the tables that are missing, and the secondary indexes that a newer template added. */
export async function createTables(
  model: LocalModel,
  endpoint: string,
  credentials: LocalCredentials,
): Promise<void> {
  const tables = model.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable');
  if (tables.length === 0) return;
  const sdk = await import('@aws-sdk/client-dynamodb');
  const client = new sdk.DynamoDBClient(clientSettings(endpoint, credentials));
  try {
    await Promise.all(tables.map((table) => createTable(sdk, client, table)));
  } finally {
    client.destroy();
  }
}

type Sdk = typeof import('@aws-sdk/client-dynamodb');

async function createTable(
  sdk: Sdk,
  client: InstanceType<Sdk['DynamoDBClient']>,
  table: LocalResource,
): Promise<void> {
  const input = tableInput(table);
  try {
    await client.send(new sdk.CreateTableCommand(input));
  } catch (error) {
    if (!(error instanceof sdk.ResourceInUseException)) throw error;
    const { Table: existing } = await client.send(new sdk.DescribeTableCommand({ TableName: table.name }));
    if (JSON.stringify(existing?.KeySchema) !== JSON.stringify(input.KeySchema)) {
      throw new LocalSetupError(
        `The table ${table.name} exists with other keys than the template's; remove its data first.`,
      );
    }
    const known = new Set(existing?.GlobalSecondaryIndexes?.map((index) => index.IndexName));
    for (const index of input.GlobalSecondaryIndexes ?? []) {
      if (known.has(index.IndexName)) continue;
      await client.send(
        new sdk.UpdateTableCommand({
          TableName: table.name,
          AttributeDefinitions: input.AttributeDefinitions,
          GlobalSecondaryIndexUpdates: [{ Create: index }],
        }),
      );
    }
  }
  const ttl = table.properties.TimeToLiveSpecification as
    | { AttributeName: string; Enabled: boolean }
    | undefined;
  if (!ttl?.Enabled) return;
  await client
    .send(new sdk.UpdateTimeToLiveCommand({ TableName: table.name, TimeToLiveSpecification: ttl }))
    .catch((error: Error) => {
      if (error.name !== 'ValidationException') throw error; // already enabled
    });
}

function tableInput({ name, properties }: LocalResource): CreateTableCommandInput {
  const input: CreateTableCommandInput = {
    TableName: name,
    // The template's throughput is a matter of cost; on one machine there is none.
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: properties.AttributeDefinitions as CreateTableCommandInput['AttributeDefinitions'],
    KeySchema: properties.KeySchema as CreateTableCommandInput['KeySchema'],
  };
  const globals = properties.GlobalSecondaryIndexes as GlobalSecondaryIndex[] | undefined;
  if (globals?.length) {
    input.GlobalSecondaryIndexes = globals.map(({ IndexName, KeySchema, Projection }) => ({
      IndexName,
      KeySchema,
      Projection,
    }));
  }
  const locals = properties.LocalSecondaryIndexes as CreateTableCommandInput['LocalSecondaryIndexes'];
  if (locals?.length) input.LocalSecondaryIndexes = locals;
  return input;
}
