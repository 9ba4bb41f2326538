/** A table whose process dies at one of its calls: of that one at most its effect is left, of later ones nothing. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../shared/stores/table.ts';

export interface MortalTable {
  table: Table;
  /** Whether it came so far. */
  isDead(): boolean;
}

/**
 * @param lastCall from 1: the call at which it dies, counting every request to DynamoDB.
 * @param effect whether that call still reaches DynamoDB, and only its answer is lost.
 */
export function mortalTable(table: Table, lastCall: number, effect: 'lost' | 'kept'): MortalTable {
  let calls = 0;
  const send = async (...sent: Parameters<DynamoDBDocumentClient['send']>): Promise<unknown> => {
    calls++;
    if (calls < lastCall) return table.client.send(...sent);
    if (calls === lastCall && effect === 'kept') await table.client.send(...sent);
    throw new Error('the process has died');
  };
  const client = new Proxy(table.client, {
    get: (target, name, receiver) => (name === 'send' ? send : Reflect.get(target, name, receiver)),
  });
  return { table: { ...table, client }, isDead: () => calls >= lastCall };
}
