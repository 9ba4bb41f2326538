import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { channels, consumers, operations, rooms, schedules } from '../../functions/catalogue.ts';
import { type Access, accessOf, GRANTS } from '../../infra/grants.ts';
import { environmentOf } from '../../infra/rights.ts';
import type { ServiceName } from '../../shared/contract/services.ts';
import { isLike } from '../support/granted-table.ts';
import {
  type ProductTemplates,
  type Statement,
  shortName,
  statements,
  synthesize,
} from './product-templates.ts';

let product: ProductTemplates;
beforeAll(async () => {
  product = await synthesize();
});

/** Each action, with each kind of partition that it is granted on where the right is on some only. */
function spelledOut(actions: readonly string[], partitions?: readonly string[]): string[] {
  if (!partitions) return [...actions];
  return actions.flatMap((action) => partitions.map((partition) => `${action} ${partition}`));
}

/** The partitions that a statement is limited to. Anything but the conditions we mean is a failure. */
function partitionsOf({ condition }: Statement): string[] | undefined {
  if (condition === undefined) return undefined;
  const keys = (condition as Record<string, Record<string, string | string[]>>)['ForAllValues:StringLike'];
  const partitions = [keys?.['dynamodb:LeadingKeys'] ?? []].flat();
  expect(condition).toEqual({
    'ForAllValues:StringLike': {
      'dynamodb:LeadingKeys': partitions.length === 1 ? expect.anything() : partitions,
    },
    Null: { 'dynamodb:LeadingKeys': 'false' },
  });
  return partitions;
}

/** What a role may do, by short resource name. The function's own log group is every function's right. */
function rightsOf(functionName: string): Record<string, string[]> {
  const found = product
    .ofType('AWS::Lambda::Function')
    .find(({ Properties }) => Properties.FunctionName === functionName);
  const role = product
    .ofType('AWS::IAM::Role')
    .find(({ logicalId }) => logicalId === found?.Properties.Role['Fn::GetAtt'][0]);
  const allowed: Statement[] = role?.Properties.Policies.flatMap(
    ({ PolicyDocument }: { PolicyDocument: unknown }) => statements(PolicyDocument),
  );
  const rights: Record<string, string[]> = {};
  for (const statement of allowed) {
    const { resources, actions } = statement;
    if (actions.includes('logs:PutLogEvents')) continue;
    const spelled = spelledOut(actions, partitionsOf(statement));
    for (const resource of resources) rights[resource] = [...(rights[resource] ?? []), ...spelled].sort();
  }
  return rights;
}

const queueName = (id: string) => `Queue${id.replaceAll('-', '')}Queue`;
const LIVE_CONNECTIONS =
  'arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:Connections/live/POST/@connections/*';
const POLLING = ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'];

