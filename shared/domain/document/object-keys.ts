/** Where documents lie in the bucket, and what a dropped object's key says. Names are the senders' and untrusted. */
import { createHash } from 'node:crypto';
import { TENANT_PATTERN } from '../../contract/caller.ts';

export const INBOX_PREFIX = 'inbox/';
export const UPLOADS_PREFIX = 'uploads/';
/** A file right in the inbox, in no tenant's folder, belongs to this one. */
export const DEFAULT_TENANT = 'default';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export interface Arrival {
  tenant: string;
  /** Set for an upload, whose task exists; a drop's is derived from the event. */
  taskId: string | null;
  documentName: string;
  /** Dropped in a folder whose name cannot be a tenant's, say `Acme`; nobody may read it under another name. */
  isMisplaced: boolean;
}

/**
 * What a key under the inbox or the uploads says; undefined for any other key, and for an upload whose address is
 * malformed. What lies in no tenant's folder is shown to the default tenant; in a misnamed one, only as refused.
 */
export function parseArrival(key: string): Arrival | undefined {
  if (key.startsWith(UPLOADS_PREFIX)) {
    const [tenant = '', taskId = '', ...name] = key.slice(UPLOADS_PREFIX.length).split('/');
    if (!TENANT_PATTERN.test(tenant) || !UUID.test(taskId) || name.length === 0) return undefined;
    return { tenant, taskId, documentName: displayName(name.join('/')), isMisplaced: false };
  }
  if (!key.startsWith(INBOX_PREFIX)) return undefined;
  const rest = key.slice(INBOX_PREFIX.length);
  const slash = rest.indexOf('/');
  const folder = slash < 0 ? '' : rest.slice(0, slash);
  const tenant = TENANT_PATTERN.test(folder) ? folder : DEFAULT_TENANT;
  return {
    tenant,
    taskId: null,
    documentName: displayName(tenant === folder ? rest.slice(slash + 1) : rest),
    isMisplaced: folder !== '' && tenant !== folder,
  };
}

const MAXIMUM_NAME_LENGTH = 200;

/** Control characters, marks that change direction, and the byte order mark. */
const UNSHOWABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Names that stand for another folder, or for nothing. */
function isPlaceholder(name: string): boolean {
  return name === '' || name === '.' || name === '..';
}

/**
 * A sender's file name made fit to be shown and logged: its last path part, without control characters or
 * direction-changing marks, at most 200 characters. Never empty, never `.` or `..`.
 */
export function displayName(name: string): string {
  const parts = name.replace(UNSHOWABLE, '').split(/[/\\]/);
  const last = parts.map((part) => part.trim()).findLast((part) => !isPlaceholder(part)) ?? 'document';
  return [...last].slice(0, MAXIMUM_NAME_LENGTH).join('').trim().toWellFormed();
}

/** Characters S3 names as safe in keys; everything else becomes a hyphen, as the display name is kept elsewhere. */
function keyName(name: string): string {
  const safe = displayName(name)
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .slice(-100);
  return isPlaceholder(safe) ? 'document' : safe;
}

export function uploadKey(tenant: string, taskId: string, name: string): string {
  return `${UPLOADS_PREFIX}${tenant}/${taskId}/${keyName(name)}`;
}

/** The content's ETag is part of it, so that a second upload to one address never overwrites the first. */
export function originalKey(tenant: string, taskId: string, etag: string, name: string): string {
  return `originals/${tenant}/${taskId}/${keyName(etag)}/${keyName(name)}`;
}

export function pagesPrefix(tenant: string, documentId: string, readerVersion: string): string {
  return `pages/${tenant}/${documentId}/${readerVersion}/`;
}

/**
 * The task of a drop. The same drop told twice must be one task, a new drop of the same name another; what tells
 * drops apart is the folder watcher's drop id, else the object's version, else S3's sequencer.
 * @returns a UUID (version 8, RFC 9562 §5.8) derived from the drop.
 */
export function dropTaskId(drop: { bucket: string; key: string; distinction: string }): string {
  const hex = createHash('sha256').update(`${drop.bucket}\n${drop.key}\n${drop.distinction}`).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
