/**
 * The thread that holds the local S3, SQS and SNS (fauxqs with our stores) and answers the AWS endpoint. It has its
 * own event loop because its database flushes to disk on every change, which would stall the API's requests.
 */
import { subscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { flushCompileCache } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { FastifyInstance } from 'fastify';
import { createFront, type FrontParts } from './aws-front.ts';
import { matchingNotifications, objectCreatedEvent } from './bucket-notifications.ts';
import { loadFauxqs, type SqsStore } from './engine-internals.ts';
import type { EngineSettings, EngineStart, FromEngine, ToEngine } from './engine-protocol.ts';
import { ObjectFiles } from './object-files.ts';
import { listInByteOrder } from './object-listing.ts';
import {
  RetryLedger,
  receiveInTransactions,
  releaseUnfinishedMessages,
  repairInterruptedMessages,
} from './queue-repair.ts';
import { addServiceHooks, type CurrentUpload, raiseBodyLimit } from './s3-hooks.ts';
import { errorCode } from './setup-error.ts';
import { ACCOUNT_ID } from './template.ts';

const start = workerData as EngineStart;
const port = parentPort!;
const tell = (message: FromEngine) => port.postMessage(message);
let settings: EngineSettings = { dynamodbUrl: '', buckets: {}, secrets: [], origins: [] };
const calls = new Map<number, (result: Awaited<ReturnType<FrontParts['invoke']>>) => void>();
let nextCall = 0;

const invoke: FrontParts['invoke'] = (functionName, payload, asynchronous) =>
  new Promise((resolve) => {
    const id = nextCall++;
    calls.set(id, resolve);
    tell({ type: 'invoke', id, functionName, payload: new Uint8Array(payload), asynchronous });
  });

try {
  const server = createServer();
  // Uploads of large files over slow lines must not be cut off.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 65_000;
  server.listen(start.port, start.host);
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  const engine = await openEngine(address.port);
  server.on('request', createFront({ start, settings: () => settings, answerHere: engine.answer, invoke }));
  port.on('message', async (message: ToEngine) => {
    if (message.type === 'configure') {
      settings = message.settings;
      tell({ type: 'configured' });
    } else if (message.type === 'invoked') {
      calls.get(message.id)?.(message);
      calls.delete(message.id);
    } else {
      server.close();
      server.closeAllConnections();
      await engine.close();
      tell({ type: 'stopped' });
      port.close();
    }
  });
  tell({ type: 'ready', port: address.port });
  flushCompileCache();
} catch (error) {
  tell({
    type: 'failed',
    code: errorCode(error),
    message: error instanceof Error ? error.message : String(error),
  });
}

/** Opens the stores and repairs what the last process left half done. */
async function openEngine(httpPort: number) {
  const fauxqs = await loadFauxqs();
  const manager = new fauxqs.PersistenceManager(start.directory);
  const { db } = manager;
  const sqsStore = new fauxqs.SqsStore();
  const snsStore = new fauxqs.SnsStore();
  const s3Store = new fauxqs.S3Store();
  sqsStore.region = start.region;
  snsStore.region = start.region;
  // Queue URLs then carry the address that the client used; those on disk still name the last run's port.
  sqsStore.host = undefined;
  db.prepare(`UPDATE sqs_queues SET url = 'http://127.0.0.1:' || ? || '/${ACCOUNT_ID}/' || name`).run(
    httpPort,
  );
  repairInterruptedMessages(db);
  manager.loadSqsAndSns(sqsStore, snsStore);
  sqsStore.persistence = manager;
  snsStore.persistence = manager;
  for (const queue of sqsStore.allQueues()) queue.persistence = manager;

  const current: CurrentUpload = { kind: 'Put', sourceIp: '127.0.0.1' };
  const files = new ObjectFiles(db, join(start.directory, 'objects'), (bucket, object) => {
    const { etag, key, contentLength: size } = object;
    for (const notification of matchingNotifications(
      settings.buckets[bucket]?.notifications ?? [],
      key,
      current.kind,
    )) {
      const body = objectCreatedEvent({ bucket, key, size, etag, ...current }, notification.id);
      deliver(sqsStore, fauxqs.SqsStore.createMessage(body), notification.queueArn);
    }
  });
  listInByteOrder(s3Store);
  files.load(s3Store);
  s3Store.persistence = files;
  const ledger = new RetryLedger(db);
  receiveInTransactions(fauxqs, db, ledger);

  subscribe('fastify.initialization', (message) => {
    const { fastify } = message as { fastify: FastifyInstance };
    raiseBodyLimit(fastify);
    addServiceHooks(fastify, { s3: s3Store, sqs: sqsStore, ledger }, current);
  });
  const app = fauxqs.buildApp({
    logger: false,
    defaultRegion: start.region,
    stores: { sqsStore, snsStore, s3Store },
  });
  await app.ready();
  // Not before the first requests: on a large store it reads every folder.
  const sweep = setTimeout(() => files.sweep(), 2000);
  return {
    answer: (app as unknown as { routing: FrontParts['answerHere'] }).routing,
    async close() {
      clearTimeout(sweep);
      sqsStore.shutdown();
      await app.close();
      releaseUnfinishedMessages(db);
      manager.close();
    },
  };
}

function deliver(store: SqsStore, message: { messageId: string }, queueArn: string): void {
  const queue = store.getQueueByArn(queueArn);
  if (!queue) throw new Error(`A bucket notifies the queue ${queueArn}, which does not exist.`);
  queue.enqueue(message);
}
