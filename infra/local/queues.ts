import type { LocalCredentials } from './presigned-url.ts';
import { clientSettings } from './service-addresses.ts';
import type { LocalModel, LocalResource } from './template.ts';

const ATTRIBUTES = [
  'VisibilityTimeout',
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedrivePolicy',
  'FifoQueue',
  'ContentBasedDeduplication',
] as const;

/** Creates the queues that are missing and brings the attributes of the others in line with the template. */
export async function createQueues(
  model: LocalModel,
  endpoint: string,
  credentials: LocalCredentials,
): Promise<void> {
  const queues = model.ofType('AWS::SQS::Queue');
  if (queues.length === 0) return;
  const sdk = await import('@aws-sdk/client-sqs');
  const client = new sdk.SQSClient({
    ...clientSettings(endpoint, credentials),
    useQueueUrlAsEndpoint: false,
  });
  const create = async (queue: LocalResource) => {
    const Attributes = queueAttributes(queue);
    try {
      await client.send(new sdk.CreateQueueCommand({ QueueName: queue.name, Attributes }));
    } catch (error) {
      if (!(error instanceof sdk.QueueNameExists)) throw error;
      const { FifoQueue: _, ...changeable } = Attributes;
      await client.send(new sdk.SetQueueAttributesCommand({ QueueUrl: queue.ref, Attributes: changeable }));
    }
  };
  try {
    // Dead-letter queues first: a redrive policy may only name a queue that exists.
    await Promise.all(queues.filter((queue) => !queue.properties.RedrivePolicy).map(create));
    await Promise.all(queues.filter((queue) => queue.properties.RedrivePolicy).map(create));
  } finally {
    client.destroy();
  }
}

function queueAttributes({ properties }: LocalResource): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const name of ATTRIBUTES) {
    const value = properties[name];
    if (value !== undefined)
      attributes[name] = typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
  return attributes;
}
