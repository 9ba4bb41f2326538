/** The WebSocket API of each live channel, and what pushes to its connections. */
import { CfnOutput, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import { WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { channels, consumers } from '../../functions/catalogue.ts';
import type { AnyChannel } from '../../shared/contract/channel.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { ConsumerFunction } from '../constructs/consumer-function.ts';
import { type FunctionSurroundings, ProductFunction } from '../constructs/product-function.ts';
import { belongsToLive } from './intake-stack.ts';

export interface LiveStackProps extends StackProps {
  surroundings: FunctionSurroundings;
  queues: ReadonlyMap<string, IQueue>;
}

const STAGE = 'live';

/** The function of every channel (`functions/live/live.lambda.ts`): it only signs in and keeps a list. */
const CONNECTIONS_FUNCTION = { id: 'live', memoryMegabytes: 256, timeoutSeconds: 10 };

export class LiveStack extends Stack {
  constructor(scope: Construct, id: string, { surroundings, queues, ...props }: LiveStackProps) {
    super(scope, id, props);
    const [channel, ...others] = channels;
    // A second one needs a function that tells channels apart, and a list of connections for each.
    if (!channel || others.length > 0) throw new Error('the live stack is made for exactly one channel');
    const { function: handler } = new ProductFunction(this, CONNECTIONS_FUNCTION.id, {
      ...surroundings,
      definition: { ...CONNECTIONS_FUNCTION, failureCosts: channel.failureCosts },
      uses: ['liveConnections'],
      signsIn: true,
    });
    const { api, stage } = this.#api(channel, handler, surroundings);
    const live = {
      endpoint: stage.callbackUrl,
      connectionsArn: this.formatArn({
        service: 'execute-api',
        resource: api.apiId,
        resourceName: `${STAGE}/POST/@connections`,
      }),
    };
    for (const consumer of consumers.filter(belongsToLive)) {
      new ConsumerFunction(this, `Consumer-${consumer.id}`, {
        ...surroundings,
        resources: { ...surroundings.resources, live },
        consumer,
        queues,
      });
    }
    new CfnOutput(this, 'LiveUrl', { value: stage.url });
  }

  #api(channel: AnyChannel, handler: LambdaFunction, { settings }: FunctionSurroundings) {
    const route = (id: string) => ({ integration: new WebSocketLambdaIntegration(id, handler) });
    // The answer to `$connect` goes back with its headers, the chosen subprotocol among them.
    const api = new WebSocketApi(this, 'Connections', {
      apiName: `${settings.name}-${channel.id}`,
      description: channel.summary,
      connectRouteOptions: route('Connect'),
      disconnectRouteOptions: route('Disconnect'),
      defaultRouteOptions: route('Message'),
    });
    // On AWS a WebSocket API has a host of its own; on one machine it shares the port, under this path.
    Tags.of(api).add('local-path', channel.path);
    const stage = new WebSocketStage(this, 'Stage', {
      webSocketApi: api,
      stageName: STAGE,
      autoDeploy: true,
      throttle: { rateLimit: settings.requestsPerSecond, burstLimit: 2 * settings.requestsPerSecond },
    });
    acknowledge(stage, {
      'AwsSolutions-APIG1':
        'Access logs of a WebSocket API need a role set for the whole account, which is not this stack’s to set; the function logs refusals.',
    });
    acknowledge(api, {
      'AwsSolutions-APIG4':
        'The function signs in on $connect, which an authorizer would only do again; nothing else is let through unconnected.',
    });
    return { api, stage };
  }
}
