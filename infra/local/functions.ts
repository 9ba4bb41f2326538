import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Outcome } from './function-environment.ts';
import { FunctionPool, type Invocation } from './function-pool.ts';
import type { LocalCredentials } from './presigned-url.ts';
import type { ServiceAddresses } from './service-addresses.ts';
import { type LocalModel, type LocalResource, REGION } from './template.ts';

/** A log above this size is set aside when the runtime starts. */
const LOG_LIMIT_BYTES = 20 * 1024 * 1024;

const CODE_CACHE_LIMIT_FILES = 1000;

export interface FunctionsOptions {
  model: LocalModel;
  addresses: ServiceAddresses;
  credentials: LocalCredentials;
  dataDirectory: string;
  /** Variables that every function gets besides its own. */
  environment: Record<string, string>;
  /** What addresses of deployed APIs are called here; applied to the values of all variables. */
  translate(text: string): string;
}

/** Lambda's processor share: a whole one at this memory (docs.aws.amazon.com/lambda, "Configure memory"). */
const MEGABYTES_A_CORE = 1769;
const MOST_ENVIRONMENTS = 8;

/** How many environments of a function this machine's cores can serve as Lambda would, two at least. */
function environmentBound(memoryMegabytes: number): number {
  const fitting = Math.ceil((availableParallelism() * MEGABYTES_A_CORE) / memoryMegabytes);
  return Math.min(MOST_ENVIRONMENTS, Math.max(2, fitting));
}

/** Every Lambda function of the template, each with its own pool of environments. */
export class LocalFunctions {
  readonly #options: FunctionsOptions;
  readonly #pools = new Map<string, FunctionPool>();
  readonly #codeCache: string;
  readonly #trimmer: NodeJS.Timeout;

  constructor(options: FunctionsOptions) {
    this.#options = options;
    this.#codeCache = join(options.dataDirectory, 'code-cache');
    pruneCodeCache(this.#codeCache);
    this.#trimmer = setInterval(() => {
      for (const pool of this.#pools.values()) pool.trim();
    }, 60_000).unref();
  }

  /** The pool of a function by ARN (with or without a version), name, logical id or construct path. */
  pool(identifier: string): FunctionPool | undefined {
    const known = this.#pools.get(identifier);
    if (known) return known;
    const unqualified = identifier.replace(/^(arn:aws:lambda:[^:]*:[^:]*:function:[^:]+):[^:]+$/, '$1');
    const resource = this.#options.model.find('AWS::Lambda::Function', unqualified);
    if (!resource) return undefined;
    let pool = this.#pools.get(resource.arn);
    if (!pool) {
      pool = this.#createPool(resource);
      this.#pools.set(resource.arn, pool);
    }
    this.#pools.set(identifier, pool);
    return pool;
  }

  /** Runs a function once; one that is not in the template is an outcome like any failure. */
  async invoke(identifier: string, invocation: Invocation): Promise<Outcome> {
    const pool = this.pool(identifier);
    if (!pool) {
      return {
        error: { errorType: 'ResourceNotFoundException', errorMessage: `Function not found: ${identifier}` },
      };
    }
    return pool.invoke(invocation);
  }

  /**
   * Starts one environment of each named function, or of `all` that a route or queue leads to. One after another: a
   * request that comes meanwhile should not have to share the processor with all of them.
   */
  async prewarm(identifiers: 'all' | readonly string[]): Promise<void> {
    const named = identifiers === 'all' ? this.#pools.values() : identifiers.map((name) => this.pool(name));
    for (const pool of new Set(named)) await pool?.prewarm();
  }

  async stop(graceMilliseconds: number): Promise<void> {
    clearInterval(this.#trimmer);
    const deadline = new Promise((resolve) => setTimeout(resolve, graceMilliseconds).unref());
    await Promise.all([...new Set(this.#pools.values())].map((pool) => pool.stop(deadline)));
  }

  #createPool(resource: LocalResource): FunctionPool {
    const { properties, name, arn } = resource;
    const taskRoot = this.#codeFolder(resource);
    const [moduleName = 'index', exportName = 'handler'] = String(
      properties.Handler ?? 'index.handler',
    ).split(/\.(?=[^.]*$)/);
    const memoryMegabytes = Number(properties.MemorySize ?? 128);
    const logFile = join(this.#options.dataDirectory, 'logs', `${name}.log`);
    setAsideLargeLog(logFile);
    const own =
      (properties.Environment as { Variables?: Record<string, unknown> } | undefined)?.Variables ?? {};
    const reserved = properties.ReservedConcurrentExecutions;
    return new FunctionPool(
      {
        start: {
          functionName: name,
          functionArn: arn,
          memoryMegabytes,
          moduleUrl: pathToFileURL(findModule(taskRoot, moduleName)).href,
          exportName,
          logFile,
        },
        variables: {
          // Compiled code is kept between runs: an environment then starts in about half the time.
          NODE_COMPILE_CACHE: this.#codeCache,
          ...this.#commonVariables(name, memoryMegabytes, taskRoot),
          ...this.#texts(own),
          ...this.#options.environment,
        },
        timeoutMilliseconds: Number(properties.Timeout ?? 3) * 1000,
      },
      // Without a reservation AWS would scale out; here the cores are the limit of what helps.
      reserved === undefined
        ? environmentBound(Number(properties.MemorySize ?? 128))
        : Math.max(1, Number(reserved)),
    );
  }

  #codeFolder({ properties, name }: LocalResource): string {
    const code = (properties.Code ?? {}) as { S3Key?: string; ZipFile?: string };
    if (code.ZipFile !== undefined) {
      const folder = join(this.#options.dataDirectory, 'inline', name);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'index.cjs'), code.ZipFile);
      return folder;
    }
    const folder = this.#options.model.assetFolder(String(code.S3Key));
    if (folder === undefined) throw new Error(`The code of the function ${name} is not in the assembly.`);
    return folder;
  }

  #commonVariables(name: string, memoryMegabytes: number, taskRoot: string): Record<string, string> {
    const { addresses, credentials } = this.#options;
    return {
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMegabytes),
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      LAMBDA_TASK_ROOT: taskRoot,
      AWS_ENDPOINT_URL_DYNAMODB: addresses.dynamodb,
      AWS_ENDPOINT_URL_S3: addresses.s3,
      AWS_ENDPOINT_URL_SQS: addresses.sqs,
      AWS_ENDPOINT_URL_SNS: addresses.sns,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: addresses.aws,
      AWS_ENDPOINT_URL_LAMBDA: addresses.aws,
      TZ: ':UTC',
      LANG: 'en_US.UTF-8',
      PATH: process.env.PATH ?? '',
    };
  }

  #texts(variables: Record<string, unknown>): Record<string, string> {
    return Object.fromEntries(
      Object.entries(variables).map(([key, value]) => [key, this.#options.translate(String(value))]),
    );
  }
}

function findModule(folder: string, name: string): string {
  const found = ['.mjs', '.js', '.cjs'].map((extension) => join(folder, name + extension)).find(existsSync);
  if (found === undefined) throw new Error(`${folder} holds no ${name}.mjs.`);
  return found;
}

/** Each new build of a bundle adds files and no one removes old ones; starting over now and then is enough. */
function pruneCodeCache(folder: string): void {
  if (!existsSync(folder)) return;
  if (readdirSync(folder, { recursive: true }).length > CODE_CACHE_LIMIT_FILES)
    rmSync(folder, { recursive: true, force: true });
}

function setAsideLargeLog(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
}
