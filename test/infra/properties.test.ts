import { beforeAll, describe, expect, test } from 'vitest';
import { consumers, operations, rooms, schedules } from '../../functions/catalogue.ts';
import { type ProductTemplates, shortName, statements, synthesize } from './product-templates.ts';

let product: ProductTemplates;
beforeAll(async () => {
  product = await synthesize();
});

describe('functions', () => {
  test('every contract has a function with the memory and time that it asks for', () => {
    const made = Object.fromEntries(
      product
        .ofType('AWS::Lambda::Function')
        .map(({ Properties }) => [Properties.FunctionName, [Properties.MemorySize, Properties.Timeout]]),
    );
    const asked = [...rooms, ...consumers, ...schedules, ...operations].map((definition) => [
      `bordereau-${definition.id}`,
      [definition.memoryMegabytes, definition.timeoutSeconds],
    ]);
    expect(made).toEqual({ ...Object.fromEntries(asked), 'bordereau-live': [256, 10] });
  });

  test('all run on Node 24 on arm64 and log JSON to a group that forgets', () => {
    for (const { Properties, stack } of product.ofType('AWS::Lambda::Function')) {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
      });
      expect(Properties.LoggingConfig.LogFormat).toBe('JSON');
      const group = Properties.LoggingConfig.LogGroup.Ref;
      expect(product.templates[stack]?.Resources[group]).toMatchObject({ Type: 'AWS::Logs::LogGroup' });
    }
  });

  test('all logs are forgotten after a month, but that of the ends of audit logs, kept as long as their entries', async () => {
    const logsOf = ({ ofType }: ProductTemplates) => {
      const appends = ofType('AWS::Lambda::Function').find(
        ({ Properties }) => Properties.FunctionName === 'bordereau-audit-append',
      );
      const isOfAppends = (logicalId: string) => logicalId === appends?.Properties.LoggingConfig.LogGroup.Ref;
      return Map.groupBy(ofType('AWS::Logs::LogGroup'), ({ logicalId }) => isOfAppends(logicalId));
    };
    const kept = logsOf(product);
    for (const { Properties } of kept.get(false) ?? []) expect(Properties.RetentionInDays).toBe(30);
    expect(kept.get(true)).toMatchObject([
      { Properties: { RetentionInDays: 365 }, DeletionPolicy: 'Retain' },
    ]);
    // CloudWatch offers no 1,000 days, but 1,096.
    const longer = logsOf(await synthesize({ auditRetentionDays: '1000' }));
    expect(longer.get(true)).toMatchObject([{ Properties: { RetentionInDays: 1096 } }]);
  });

  test('none reaches private addresses on AWS', () => {
    for (const { Properties } of product.ofType('AWS::Lambda::Function')) {
      expect(Properties.Environment.Variables).not.toHaveProperty('WEBHOOKS_ALLOW_PRIVATE');
    }
  });

  test('what was bundled for this machine is refused by CloudFormation', () => {
    for (const [name, template] of Object.entries(product.templates)) {
      if (name === 'bordereau-data') continue;
      expect(template).toMatchObject({ Rules: { BundledForAws: {} } });
    }
  });
});

