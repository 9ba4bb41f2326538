/** The secret that tokens are signed with, from Secrets Manager; only functions that sign or check tokens may read it. */
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { setting } from '../environment.ts';

/** A rotated secret is noticed after this long. */
const CACHE_MS = 300_000;

let client: SecretsManagerClient | undefined;
let cached: { key: Uint8Array; until: number } | undefined;

export async function tokenSecret(now: Date): Promise<Uint8Array> {
  if (cached && cached.until > now.getTime()) return cached.key;
  client ??= new SecretsManagerClient({});
  const { SecretString } = await client.send(
    new GetSecretValueCommand({ SecretId: setting('TOKEN_SECRET_ARN') }),
  );
  if (!SecretString) throw new Error('the token secret has no text');
  cached = { key: new TextEncoder().encode(SecretString), until: now.getTime() + CACHE_MS };
  return cached.key;
}
