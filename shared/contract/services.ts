/**
 * The services a handler may ask for, by name. A definition lists the names it uses; the type system then
 * gives the handler exactly those, `infra/grants.ts` grants its function exactly their rights, and a Lambda
 * entry must supply exactly their implementations. Interfaces only: nothing here reaches AWS.
 */
import type { AuditAppends, AuditLog, AuditOutbox } from '../domain/audit/audit-services.ts';
import type { Confirmations } from '../domain/document/confirmation.ts';
import type { DocumentRecords } from '../domain/document/document-records.ts';
import type { RecordFormat } from '../domain/document/format.ts';
import type { DomainEvent } from '../domain/event/domain-event.ts';
import type { SupplierMemories } from '../domain/extraction/memory/memory-services.ts';
import type { FaxExportJournal } from '../domain/fax-log/fax-exports.ts';
import type { ContentCopies, FaxImports, FaxReportChanges } from '../domain/fax-log/fax-imports.ts';
import type { RawRow } from '../domain/fax-log/fax-record.ts';
import type { FaxEditions, FaxRecords, FaxReports } from '../domain/fax-log/fax-report.ts';
import type { FaxValidationSteps, FaxValidations } from '../domain/fax-log/fax-validations.ts';
import type { TaskChanges, TaskQueries } from '../domain/task/task-services.ts';
import type { TenantSettingsStore } from '../domain/tenant/tenant-settings.ts';
import type {
  WebhookDeliveries,
  WebhookDirectory,
  WebhookRegistry,
  WebhookTransport,
} from '../domain/webhook/webhook-services.ts';
import type { ApiKeys, Credentials, TokenIssuer, Users } from './identity.ts';
import type { ProcessProbe, RequestMetrics } from './metrics.ts';
import type { DocumentReading } from './reading.ts';

/** Where an object lies. `versionId` names exactly the version an event spoke of, where the bucket has versions. */
export interface ObjectAddress {
  key: string;
  versionId?: string | undefined;
  etag?: string | undefined;
}

/** Takes what was dropped out of the inbox. */
export interface InboxObjects {
  /** Size, type and metadata; undefined when the object is gone. */
  head(address: ObjectAddress): Promise<{ sizeBytes: number; metadata: Record<string, string> } | undefined>;
  /** Its bytes as they come, however many; undefined when the object is gone. Errors come while reading. */
  open(address: ObjectAddress): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Server-side copy, so that no size is too large to keep. */
  keepOriginal(address: ObjectAddress, originalKey: string): Promise<void>;
  /** Removes exactly that version or content; content put there since stays. */
  remove(address: ObjectAddress): Promise<void>;
}

/**
 * Remembers what was taken out of the inbox, so that a late or repeated event about it is not mistaken for a
 * document that was deleted before it could be read.
 */
export interface Arrivals {
  remember(arrival: { key: string; etag: string }, now: Date): Promise<void>;
  isKnown(arrival: { key: string; etag: string }): Promise<boolean>;
}

/** Reads kept originals and the pages already read from them. */
export interface Originals {
  /** Throws AppError `object_not_found`. */
  get(originalKey: string): Promise<Uint8Array>;
  /** For those too large to hold. Reading throws AppError `object_not_found`. */
  open(originalKey: string, sizeBytes: number): StoredFile;
}

/** A file that is read in parts. */
export interface StoredFile {
  sizeBytes: number;
  /** The bytes from `from` to before `to`, all by default. */
  read(range?: { from: number; to: number }): AsyncIterable<Uint8Array>;
}

/** Reads tables row by row; memory does not grow with the file. */
export interface TableFiles {
  /**
   * Batches of rows in order, blank ones left out.
   * @param onProgress told now and then how many of the file's bytes have been read so far.
   * @param isWanted whether the table that begins with these rows is the one that is looked for. A workbook may have
   *   several: the first that is wanted is read, else the first that has rows.
   * @throws AppError `unreadable_file`, `empty_file`, `encrypted_document`, `file_too_large`, and what reading throws.
   */
  rows(
    file: StoredFile,
    format: RecordFormat,
    onProgress: (bytesRead: number) => void,
    isWanted?: (firstRows: readonly RawRow[]) => boolean,
  ): AsyncIterable<readonly RawRow[]>;
}

export interface OriginalRemovals {
  /** Safe to repeat. */
  remove(originalKey: string): Promise<void>;
}

export interface PageCache {
  /** Page numbers already read, with their content. */
  list(prefix: string): Promise<Map<number, string>>;
  get(key: string): Promise<string>;
  put(key: string, json: string): Promise<void>;
}

/** The pages kept of documents, for those who only look at them. */
export type KeptPages = Pick<PageCache, 'list' | 'get'>;

