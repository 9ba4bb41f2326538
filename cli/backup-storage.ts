/** The table and the bucket that backups are taken of: this machine's own installation, or one on AWS. */
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import type { BackupStorage } from '../shared/backup/storage.ts';
import { CommandError, type CommandInput, NoAnswerError } from './command.ts';
import { awsSettings, localInstall, NAME_PREFIX } from './local-install.ts';

/** What CloudFormation begins names with in the stack that holds everything (infra/app.ts). */
const DATA_STACK = `${NAME_PREFIX}data-`;

function only(kind: string, option: string, names: readonly (string | undefined)[]): string {
  const found = names.filter((name) => name?.startsWith(DATA_STACK));
  const [name, ...more] = found;
  if (name && more.length === 0) return name;
  const what = name ? `several ${kind}s begin with` : `no ${kind} begins with`;
  throw new CommandError(`${what} ${DATA_STACK}: name one with --${option}`);
}

async function tableOnAws(client: DynamoDBClient): Promise<string> {
  const names: string[] = [];
  let start: string | undefined;
  do {
    const answer = await client.send(new ListTablesCommand({ ExclusiveStartTableName: start }));
    names.push(...(answer.TableNames ?? []));
    start = answer.LastEvaluatedTableName;
  } while (start);
  return only('table', 'table', names);
}

async function bucketOnAws(client: S3Client): Promise<string> {
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  return only(
    'bucket',
    'bucket',
    Buckets.map(({ Name }) => Name),
  );
}

/** @throws CommandError when there is no installation, or its table or bucket cannot be told. */
export async function backupStorage(options: CommandInput['options']): Promise<BackupStorage> {
  const settings = await awsSettings();
  const isLocal = settings.endpoint !== undefined;
  const dynamodb = new DynamoDBClient({ ...settings, maxAttempts: 8 });
  const s3 = new S3Client({
    ...settings,
    maxAttempts: 8,
    forcePathStyle: isLocal,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const install = isLocal ? await localInstall() : undefined;
  const named = (name: 'table' | 'bucket') => (typeof options[name] === 'string' ? options[name] : undefined);
  return {
    dynamodb,
    s3,
    tableName: named('table') ?? install?.tableName ?? (await tableOnAws(dynamodb)),
    bucket: named('bucket') ?? install?.bucketName ?? (await bucketOnAws(s3)),
  };
}

/** Turns an installation that is not running, and rights that are missing, into one line each. */
export async function toldPlainly<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException;
    const { endpoint } = await awsSettings();
    if (code === 'ECONNREFUSED' && endpoint) throw new NoAnswerError(endpoint);
    if (name === 'AccessDeniedException' || name === 'AccessDenied') {
      throw new CommandError(`your AWS credentials do not allow this: ${(error as Error).message}`);
    }
    if (name === 'CredentialsProviderError') throw new CommandError('there are no AWS credentials');
    throw error;
  }
}
