/** A Lambda function with its role, log group and alarm: exactly the rights of the services it declares. */
import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type LogGroupProps, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { ServiceName } from '../../shared/contract/services.ts';
import { type Access, accessOf } from '../grants.ts';
import { conditionsOf, environmentOf, type GrantableResources, rightsOf } from '../rights.ts';
import type { Settings } from '../settings.ts';
import { acknowledgeWildcards } from './acknowledge.ts';
import { DescribedAlarm } from './alarms.ts';

/** What all functions of an installation share. */
export interface FunctionSurroundings {
  settings: Settings;
  resources: GrantableResources;
  alarmTopic: ITopic;
  code: FunctionCode;
}

/** Where bundles lie; see `infra/bundle.ts`. */
interface FunctionCode {
  folder: string;
  /** Identifies the bundles without reading them; CDK reads them when absent. */
  stamp?: string | undefined;
}

export interface ProductFunctionProps extends FunctionSurroundings {
  /** What its contract says of it. */
  definition: { id: string; memoryMegabytes: number; timeoutSeconds: number; failureCosts: string };
  uses: Iterable<ServiceName>;
  /** Whether it finds out who calls. */
  signsIn: boolean;
  /** Whether it is a room of the HTTP API. */
  answersHttp?: boolean;
  /** Rights beside those of services: taking messages from its queues. */
  statements?: PolicyStatement[];
  /** Failed invocations within five minutes that are worth waking someone. Default 3: one is often AWS's own. */
  alarmingErrors?: number;
}

export class ProductFunction extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: ProductFunctionProps) {
    super(scope, id);
    const { definition, settings, resources, code } = props;
    const functionName = `${settings.name}-${definition.id}`;
    const accesses = accessOf(props.uses, {
      signsIn: props.signsIn,
      answersHttp: props.answersHttp ?? false,
    });
    const rights = rightsOf(accesses, resources);
    const logGroup = new LogGroup(this, 'Logs', logKeeping(accesses, settings));
    // Inline, so that the function never runs, nor its queues feed it, before its rights are there.
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        services: new PolicyDocument({
          statements: [
            new PolicyStatement({
              actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              resources: [logGroup.logGroupArn],
            }),
            ...rights.map((right) => {
              const conditions = conditionsOf(right);
              return new PolicyStatement({
                actions: [...right.actions],
                resources: [right.resource],
                ...(conditions && { conditions }),
              });
            }),
            ...(props.statements ?? []),
          ],
        }),
      },
    });
    this.function = new LambdaFunction(this, 'Function', {
      functionName,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: codeOf(code, definition.id),
      memorySize: definition.memoryMegabytes,
      timeout: Duration.seconds(definition.timeoutSeconds),
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: settings.tracing ? Tracing.ACTIVE : Tracing.DISABLED,
      environment: { NODE_OPTIONS: '--enable-source-maps', ...environmentOf(accesses, resources) },
    });
    acknowledgeWildcards(
      role,
      rights.flatMap(({ resource, wildcardBecause }) =>
        wildcardBecause === undefined ? [] : [{ resource, because: wildcardBecause }],
      ),
    );
    if (settings.tracing) acknowledgeWildcards(role, [{ resource: '*', because: 'X-Ray has no resources.' }]);
    new DescribedAlarm(this, 'ErrorsAlarm', {
      topic: props.alarmTopic,
      alarmName: `${functionName}-errors`,
      metric: this.function.metricErrors({ period: Duration.minutes(5) }),
      threshold: props.alarmingErrors ?? 3,
      seen: `The function ${functionName} failed: it threw, ran out of time or memory, or did not start.`,
      costs: definition.failureCosts,
      runbook: `errors-${definition.id}`,
    });
  }
}

/**
 * What appends to the audit log tells in its own log where each chain ends (ADR 0010). Such an anchor is worth something
 * for as long as the entries are kept, whatever becomes of the function.
 */
function logKeeping(
  accesses: readonly Access[],
  { logRetentionDays, auditRetentionDays }: Settings,
): LogGroupProps {
  if (!accesses.some(({ to }) => to === 'audit-retention')) {
    return { retention: logRetentionDays, removalPolicy: RemovalPolicy.DESTROY };
  }
  const days = Math.max(logRetentionDays, auditRetentionDays);
  return { retention: retentionOf(days), removalPolicy: RemovalPolicy.RETAIN };
}

/** The shortest that CloudWatch offers and that is not shorter. */
function retentionOf(days: number): RetentionDays {
  const offered = Object.values(RetentionDays).filter((value) => typeof value === 'number');
  return Math.min(...offered.filter((value) => value >= days));
}

function codeOf({ folder, stamp }: FunctionCode, id: string): Code {
  return Code.fromAsset(join(folder, id), stamp === undefined ? {} : { assetHash: `${stamp}-${id}` });
}
