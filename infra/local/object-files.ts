import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { S3Store, StoredObject, StoredPart, StoredUpload } from './engine-internals.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS local_buckets (name TEXT PRIMARY KEY, created TEXT NOT NULL, type TEXT NOT NULL, lifecycle TEXT);
CREATE TABLE IF NOT EXISTS local_objects (
  bucket TEXT NOT NULL, key TEXT NOT NULL, file TEXT, meta TEXT NOT NULL, PRIMARY KEY (bucket, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS local_uploads (upload_id TEXT PRIMARY KEY, meta TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS local_parts (
  upload_id TEXT NOT NULL, part_number INTEGER NOT NULL, file TEXT, meta TEXT NOT NULL,
  PRIMARY KEY (upload_id, part_number)
) WITHOUT ROWID;
`;

type Row = Record<string, string | null>;

/**
 * Keeps S3 objects for fauxqs: bodies as files under random names, everything else in its SQLite database.
 *
 * A body is complete and flushed on disk before the transaction that makes it the object, so a crash leaves the old
 * object or the new one, never a torn one; and as no path is made from a key, a key such as `a/../../b` is only a
 * name. `onStored` runs inside that transaction: what it writes to the same database (a bucket notification in a
 * queue) exists exactly when the object does.
 */
export class ObjectFiles {
  readonly #db: DatabaseSync;
  readonly #directory: string;
  readonly #onStored: (bucket: string, object: StoredObject) => void;
  readonly #statements = new Map<string, StatementSync>();
  readonly #folders = new Set<string>();

  constructor(db: DatabaseSync, directory: string, onStored: (bucket: string, object: StoredObject) => void) {
    this.#db = db;
    this.#directory = directory;
    this.#onStored = onStored;
    mkdirSync(directory, { recursive: true });
    db.exec(SCHEMA);
  }

  insertBucket(name: string, created: Date, type: string): void {
    this.#run(
      'INSERT OR IGNORE INTO local_buckets (name, created, type) VALUES (?, ?, ?)',
      name,
      created.toISOString(),
      type,
    );
  }

  deleteBucket(name: string): void {
    this.#run('DELETE FROM local_buckets WHERE name = ?', name);
  }

  saveBucketLifecycleConfiguration(name: string, lifecycle: string): void {
    this.#run('UPDATE local_buckets SET lifecycle = ? WHERE name = ?', lifecycle, name);
  }

  deleteBucketLifecycleConfiguration(name: string): void {
    this.#run('UPDATE local_buckets SET lifecycle = NULL WHERE name = ?', name);
  }

  upsertObject(bucket: string, object: StoredObject): void {
    const { body, ...meta } = object;
    const file = this.#writeBody(body);
    const replaced = this.#fileOf(bucket, object.key);
    this.#transaction(() => {
      this.#run(
        'INSERT OR REPLACE INTO local_objects (bucket, key, file, meta) VALUES (?, ?, ?, ?)',
        bucket,
        object.key,
        file,
        JSON.stringify(meta),
      );
      this.#onStored(bucket, object);
    });
    this.#removeBodies(replaced);
  }

  deleteObject(bucket: string, key: string): void {
    const file = this.#fileOf(bucket, key);
    this.#run('DELETE FROM local_objects WHERE bucket = ? AND key = ?', bucket, key);
    this.#removeBodies(file);
  }

  deleteObjectsByBucket(bucket: string): void {
    const files = this.#all('SELECT file FROM local_objects WHERE bucket = ?', bucket).map(
      (row) => row.file ?? null,
    );
    this.#run('DELETE FROM local_objects WHERE bucket = ?', bucket);
    this.#removeBodies(...files);
  }

  readBody(bucket: string, key: string): Buffer {
    const file = this.#fileOf(bucket, key);
    return file === null ? Buffer.alloc(0) : readFileSync(join(this.#directory, file));
  }

  insertMultipartUpload(upload: StoredUpload): void {
    const { parts: _, ...meta } = upload;
    this.#run(
      'INSERT OR REPLACE INTO local_uploads (upload_id, meta) VALUES (?, ?)',
      upload.uploadId,
      JSON.stringify(meta),
    );
  }

  upsertMultipartPart(uploadId: string, part: StoredPart): void {
    const { body, ...meta } = part;
    const replaced = this.#get(
      'SELECT file FROM local_parts WHERE upload_id = ? AND part_number = ?',
      uploadId,
      part.partNumber,
    );
    this.#run(
      'INSERT OR REPLACE INTO local_parts (upload_id, part_number, file, meta) VALUES (?, ?, ?, ?)',
      uploadId,
      part.partNumber,
      this.#writeBody(body),
      JSON.stringify(meta),
    );
    this.#removeBodies(replaced?.file ?? null);
  }

  deleteMultipartUpload(uploadId: string): void {
    const files = this.#all('SELECT file FROM local_parts WHERE upload_id = ?', uploadId).map(
      (row) => row.file ?? null,
    );
    this.#transaction(() => {
      this.#run('DELETE FROM local_parts WHERE upload_id = ?', uploadId);
      this.#run('DELETE FROM local_uploads WHERE upload_id = ?', uploadId);
    });
    this.#removeBodies(...files);
  }

  completeMultipartUpload(uploadId: string, bucket: string, object: StoredObject): void {
    this.upsertObject(bucket, object);
    this.deleteMultipartUpload(uploadId);
  }

  /** Fills the store with what the last run left, without bodies: those are read when asked for. */
  load(store: S3Store): void {
    for (const row of this.#all('SELECT * FROM local_buckets')) {
      store.createBucket(row.name!, row.type!);
      store.setBucketCreationDate(row.name!, new Date(row.created!));
      if (row.lifecycle) store.restoreBucketLifecycleConfiguration(row.name!, row.lifecycle);
    }
    for (const row of this.#all('SELECT bucket, meta FROM local_objects')) {
      const meta = JSON.parse(row.meta!);
      store.restoreObject(row.bucket!, {
        ...meta,
        body: Buffer.alloc(0),
        lastModified: new Date(meta.lastModified),
      });
    }
    for (const row of this.#all('SELECT * FROM local_uploads')) {
      const meta = JSON.parse(row.meta!);
      const parts = new Map<number, StoredPart>();
      for (const part of this.#all(
        'SELECT file, meta FROM local_parts WHERE upload_id = ?',
        row.upload_id!,
      )) {
        const partMeta = JSON.parse(part.meta!);
        const body = part.file === null ? Buffer.alloc(0) : readFileSync(join(this.#directory, part.file!));
        parts.set(partMeta.partNumber, { ...partMeta, body, lastModified: new Date(partMeta.lastModified) });
      }
      store.restoreMultipartUpload({ ...meta, parts, initiated: new Date(meta.initiated) });
    }
  }

  /** Removes bodies that no object names: a crash between writing one and committing it leaves such a file. */
  sweep(): void {
    const named = new Set(
      this.#all('SELECT file FROM local_objects UNION ALL SELECT file FROM local_parts').map(
        (row) => row.file,
      ),
    );
    for (const folder of readdirSync(this.#directory)) {
      for (const name of readdirSync(join(this.#directory, folder))) {
        const file = `${folder}/${name}`;
        if (!named.has(file)) this.#removeBodies(file);
      }
    }
  }

  // The store calls these only from its test-only reset functions, which the runtime does not offer.
  deleteAllObjects(): void {}
  deleteAllMultipartUploads(): void {}
  renameObject(): void {
    throw new Error('RenameObject needs a directory bucket, which the local runtime does not have.');
  }
  purgeAll(): void {}
  loadS3(): void {}
  close(): void {}

  #writeBody(body: Buffer): string | null {
    if (body.length === 0) return null;
    const id = randomBytes(16).toString('hex');
    const folder = id.slice(0, 2);
    if (!this.#folders.has(folder)) {
      mkdirSync(join(this.#directory, folder), { recursive: true });
      this.#folders.add(folder);
    }
    const file = `${folder}/${id}`;
    const descriptor = openSync(join(this.#directory, file), 'wx', 0o600);
    try {
      for (let offset = 0; offset < body.length; ) offset += writeSync(descriptor, body, offset);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    return file;
  }

  #removeBodies(...files: (string | null)[]): void {
    for (const file of files) if (file !== null) rmSync(join(this.#directory, file), { force: true });
  }

  #fileOf(bucket: string, key: string): string | null {
    return (
      this.#get('SELECT file FROM local_objects WHERE bucket = ? AND key = ?', bucket, key)?.file ?? null
    );
  }

  #transaction(change: () => void): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      change();
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #run(sql: string, ...values: (string | number | null)[]): void {
    this.#statement(sql).run(...values);
  }

  #get(sql: string, ...values: (string | number)[]): Row | undefined {
    return this.#statement(sql).get(...values) as Row | undefined;
  }

  #all(sql: string, ...values: (string | number)[]): Row[] {
    return this.#statement(sql).all(...values) as Row[];
  }
}
