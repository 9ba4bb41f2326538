import type { LocalAddresses } from './template.ts';
import { ACCOUNT_ID, REGION } from './template.ts';

/** Where a resource type keeps an explicit name, and how its ARN is written. */
interface Naming {
  property?: string;
  arn?: (name: string) => string;
  maxLength?: number;
}

const regional =
  (service: string, prefix = '') =>
  (name: string) =>
    `arn:aws:${service}:${REGION}:${ACCOUNT_ID}:${prefix}${name}`;

const NAMING: Record<string, Naming> = {
  'AWS::DynamoDB::Table': { property: 'TableName', arn: regional('dynamodb', 'table/') },
  'AWS::DynamoDB::GlobalTable': { property: 'TableName', arn: regional('dynamodb', 'table/') },
  'AWS::S3::Bucket': { property: 'BucketName', arn: (name) => `arn:aws:s3:::${name}`, maxLength: 63 },
  'AWS::SQS::Queue': { property: 'QueueName', arn: regional('sqs'), maxLength: 80 },
  'AWS::SNS::Topic': { property: 'TopicName', arn: regional('sns'), maxLength: 256 },
  'AWS::Lambda::Function': { property: 'FunctionName', arn: regional('lambda', 'function:'), maxLength: 64 },
  // Both stand for the function itself here: there is one version of everything.
  'AWS::Lambda::Version': { property: 'FunctionName', arn: regional('lambda', 'function:') },
  'AWS::Lambda::Alias': { property: 'FunctionName', arn: regional('lambda', 'function:') },
  'AWS::SecretsManager::Secret': { property: 'Name', arn: regional('secretsmanager', 'secret:') },
  'AWS::Scheduler::Schedule': {
    property: 'Name',
    arn: regional('scheduler', 'schedule/default/'),
    maxLength: 64,
  },
  'AWS::Events::Rule': { property: 'Name', arn: regional('events', 'rule/'), maxLength: 64 },
  'AWS::IAM::Role': { property: 'RoleName', arn: (name) => `arn:aws:iam::${ACCOUNT_ID}:role/${name}` },
  'AWS::Logs::LogGroup': { property: 'LogGroupName', arn: regional('logs', 'log-group:') },
  'AWS::KMS::Key': { arn: regional('kms', 'key/') },
  'AWS::CloudWatch::Alarm': { property: 'AlarmName', arn: regional('cloudwatch', 'alarm:') },
  'AWS::ApiGatewayV2::Api': { arn: (name) => `arn:aws:apigateway:${REGION}::/apis/${name}`, maxLength: 10 },
};

/**
 * The physical name: the explicit one, else `Stack-LogicalId` in the form that the service allows. Unlike
 * CloudFormation's it has no random part, so a restart finds what the last run made.
 */
export function nameOf(
  type: string,
  stack: string,
  logicalId: string,
  property: (key: string) => unknown,
): string {
  const naming = NAMING[type] ?? {};
  const explicit = naming.property === undefined ? undefined : property(naming.property);
  if (typeof explicit === 'string' && explicit !== '') return explicit;
  const max = naming.maxLength ?? 128;
  if (type === 'AWS::ApiGatewayV2::Api') return apiId(`${stack}-${logicalId}`);
  if (type === 'AWS::S3::Bucket')
    return shorten(`${stack}-${logicalId}`.toLowerCase().replace(/[^a-z0-9.-]/g, '-'), max);
  const isFifo = String(property('FifoQueue') ?? property('FifoTopic') ?? false) === 'true';
  return isFifo ? `${shorten(`${stack}-${logicalId}`, max - 5)}.fifo` : shorten(`${stack}-${logicalId}`, max);
}

/** Ten letters and digits like a real API id, the same for the same resource each time. */
function apiId(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(36).padStart(10, 'a').slice(-10);
}

/** Logical ids end in a hash, so the end is what tells two long names apart. */
function shorten(name: string, max: number): string {
  return name.length <= max ? name : name.slice(0, max - 17) + name.slice(-17);
}

/** What `Ref` returns for a resource of this type. */
export function referenceOf(type: string, name: string, addresses: LocalAddresses): string {
  switch (type) {
    case 'AWS::SQS::Queue':
      return `${addresses.sqsUrl}/${ACCOUNT_ID}/${name}`;
    case 'AWS::SNS::Topic':
    case 'AWS::SecretsManager::Secret':
      return NAMING[type]!.arn!(name);
    case 'AWS::Lambda::Version':
    case 'AWS::Lambda::Alias':
      return `${regional('lambda', 'function:')(name)}:1`;
    default:
      return name;
  }
}

/** What `Fn::GetAtt` returns; an attribute that nothing local depends on becomes a recognisable made-up value. */
export function attributeOf(
  type: string,
  attribute: string,
  name: string,
  addresses: LocalAddresses,
): string {
  const naming = NAMING[type];
  if (['Arn', 'TopicArn', 'FunctionArn', 'SecretArn'].includes(attribute)) {
    return (
      naming?.arn?.(name) ?? `arn:aws:${type.split('::')[1]?.toLowerCase()}:${REGION}:${ACCOUNT_ID}:${name}`
    );
  }
  switch (attribute) {
    case 'QueueName':
    case 'TopicName':
    case 'KeyId':
    case 'Id':
    case 'ApiId':
    case 'Name':
      return name;
    case 'QueueUrl':
      return referenceOf(type, name, addresses);
    case 'ApiEndpoint':
      return addresses.apiUrl;
    case 'DomainName':
    case 'RegionalDomainName':
      return `${name}.s3.${REGION}.amazonaws.com`;
    default:
      return `${name}.${attribute}`;
  }
}
