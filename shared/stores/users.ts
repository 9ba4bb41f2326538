/** People who sign in with a password. User names are unique over all tenants. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Users } from '../contract/identity.ts';
import { hashPassword } from '../identity/passwords.ts';
import { userKey } from './credentials.ts';
import type { Table } from './table.ts';

export function users(table: Table): Users {
  return {
    async createIfAbsent({ username, password, tenant, role }, now) {
      try {
        await table.client.send(
          new PutCommand({
            TableName: table.name,
            Item: {
              ...userKey(username),
              username,
              tenant,
              role,
              passwordHash: await hashPassword(password),
              createdAt: now.toISOString(),
            },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}
