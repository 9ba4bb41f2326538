/**
 * A table that refuses what a service was not granted, as IAM does: the stores' own tests then show that
 * `infra/grants.ts` gives what they call, item by item.
 */
import type { DynamoDBDocumentClient, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { type Access, accessOf, GRANTS, SIGN_IN } from '../../infra/grants.ts';
import type { ServiceName } from '../../shared/contract/services.ts';
import type { Table } from '../../shared/stores/table.ts';

/** One thing that a command asks DynamoDB for. */
interface Request {
  action: string;
  to: 'table' | 'index';
  partition: string;
}

type Values = Record<string, unknown>;

function requestsOf(command: string, input: Values): Request[] {
  const one = (action: string, key: unknown): Request[] => [
    { action: `dynamodb:${action}`, to: 'table', partition: (key as { pk: string }).pk },
  ];
  switch (command) {
    case 'GetCommand':
      return one('GetItem', input.Key);
    case 'DeleteCommand':
      return one('DeleteItem', input.Key);
    case 'UpdateCommand':
      return one('UpdateItem', input.Key);
    case 'PutCommand':
      return one('PutItem', input.Item);
    case 'BatchGetCommand':
      return Object.values(input.RequestItems as Record<string, { Keys: unknown[] }>).flatMap(({ Keys }) =>
        Keys.flatMap((key) => one('BatchGetItem', key)),
      );
    case 'BatchWriteCommand': {
      type Part = { PutRequest?: { Item: unknown }; DeleteRequest?: { Key: unknown } };
      return Object.values(input.RequestItems as Record<string, Part[]>).flatMap((parts) =>
        parts.flatMap((part) => one('BatchWriteItem', part.PutRequest?.Item ?? part.DeleteRequest?.Key)),
      );
    }
    case 'QueryCommand': {
      const to = input.IndexName === undefined ? 'table' : 'index';
      const partition = (input.ExpressionAttributeValues as Values)[':pk'] as string;
      return [{ action: 'dynamodb:Query', to, partition }];
    }
    case 'TransactWriteCommand':
      return (input.TransactItems as NonNullable<TransactWriteCommandInput['TransactItems']>).flatMap(
        (part) => [
          ...(part.Put ? one('PutItem', part.Put.Item) : []),
          ...(part.Update ? one('UpdateItem', part.Update.Key) : []),
          ...(part.Delete ? one('DeleteItem', part.Delete.Key) : []),
          ...(part.ConditionCheck ? one('ConditionCheckItem', part.ConditionCheck.Key) : []),
        ],
      );
    default:
      throw new Error(`no grant speaks of ${command}`);
  }
}

/** As IAM's `StringLike` compares: `*` stands for anything. */
export function isLike(value: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[^\w]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(value);
}

/** The table as the function of that service reaches it, or its sign-in, or its HTTP runtime. */
export function grantedTable(table: Table, service: ServiceName | 'sign-in' | 'http'): Table {
  const beside = { 'sign-in': SIGN_IN, http: accessOf([], { signsIn: true, answersHttp: true }) };
  const accesses: readonly Access[] = { ...GRANTS, ...beside }[service];
  const isGranted = ({ action, to, partition }: Request) =>
    accesses.some(
      (access) =>
        access.to === to &&
        'partitions' in access &&
        access.actions.includes(action) &&
        access.partitions.some((pattern) => isLike(partition, pattern)),
    );
  const send = async (command: { input: Values }) => {
    for (const request of requestsOf(command.constructor.name, command.input)) {
      if (isGranted(request)) continue;
      throw new Error(`${service} is not granted ${request.action} on ${request.to} ${request.partition}`);
    }
    return table.client.send(command as never);
  };
  return { name: table.name, client: { send } as unknown as DynamoDBDocumentClient };
}