describe('queues', () => {
  const queues = () => product.ofType('AWS::SQS::Queue');
  const isDeadLetters = (name: string) => name.endsWith('-dead');

  test('every one is encrypted and refuses plain HTTP', () => {
    const guarded = product
      .ofType('AWS::SQS::QueuePolicy')
      .filter(({ Properties }) => refusesPlainHttp(Properties.PolicyDocument))
      .map(({ Properties }) => Properties.Queues[0].Ref);
    expect(guarded.sort()).toEqual(
      queues()
        .map(({ logicalId }) => logicalId)
        .sort(),
    );
    for (const { Properties } of queues()) expect(Properties.SqsManagedSseEnabled ?? true).toBe(true);
  });

  test('every rule has a queue whose dead letters wait 14 days and sound an alarm', () => {
    const rules = consumers.flatMap((consumer) => consumer.queues.map((rule) => ({ consumer, rule })));
    for (const { consumer, rule } of rules) {
      const queue = queues().find(({ Properties }) => Properties.QueueName === `bordereau-${rule.id}`);
      const dead = queues().find(({ Properties }) => Properties.QueueName === `bordereau-${rule.id}-dead`);
      expect(dead?.Properties.MessageRetentionPeriod).toBe(14 * 86_400);
      expect(queue?.Properties.RedrivePolicy).toEqual({
        deadLetterTargetArn: { 'Fn::GetAtt': [dead?.logicalId, 'Arn'] },
        maxReceiveCount: consumer.maximumReceives,
      });
      const alarm = product
        .ofType('AWS::CloudWatch::Alarm')
        .find(({ Properties }) => Properties.Dimensions[0].Value['Fn::GetAtt']?.[0] === dead?.logicalId);
      expect(alarm?.Properties).toMatchObject({
        Threshold: 1,
        Statistic: 'Maximum',
        TreatMissingData: 'notBreaching',
      });
      expect(alarm?.Properties.ComparisonOperator).toBe('GreaterThanOrEqualToThreshold');
    }
    expect(queues().filter(({ Properties }) => !isDeadLetters(Properties.QueueName))).toHaveLength(
      rules.length,
    );
  });

  test('work waits as long as SQS keeps anything, for a function that is stopped for days', () => {
    for (const { Properties } of queues()) {
      expect(Properties.MessageRetentionPeriod, Properties.QueueName).toBe(14 * 86_400);
    }
  });

  test('a message stays hidden for a full run and its end', () => {
    for (const consumer of consumers) {
      for (const rule of consumer.queues) {
        const queue = queues().find(({ Properties }) => Properties.QueueName === `bordereau-${rule.id}`);
        expect(queue?.Properties.VisibilityTimeout).toBe(2 * consumer.timeoutSeconds);
      }
    }
  });

  test('each feeds its function as its rule says, failures one by one', () => {
    const mappings = product.ofType('AWS::Lambda::EventSourceMapping').map(({ Properties }) => ({
      queue: shortName(Properties.EventSourceArn),
      batch: Properties.BatchSize,
      atOnce: Properties.ScalingConfig.MaximumConcurrency,
      failures: Properties.FunctionResponseTypes,
    }));
    const expected = consumers.flatMap((consumer) =>
      consumer.queues.map((rule) => ({
        queue: `Queue${rule.id.replaceAll('-', '')}Queue`,
        batch: consumer.batchSize,
        atOnce: rule.maximumConcurrency,
        failures: ['ReportBatchItemFailures'],
      })),
    );
    const byQueue = (a: { queue: string }, b: { queue: string }) => a.queue.localeCompare(b.queue);
    expect(mappings.sort(byQueue)).toEqual(expected.sort(byQueue));
  });
});

describe('events', () => {
  test('webhooks are told of what is durable, live screens of everything', () => {
    const filters = product
      .ofType('AWS::SNS::Subscription')
      .map(({ Properties }) => [
        shortName(Properties.Endpoint),
        Properties.FilterPolicy,
        Properties.RawMessageDelivery,
      ]);
    expect(filters).toEqual([
      ['QueuewebhookeventsQueue', { durability: ['durable'] }, true],
      ['QueueliveeventsQueue', undefined, true],
    ]);
  });

  test('topics refuse plain HTTP', () => {
    const policies = product.ofType('AWS::SNS::TopicPolicy');
    expect(policies).toHaveLength(product.ofType('AWS::SNS::Topic').length);
    for (const { Properties } of policies) expect(refusesPlainHttp(Properties.PolicyDocument)).toBe(true);
  });

  test('the sweep runs every minute', () => {
    expect(
      product.ofType('AWS::Scheduler::Schedule').map(({ Properties }) => Properties.ScheduleExpression),
    ).toEqual(['rate(1 minute)']);
  });
});

