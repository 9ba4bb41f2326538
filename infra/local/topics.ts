import type { LocalCredentials } from './presigned-url.ts';
import { clientSettings } from './service-addresses.ts';
import type { LocalModel, LocalResource } from './template.ts';

/** Creates topics and their queue subscriptions; a subscription that no longer fits the template is replaced. */
export async function createTopics(
  model: LocalModel,
  endpoint: string,
  credentials: LocalCredentials,
): Promise<void> {
  const topics = model.ofType('AWS::SNS::Topic');
  if (topics.length === 0) return;
  const sdk = await import('@aws-sdk/client-sns');
  const client = new sdk.SNSClient(clientSettings(endpoint, credentials));
  const wanted = [
    ...model.ofType('AWS::SNS::Subscription').map(readSubscription),
    ...topics.flatMap(inlineSubscriptions),
  ];
  const subscribe = async ({ topicArn, endpoint: queueArn, attributes }: Subscription) => {
    const request = { TopicArn: topicArn, Protocol: 'sqs', Endpoint: queueArn, Attributes: attributes };
    try {
      await client.send(new sdk.SubscribeCommand(request));
    } catch (error) {
      if (!(error instanceof sdk.InvalidParameterException)) throw error;
      const { Subscriptions = [] } = await client.send(
        new sdk.ListSubscriptionsByTopicCommand({ TopicArn: topicArn }),
      );
      const outdated = Subscriptions.find((existing) => existing.Endpoint === queueArn);
      if (!outdated) throw error;
      await client.send(new sdk.UnsubscribeCommand({ SubscriptionArn: outdated.SubscriptionArn }));
      await client.send(new sdk.SubscribeCommand(request));
    }
  };
  try {
    await Promise.all(
      topics.map((topic) => {
        const Attributes = topic.name.endsWith('.fifo') ? { FifoTopic: 'true' } : undefined;
        return client.send(new sdk.CreateTopicCommand({ Name: topic.name, Attributes }));
      }),
    );
    await Promise.all(wanted.filter(({ protocol }) => protocol === 'sqs').map(subscribe));
  } finally {
    client.destroy();
  }
}

interface Subscription {
  topicArn: string;
  protocol: string;
  endpoint: string;
  attributes: Record<string, string>;
}

function readSubscription({ properties }: LocalResource): Subscription {
  const attributes: Record<string, string> = {};
  if (String(properties.RawMessageDelivery) === 'true') attributes.RawMessageDelivery = 'true';
  if (properties.FilterPolicy) {
    attributes.FilterPolicy = asText(properties.FilterPolicy);
    if (properties.FilterPolicyScope) attributes.FilterPolicyScope = String(properties.FilterPolicyScope);
  }
  if (properties.RedrivePolicy) attributes.RedrivePolicy = asText(properties.RedrivePolicy);
  return {
    topicArn: String(properties.TopicArn),
    protocol: String(properties.Protocol),
    endpoint: String(properties.Endpoint),
    attributes,
  };
}

function inlineSubscriptions(topic: LocalResource): Subscription[] {
  const inline = (topic.properties.Subscription ?? []) as { Protocol: string; Endpoint: string }[];
  return inline.map(({ Protocol, Endpoint }) => ({
    topicArn: topic.arn,
    protocol: Protocol,
    endpoint: Endpoint,
    attributes: {},
  }));
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
