import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CreationKind } from './bucket-notifications.ts';
import type { S3Store, SqsStore } from './engine-internals.ts';
import { messageOf, type RetryLedger } from './queue-repair.ts';

/** Largest body of one S3 request, held in memory while it is stored; larger files go in parts. */
const BODY_LIMIT_BYTES = 1024 ** 3;

/** Which request is being stored at this moment; handlers are synchronous, so one is enough. */
export interface CurrentUpload {
  kind: CreationKind;
  sourceIp: string;
}

/** Set before routes exist: fauxqs creates its Fastify itself and sizes it for small test files. */
export function raiseBodyLimit(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    route.bodyLimit = BODY_LIMIT_BYTES;
  });
}

/**
 * What fauxqs lacks of S3 and SQS, checked between the parsed request and its synchronous handler, so that nothing
 * can happen in between: conditional writes and deletes, empty bodies, and visibility changes to zero.
 */
export function addServiceHooks(
  app: FastifyInstance,
  stores: { s3: S3Store; sqs: SqsStore; ledger: RetryLedger },
  current: CurrentUpload,
): void {
  app.addHook('preHandler', (request, reply, done) => {
    const params = request.params as { bucket?: string; '*'?: string };
    if (params.bucket === undefined) {
      const isAnswered = request.method === 'POST' && keepChosenVisibility(request, reply, stores);
      if (!isAnswered) done();
      return;
    }
    if (request.body === undefined || request.body === null) request.body = Buffer.alloc(0);
    const contentType = request.headers['x-local-content-type'];
    if (typeof contentType === 'string') request.headers['content-type'] = contentType;
    if (typeof request.body === 'string') request.body = Buffer.from(request.body);
    current.kind = creationKind(request);
    current.sourceIp = request.ip;
    const refused = params['*']
      ? failedCondition(request, stores.s3.buckets.get(params.bucket)?.get(params['*']))
      : undefined;
    if (refused) sendS3Error(reply, ...refused);
    else done();
  });
}

function creationKind(request: FastifyRequest): CreationKind {
  if (request.method === 'POST')
    return 'uploadId' in (request.query as object) ? 'CompleteMultipartUpload' : 'Post';
  return request.headers['x-amz-copy-source'] ? 'Copy' : 'Put';
}

function failedCondition(
  request: FastifyRequest,
  existing: { etag: string } | undefined,
): [number, string] | undefined {
  const query = request.query as Record<string, string>;
  const isCompletion = request.method === 'POST' && 'uploadId' in query;
  const isWrite = (request.method === 'PUT' && !('partNumber' in query)) || isCompletion;
  if (!isWrite && request.method !== 'DELETE') return undefined;
  if (isWrite && request.headers['if-none-match'] === '*' && existing) return [412, 'PreconditionFailed'];
  const expected = request.headers['if-match'];
  if (expected === undefined) return undefined;
  if (!existing) return [404, 'NoSuchKey'];
  const matches = expected === '*' || expected.replaceAll('"', '') === existing.etag.replaceAll('"', '');
  return matches ? undefined : [412, 'PreconditionFailed'];
}

function sendS3Error(reply: FastifyReply, status: number, code: string): void {
  void reply
    .status(status)
    .header('content-type', 'application/xml')
    .send(
      `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${code}</Message></Error>`,
    );
}

/**
 * A consumer that sets a message's visibility chooses when it comes back, and the event source must not shorten or
 * lengthen that afterwards. Its own calls carry `x-local-outcome`: `running` (a heartbeat) or `failed` (the
 * message waits for its next try). fauxqs breaks its database on a visibility of zero: one millisecond does the same.
 */
function keepChosenVisibility(
  request: FastifyRequest,
  reply: FastifyReply,
  { sqs, ledger }: { sqs: SqsStore; ledger: RetryLedger },
): boolean {
  const target = request.headers['x-amz-target'];
  if (typeof target !== 'string' || !target.startsWith('AmazonSQS.ChangeMessageVisibility')) return false;
  const body = request.body as { QueueUrl: string; Entries?: VisibilityEntry[] } & VisibilityEntry;
  const outcome = request.headers['x-local-outcome'];
  for (const entry of body.Entries ?? [body]) {
    if (entry.VisibilityTimeout === 0) entry.VisibilityTimeout = 0.001;
    if (outcome === undefined) ledger.choose(entry.ReceiptHandle);
    if (outcome === 'failed') {
      const message = messageOf(sqs, body.QueueUrl, entry.ReceiptHandle);
      if (message !== undefined) ledger.failed(message);
    }
  }
  // The event source changes one message at a time.
  const isAlreadyChosen = outcome !== undefined && ledger.isChosen(body.ReceiptHandle);
  if (isAlreadyChosen) void reply.header('content-type', 'application/x-amz-json-1.0').send({});
  return isAlreadyChosen;
}

interface VisibilityEntry {
  ReceiptHandle: string;
  VisibilityTimeout: number;
}
