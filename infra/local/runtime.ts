import type { Server } from 'node:http';
import { join } from 'node:path';
import { readAssembly } from './assembly.ts';
import { bucketSettings } from './buckets.ts';
import { type DataDirectory, openDataDirectory } from './data-directory.ts';
import { type DynamodbEngine, startDynamodb } from './dynamodb-engine.ts';
import type { EngineStart, ServedSecret } from './engine-protocol.ts';
import { createEventSources, type EventSource } from './event-sources.ts';
import type { Outcome } from './function-environment.ts';
import { LocalFunctions } from './functions.ts';
import { Gateways, listen, portOf, translateAddresses } from './gateways.ts';
import { InboxFolder } from './inbox-folder.ts';
import type { LocalCredentials } from './presigned-url.ts';
import { QueueClient } from './queue-client.ts';
import { createResources } from './resources.ts';
import { Schedules } from './schedules.ts';
import { SecretsKeeper } from './secrets.ts';
import { readExternalEndpoints, type ServiceAddresses } from './service-addresses.ts';
import { LocalSetupError } from './setup-error.ts';
import { type InvokeByName, type StorageEngine, startStorageEngine } from './storage-engine.ts';
import { type LocalModel, REGION, resolveAssembly } from './template.ts';

const STOP_GRACE_MILLISECONDS = 5000;

/** How to run an assembly; only its folder is required. */
export interface LocalOptions {
  /** The synthesized cloud assembly (`cdk.out`). */
  assembly: string;
  /** Where everything is kept. Default `.data`. */
  dataDirectory?: string;
  /** Port of the APIs, 0 for any free one. Default 3000. */
  port?: number;
  /** Port of the AWS endpoint (S3 and the rest), 0 for any free one. Default the next after `port`. */
  s3Port?: number;
  /** Network interface to listen on. Default 127.0.0.1: other machines reach nothing. */
  host?: string;
  /** Variables that every function gets; they win over the template's. */
  environment?: Record<string, string>;
  /** Functions to start before they are needed: `all` that a route or queue leads to, or by name. */
  prewarm?: 'all' | readonly string[];
  /** Whether to watch the inbox folder of the data directory. Default true. */
  watchInbox?: boolean;
  /** Wait before a failed message's first retry, doubled for each further one. Default 1. */
  retrySeconds?: number;
  /** Told what a person should know while the runtime runs, a line at a time. Default: standard error. */
  log?(line: string): void;
}

/** A running local installation. */
export interface LocalRuntime {
  /** `http://127.0.0.1:3000`: HTTP API, and WebSocket APIs under their paths. */
  apiUrl: string;
  /** `http://127.0.0.1:3001`: S3, and every other AWS service for any AWS client. */
  s3Url: string;
  dataDirectory: string;
  /** Direct address of every service, and the credentials that sign for them. */
  addresses: ServiceAddresses;
  credentials: LocalCredentials;
  model: LocalModel;
  region: string;
  /** The template's secrets with their values on this machine. */
  secrets: readonly ServedSecret[];
  /** Runs a function by logical id, name, ARN or construct id; rejects with `LocalInvocationError` if it fails. */
  invoke(functionName: string, event: unknown): Promise<unknown>;
  /** Accepts no more work, lets what runs finish for up to 5 s, and closes everything. */
  stop(): Promise<void>;
}

/** A function that failed when it was run by `invoke`. */
export class LocalInvocationError extends Error {
  override readonly name = 'LocalInvocationError';
  readonly errorType: string;

  constructor(errorType: string, message: string) {
    super(message);
    this.errorType = errorType;
  }
}

/**
 * Runs a synthesized assembly on this machine. Everything comes from its templates; nothing here knows the product.
 * Rejects with `LocalSetupError`, whose message is one line for a person, if something on the machine stands in the way.
 */
export async function startLocal(options: LocalOptions): Promise<LocalRuntime> {
  const installation = new Installation(options);
  try {
    return await installation.start();
  } catch (error) {
    await installation.stop();
    throw error;
  }
}

/** The parts of a running installation, in the order in which they start; any may be missing when `stop` is called. */
class Installation {
  readonly #options: LocalOptions;
  readonly #log: (line: string) => void;
  #data: DataDirectory | undefined;
  #server: Server | undefined;
  #dynamodb: DynamodbEngine | undefined;
  #storage: StorageEngine | undefined;
  #functions: LocalFunctions | undefined;
  #gateways: Gateways | undefined;
  #client: QueueClient | undefined;
  #sources: EventSource[] = [];
  #schedules: Schedules | undefined;
  #inbox: InboxFolder | undefined;
  #stopped: Promise<void> | undefined;

  constructor(options: LocalOptions) {
    this.#options = options;
    this.#log = options.log ?? ((line) => void process.stderr.write(`${line}\n`));
  }

