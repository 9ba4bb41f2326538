/** Writes a backup's file. */
import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { encodeItem } from './attribute-values.ts';
import {
  type BackupCounts,
  type BackupRecord,
  type BackupTrailer,
  FORMAT,
  VERSION,
} from './backup-format.ts';

/** Documents and packs are compressed already; more effort gains a percent or two. */
const GZIP_LEVEL = 1;
/** Compressing is done in another thread; handing over each small line alone would cost more than the line. */
const HANDED_OVER_BYTES = 256 * 1024;

/**
 * Writes records to a file, which has its name only once it is whole.
 * @returns what the trailer says.
 */
export async function writeBackup(
  path: string,
  { tenant }: { tenant: string | null },
  records: AsyncIterable<BackupRecord>,
  now: () => Date,
): Promise<BackupTrailer> {
  const temporary = `${path}.${randomBytes(4).toString('hex')}.part`;
  await mkdir(dirname(path), { recursive: true });
  const first = Buffer.from(
    line({ format: FORMAT, version: VERSION, tenant, created_at: now().toISOString() }),
  );
  let trailer: BackupTrailer | undefined;
  async function* lines() {
    const hash = createHash('sha256').update(first);
    const counts: BackupCounts = { items: 0, objects: 0, object_bytes: 0 };
    const told = (bytes: Uint8Array) => {
      hash.update(bytes);
      return bytes;
    };
    for await (const record of records) {
      if ('object' in record) {
        yield told(Buffer.from(line({ object: record.object })));
        let size = 0;
        for await (const bytes of record.bytes) {
          size += bytes.length;
          yield told(bytes);
        }
        if (size !== record.object.size) throw new Error(`object ${record.object.key} was cut short`);
        counts.objects++;
        counts.object_bytes += size;
      } else if ('gone' in record) {
        yield told(Buffer.from(line(record)));
      } else {
        yield told(Buffer.from(line({ item: encodeItem(record.item) })));
        counts.items++;
      }
    }
    trailer = { ...counts, finished_at: now().toISOString(), sha256: hash.digest('hex') };
    yield Buffer.from(line({ end: trailer }));
  }
  try {
    const file = createWriteStream(temporary, { mode: 0o600, flags: 'wx', flush: true });
    file.write(first);
    await pipeline(
      Readable.from(inLargeParts(lines()), { objectMode: false }),
      createGzip({ level: GZIP_LEVEL }),
      file,
    );
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return trailer as unknown as BackupTrailer;
}

async function* inLargeParts(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const part of parts) {
    held.push(part);
    size += part.length;
    if (size < HANDED_OVER_BYTES) continue;
    yield Buffer.concat(held);
    held = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(held);
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** So that the new name survives a power cut as well. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Not every file system can; the file itself is on disk.
    if (!['EINVAL', 'EPERM', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await handle.close();
  }
}
