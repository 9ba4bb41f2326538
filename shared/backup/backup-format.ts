/**
 * A backup's file: a line of JSON that says what it is, and then, compressed by gzip (RFC 1952), a line of JSON for each
 * item and each object, an object's bytes right after its line; the last line holds counts and the SHA-256 of
 * everything before it. `tail -n +2 FILE | gunzip` shows it all.
 *
 * The digest tells a damaged or cut file from a whole one before anything is written. It is no signature: who can write
 * the file can make another. The file holds password hashes and secrets of webhooks, and is made readable to its owner
 * alone.
 */
import * as z from 'zod';
import type { RawItem } from './attribute-values.ts';

export const FORMAT = 'bordereau-backup';
export const VERSION = 1;

export const headerLine = z.object({
  format: z.literal(FORMAT),
  version: z.number().int(),
  /** Null for all tenants. */
  tenant: z.string().nullable(),
  /** UTC, when it was begun. */
  created_at: z.string(),
});
export type BackupHeader = z.infer<typeof headerLine>;

export const objectLine = z.object({
  key: z.string(),
  size: z.number().int().min(0),
  content_type: z.string().optional(),
  metadata: z.record(z.string(), z.string()),
});
/** An object but its bytes, of which there are `size`. */
export type BackupObject = z.infer<typeof objectLine>;

const countsLine = z.object({
  items: z.number().int(),
  objects: z.number().int(),
  object_bytes: z.number().int(),
});
export type BackupCounts = z.infer<typeof countsLine>;

export const trailerLine = countsLine.extend({ finished_at: z.string(), sha256: z.string() });
export type BackupTrailer = z.infer<typeof trailerLine>;

export const itemKey = z.object({ pk: z.string(), sk: z.string() });

/** What a backup consists of. Of two about one key the later counts. */
export type BackupRecord =
  | { item: RawItem }
  /** Was there when it was read first, and was removed while the backup was taken. */
  | { gone: { pk: string; sk: string } }
  | { object: BackupObject; bytes: AsyncIterable<Uint8Array> };

/** The file cannot be restored; the message says why, for its owner. */
export class BackupFileError extends Error {
  override readonly name = 'BackupFileError';
}
