/**
 * API keys: `bdx_<key id>_<secret>`. Only a SHA-256 of the secret is kept; it is random and long, so no slow hash is
 * needed. A revoked key stops working at once: every request looks it up.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Caller, Role } from '../contract/caller.ts';
import type { ApiKey, ApiKeys } from '../contract/identity.ts';
import { LIST_INDEX, type Table } from './table.ts';

const FORM = /^bdx_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;

function apiKeyKey(keyId: string) {
  return { pk: `APIKEY#${keyId}`, sk: 'APIKEY' };
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function toApiKey(item: Record<string, unknown>): ApiKey {
  return {
    key_id: item.keyId as string,
    name: item.name as string,
    role: item.role as Role,
    created_at: item.createdAt as string,
    requests_per_minute: (item.requestsPerMinute as number | undefined) ?? null,
  };
}

/** The caller that a key stands for; undefined for a malformed, unknown or wrong one. */
export async function apiKeyOwner(table: Table, key: string): Promise<Caller | undefined> {
  const [, keyId, secret] = key.match(FORM) ?? [];
  if (!keyId || !secret) return undefined;
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: apiKeyKey(keyId), ConsistentRead: true }),
  );
  if (!Item || !timingSafeEqual(Buffer.from(digest(secret)), Buffer.from(Item.secretDigest as string))) {
    return undefined;
  }
  return {
    tenant: Item.tenant as string,
    subject: `key:${keyId}`,
    role: Item.role as Role,
    requestsPerMinute: Item.requestsPerMinute as number | undefined,
  };
}

export function apiKeys(table: Table): ApiKeys {
  return {
    async create(tenant, { name, role, requests_per_minute }, now) {
      const keyId = randomBytes(8).toString('hex');
      const secret = randomBytes(32).toString('base64url');
      const item = {
        keyId,
        name,
        role,
        tenant,
        createdAt: now.toISOString(),
        requestsPerMinute: requests_per_minute ?? undefined,
      };
      await table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: {
            ...apiKeyKey(keyId),
            ...item,
            secretDigest: digest(secret),
            gsi1pk: `TENANT#${tenant}#APIKEYS`,
            gsi1sk: `${item.createdAt}#${keyId}`,
          },
        }),
      );
      return { ...toApiKey(item), secret: `bdx_${keyId}_${secret}` };
    },

    async list(tenant) {
      const { Items = [] } = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          IndexName: LIST_INDEX,
          KeyConditionExpression: 'gsi1pk = :pk',
          ExpressionAttributeValues: { ':pk': `TENANT#${tenant}#APIKEYS` },
        }),
      );
      return Items.map(toApiKey);
    },

    async revoke(tenant, keyId) {
      try {
        await table.client.send(
          new DeleteCommand({
            TableName: table.name,
            Key: apiKeyKey(keyId),
            ConditionExpression: 'tenant = :tenant',
            ExpressionAttributeValues: { ':tenant': tenant },
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