describe('data', () => {
  test('table, bucket and secret outlive their stack', () => {
    for (const type of ['AWS::DynamoDB::GlobalTable', 'AWS::S3::Bucket', 'AWS::SecretsManager::Secret']) {
      const kept = product.ofType(type);
      expect(kept).toHaveLength(1);
      expect(kept[0]).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    }
  });

  test('the table can be restored, cannot be deleted by mistake and lets old items expire', () => {
    const [table] = product.ofType('AWS::DynamoDB::GlobalTable');
    expect(table?.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      Replicas: [
        {
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        },
      ],
    });
  });

  test('the bucket is private, versioned, encrypted, TLS only, and cleans up', () => {
    const [bucket] = product.ofType('AWS::S3::Bucket');
    const [policy] = product.ofType('AWS::S3::BucketPolicy');
    expect(bucket?.Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: 'Enabled' },
    });
    expect(bucket?.Properties.BucketEncryption).toBeDefined();
    expect(refusesPlainHttp(policy?.Properties.PolicyDocument)).toBe(true);
    expect(bucket?.Properties.LifecycleConfiguration.Rules).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }),
        expect.objectContaining({ NoncurrentVersionExpiration: { NoncurrentDays: 30 } }),
      ]),
    );
    const originals = bucket?.Properties.LifecycleConfiguration.Rules.find(
      (rule: { Prefix?: string }) => rule.Prefix === 'originals/',
    );
    expect(originals).not.toHaveProperty('ExpirationInDays');
    const exports = bucket?.Properties.LifecycleConfiguration.Rules.find(
      (rule: { Prefix?: string }) => rule.Prefix === 'exports/',
    );
    expect(exports).toMatchObject({
      ExpirationInDays: 1,
      NoncurrentVersionExpiration: { NoncurrentDays: 1 },
    });
  });

  test('the bucket tells intake of drops and uploads, and of nothing that the product writes itself', () => {
    const [bucket] = product.ofType('AWS::S3::Bucket');
    const told = bucket?.Properties.NotificationConfiguration.QueueConfigurations.map(
      (found: { Event: string; Queue: unknown; Filter: { S3Key: { Rules: { Value: string }[] } } }) => [
        found.Event,
        shortName(found.Queue),
        found.Filter.S3Key.Rules.map((rule) => rule.Value),
      ],
    );
    expect(told).toEqual([
      ['s3:ObjectCreated:*', 'QueueintakeQueue', ['inbox/']],
      ['s3:ObjectCreated:*', 'QueueintakeQueue', ['uploads/']],
    ]);
    // Only this account's bucket may send, and the right is there before the bucket asks for it.
    const policy = product
      .ofType('AWS::SQS::QueuePolicy')
      .find(({ Properties }) => shortName(Properties.Queues[0]) === 'QueueintakeQueue');
    expect(bucket?.DependsOn).toContain(policy?.logicalId);
    const grant = statements(policy?.Properties.PolicyDocument).find(({ effect }) => effect === 'Allow');
    expect(grant?.principal).toEqual({ Service: 's3.amazonaws.com' });
    expect(grant?.condition).toMatchObject({
      StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
    });
  });

  test('browsers may upload from the origins that the installation names, and from nowhere else', async () => {
    const [closed] = product.ofType('AWS::S3::Bucket');
    expect(closed?.Properties.CorsConfiguration).toBeUndefined();
    const named = await synthesize({ origins: 'https://app.example.com, https://erp.example.com' });
    const [bucket] = named.ofType('AWS::S3::Bucket');
    expect(bucket?.Properties.CorsConfiguration.CorsRules).toMatchObject([
      { AllowedMethods: ['PUT'], AllowedOrigins: ['https://app.example.com', 'https://erp.example.com'] },
    ]);
    const http = named
      .ofType('AWS::ApiGatewayV2::Api')
      .find(({ Properties }) => Properties.ProtocolType === 'HTTP');
    expect(http?.Properties.CorsConfiguration.AllowOrigins).toEqual([
      'https://app.example.com',
      'https://erp.example.com',
    ]);
  });
});