describe('a handler has exactly the rights of the services that it declares', () => {
  /** Hand-written on purpose: what an auditor would expect of six very different functions. */
  const expectations: Record<string, Record<string, string[]>> = {
    'bordereau-service': { Table: ['dynamodb:UpdateItem METRICS#*', 'dynamodb:UpdateItem RATE#*'] },
    'bordereau-webhooks': {
      Table: [
        'dynamodb:DeleteItem OUTBOX#*',
        'dynamodb:DeleteItem TENANT#*#WEBHOOKS',
        'dynamodb:GetItem APIKEY#*',
        'dynamodb:GetItem TENANT#*#SETTINGS',
        'dynamodb:GetItem TENANT#*#WEBHOOK#*',
        'dynamodb:GetItem TENANT#*#WEBHOOKS',
        'dynamodb:PutItem OUTBOX#*',
        'dynamodb:PutItem TENANT#*#WEBHOOK#*',
        'dynamodb:PutItem TENANT#*#WEBHOOKS',
        'dynamodb:Query TENANT#*#WEBHOOKS',
        'dynamodb:UpdateItem METRICS#*',
        'dynamodb:UpdateItem RATE#*',
      ],
      'Table/index/gsi1': ['dynamodb:Query TENANT#*#DELIVERIES#*'],
      [queueName('webhook-delivery')]: ['sqs:SendMessage'],
      [queueName('audit')]: ['sqs:SendMessage'],
      TokenSecret: ['secretsmanager:GetSecretValue'],
    },
    'bordereau-follow-up': {
      Table: [
        'dynamodb:ConditionCheckItem TENANT#*#CONTENT#*',
        'dynamodb:ConditionCheckItem TENANT#*#TASK#*',
        'dynamodb:DeleteItem OUTBOX#*',
        'dynamodb:DeleteItem TENANT#*#CONTENT#*',
        'dynamodb:DeleteItem TENANT#*#DOCUMENT#*',
        'dynamodb:GetItem TENANT#*#CONTENT#*',
        'dynamodb:GetItem TENANT#*#DOCUMENT#*',
        'dynamodb:GetItem TENANT#*#SAME#*',
        'dynamodb:GetItem TENANT#*#TASK#*',
        'dynamodb:PutItem OUTBOX#*',
        'dynamodb:PutItem TENANT#*#CONTENT#*',
        'dynamodb:PutItem TENANT#*#DOCUMENT#*',
        'dynamodb:PutItem TENANT#*#PICTURE#*',
        'dynamodb:PutItem TENANT#*#SAME#*',
        'dynamodb:PutItem TENANT#*#TASK#*',
        'dynamodb:Query TENANT#*#CONTENT#*',
        'dynamodb:Query TENANT#*#DOCUMENT#*',
        'dynamodb:Query TENANT#*#PICTURE#*',
        'dynamodb:UpdateItem TENANT#*#COUNTERS#*',
      ],
      [queueName('follow-up')]: [...POLLING, 'sqs:SendMessage'],
      [queueName('import')]: ['sqs:SendMessage'],
      [queueName('read-high')]: ['sqs:SendMessage'],
      [queueName('read-normal')]: ['sqs:SendMessage'],
      [queueName('read-low')]: ['sqs:SendMessage'],
      [queueName('report-removal')]: ['sqs:SendMessage'],
      [queueName('audit')]: ['sqs:SendMessage'],
      Events: ['sns:Publish'],
    },
    'bordereau-identity': {
      Table: [
        'dynamodb:DeleteItem APIKEY#*',
        'dynamodb:DeleteItem OUTBOX#*',
        'dynamodb:GetItem APIKEY#*',
        'dynamodb:GetItem TENANT#*#SETTINGS',
        'dynamodb:GetItem USER#*',
        'dynamodb:PutItem APIKEY#*',
        'dynamodb:PutItem OUTBOX#*',
        'dynamodb:UpdateItem METRICS#*',
        'dynamodb:UpdateItem RATE#*',
      ],
      'Table/index/gsi1': ['dynamodb:Query TENANT#*#APIKEYS'],
      [queueName('audit')]: ['sqs:SendMessage'],
      TokenSecret: ['secretsmanager:GetSecretValue'],
    },
    'bordereau-live': {
      Table: [
        'dynamodb:DeleteItem CONNECTION#*',
        'dynamodb:GetItem APIKEY#*',
        'dynamodb:PutItem CONNECTION#*',
      ],
      TokenSecret: ['secretsmanager:GetSecretValue'],
    },
    'bordereau-live-push': {
      Table: ['dynamodb:DeleteItem CONNECTION#*'],
      'Table/index/gsi1': ['dynamodb:Query TENANT#*#CONNECTIONS'],
      [queueName('live-events')]: POLLING,
      'arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:Connections/live/POST/@connections/*':
        ['execute-api:ManageConnections'],
    },
  };
  for (const [functionName, expected] of Object.entries(expectations)) {
    test(functionName, () => expect(rightsOf(functionName)).toEqual(expected));
  }

  const signedIn = (access: unknown) => access !== 'public';
  const declared: { id: string; uses: ServiceName[]; signsIn: boolean; polls: string[] }[] = [
    ...rooms.map((room) => ({
      id: room.id,
      uses: room.routes.flatMap((route): readonly ServiceName[] => route.uses),
      signsIn: room.routes.some((route) => signedIn(route.access)),
      polls: [],
    })),
    ...consumers.map(({ id, uses, queues }) => ({
      id,
      uses: [...uses],
      signsIn: false,
      polls: queues.map((queue) => queue.id),
    })),
    ...[...schedules, ...operations].map(({ id, uses }) => ({
      id,
      uses: [...uses],
      signsIn: false,
      polls: [],
    })),
    ...channels.map(() => ({ id: 'live', uses: ['liveConnections' as const], signsIn: true, polls: [] })),
  ];
  for (const { id, uses, signsIn, polls } of declared) {
    test(`bordereau-${id}, from its contract`, () => {
      const expected: Record<string, Set<string>> = {};
      const add = (resource: string, actions: readonly string[]) => {
        expected[resource] = new Set([...(expected[resource] ?? []), ...actions]);
      };
      for (const access of accessOf(uses, { signsIn, answersHttp: rooms.some((room) => room.id === id) })) {
        const right = rightOf(access);
        if (right) add(...right);
      }
      for (const queue of polls) add(queueName(queue), POLLING);
      const sorted = Object.entries(expected).map(([resource, actions]) => [resource, [...actions].sort()]);
      expect(rightsOf(`bordereau-${id}`)).toEqual(Object.fromEntries(sorted));
    });
  }
});

