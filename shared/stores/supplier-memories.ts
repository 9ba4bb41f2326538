/**
 * What was learned of suppliers, one partition per tenant: a memory by supplier, and for each key by which its
 * documents are recognised the suppliers that have it. A key may outlive its memory; the memory itself says which
 * keys are its own.
 */
import { BatchGetCommand, DeleteCommand } from '@aws-sdk/lib-dynamodb';
import type { SupplierMemories } from '../domain/extraction/memory/memory-services.ts';
import type { SupplierMemory } from '../domain/extraction/memory/supplier-memory.ts';
import { queryAll, type Table, type TransactItem } from './table.ts';

function partition(tenant: string): string {
  return `TENANT#${tenant}#SUPPLIERS`;
}
const memoryKey = (tenant: string, supplierId: string) => ({
  pk: partition(tenant),
  sk: `MEMORY#${supplierId}`,
});
const keyKey = (tenant: string, key: string) => ({ pk: partition(tenant), sk: `KEY#${key}` });

/** A key that so many suppliers share names none of them: a printer's credit, a platform's address. */
const SHARED_BY_MANY = 8;

/** The transaction's part that keeps a memory, on condition that it is as it was when `memory` was made of it. */
export function memoryItems(table: Table, tenant: string, memory: SupplierMemory): TransactItem[] {
  const { name: TableName } = table;
  return [
    {
      Put: {
        TableName,
        Item: { ...memoryKey(tenant, memory.supplierId), memory, version: memory.version },
        ConditionExpression: memory.version === 1 ? 'attribute_not_exists(pk)' : '#version = :before',
        ...(memory.version > 1 && {
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':before': memory.version - 1 },
        }),
      },
    },
    ...memory.keys.map((key) => ({
      Update: {
        TableName,
        Key: keyKey(tenant, key),
        UpdateExpression: 'ADD suppliers :supplier',
        ExpressionAttributeValues: { ':supplier': new Set([memory.supplierId]) },
      },
    })),
  ];
}

export function supplierMemories(table: Table): SupplierMemories {
  async function getAll(keys: readonly { pk: string; sk: string }[]): Promise<Record<string, unknown>[]> {
    const items: Record<string, unknown>[] = [];
    let left = [...keys];
    while (left.length > 0) {
      const { Responses, UnprocessedKeys } = await table.client.send(
        new BatchGetCommand({ RequestItems: { [table.name]: { Keys: left.slice(0, 100) } } }),
      );
      items.push(...(Responses?.[table.name] ?? []));
      left = [
        ...((UnprocessedKeys?.[table.name]?.Keys ?? []) as { pk: string; sk: string }[]),
        ...left.slice(100),
      ];
    }
    return items;
  }

  return {
    async find(tenant, keys) {
      const known = await getAll([...new Set(keys)].map((key) => keyKey(tenant, key)));
      const suppliers = known
        .map(({ suppliers }) => suppliers as Set<string>)
        .filter((those) => those.size <= SHARED_BY_MANY)
        .flatMap((those) => [...those]);
      const items = await getAll([...new Set(suppliers)].map((supplier) => memoryKey(tenant, supplier)));
      return items.map(({ memory }) => memory as SupplierMemory);
    },

    async list(tenant) {
      const items = await queryAll<{ memory: SupplierMemory }>(table, {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': partition(tenant), ':sk': 'MEMORY#' },
      });
      return items.map(({ memory }) => memory);
    },

    async forget(tenant, supplierId) {
      const { Attributes } = await table.client.send(
        new DeleteCommand({
          TableName: table.name,
          Key: memoryKey(tenant, supplierId),
          ReturnValues: 'ALL_OLD',
        }),
      );
      return Attributes !== undefined;
    },
  };
}
