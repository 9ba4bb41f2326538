/** A table whose calls are made one at a time, whoever waits longest or not: any interleaving of what runs at once. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../shared/stores/table.ts';

/**
 * Runs what is given over such a table until it has ended.
 * @param random picks the next of those that wait; in [0, 1).
 */
export async function inTurns(
  table: Table,
  random: () => number,
  run: (table: Table) => Promise<unknown>,
): Promise<void> {
  const waiting: (() => Promise<void>)[] = [];
  const send = (...sent: Parameters<DynamoDBDocumentClient['send']>) =>
    new Promise<unknown>((resolve, reject) => {
      waiting.push(() => Promise.resolve<unknown>(table.client.send(...sent)).then(resolve, reject));
    });
  const client = new Proxy(table.client, {
    get: (target, name, receiver) => (name === 'send' ? send : Reflect.get(target, name, receiver)),
  });
  let isOver = false;
  const running = run({ ...table, client }).finally(() => {
    isOver = true;
  });
  while (!isOver) {
    // Whoever was answered comes to its next call first.
    await new Promise((resolve) => setImmediate(resolve));
    const [next] = waiting.splice(Math.floor(random() * waiting.length), 1);
    if (next) await next();
    else await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await running;
}
