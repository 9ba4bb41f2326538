import { createHash } from 'node:crypto';
import { type FSWatcher, mkdirSync, watch } from 'node:fs';
import { link, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { TENANT_PATTERN } from '../../shared/contract/caller.ts';
import { DEFAULT_TENANT } from '../../shared/domain/document/object-keys.ts';
import { InboxUpload } from './inbox-upload.ts';
import type { LocalModel } from './template.ts';

/** A file is taken when it has not changed for this long; longer if it was seen growing slowly. */
const QUIET_MILLISECONDS = 50;
const LONGEST_QUIET_MILLISECONDS = 2000;
/** Watching can miss changes (network folders, overflowing queues); a look now and then finds those. */
const RESCAN_MILLISECONDS = 5000;
const PARALLEL_UPLOADS = 4;
/** What the S3 endpoint takes in one request. */
const SIZE_LIMIT_BYTES = 1024 ** 3;
const TAKEN_FOLDER = Buffer.from('uploaded');
const SLASH = Buffer.from('/');

export interface InboxOptions {
  dataDirectory: string;
  s3Url: string;
  log(line: string): void;
}

/** A file on disk; names are bytes, as they need not be UTF-8. */
interface FoundFile {
  path: Buffer;
  tenant: string;
  /** Path under the tenant's folder. */
  name: Buffer;
  size: bigint;
  modifiedNs: bigint;
  inode: bigint;
}

interface Growth {
  size: bigint;
  modifiedNs: bigint;
  firstSeen: number;
  changedAt: number;
}

/**
 * The drop folder on disk. A file `inbox/<tenant>/<name>` that has stopped growing is uploaded to the bucket tagged
 * `local-inbox`, as `inbox/<tenant>/<name>`, and then moved to `inbox/<tenant>/uploaded/`. The upload carries a
 * `drop-id` made of the file's path, size, time and inode: if the machine stops between the two, the file is found
 * again and the consumer, or the object still there, knows it as the same drop.
 */
export class InboxFolder {
  readonly #root: Buffer;
  readonly #upload: InboxUpload;
  readonly #log: (line: string) => void;
  readonly #growing = new Map<string, Growth>();
  readonly #busy = new Set<string>();
  /** Files that could not be taken, with the state in which that was said. */
  readonly #refused = new Map<string, string>();
  readonly #work = new Set<Promise<void>>();
  #watcher: FSWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #refusedFolders = new Set<string>();
  #nextScanAt = Number.POSITIVE_INFINITY;
  #scanning: Promise<void> | undefined;
  #isStopped = false;

  /** The inbox of the model's tagged bucket, `undefined` if none is tagged. */
  static of(model: LocalModel, options: InboxOptions): InboxFolder | undefined {
    const bucket = model.ofType('AWS::S3::Bucket').find(({ tags }) => tags['local-inbox'] === 'true');
    return bucket && new InboxFolder(bucket.name, options);
  }

  constructor(bucket: string, { dataDirectory, s3Url, log }: InboxOptions) {
    this.#root = Buffer.from(join(dataDirectory, 'inbox'));
    this.#upload = new InboxUpload(s3Url, bucket);
    this.#log = log;
  }

  async start(): Promise<void> {
    mkdirSync(join(this.#root.toString(), DEFAULT_TENANT), { recursive: true });
    try {
      this.#watcher = watch(
        this.#root.toString(),
        { recursive: true, persistent: false, encoding: 'buffer' },
        () => this.#scanIn(5),
      );
      this.#watcher.on('error', () => {});
    } catch (error) {
      this.#log(
        `The inbox folder is not watched, only looked at every ${RESCAN_MILLISECONDS / 1000} s: ${error}`,
      );
    }
    this.#scanIn(0);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#watcher?.close();
    await this.#scanning;
    await Promise.all(this.#work);
    this.#upload.close();
  }

  #scanIn(milliseconds: number): void {
    const at = Date.now() + milliseconds;
    if (this.#isStopped || at >= this.#nextScanAt) return;
    clearTimeout(this.#timer);
    this.#nextScanAt = at;
    this.#timer = setTimeout(() => {
      this.#nextScanAt = Number.POSITIVE_INFINITY;
      if (this.#scanning) return this.#scanIn(10);
      this.#scanning = this.#scan().finally(() => {
        this.#scanning = undefined;
        this.#scanIn(RESCAN_MILLISECONDS);
      });
    }, milliseconds).unref();
  }

  async #scan(): Promise<void> {
    const seen = new Set<string>();
    for await (const file of this.#files()) {
      const key = file.path.toString('latin1');
      seen.add(key);
      if (this.#isStopped || this.#busy.has(key)) continue;
      const wait = this.#quietIn(key, file);
      if (wait > 0) this.#scanIn(wait);
      else if (this.#busy.size >= PARALLEL_UPLOADS)
        return; // the end of an upload scans again
      else this.#take(key, file);
    }
    for (const known of [this.#growing, this.#refused])
      for (const key of known.keys()) if (!seen.has(key)) known.delete(key);
  }

  /** Milliseconds until the file may be taken, 0 for now. */
  #quietIn(key: string, file: FoundFile): number {
    const now = Date.now();
    const growth = this.#growing.get(key);
    if (!growth) {
      const age = now - Number(file.modifiedNs / 1_000_000n);
      // Moved here whole: whoever writes a file has touched it just now.
      if (age > 2000) return 0;
      this.#growing.set(key, { ...file, firstSeen: now, changedAt: now });
      return QUIET_MILLISECONDS;
    }
    if (growth.size !== file.size || growth.modifiedNs !== file.modifiedNs)
      Object.assign(growth, { ...file, changedAt: now });
    // A writer that has been at it for seconds pauses for longer, too.
    const writing = growth.changedAt - growth.firstSeen;
    const quiet = Math.min(LONGEST_QUIET_MILLISECONDS, Math.max(QUIET_MILLISECONDS, writing / 4));
    return Math.max(0, Math.ceil(growth.changedAt + quiet - now));
  }

  #take(key: string, file: FoundFile): void {
    const state = `${file.size} ${file.modifiedNs}`;
    if (this.#refused.get(key) === state) return;
    this.#busy.add(key);
    const work = this.#takeIn(file)
      .then(
        () => void this.#growing.delete(key),
        (error: Error) => {
          this.#refused.set(key, state);
          if (!this.#isStopped)
            this.#log(
              `The file ${JSON.stringify(file.path.toString())} stays in the inbox: ${error.message}`,
            );
        },
      )
      .finally(() => {
        this.#busy.delete(key);
        this.#work.delete(work);
        this.#scanIn(0);
      });
    this.#work.add(work);
  }

  async #takeIn(file: FoundFile): Promise<void> {
    if (file.size > SIZE_LIMIT_BYTES) throw new Error('it is larger than 1 GiB.');
    const handle = await open(file.path, 'r');
    try {
      await this.#upload.put({
        key: `inbox/${file.tenant}/${file.name.toString('utf8')}`,
        dropId: dropId(file),
        size: Number(file.size),
        read: () => handle.createReadStream({ start: 0, end: Number(file.size) - 1, autoClose: false }),
      });
    } finally {
      await handle.close();
    }
    await this.#moveAway(file);
  }

  async #moveAway(file: FoundFile): Promise<void> {
    const tenantFolder = Buffer.concat([
      this.#root,
      SLASH,
      Buffer.from(file.tenant),
      SLASH,
      TAKEN_FOLDER,
      SLASH,
    ]);
    const slash = file.name.lastIndexOf(SLASH);
    await mkdir(slash < 0 ? tenantFolder : Buffer.concat([tenantFolder, file.name.subarray(0, slash)]), {
      recursive: true,
    });
    // First out of the way in one step: from here on a new file of the same name is another one. Should the process
    // die before the next step, the file stays aside under this name; its object has its own.
    const aside = Buffer.concat([tenantFolder, Buffer.from(`.moving-${dropId(file).slice(0, 16)}`)]);
    await rename(file.path, aside);
    for (let attempt = 1; ; attempt++) {
      const target = Buffer.concat([
        tenantFolder,
        attempt === 1 ? file.name : withNumber(file.name, attempt),
      ]);
      try {
        // A link never replaces a file that is there, a rename does.
        await link(aside, target);
        return await unlink(aside);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'EEXIST') continue;
        if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
        const isFree = await stat(target).then(
          () => false,
          () => true,
        );
        if (isFree) return await rename(aside, target); // a file system without links
      }
    }
  }

  async *#files(): AsyncGenerator<FoundFile> {
    for (const entry of await list(this.#root)) {
      const path = Buffer.concat([this.#root, SLASH, entry.name]);
      const name = entry.name.toString('utf8');
      if (entry.isDirectory() && !TENANT_PATTERN.test(name)) this.#refuseFolder(name);
      else if (entry.isDirectory()) yield* this.#filesIn(path, name, Buffer.alloc(0));
      else yield* this.#file(path, DEFAULT_TENANT, entry.name);
    }
  }

  /** Says once why nothing in the folder is taken; hidden ones are somebody's own. */
  #refuseFolder(name: string): void {
    if (name.startsWith('.') || this.#refusedFolders.has(name)) return;
    this.#refusedFolders.add(name);
    this.#log(
      `The inbox folder ${JSON.stringify(name)} cannot be a tenant's (lower-case letters, digits and hyphens only): what is in it stays there.`,
    );
  }

  async *#filesIn(folder: Buffer, tenant: string, prefix: Buffer): AsyncGenerator<FoundFile> {
    for (const entry of await list(folder)) {
      const path = Buffer.concat([folder, SLASH, entry.name]);
      const name = prefix.length === 0 ? entry.name : Buffer.concat([prefix, SLASH, entry.name]);
      if (!entry.isDirectory()) yield* this.#file(path, tenant, name);
      else if (prefix.length > 0 || !entry.name.equals(TAKEN_FOLDER))
        yield* this.#filesIn(path, tenant, name);
    }
  }

  async *#file(path: Buffer, tenant: string, name: Buffer): AsyncGenerator<FoundFile> {
    try {
      const facts = await stat(path, { bigint: true });
      const { size, mtimeNs: modifiedNs, ino: inode } = facts;
      if (facts.isFile()) yield { path, tenant, name, size, modifiedNs, inode };
    } catch {
      // gone again, or a link to nowhere
    }
  }
}

function dropId(file: FoundFile): string {
  const facts = `\0${file.size}\0${file.modifiedNs}\0${file.inode}`;
  return createHash('sha256').update(file.path).update(facts).digest('hex');
}

/** `invoice.pdf` → `invoice (2).pdf`, on bytes. */
function withNumber(name: Buffer, number: number): Buffer {
  const dot = name.lastIndexOf('.');
  const end = dot > name.lastIndexOf(SLASH) + 1 ? dot : name.length;
  return Buffer.concat([name.subarray(0, end), Buffer.from(` (${number})`), name.subarray(end)]);
}

/** What a folder holds, without hidden files and those that a program marks as not finished. */
async function list(folder: Buffer) {
  const entries = await readdir(folder, { withFileTypes: true, encoding: 'buffer' }).catch(() => []);
  return entries.filter(({ name }) => {
    const text = name.toString('latin1').toLowerCase();
    return (
      !text.startsWith('.') &&
      !text.endsWith('.part') &&
      !text.endsWith('.tmp') &&
      !text.endsWith('.crdownload')
    );
  });
}