/** The resource and the actions on it that an access stands for; undefined for a mere setting. */
function rightOf(access: Access): [string, readonly string[]] | undefined {
  switch (access.to) {
    case 'table':
      return ['Table', spelledOut(access.actions, access.partitions)];
    case 'index':
      return ['Table/index/gsi1', spelledOut(access.actions, access.partitions)];
    case 'objects':
      return [`DocumentsBucket/${access.prefix}*`, access.actions];
    case 'bucket':
      return ['DocumentsBucket', ['s3:ListBucket']];
    case 'queue':
      return [queueName(access.queue), ['sqs:SendMessage']];
    case 'topic':
      return ['Events', ['sns:Publish']];
    case 'token-secret':
      return ['TokenSecret', ['secretsmanager:GetSecretValue']];
    case 'live-connections':
      return [LIVE_CONNECTIONS, ['execute-api:ManageConnections']];
    case 'audit-retention':
    case 'webhook-policy':
      return undefined;
  }
}

test('users, API keys and webhooks are written by those who manage them only', () => {
  const guarded = ['USER#anne', 'APIKEY#0123', 'TENANT#acme#WEBHOOKS'];
  const writers = product
    .ofType('AWS::Lambda::Function')
    .map(({ Properties }) => Properties.FunctionName as string)
    .flatMap((name) =>
      (rightsOf(name).Table ?? []).flatMap((right) => {
        const [action = '', pattern = ''] = right.split(' ');
        if (/GetItem|Query|ConditionCheckItem/.test(action)) return [];
        return guarded.filter((key) => isLike(key, pattern)).map((key) => `${name} ${key}`);
      }),
    );
  expect([...new Set(writers)].sort()).toEqual([
    'bordereau-create-administrator USER#anne',
    'bordereau-identity APIKEY#0123',
    'bordereau-webhooks TENANT#acme#WEBHOOKS',
  ]);
});

test('no role has a right on items without saying which', () => {
  for (const { logicalId, Properties } of product.ofType('AWS::IAM::Role')) {
    for (const { PolicyDocument } of Properties.Policies) {
      for (const statement of statements(PolicyDocument)) {
        if (!statement.actions.some((action) => action.startsWith('dynamodb:'))) continue;
        const partitions = partitionsOf(statement) ?? [];
        expect(partitions.length, logicalId).toBeGreaterThan(0);
        for (const partition of partitions) {
          expect(partition).toMatch(
            /^(USER|APIKEY|CONNECTION|ARRIVAL|OUTBOX|RATE|METRICS)#\*$|^TENANT#\*#[A-Z]+(#\*)?$/,
          );
        }
      }
    }
  }
});

test('no role has a right on everything, and a star only ends what AWS names no closer', () => {
  const explained = [
    /^DocumentsBucket\/(inbox|uploads|originals|pages|exports)\/\*$/,
    /:Connections\/live\/POST\/@connections\/\*$/,
  ];
  for (const { logicalId, Properties } of product.ofType('AWS::IAM::Role')) {
    expect(Properties.ManagedPolicyArns, logicalId).toBeUndefined();
    for (const { PolicyDocument } of Properties.Policies) {
      for (const { actions, resources } of statements(PolicyDocument)) {
        for (const action of actions) expect(action, logicalId).not.toContain('*');
        for (const resource of resources.filter((name) => name.includes('*'))) {
          expect(
            explained.some((pattern) => pattern.test(resource)),
            `${logicalId}: ${resource}`,
          ).toBe(true);
        }
      }
    }
  }
  expect(product.ofType('AWS::IAM::Policy')).toEqual([]);
});

