/** The product as a user starts it: `npm start` in a process of its own, on free ports and a data folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { LocalInstall, LocalSecrets } from '../../cli/local-install.ts';
import { type Client, createClient } from '../../client/client.ts';
import type { Role } from '../../shared/contract/caller.ts';
import { signToken } from '../../shared/identity/tokens.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Sooner than vitest gives up a hook, so that what it printed is told. */
const START_TIMEOUT_SECONDS = 100;

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

export interface InstallationOptions {
  /** Kept from an earlier start; a new one when absent. */
  dataDirectory?: string;
  environment?: Record<string, string>;
}

export class Installation {
  readonly process: ChildProcess;
  readonly port: number;
  readonly s3Port: number;
  readonly dataDirectory: string;
  /** Everything printed so far, both streams. */
  output = '';

  private constructor(child: ChildProcess, ports: { port: number; s3Port: number }, dataDirectory: string) {
    this.process = child;
    this.port = ports.port;
    this.s3Port = ports.s3Port;
    this.dataDirectory = dataDirectory;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk.toString();
      });
    }
  }

  /** Resolves once `GET /health` answers 200; rejects with the output if it does not in time. */
  static async start(options: InstallationOptions = {}): Promise<Installation> {
    const dataDirectory = options.dataDirectory ?? (await mkdtemp(join(tmpdir(), 'bordereau-')));
    const port = await freePort();
    const s3Port = await freePort();
    const child = spawn(process.execPath, [join(ROOT, 'infra/local/start.ts')], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        PORT: String(port),
        S3_PORT: String(s3Port),
        DATA_DIR: dataDirectory,
        BORDEREAU_SAMPLES: 'off',
        ...options.environment,
      },
    });
    const installation = new Installation(child, { port, s3Port }, dataDirectory);
    // A test that times out takes no leave of what it started.
    process.once('exit', () => child.kill('SIGKILL'));
    const deadline = Date.now() + START_TIMEOUT_SECONDS * 1000;
    while (Date.now() < deadline && child.exitCode === null) {
      if (await installation.isHealthy()) return installation;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    child.kill('SIGKILL');
    throw new Error(`the installation did not get ready:\n${installation.output}`);
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get s3Url(): string {
    return `http://127.0.0.1:${this.s3Port}`;
  }

  async isHealthy(): Promise<boolean> {
    try {
      return (await fetch(`${this.apiUrl}/health`, { signal: AbortSignal.timeout(1000) })).ok;
    } catch {
      return false;
    }
  }

  /** What `npm start` wrote down for the command line. */
  async describe(): Promise<LocalInstall> {
    return JSON.parse(await readFile(join(this.dataDirectory, 'install.json'), 'utf8'));
  }

  async #secrets() {
    return JSON.parse(await readFile(join(this.dataDirectory, 'secrets.json'), 'utf8')) as LocalSecrets;
  }

  async credentials() {
    return (await this.#secrets()).credentials;
  }

  /** The key of the one object whose key starts so; fails when there is none, or more. */
  async onlyKeyUnder(prefix: string): Promise<string> {
    const s3 = new S3Client({
      endpoint: this.s3Url,
      region: 'eu-west-3',
      credentials: await this.credentials(),
      forcePathStyle: true,
    });
    const { bucketName: Bucket } = await this.describe();
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: prefix }));
    const [only, ...more] = Contents.map(({ Key }) => Key);
    if (!only || more.length > 0) throw new Error(`${Contents.length} objects under ${prefix}`);
    return only;
  }

  async token(role: Role = 'admin', tenant = 'default'): Promise<string> {
    const [{ tokenSecretName }, { secrets }] = await Promise.all([this.describe(), this.#secrets()]);
    const key = new TextEncoder().encode(secrets[tokenSecretName]?.value);
    return signToken({ tenant, subject: 'test', role }, key, new Date());
  }

  async client(role: Role = 'admin', tenant = 'default'): Promise<Client> {
    return createClient({ baseUrl: this.apiUrl, token: await this.token(role, tenant) });
  }

  /** Lets the tenant ask more often than any dashboard does; before its first other call, or half a minute late. */
  async liftRateLimit(): Promise<void> {
    const client = await this.client();
    await client.call('administration.changeSettings', { body: { requests_per_minute: 1_000_000 } });
  }

  /** As Ctrl-C does; resolves with the exit status. */
  async stop(): Promise<number | null> {
    return this.#end('SIGINT');
  }

  /** Without any warning, as a power cut would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const exited = once(this.process, 'exit');
      this.process.kill(signal);
      await exited;
    }
    return this.process.exitCode;
  }

  /** Stops it and removes its data. */
  async remove(): Promise<void> {
    await this.#end('SIGKILL');
    await rm(this.dataDirectory, { recursive: true, force: true, maxRetries: 5 });
  }
}
