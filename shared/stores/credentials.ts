/** Passwords of people, checked. User names are unique over all tenants. */
import { createHash } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { AppError } from '../contract/app-error.ts';
import type { Role } from '../contract/caller.ts';
import { type Credentials, WrongPassword } from '../contract/identity.ts';
import { hashPassword, passwordMatches } from '../identity/passwords.ts';
import type { Table } from './table.ts';

/**
 * Names that differ in case or in how accents are written are one name. Hashed, as folding can make a name longer than
 * a key may be (2,048 bytes).
 */
export function userKey(username: string) {
  const folded = username.normalize('NFKC').toLowerCase();
  return { pk: `USER#${createHash('sha256').update(folded).digest('hex')}`, sk: 'USER' };
}

/** Compared against when the user does not exist, so that an unknown name takes as long as a wrong password. */
let decoyHash: Promise<string> | undefined;

export function credentials(table: Table): Credentials {
  return {
    async verify(username, password) {
      const { Item } = await table.client.send(
        new GetCommand({ TableName: table.name, Key: userKey(username), ConsistentRead: true }),
      );
      decoyHash ??= hashPassword('no one has this password');
      const matches = await passwordMatches(password, (Item?.passwordHash as string) ?? (await decoyHash));
      if (!Item) throw new AppError('invalid_credentials');
      const user = { subject: Item.username as string, tenant: Item.tenant as string };
      if (!matches) throw new WrongPassword(user);
      return { ...user, role: Item.role as Role };
    },
  };
}
