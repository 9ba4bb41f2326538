import type { BucketNotification } from './bucket-notifications.ts';
import type { LocalCredentials } from './presigned-url.ts';

/** A rule of a bucket's `CorsConfiguration`. */
export interface CorsRule {
  allowedOrigins: string[];
  allowedMethods: string[];
  allowedHeaders: string[];
  exposedHeaders: string[];
  maxAgeSeconds: number;
}

export interface BucketSettings {
  notifications: BucketNotification[];
  cors: CorsRule[];
}

/** A secret as the Secrets Manager endpoint serves it. */
export interface ServedSecret {
  arn: string;
  name: string;
  value: string;
  versionId: string;
  /** Seconds since the epoch, as the API writes dates. */
  createdSeconds: number;
}

/** Services that somebody else runs: requests for them are passed on instead of answered here. */
interface ExternalEndpoints {
  s3?: string;
  sqs?: string;
  sns?: string;
}

/** What the engine thread is started with. */
export interface EngineStart {
  directory: string;
  host: string;
  port: number;
  region: string;
  credentials: LocalCredentials;
  external: ExternalEndpoints;
}

/** What the engine thread learns once the template is resolved: it needed the engine's own port for that. */
export interface EngineSettings {
  dynamodbUrl: string;
  buckets: Record<string, BucketSettings>;
  secrets: ServedSecret[];
  /** Browser origins of the local API, which may always call the buckets. */
  origins: string[];
}

/** From the runtime to the engine thread. */
export type ToEngine =
  | { type: 'configure'; settings: EngineSettings }
  | { type: 'invoked'; id: number; status: number; payload: string; functionError?: string }
  | { type: 'stop' };

/** From the engine thread to the runtime. */
export type FromEngine =
  | { type: 'ready'; port: number }
  | { type: 'failed'; code: string; message: string }
  | { type: 'configured' }
  | { type: 'invoke'; id: number; functionName: string; payload: Uint8Array; asynchronous: boolean }
  | { type: 'stopped' };
