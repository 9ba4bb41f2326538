import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { queryAll } from '../../../../shared/stores/table.ts';
import { createTable } from '../../../support/backend.ts';

test('a query finds everything, also what no single answer of DynamoDB can hold', async () => {
  const table = await createTable();
  const filler = 'x'.repeat(300_000);
  const names = ['a', 'b', 'c', 'd', 'e'];
  for (const sk of names) {
    await table.client.send(new PutCommand({ TableName: table.name, Item: { pk: 'LARGE', sk, filler } }));
  }
  const found = await queryAll<{ sk: string }>(table, {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': 'LARGE' },
  });
  expect(found.map(({ sk }) => sk)).toEqual(names);
  table.client.destroy();
});
