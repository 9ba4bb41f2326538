/** What the API is compared with: a bare Fastify handler that reads one item from the same DynamoDB engine. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import Fastify from 'fastify';

const [endpoint, tableName, pk, sk, accessKeyId, secretAccessKey] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const client = DynamoDBDocumentClient.from(
  new DynamoDBClient({ endpoint, region: 'eu-west-3', credentials: { accessKeyId, secretAccessKey } }),
);
const server = Fastify();
server.get('/task', async () => {
  const { Item } = await client.send(
    new GetCommand({ TableName: tableName, Key: { pk, sk }, ConsistentRead: true }),
  );
  return Item;
});
process.stdout.write(`${await server.listen({ port: 0, host: '127.0.0.1' })}\n`);
