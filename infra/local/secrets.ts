import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServedSecret } from './engine-protocol.ts';
import type { LocalCredentials } from './presigned-url.ts';
import type { LocalModel, LocalResource } from './template.ts';

interface SecretsFile {
  credentials: LocalCredentials;
  /** By the secret's name. */
  secrets: Record<string, { value: string; versionId: string; createdSeconds: number }>;
}

/** The secrets of this installation, and the key that its presigned URLs are signed with. */
export class SecretsKeeper {
  readonly #path: string;
  readonly #file: SecretsFile;

  /** Reads `secrets.json` of the data folder (mode 0600), or starts one. */
  constructor(dataDirectory: string) {
    this.#path = join(dataDirectory, 'secrets.json');
    const existing = readIfPresent(this.#path);
    this.#file = existing ?? {
      credentials: { accessKeyId: 'LOCAL', secretAccessKey: randomBytes(30).toString('base64url') },
      secrets: {},
    };
    if (!existing) this.#write();
  }

  get credentials(): LocalCredentials {
    return this.#file.credentials;
  }

  /** The template's secrets; one that has no value yet gets it now and keeps it for good. */
  serve(model: LocalModel): ServedSecret[] {
    const secrets = model.ofType('AWS::SecretsManager::Secret');
    const missing = secrets.filter(({ name }) => !(name in this.#file.secrets));
    for (const secret of missing) {
      this.#file.secrets[secret.name] = {
        value: makeValue(secret),
        versionId: randomUUID(),
        createdSeconds: Math.floor(Date.now() / 1000),
      };
    }
    if (missing.length > 0) this.#write();
    return secrets.map(({ arn, name }) => ({ arn, name, ...this.#file.secrets[name]! }));
  }

  #write(): void {
    // Renamed into place: half a file of secrets would lock everybody out.
    writeFileSync(`${this.#path}.new`, JSON.stringify(this.#file, undefined, 2), {
      mode: 0o600,
      flush: true,
    });
    renameSync(`${this.#path}.new`, this.#path);
  }
}

function readIfPresent(path: string): SecretsFile | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The rules of `GenerateSecretString`, as Secrets Manager documents them. */
interface Generation {
  PasswordLength?: number;
  ExcludeCharacters?: string;
  ExcludeLowercase?: boolean;
  ExcludeUppercase?: boolean;
  ExcludeNumbers?: boolean;
  ExcludePunctuation?: boolean;
  IncludeSpace?: boolean;
  SecretStringTemplate?: string;
  GenerateStringKey?: string;
}

function makeValue({ properties }: LocalResource): string {
  if (typeof properties.SecretString === 'string') return properties.SecretString;
  const rules = (properties.GenerateSecretString ?? {}) as Generation;
  const password = generate(rules);
  if (rules.SecretStringTemplate === undefined || rules.GenerateStringKey === undefined) return password;
  return JSON.stringify({ ...JSON.parse(rules.SecretStringTemplate), [rules.GenerateStringKey]: password });
}

function generate(rules: Generation): string {
  const allowed = [
    rules.ExcludeLowercase ? '' : 'abcdefghijklmnopqrstuvwxyz',
    rules.ExcludeUppercase ? '' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    rules.ExcludeNumbers ? '' : '0123456789',
    rules.ExcludePunctuation ? '' : '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
    rules.IncludeSpace ? ' ' : '',
  ].join('');
  const characters = [...allowed].filter((character) => !rules.ExcludeCharacters?.includes(character));
  return Array.from(
    { length: rules.PasswordLength ?? 32 },
    () => characters[randomInt(characters.length)],
  ).join('');
}