  async start(): Promise<LocalRuntime> {
    const options = this.#options;
    const host = options.host ?? '127.0.0.1';
    const port = options.port ?? 3000;
    const stacks = readAssembly(options.assembly);
    this.#data = openDataDirectory(options.dataDirectory ?? '.data');
    const dataDirectory = this.#data.path;
    this.#server = await listen(port, host);
    const keeper = new SecretsKeeper(dataDirectory);
    const external = readExternalEndpoints(process.env);
    if ((external.s3 === undefined) !== (external.sqs === undefined)) {
      // Ours delivers a bucket's notifications in the transaction that stores the object.
      throw new LocalSetupError(
        'AWS_ENDPOINT_URL_S3 and AWS_ENDPOINT_URL_SQS must be set together or not at all.',
      );
    }
    const credentials = chooseCredentials(keeper, Object.values(external).some(Boolean));

    const [dynamodb, storage] = await Promise.all([
      external.dynamodb ?? this.#startDynamodb(dataDirectory),
      this.#startStorage({
        directory: join(dataDirectory, 'engine'),
        host,
        port: options.s3Port ?? (port === 0 ? 0 : port + 1),
        region: REGION,
        credentials,
        external,
      }),
    ]);
    const apiUrl = `http://127.0.0.1:${portOf(this.#server)}`;
    const s3Url = `http://127.0.0.1:${storage.port}`;
    const addresses: ServiceAddresses = {
      dynamodb,
      s3: external.s3 ?? s3Url,
      sqs: external.sqs ?? s3Url,
      sns: external.sns ?? s3Url,
      aws: s3Url,
    };

    const model = resolveAssembly(stacks, { sqsUrl: addresses.sqs, apiUrl });
    const functions = new LocalFunctions({
      model,
      addresses,
      credentials,
      dataDirectory,
      environment: options.environment ?? {},
      translate: (text) => translateAddresses(text, model, apiUrl),
    });
    this.#functions = functions;
    this.#gateways = new Gateways(this.#server, model, functions);
    const origins = [apiUrl, apiUrl.replace('127.0.0.1', 'localhost')];
    const settings = {
      dynamodbUrl: dynamodb,
      buckets: bucketSettings(model),
      secrets: keeper.serve(model),
      origins,
    };
    await storage.configure(settings, invokeForClients(functions));
    const isOurs = !Object.values(external).some(Boolean) && this.#dynamodb?.isFresh === false;
    await createResources({ model, addresses, credentials, dataDirectory, trustStamp: isOurs });

    await this.#startWork(model, functions, addresses, dataDirectory);
    return {
      apiUrl,
      s3Url,
      dataDirectory,
      addresses,
      credentials,
      model,
      region: REGION,
      secrets: settings.secrets,
      invoke: async (name, event) =>
        readOutcome(await functions.invoke(name, { json: JSON.stringify(event ?? {}) })),
      stop: () => this.stop(),
    };
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stopOnce();
    return this.#stopped;
  }

  async #startDynamodb(dataDirectory: string): Promise<string> {
    this.#dynamodb = await startDynamodb(dataDirectory);
    return this.#dynamodb.url;
  }

  async #startStorage(start: EngineStart): Promise<StorageEngine> {
    this.#storage = await startStorageEngine(start);
    return this.#storage;
  }

  /** From here on things happen: requests are answered, messages received, files taken in. */
  async #startWork(
    model: LocalModel,
    functions: LocalFunctions,
    addresses: ServiceAddresses,
    dataDirectory: string,
  ) {
    const { retrySeconds = 1, watchInbox = true, prewarm = [] } = this.#options;
    this.#client = new QueueClient(addresses.sqs);
    this.#sources = createEventSources(model, functions, this.#client, { retrySeconds, log: this.#log });
    this.#gateways!.serve();
    for (const source of this.#sources) source.start();
    this.#schedules = new Schedules(model, functions, this.#log);
    if (watchInbox) {
      this.#inbox = InboxFolder.of(model, { dataDirectory, s3Url: addresses.s3, log: this.#log });
      await this.#inbox?.start();
    }
    void functions.prewarm(prewarm);
  }

  async #stopOnce(): Promise<void> {
    this.#server?.close();
    this.#server?.closeIdleConnections();
    this.#schedules?.stop();
    const idle = this.#sources.map((source) => source.stop());
    await this.#inbox?.stop();
    await this.#gateways?.stop();
    await this.#functions?.stop(STOP_GRACE_MILLISECONDS);
    await Promise.all(idle);
    this.#client?.close();
    this.#server?.closeAllConnections();
    await Promise.all([this.#storage?.stop(), this.#dynamodb?.stop()]);
    this.#data?.release();
  }
}

/** Ours, unless a service of the user's is in use and the environment holds the key to it. */
function chooseCredentials(keeper: SecretsKeeper, hasExternal: boolean): LocalCredentials {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env;
  return hasExternal && accessKeyId && secretAccessKey
    ? { accessKeyId, secretAccessKey }
    : keeper.credentials;
}

/** What Lambda's `Invoke` answers. */
function invokeForClients(functions: LocalFunctions): InvokeByName {
  return async (functionName, payload, asynchronous) => {
    if (!functions.pool(functionName)) {
      return { status: 404, payload: JSON.stringify({ Message: `Function not found: ${functionName}` }) };
    }
    const run = functions.invoke(functionName, { json: payload });
    if (asynchronous) return { status: 202, payload: '' };
    const outcome = await run;
    if ('json' in outcome) return { status: 200, payload: outcome.json };
    const error = 'error' in outcome ? outcome.error : undefined;
    return { status: 200, payload: JSON.stringify(error), functionError: 'Unhandled' };
  };
}

function readOutcome(outcome: Outcome): unknown {
  if ('json' in outcome) return JSON.parse(outcome.json);
  const { errorType, errorMessage } =
    'error' in outcome ? outcome.error : { errorType: 'Error', errorMessage: '' };
  throw new LocalInvocationError(errorType, errorMessage);
}
