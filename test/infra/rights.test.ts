import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { channels, consumers, operations, rooms, schedules } from '../../functions/catalogue.ts';
import { type Access, accessOf, environmentOf, GRANTS } from '../../infra/grants.ts';
import type { ServiceName } from '../../shared/contract/services.ts';
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
  for (const { resources, actions } of allowed) {
    if (actions.includes('logs:PutLogEvents')) continue;
    for (const resource of resources) rights[resource] = [...(rights[resource] ?? []), ...actions].sort();
  }
  return rights;
}

const queueName = (id: string) => `Queue${id.replaceAll('-', '')}Queue`;
const LIVE_CONNECTIONS =
  'arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:Connections/live/POST/@connections/*';
const POLLING = ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'];

describe('a handler has exactly the rights of the services that it declares', () => {
  /** Hand-written on purpose: what an auditor would expect of four very different functions. */
  const expectations: Record<string, Record<string, string[]>> = {
    'bordereau-service': {},
    'bordereau-webhooks': {
      Table: ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
      'Table/index/gsi1': ['dynamodb:Query'],
      [queueName('webhook-delivery')]: ['sqs:SendMessage'],
      TokenSecret: ['secretsmanager:GetSecretValue'],
    },
    'bordereau-follow-up': {
      Table: [
        'dynamodb:ConditionCheckItem',
        'dynamodb:DeleteItem',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:UpdateItem',
      ],
      [queueName('follow-up')]: [...POLLING, 'sqs:SendMessage'],
      [queueName('read-high')]: ['sqs:SendMessage'],
      [queueName('read-normal')]: ['sqs:SendMessage'],
      [queueName('read-low')]: ['sqs:SendMessage'],
      [queueName('webhook-delivery')]: ['sqs:SendMessage'],
      Events: ['sns:Publish'],
    },
    'bordereau-live-push': {
      Table: ['dynamodb:DeleteItem', 'dynamodb:PutItem'],
      'Table/index/gsi1': ['dynamodb:Query'],
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
      for (const access of accessOf(uses, { signsIn })) {
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
      return ['Table', access.actions];
    case 'index':
      return ['Table/index/gsi1', access.actions];
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
    case 'webhook-policy':
      return undefined;
  }
}

test('no role has a right on everything, and a star only ends what AWS names no closer', () => {
  const explained = [
    /^DocumentsBucket\/(inbox|uploads|originals|pages)\/\*$/,
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
      } as never),
    );
  for (const room of rooms) {
    const uses = room.routes.flatMap((route): readonly ServiceName[] => route.uses);
    const signsIn = room.routes.some((route) => route.access !== 'public');
    const expected = accessOf(uses, { signsIn }).flatMap(variableOf);
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
    webhooks: ['stores/webhooks.ts'],
    webhookDeliveries: ['stores/webhook-deliveries.ts'],
    users: ['stores/users.ts'],
    liveConnections: ['stores/live-connections.ts'],
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
