/** `npm start`: the whole product on this machine. */
import { existsSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { LocalInstall } from '../../cli/local-install.ts';
import { progressBar } from '../../cli/progress-bar.ts';
import { DEFAULT_TENANT } from '../../shared/domain/document/object-keys.ts';
import { signToken } from '../../shared/identity/tokens.ts';
import { readFirstDocuments } from './first-documents.ts';
import { prepareAssembly } from './prepare-assembly.ts';
import type { LocalRuntime } from './runtime.ts';
import { LocalSetupError } from './setup-error.ts';

function portSetting(name: string, fallback: number): number {
  const text = process.env[name];
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new LocalSetupError(`${name} must be a port between 1 and 65535, not "${text}".`);
}

function tokenSecret(runtime: LocalRuntime): { name: string; value: string } {
  const [secret] = runtime.secrets;
  if (!secret) throw new LocalSetupError('The template has no secret to sign tokens with.');
  return secret;
}

/** The name of the template's one resource of a type. */
function onlyName(runtime: LocalRuntime, ...types: string[]): string {
  const [only] = runtime.model.ofType(...types);
  if (!only) throw new LocalSetupError(`The template has no ${types[0]}.`);
  return only.name;
}

/** What the command line needs to find this installation; see cli/local-install.ts. */
function describeInstall(runtime: LocalRuntime): void {
  const install: LocalInstall = {
    apiUrl: runtime.apiUrl,
    awsUrl: runtime.s3Url,
    region: runtime.region,
    dynamodbUrl: runtime.addresses.dynamodb,
    tableName: onlyName(runtime, 'AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'),
    bucketName: onlyName(runtime, 'AWS::S3::Bucket'),
    tokenSecretName: tokenSecret(runtime).name,
  };
  writeFileSync(join(runtime.dataDirectory, 'install.json'), `${JSON.stringify(install, undefined, 2)}\n`);
}

async function administratorLines(runtime: LocalRuntime): Promise<string[]> {
  const answer = (await runtime.invoke('bordereau-create-administrator', {})) as {
    username: string;
    password?: string;
  };
  if (answer.password) {
    return [`  Sign-in   ${answer.username} / ${answer.password}   (shown this once)`];
  }
  return [
    `  Sign-in   ${answer.username}, with the password shown on the first start; or npx bordereau token`,
  ];
}

async function showFirstDocuments(runtime: LocalRuntime, stopped: AbortSignal): Promise<void> {
  const marker = join(runtime.dataDirectory, 'samples-read');
  if (existsSync(marker) || process.env.BORDEREAU_SAMPLES === 'off') return;
  const key = new TextEncoder().encode(tokenSecret(runtime).value);
  const token = await signToken(
    { tenant: DEFAULT_TENANT, subject: 'first-start', role: 'viewer' },
    key,
    new Date(),
  );
  process.stderr.write('First start: reading our sample documents.\n');
  let bar: ReturnType<typeof progressBar> | undefined;
  const table = await readFirstDocuments({
    apiUrl: runtime.apiUrl,
    token,
    dataDirectory: runtime.dataDirectory,
    stopped,
    onProgress: (read, total) => {
      bar ??= progressBar(total);
      bar.update(read, 'documents read');
    },
  });
  bar?.clear();
  if (stopped.aborted) return;
  process.stdout.write(`\n${table}\n`);
  writeFileSync(marker, '');
}

/**
 * Presigned addresses name the host that clients reach: this machine's own, unless the product listens to others.
 */
function uploadsEnvironment(s3Port: number): Record<string, string> {
  const { HOST, PUBLIC_S3_URL } = process.env;
  if (PUBLIC_S3_URL) return { UPLOADS_ENDPOINT_URL: PUBLIC_S3_URL };
  if (!HOST || HOST === '127.0.0.1' || HOST === 'localhost') return {};
  const host = HOST === '0.0.0.0' || HOST === '::' ? hostname() : HOST;
  return { UPLOADS_ENDPOINT_URL: `http://${host}:${s3Port}` };
}

/** By the signal itself: an exit would first end every thread, and native code in its midst aborts at that. */
function endAtOnce(): void {
  process.removeAllListeners('SIGINT');
  process.kill(process.pid, 'SIGINT');
}

async function main(): Promise<void> {
  const startedAt = performance.now();
  const port = portSetting('PORT', 3000);
  const s3Port = portSetting('S3_PORT', port + 1);
  if (s3Port > 65_535) throw new LocalSetupError(`No port follows PORT ${port}: set S3_PORT as well.`);
  const dataDirectory = process.env.DATA_DIR || '.data';
  const assembly = await prepareAssembly();
  const { startLocal } = await import('./runtime.ts');
  const runtime = await startLocal({
    assembly,
    dataDirectory,
    port,
    s3Port,
    ...(process.env.HOST && { host: process.env.HOST }),
    environment: uploadsEnvironment(s3Port),
    prewarm: 'all',
  });

  const stopping = new AbortController();
  const stop = async () => {
    // A second Ctrl-C means now.
    if (stopping.signal.aborted) endAtOnce();
    stopping.abort();
    process.stderr.write('\nStopping…\n');
    await runtime.stop();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());

  describeInstall(runtime);
  const signIn = await administratorLines(runtime);
  process.stderr.write(
    `Bordereau is ready after ${((performance.now() - startedAt) / 1000).toFixed(1)} s.\n`,
  );
  process.stdout.write(
    [
      '',
      `  API       ${runtime.apiUrl}`,
      `  Docs      ${runtime.apiUrl}/docs`,
      `  Admin     ${runtime.apiUrl}/admin`,
      `  S3        ${runtime.s3Url}, bucket ${onlyName(runtime, 'AWS::S3::Bucket')}`,
      `  Inbox     ${join(runtime.dataDirectory, 'inbox', DEFAULT_TENANT)}   (a folder per tenant: drop files in)`,
      ...signIn,
      '',
      '',
    ].join('\n'),
  );
  await showFirstDocuments(runtime, stopping.signal);
  if (!stopping.signal.aborted) process.stdout.write('\nCtrl-C stops.\n');
}

try {
  await main();
} catch (error) {
  if (!(error instanceof LocalSetupError)) throw error;
  process.stderr.write(`bordereau: ${error.message}\n`);
  process.exit(1);
}
