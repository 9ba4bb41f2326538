/** The installation on this machine, as `npm start` leaves it described in the data folder. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CommandError } from './command.ts';

/** Functions and queues of an installation begin with its name (infra/settings.ts); this one unless it was changed. */
export const NAME_PREFIX = 'bordereau-';

/** Written by infra/local/start.ts as install.json. */
export interface LocalInstall {
  apiUrl: string;
  /** Every AWS service of the installation answers here. */
  awsUrl: string;
  region: string;
  dynamodbUrl: string;
  tableName: string;
  bucketName: string;
  tokenSecretName: string;
}

function dataDirectory(): string {
  return resolve(process.env.DATA_DIR ?? '.data');
}

async function readJson<T>(name: string): Promise<T> {
  const path = join(dataDirectory(), name);
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch {
    throw new CommandError(`no installation in ${dataDirectory()}: run npm start once, or set DATA_DIR`);
  }
}

export function localInstall(): Promise<LocalInstall> {
  return readJson<LocalInstall>('install.json');
}

export interface LocalSecrets {
  credentials: { accessKeyId: string; secretAccessKey: string };
  secrets: Record<string, { value: string }>;
}

export function localSecrets(): Promise<LocalSecrets> {
  return readJson<LocalSecrets>('secrets.json');
}

/** Settings for AWS clients of the running installation; an address in AWS_ENDPOINT_URL wins. */
export async function awsSettings() {
  if (process.env.AWS_ENDPOINT_URL || process.env.BORDEREAU_AWS) return {};
  const [{ awsUrl, region }, { credentials }] = await Promise.all([localInstall(), localSecrets()]);
  return { endpoint: awsUrl, region, credentials };
}
