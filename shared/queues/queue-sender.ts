/** Sends commands to the product's queues. Queue URLs come as QUEUE_URL_<ID>, e.g. QUEUE_URL_READ_HIGH. */
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { CommandQueue } from '../domain/task/commands.ts';
import { setting } from '../environment.ts';

/** SQS delays a message by 15 minutes at most. */
export const MAXIMUM_DELAY_SECONDS = 900;

let client: SQSClient | undefined;

/** The environment variable that holds a queue's URL. */
export function queueUrlVariable(queue: CommandQueue): string {
  return `QUEUE_URL_${queue.toUpperCase().replaceAll('-', '_')}`;
}

export async function sendCommand(queue: CommandQueue, body: string, delaySeconds = 0): Promise<void> {
  client ??= new SQSClient({});
  await client.send(
    new SendMessageCommand({
      QueueUrl: setting(queueUrlVariable(queue)),
      MessageBody: body,
      ...(delaySeconds > 0 && { DelaySeconds: delaySeconds }),
    }),
  );
}
