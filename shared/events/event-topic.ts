/** Publishes events to the topic that webhooks, live screens and exports each listen to through a queue of theirs. */
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { TransientEvents } from '../contract/services.ts';
import type { DomainEvent } from '../domain/event/domain-event.ts';
import { setting } from '../environment.ts';

let client: SNSClient | undefined;

/**
 * `durable` events are kept until told; `transient` ones (page progress) may be lost. Subscriptions filter on it, so
 * that webhooks are never woken for progress.
 */
export async function publishEvent(event: DomainEvent, durability: 'durable' | 'transient'): Promise<void> {
  client ??= new SNSClient({});
  await client.send(
    new PublishCommand({
      TopicArn: setting('EVENTS_TOPIC_ARN'),
      Message: JSON.stringify(event),
      MessageAttributes: {
        type: { DataType: 'String', StringValue: event.type },
        durability: { DataType: 'String', StringValue: durability },
      },
    }),
  );
}

export function transientEvents(): TransientEvents {
  return {
    async publish(event) {
      await publishEvent(event, 'transient');
    },
  };
}
