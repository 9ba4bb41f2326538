/** People who sign in with a password. User names are unique over all tenants. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { AppError } from '../contract/app-error.ts';
import type { Role } from '../contract/caller.ts';
import type { Users } from '../contract/identity.ts';
import { hashPassword, passwordMatches } from '../identity/passwords.ts';
import type { Table } from './table.ts';

function userKey(username: string) {
  return { pk: `USER#${username.normalize('NFKC').toLowerCase()}`, sk: 'USER' };
}

/** Compared against when the user does not exist, so that an unknown name takes as long as a wrong password. */
let decoyHash: Promise<string> | undefined;

export function users(table: Table): Users {
  return {
    async verify(username, password) {
      const { Item } = await table.client.send(
        new GetCommand({ TableName: table.name, Key: userKey(username), ConsistentRead: true }),
      );
      decoyHash ??= hashPassword('no one has this password');
      const matches = await passwordMatches(password, (Item?.passwordHash as string) ?? (await decoyHash));
      if (!Item || !matches) throw new AppError('invalid_credentials');
      return { subject: Item.username as string, tenant: Item.tenant as string, role: Item.role as Role };
    },

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