export interface UploadTicket {
  url: string;
  method: 'PUT';
  headers: Record<string, string>;
  expires_at: string;
}

/** Lets a client put a document into the bucket, through us or by a presigned address. */
export interface Uploads {
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  /** A URL good for `expiresInSeconds` for exactly `sizeBytes` bytes, when the size is known. */
  presign(
    key: string,
    options: { sizeBytes?: number | undefined; expiresInSeconds: number },
  ): Promise<UploadTicket>;
}

/**
 * Exports that are too large for an answer: files under `exports/<tenant>/<report>/`, written once for an edition and
 * gone after a day or two.
 */
export interface FaxExportFiles {
  /** Whether the file is there, and stays for longer than its address lives. */
  has(key: string): Promise<boolean>;
  /**
   * Stores what comes, part by part, so that memory does not grow with it. The file is there when this resolves and
   * not before; what is left of a failed one goes by itself.
   */
  write(
    key: string,
    content: AsyncIterable<Uint8Array>,
    headers: { contentType: string; contentDisposition: string; contentEncoding?: string },
  ): Promise<void>;
  /** A presigned address for a GET, good for some minutes. */
  address(key: string): Promise<string>;
  /** Removes every file whose key starts so. Safe to repeat. */
  removeAll(prefix: string): Promise<void>;
}

/** Sends what a transaction left to send; see ADR 0002. */
export interface Outbox {
  /** Sends every entry that is due and was not sent by its writer; answers how many. */
  sweep(now: Date): Promise<{ sent: number; failed: number }>;
}

/** Events that nobody may rely on: page progress for live screens. Lost ones are not missed. */
export interface TransientEvents {
  publish(event: DomainEvent): Promise<void>;
}

/** Keeps who listens on the live channel. */
export interface LiveConnections {
  add(tenant: string, connectionId: string, now: Date): Promise<void>;
  remove(connectionId: string): Promise<void>;
}

/** Whom a live event goes to. */
export interface LiveAudience {
  /** Connection ids. */
  list(tenant: string): Promise<string[]>;
  /** Forgets a connection that is gone. */
  remove(connectionId: string): Promise<void>;
}

export interface LiveSender {
  /** False when the connection is gone. */
  send(connectionId: string, message: string): Promise<boolean>;
}

/** Files of the API's documentation. */
export interface DocumentationFiles {
  openApi(): Promise<string>;
  /** Undefined for a name that is not one of ours. */
  asset(name: string): Promise<{ bytes: Uint8Array; encoding?: string } | undefined>;
}

/** Files of our own pages. */
export interface PageFiles {
  /** Undefined for a name that is not one of the page's. */
  file(page: string, name: string): Promise<{ bytes: Uint8Array; encoding: string } | undefined>;
}

export interface Services {
  tasks: TaskQueries;
  taskChanges: TaskChanges;
  documents: DocumentRecords;
  confirmations: Confirmations;
  supplierMemories: SupplierMemories;
  inbox: InboxObjects;
  arrivals: Arrivals;
  originals: Originals;
  tableFiles: TableFiles;
  pageCache: PageCache;
  keptPages: KeptPages;
  uploads: Uploads;
  outbox: Outbox;
  auditAppends: AuditAppends;
  auditLog: AuditLog;
  auditOutbox: AuditOutbox;
  transientEvents: TransientEvents;
  reading: DocumentReading;
  webhooks: WebhookRegistry;
  webhookDirectory: WebhookDirectory;
  webhookDeliveries: WebhookDeliveries;
  webhookTransport: WebhookTransport;
  credentials: Credentials;
  users: Users;
  apiKeys: ApiKeys;
  tokens: TokenIssuer;
  liveConnections: LiveConnections;
  liveAudience: LiveAudience;
  liveSender: LiveSender;
  documentationFiles: DocumentationFiles;
  pageFiles: PageFiles;
  /** What a tenant chose; changing it is a service of its own. */
  tenantSettings: Pick<TenantSettingsStore, 'get'>;
  tenantSettingsChanges: Pick<TenantSettingsStore, 'put'>;
  requestMetrics: RequestMetrics;
  processProbe: ProcessProbe;
  faxReports: FaxReports;
  faxRecords: FaxRecords;
  faxExportFiles: Pick<FaxExportFiles, 'has' | 'write' | 'address'>;
  faxExportRemoval: Pick<FaxExportFiles, 'removeAll'>;
  faxExportJournal: FaxExportJournal;
  faxEditions: FaxEditions;
  faxImports: FaxImports;
  faxReportChanges: FaxReportChanges;
  contentCopies: ContentCopies;
  originalRemovals: OriginalRemovals;
  faxValidations: FaxValidations;
  faxValidationSteps: FaxValidationSteps;
}

export type ServiceName = keyof Services;