test('a function is told of exactly the resources that it has rights on', () => {
  const variableOf = (access: Access) =>
    Object.keys(
      environmentOf([access], {
        table: { tableName: 't' },
        bucket: { bucketName: 'b' },
        topic: { topicArn: 'a' },
        commandQueues: new Proxy({}, { get: () => ({ queueUrl: 'u' }) }),
        tokenSecret: { secretArn: 's' },
        live: { endpoint: 'e', connectionsArn: 'c' },
        allowPrivateWebhooks: false,
        auditRetentionDays: 365,
        usesTextract: false,
      } as never),
    );
  for (const room of rooms) {
    const uses = room.routes.flatMap((route): readonly ServiceName[] => route.uses);
    const signsIn = room.routes.some((route) => route.access !== 'public');
    const expected = accessOf(uses, { signsIn, answersHttp: true }).flatMap(variableOf);
    const { Properties } = product
      .ofType('AWS::Lambda::Function')
      .find((found) => found.Properties.FunctionName === `bordereau-${room.id}`)!;
    expect(Object.keys(Properties.Environment.Variables).sort()).toEqual(
      [...new Set(['NODE_OPTIONS', ...expected])].sort(),
    );
    expect(shortName(Properties.Environment.Variables.NODE_OPTIONS)).toBe('--enable-source-maps');
  }
});

describe('every call that a service makes is granted', () => {
  /** Where each service that calls AWS is made; what is shared by several is named with each. */
  const FILES: Partial<Record<ServiceName, string[]>> = {
    tasks: ['stores/task-queries.ts', 'stores/counters.ts', 'stores/task-item.ts'],
    taskChanges: [
      'stores/task-changes.ts',
      'stores/counters.ts',
      'stores/task-item.ts',
      'stores/document-records.ts',
    ],
    documents: ['stores/document-records.ts'],
    arrivals: ['stores/arrivals.ts'],
    outbox: ['stores/outbox.ts'],
    webhookDirectory: ['stores/webhook-directory.ts'],
    webhooks: ['stores/webhooks.ts', 'stores/webhook-directory.ts'],
    webhookDeliveries: ['stores/webhook-deliveries.ts'],
    credentials: ['stores/credentials.ts'],
    users: ['stores/users.ts'],
    liveConnections: ['stores/live-connections.ts'],
    liveAudience: ['stores/live-audience.ts'],
  };
  const ACTION_OF_COMMAND: Record<string, string> = {
    GetCommand: 'dynamodb:GetItem',
    PutCommand: 'dynamodb:PutItem',
    UpdateCommand: 'dynamodb:UpdateItem',
    DeleteCommand: 'dynamodb:DeleteItem',
    QueryCommand: 'dynamodb:Query',
  };
  const ACTION_OF_PART: Record<string, string> = {
    Put: 'dynamodb:PutItem',
    Update: 'dynamodb:UpdateItem',
    Delete: 'dynamodb:DeleteItem',
    ConditionCheck: 'dynamodb:ConditionCheckItem',
  };
  for (const [service, files] of Object.entries(FILES) as [ServiceName, string[]][]) {
    test(service, () => {
      const source = files
        .map((file) => readFileSync(new URL(`../../shared/${file}`, import.meta.url), 'utf8'))
        .join('\n');
      const called = new Set<string>();
      for (const [, command = ''] of source.matchAll(/new (\w+Command)\(/g)) {
        called.add(ACTION_OF_COMMAND[command] ?? command);
      }
      if (source.includes('queryAll<')) called.add('dynamodb:Query');
      // Parts of transactions that these files make are others' to write.
      const writes = !['tasks', 'documents', 'outbox'].includes(service);
      if (writes) {
        for (const [, part = ''] of source.matchAll(/\b(Put|Update|Delete|ConditionCheck): \{/g)) {
          called.add(ACTION_OF_PART[part] ?? part);
        }
      }
      const granted = (GRANTS[service] as readonly Access[]).flatMap((access) =>
        access.to === 'table' || access.to === 'index' ? access.actions : [],
      );
      for (const action of called) expect(granted).toContain(action);
    });
  }
});
