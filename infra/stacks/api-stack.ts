/** The HTTP API: one function a room, one integration a function, one route a definition. */
import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnStage,
  CorsHttpMethod,
  HttpApi,
  type HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { rooms } from '../../functions/catalogue.ts';
import type { AnyRoute, Room } from '../../shared/contract/route.ts';
import type { ServiceName } from '../../shared/contract/services.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { DescribedAlarm } from '../constructs/alarms.ts';
import { type FunctionSurroundings, ProductFunction } from '../constructs/product-function.ts';
import type { Settings } from '../settings.ts';

/** The room that answers whatever no route does, so that even "not found" has the product's shape. */
const CATCH_ALL_ROOM = 'service';

/**
 * Signing in with a password is the one thing strangers can do that costs much: each try takes 128 MB and a good part
 * of a second of one function, and tries are how passwords are guessed. So it has a limit of its own, far below the
 * API's: enough for people who come to work at the same time, too little to guess with or to take the account's
 * concurrency from the readers. HTTP APIs count for a route, not for a caller, so someone who uses the limit up keeps
 * others from signing in for as long; tokens and API keys already given keep working.
 */
const SIGN_IN_LIMIT = { routeKey: 'POST /token', ratePerSecond: 5, burst: 10 };

/** What access logs keep: no path, query, header or address, since those may name people or carry secrets. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  responseBytes: '$context.responseLength',
  latencyMs: '$context.responseLatency',
  integrationLatencyMs: '$context.integrationLatency',
  gatewayError: '$context.error.responseType',
};

export interface ApiStackProps extends StackProps {
  surroundings: FunctionSurroundings;
}

export class ApiStack extends Stack {
  constructor(scope: Construct, id: string, { surroundings, ...props }: ApiStackProps) {
    super(scope, id, props);
    const { settings, alarmTopic } = surroundings;
    const api = new HttpApi(this, 'Http', {
      apiName: settings.name,
      createDefaultStage: false,
      ...(settings.origins.length > 0 && { corsPreflight: corsFor(settings.origins) }),
    });
    for (const room of rooms) this.#addRoom(api, room, surroundings);
    const stage = this.#stage(api, settings);
    this.#throttleSignIn(stage);
    new DescribedAlarm(this, 'ServerErrors', {
      topic: alarmTopic,
      alarmName: `${settings.name}-api-errors`,
      metric: stage.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 5,
      seen: 'The API answered with a server error at least five times in five minutes.',
      costs:
        'Client apps and the dashboard fail for some or all of their users. Dropped documents are still read.',
      runbook: 'api-errors',
    });
    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
  }

  #addRoom(api: HttpApi, room: Room, surroundings: FunctionSurroundings): void {
    const { function: handler } = new ProductFunction(this, room.id, {
      ...surroundings,
      definition: room,
      uses: room.routes.flatMap((route): readonly ServiceName[] => route.uses),
      signsIn: room.routes.some((route) => route.access !== 'public'),
      answersHttp: true,
    });
    const integration = new HttpLambdaIntegration(`To-${room.id}`, handler, {
      // One permission for the whole API: one a route would outgrow the function's policy.
      scopePermissionToRoute: false,
    });
    for (const route of room.routes) this.#addRoute(api, routeKeyOf(route), integration);
    if (room.id === CATCH_ALL_ROOM) this.#addRoute(api, HttpRouteKey.DEFAULT, integration);
  }

  #addRoute(api: HttpApi, routeKey: HttpRouteKey, integration: HttpLambdaIntegration): void {
    const route = new HttpRoute(this, routeIdOf(routeKey.key), {
      httpApi: api,
      routeKey,
      integration,
      authorizer: new HttpNoneAuthorizer(),
    });
    acknowledge(route, {
      'AwsSolutions-APIG4':
        'The function signs callers in and checks their role, from the same contract that makes this route; public routes say so there.',
    });
  }

  #throttleSignIn(stage: HttpStage): void {
    const resource = stage.node.defaultChild as CfnStage;
    resource.routeSettings = {
      [SIGN_IN_LIMIT.routeKey]: {
        ThrottlingRateLimit: SIGN_IN_LIMIT.ratePerSecond,
        ThrottlingBurstLimit: SIGN_IN_LIMIT.burst,
      },
    };
    // API Gateway refuses settings of a route that is not there yet.
    resource.node.addDependency(this.node.findChild(routeIdOf(SIGN_IN_LIMIT.routeKey)));
  }

  #stage(api: HttpApi, { logRetentionDays, requestsPerSecond }: Settings): HttpStage {
    const logs = new LogGroup(this, 'AccessLogs', { retention: logRetentionDays });
    return new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: requestsPerSecond, burstLimit: 2 * requestsPerSecond },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logs),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
  }
}

function routeIdOf(routeKey: string): string {
  return `Route ${routeKey.replaceAll('/', ' ')}`;
}

function routeKeyOf({ method, path }: Pick<AnyRoute, 'method' | 'path'>): HttpRouteKey {
  return HttpRouteKey.with(path, method as HttpMethod);
}

function corsFor(origins: readonly string[]) {
  return {
    allowOrigins: [...origins],
    allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST, CorsHttpMethod.PUT, CorsHttpMethod.DELETE],
    allowHeaders: [
      'authorization',
      'content-type',
      'x-api-key',
      'accept-language',
      'if-none-match',
      'x-rate-limit-bypass',
    ],
    exposeHeaders: [
      'etag',
      'ratelimit-limit',
      'ratelimit-policy',
      'ratelimit-remaining',
      'ratelimit-reset',
      'retry-after',
    ],
    maxAge: Duration.hours(1),
  };
}
