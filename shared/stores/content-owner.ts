/** Which task reads a content for everybody, and who waits for it. */
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Task } from '../domain/task/task.ts';
import type { Table } from './table.ts';
import { getTask } from './task-item.ts';

export function contentPartition(tenant: string, sha256: string): string {
  return `TENANT#${tenant}#CONTENT#${sha256}`;
}

/** The claim of the task that reads, or read, a content. */
export function claimKey(tenant: string, sha256: string): { pk: string; sk: string } {
  return { pk: contentPartition(tenant, sha256), sk: 'OWNER' };
}

/**
 * Whose a content is by its claim, and that task. The task is not there where a backup was taken while it came: claims
 * are read after tasks. Strongly consistent.
 */
export async function contentClaim(
  table: Table,
  tenant: string,
  sha256: string,
): Promise<{ holder: string | undefined; owner: Task | undefined }> {
  const { Item } = await table.client.send(
    new GetCommand({
      TableName: table.name,
      Key: claimKey(tenant, sha256),
      ConsistentRead: true,
    }),
  );
  const holder = Item?.taskId as string | undefined;
  return { holder, owner: holder === undefined ? undefined : await getTask(table, tenant, holder) };
}

/** The task that reads, or read, a content; undefined when none ever did. Strongly consistent. */
export async function contentOwner(table: Table, tenant: string, sha256: string): Promise<Task | undefined> {
  return (await contentClaim(table, tenant, sha256)).owner;
}