describe('reading', () => {
  const readerOf = ({ ofType }: ProductTemplates) =>
    ofType('AWS::Lambda::Function').find(({ Properties }) => Properties.FunctionName === 'bordereau-read');
  const mayCallTextract = ({ ofType }: ProductTemplates) =>
    ofType('AWS::IAM::Role').filter(({ Properties }) => JSON.stringify(Properties).includes('textract:'));

  test('goes to Textract, and may, only where the installation chose it, and only the reader', async () => {
    expect(mayCallTextract(product)).toEqual([]);
    expect(readerOf(product)?.Properties.Environment.Variables.OCR_ENGINE).toBeUndefined();
    const chosen = await synthesize({ ocr: 'textract' });
    expect(mayCallTextract(chosen)).toHaveLength(1);
    expect(JSON.stringify(mayCallTextract(chosen))).toContain('textract:DetectDocumentText');
    expect(readerOf(chosen)?.Properties.Environment.Variables.OCR_ENGINE).toBe('textract');
  });
});

describe('APIs', () => {
  test('every route leads to its room, through one integration and one permission a room', () => {
    const routes = product
      .ofType('AWS::ApiGatewayV2::Route')
      .filter(({ stack }) => stack === 'bordereau-api');
    const integrations = product
      .ofType('AWS::ApiGatewayV2::Integration')
      .filter(({ stack }) => stack === 'bordereau-api');
    const roomOf = new Map(
      integrations.map(({ logicalId, Properties }) => [logicalId, shortName(Properties.IntegrationUri)]),
    );
    const made = routes.map(({ Properties }) => [
      Properties.RouteKey,
      roomOf.get(Properties.Target['Fn::Join'][1][1].Ref),
    ]);
    const declared = rooms.flatMap((room) =>
      room.routes.map((route) => [`${route.method} ${route.path}`, `${room.id.replaceAll('-', '')}Function`]),
    );
    expect(Object.fromEntries(made)).toEqual({
      ...Object.fromEntries(declared),
      $default: 'serviceFunction',
    });
    expect(integrations).toHaveLength(rooms.length);
    expect(
      product.ofType('AWS::Lambda::Permission').filter(({ stack }) => stack === 'bordereau-api'),
    ).toHaveLength(rooms.length);
  });

  test('access logs keep no path, query, address or header', () => {
    const stages = product.ofType('AWS::ApiGatewayV2::Stage');
    const formats = stages.flatMap(({ Properties }) => Properties.AccessLogSettings?.Format ?? []);
    expect(formats).toHaveLength(1);
    expect(formats[0]).not.toMatch(/\$context\.(path|identity|authorizer)|querystring|\$context\.http/i);
    for (const { Properties } of stages) {
      expect(Properties.DefaultRouteSettings.ThrottlingRateLimit).toBeGreaterThan(0);
    }
  });

  test('guessing passwords is slowed for everybody, once its route is there', () => {
    const [stage] = product
      .ofType('AWS::ApiGatewayV2::Stage')
      .filter(({ stack }) => stack === 'bordereau-api');
    const [route] = product
      .ofType('AWS::ApiGatewayV2::Route')
      .filter(({ Properties }) => Properties.RouteKey === 'POST /token');
    expect(stage?.Properties.RouteSettings).toEqual({
      'POST /token': { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 },
    });
    expect(stage?.DependsOn).toContain(route?.logicalId);
  });

  test('the live channel is one WebSocket API that says where it lies on one machine', () => {
    const [api] = product
      .ofType('AWS::ApiGatewayV2::Api')
      .filter(({ Properties }) => Properties.ProtocolType === 'WEBSOCKET');
    expect(api?.Properties.Tags['local-path']).toBe('/ws/dashboard');
    const routes = product
      .ofType('AWS::ApiGatewayV2::Route')
      .filter(({ stack }) => stack === 'bordereau-live');
    expect(routes.map(({ Properties }) => Properties.RouteKey).sort()).toEqual([
      '$connect',
      '$default',
      '$disconnect',
    ]);
  });
});

function refusesPlainHttp(document: unknown): boolean {
  return statements(document).some(
    ({ effect, condition }) =>
      effect === 'Deny' &&
      JSON.stringify(condition) === JSON.stringify({ Bool: { 'aws:SecureTransport': 'false' } }),
  );
}
