/** Reads a backup's file, and refuses it when a byte is not as it was written. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { decodeItem } from './attribute-values.ts';
import {
  type BackupCounts,
  BackupFileError,
  type BackupHeader,
  type BackupRecord,
  type BackupTrailer,
  headerLine,
  itemKey,
  objectLine,
  trailerLine,
  VERSION,
} from './backup-format.ts';
import { ByteQueue } from './byte-queue.ts';

const LONGEST_HEADER = 4096;
/** Beyond any item's line: 400 KB in base64, or of characters that are escaped. */
const LONGEST_LINE = 4 * 1024 * 1024;

/** @throws BackupFileError for a file that is no backup, or one that this version does not know. */
export async function readHeader(path: string): Promise<{ header: BackupHeader; bytes: Uint8Array }> {
  const start = Buffer.alloc(LONGEST_HEADER);
  const handle = await open(path, 'r');
  const { bytesRead } = await handle.read(start, 0, LONGEST_HEADER, 0).finally(() => handle.close());
  const end = start.subarray(0, bytesRead).indexOf('\n');
  const header = end < 0 ? undefined : headerLine.safeParse(parsed(start.subarray(0, end)));
  if (!header?.success) throw new BackupFileError('this is no backup of ours');
  if (header.data.version !== VERSION) {
    throw new BackupFileError(
      `this backup has version ${header.data.version} of the format, and this program knows ${VERSION}`,
    );
  }
  return { header: header.data, bytes: start.subarray(0, end + 1) };
}

/**
 * Reads a backup from beginning to end. What is not read of an object's bytes is skipped.
 * @returns the trailer, once everything was as it says.
 * @throws BackupFileError for one that is damaged or cut short; what was read before is not to be trusted then.
 */
export async function* readBackup(path: string): AsyncGenerator<BackupRecord, BackupTrailer> {
  const { bytes: first } = await readHeader(path);
  const { size } = await stat(path);
  const source = createReadStream(path, { start: first.length });
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  const bytes = new ByteQueue(gunzip);
  const hash = createHash('sha256').update(first);
  const counts: BackupCounts = { items: 0, objects: 0, object_bytes: 0 };
  try {
    for (;;) {
      const line = await bytes.line(LONGEST_LINE);
      if (line === undefined) throw damaged('it ends too early');
      const content = parsed(line) as Record<string, unknown> | undefined;
      if (content && 'end' in content) {
        const trailer = checkedTrailer(content.end, counts, hash.digest('hex'));
        // Gunzip says nothing of what follows its stream.
        const isWhole = (await bytes.line(1)) === undefined && gunzip.bytesWritten === size - first.length;
        if (!isWhole) throw damaged('something follows its end');
        return trailer;
      }
      hash.update(line);
      const record = recordOf(content);
      if ('object' in record) {
        const take = bytes.take(record.object.size, (part) => hash.update(part));
        yield { ...record, bytes: take };
        for await (const _ of take);
        counts.objects++;
        counts.object_bytes += record.object.size;
      } else {
        if ('item' in record) counts.items++;
        yield record;
      }
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code?.startsWith('Z_') ? damaged('it cannot be decompressed') : error;
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

function checkedTrailer(end: unknown, counts: BackupCounts, sha256: string): BackupTrailer {
  const trailer = trailerLine.safeParse(end);
  if (!trailer.success) throw damaged('its last line is not what it should be');
  const { items, objects, object_bytes } = trailer.data;
  const isCounted =
    items === counts.items && objects === counts.objects && object_bytes === counts.object_bytes;
  if (!isCounted || trailer.data.sha256 !== sha256) throw damaged('its content is not what was written');
  return trailer.data;
}

type Line =
  | Exclude<BackupRecord, { object: unknown }>
  | Omit<Extract<BackupRecord, { object: unknown }>, 'bytes'>;

function recordOf(content: Record<string, unknown> | undefined): Line {
  if (content && typeof content.item === 'object' && content.item !== null) {
    return { item: decodeItem(content.item as Record<string, unknown>) };
  }
  const object = objectLine.safeParse(content?.object);
  if (object.success) return { object: object.data };
  const gone = itemKey.safeParse(content?.gone);
  if (gone.success) return { gone: gone.data };
  throw damaged('a line is not what it should be');
}

function damaged(how: string): BackupFileError {
  return new BackupFileError(`the backup is damaged: ${how}`);
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch {
    return undefined;
  }
}
