import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { plainItem, type RawItem } from '../../../../shared/backup/attribute-values.ts';
import { writeBackup } from '../../../../shared/backup/backup-writer.ts';
import { type Restored, restoreBackup } from '../../../../shared/backup/restore-backup.ts';
import {
  type BackupStorage,
  deleteItem,
  PART_BYTES,
  putItem,
  putObject,
  scan,
} from '../../../../shared/backup/storage.ts';
import { backupRecords } from '../../../../shared/backup/take-backup.ts';
import type { AuditCommand } from '../../../../shared/domain/audit/audit-entry.ts';
import { auditAppends } from '../../../../shared/stores/audit-appends.ts';
import { auditLog } from '../../../../shared/stores/audit-log.ts';
import { userKey } from '../../../../shared/stores/credentials.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { backupStorage, contentOf, putTestObject, wipe } from '../../../support/backup-stage.ts';
import { seedTenant } from '../../../support/seeded-tenant.ts';
import { NOON, noonPlus } from '../../../support/task-examples.ts';

let backend: Backend;
let storage: BackupStorage;
let folder: string;
let one: string;
let other: string;
let before: Record<string, string>;

const now = () => NOON;

async function backup(tenant?: string, name = 'all.bordereau'): Promise<string> {
  const path = join(folder, name);
  await writeBackup(path, { tenant: tenant ?? null }, backupRecords(storage, tenant), now);
  return path;
}

const restore = (path: string, options: { tenant?: string; replace?: boolean } = {}): Promise<Restored> =>
  restoreBackup(storage, path, { replace: false, ...options, now });

async function append(tenant: string, ids: readonly string[]) {
  const appends = auditAppends(backend.table, { keptDays: 365 });
  const entry = {
    timestamp: NOON.toISOString(),
    event_type: 'api_call' as const,
    user_id: 'anne',
    resource_id: null,
    action: 'x',
    status: 'success' as const,
    details: {},
  };
  await Promise.all(ids.map((entry_id) => appends.append({ tenant, entry_id, entry }, NOON)));
}

/** Messages of what was under way are sent anew; everything else must be as it was. */
function withoutOutbox(content: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(content).filter(([key]) => !key.startsWith('OUTBOX#')));
}

/** Those of one tenant: its name is in every key but a user's. */
function ofTenant(content: Record<string, string>, tenant: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(content).filter(
      ([key, value]) => key.includes(tenant) || value.includes(`"tenant":{"S":"${tenant}"}`),
    ),
  );
}

/** Not through the store, which takes long to hash a password by intent. */
function userItem(username: string, tenant: string) {
  const { pk, sk } = userKey(username);
  return {
    pk: { S: pk },
    sk: { S: sk },
    username: { S: username },
    tenant: { S: tenant },
    role: { S: 'admin' },
  };
}

beforeAll(async () => {
  backend = await startBackend();
  storage = backupStorage(backend);
  folder = await mkdtemp(join(tmpdir(), 'bordereau-backup-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  storage.dynamodb.destroy();
  storage.s3.destroy();
  await backend.stop();
});

beforeEach(async () => {
  await wipe(storage);
  const seeded = await Promise.all([seedTenant(backend.table), seedTenant(backend.table)]);
  [one, other] = seeded.map(({ tenant }) => tenant) as [string, string];
  for (const tenant of [one, other]) {
    await putItem(storage, userItem(`admin of ${tenant}`, tenant));
    await append(tenant, ['a', 'b', 'c']);
    await putTestObject(storage, `originals/${tenant}/task/etag/facture.pdf`, randomBytes(3000), {
      drop: 'é'.normalize() ? 'x' : '',
    });
    await putTestObject(storage, `pages/${tenant}/doc/v1/1.json`, '{"page":1}');
    await putTestObject(storage, `inbox/${tenant}/sub folder/à lire.pdf`, 'waiting', { 'drop-id': '17' });
    await putTestObject(storage, `originals/${tenant}/empty`, new Uint8Array());
  }
  await putItem(storage, {
    pk: { S: `TENANT#${one}#DOCUMENT#odd` },
    sk: { S: 'RECORD' },
    bytes: { B: randomBytes(300_000) },
    exact: { N: '12345678901234567890.123456789' },
    empty: { L: [] },
    none: { NULL: true },
    set: { SS: ['a', 'b'] },
    byteSet: { BS: [Buffer.from('x')] },
    nested: { M: { list: { L: [{ B: Buffer.from([0, 255]) }, { BOOL: false }] } } },
  });
  before = await contentOf(storage);
}, 60_000);

describe('a backup of all', () => {
  test('taken, everything wiped, and restored, leaves items and objects as they were', async () => {
    const path = await backup();
    await wipe(storage);
    expect(await contentOf(storage)).toEqual({});
    const restored = await restore(path);
    expect(withoutOutbox(await contentOf(storage))).toEqual(withoutOutbox(before));
    expect(restored).toMatchObject({ tenant: null, objects: 8, skipped: 0, removed: 0 });
    for (const tenant of [one, other]) {
      expect(await auditLog(backend.table).verify(tenant, NOON)).toMatchObject({ intact: true, checked: 3 });
    }
  });

  test('is readable to its owner alone, and has its name only when it is whole', async () => {
    const path = await backup();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    async function* failing() {
      yield* backupRecords(storage, undefined);
      throw new Error('the table went away');
    }
    const cut = join(folder, 'cut.bordereau');
    await expect(writeBackup(cut, { tenant: null }, failing(), now)).rejects.toThrow('went away');
    expect((await readdir(folder)).filter((name) => name.startsWith('cut'))).toEqual([]);
  });

  test('restores one tenant of it, and leaves the others alone', async () => {
    const path = await backup();
    await append(other, ['later']);
    const later = ofTenant(await contentOf(storage), other);
    await putItem(storage, { pk: { S: `TENANT#${one}#SETTINGS` }, sk: { S: 'SETTINGS' }, n: { N: '1' } });
    const restored = await restore(path, { tenant: one, replace: true });
    expect(restored.removed).toBeGreaterThan(10);
    const after = withoutOutbox(await contentOf(storage));
    expect(ofTenant(after, one)).toEqual(ofTenant(withoutOutbox(before), one));
    expect(ofTenant(after, other)).toEqual(withoutOutbox(later));
  });
});

describe('a backup of one tenant', () => {
  test('holds that tenant alone, and restores it equal', async () => {
    const path = await backup(one, 'one.bordereau');
    await wipe(storage);
    await restore(path);
    expect(withoutOutbox(await contentOf(storage))).toEqual(ofTenant(withoutOutbox(before), one));
    await expect(restore(path, { tenant: other })).rejects.toThrow(`a backup of the tenant ${one}`);
  });

  test('does not take a user name that is another tenant’s by now', async () => {
    const path = await backup(one, 'names.bordereau');
    await wipe(storage);
    await putItem(storage, userItem(`admin of ${one}`, other));
    const [held] = Object.entries(await contentOf(storage)) as [[string, string]];
    expect(await restore(path)).toMatchObject({ skipped: 1 });
    expect((await contentOf(storage))[held[0]]).toBe(held[1]);
  });
});

describe('a restore', () => {
  test('refuses a target that holds data, and changes nothing, unless told to replace it', async () => {
    const path = await backup();
    await expect(restore(path)).rejects.toThrow(/an item /);
    expect(await contentOf(storage)).toEqual(before);
    await putItem(storage, {
      pk: { S: `TENANT#${one}#TASK#later` },
      sk: { S: 'TASK' },
      state: { S: 'ended' },
    });
    await putTestObject(storage, `originals/${one}/later`, 'later');
    await restore(path, { replace: true });
    expect(withoutOutbox(await contentOf(storage))).toEqual(withoutOutbox(before));
  });

  test('that stopped halfway goes on when it is repeated, whatever it had come to', async () => {
    const path = await backup();
    for (const requests of [0, 2, 5, 9, 14]) {
      await expect(
        restoreBackup(failingAfter(storage, requests), path, { replace: true, now }),
      ).rejects.toThrow('gone');
      await restore(path, { replace: false }).catch(async (error: Error) => {
        // Stopped before anything was removed: as if nothing had been asked for.
        expect(error.message).toMatch(/an item /);
        await restore(path, { replace: true });
      });
      const after = await contentOf(storage);
      expect(withoutOutbox(after)).toEqual(withoutOutbox(before));
    }
  });

  test('tells what was under way again: the document that waits to be read', async () => {
    const path = await backup();
    await wipe(storage);
    const { reminded } = await restore(path);
    const outbox = Object.entries(await contentOf(storage)).filter(([key]) => key.startsWith('OUTBOX#'));
    const told = outbox.map(([, value]) => value).filter((value) => value.includes('"read-normal"'));
    expect(told).toHaveLength(2);
    expect(reminded).toBeGreaterThanOrEqual(2);
  });
});

describe('a restore is told to the audit log', () => {
  /** Who is told what, of the entries that wait to be sent. */
  const told = async () => {
    const found = [];
    for await (const item of scan(storage)) {
      const { pk, sending } = plainItem(item) as {
        pk: string;
        sending?: { queue?: string; body: AuditCommand };
      };
      if (!pk.startsWith('OUTBOX#') || sending?.queue !== 'audit') continue;
      if (sending.body.entry.action === 'database_restore') found.push(sending.body);
    }
    return found.sort((a, b) => a.tenant.localeCompare(b.tenant));
  };

  test('of each tenant that was put back, once it is all there', async () => {
    const path = join(folder, 'told.bordereau');
    const { sha256 } = await writeBackup(path, { tenant: null }, backupRecords(storage, undefined), now);
    await wipe(storage);
    await restore(path);
    const entries = await told();
    expect(entries.map(({ tenant }) => tenant)).toEqual([one, other].sort());
    expect(entries[0]?.entry).toEqual({
      timestamp: NOON.toISOString(),
      event_type: 'api_call',
      user_id: 'operator',
      resource_id: null,
      action: 'database_restore',
      status: 'success',
      details: { backup_created_at: NOON.toISOString(), backup_sha256: sha256 },
    });
  });

  test('of the one tenant that was put back of a backup of all, in which the chain goes on', async () => {
    const path = await backup();
    await wipe(storage);
    await restore(path, { tenant: one });
    const entries = await told();
    expect(entries.map(({ tenant }) => tenant)).toEqual([one]);
    const [entry] = entries as [AuditCommand];
    await auditAppends(backend.table, { keptDays: 365 }).append(entry, NOON);
    const log = auditLog(backend.table);
    expect(await log.verify(one, NOON)).toMatchObject({ intact: true, finding: null });
    const { entries: listed } = await log.list(one, { userId: 'operator' }, { limit: 5 });
    expect(listed).toMatchObject([{ action: 'database_restore' }]);
  });
});

test('a damaged file is refused before anything is written', async () => {
  const whole = await readFile(await backup());
  const edited = (from: string, to: string) =>
    Buffer.from(whole.toString('latin1').replace(from, to), 'latin1');
  const turned = Buffer.from(whole);
  turned[whole.length - 200] = (turned[whole.length - 200] as number) ^ 1;
  const files: Record<string, Buffer> = {
    'cut in the middle': whole.subarray(0, whole.length >> 1),
    'cut by one byte': whole.subarray(0, whole.length - 1),
    'cut to its first line': whole.subarray(0, whole.indexOf('\n') + 1),
    'one bit turned': turned,
    'with something after it': Buffer.concat([whole, Buffer.from('x')]),
    'with itself after it': Buffer.concat([whole, whole]),
    'given to another tenant': edited('"tenant":null', '"tenant":"acm"'),
    'of a later version': edited('"version":1', '"version":2'),
    'no backup at all': Buffer.from('%PDF-1.7\nhello\n'),
    empty: Buffer.alloc(0),
  };
  await wipe(storage);
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(folder, 'damaged.bordereau');
    await writeFile(path, bytes);
    await expect(restore(path), name).rejects.toMatchObject({ name: 'BackupFileError' });
    expect(await contentOf(storage), name).toEqual({});
  }
});

describe('a file of one tenant', () => {
  const task = (item: RawItem): RawItem => ({
    pk: { S: `TENANT#${one}#TASK#forged` },
    sk: { S: 'TASK' },
    ...item,
  });
  const forged: [string, () => RawItem][] = [
    ['lists it among another’s', () => task({ gsi1pk: { S: `TENANT#${other}#ENDED` }, gsi1sk: { S: '9' } })],
    ['says it is another’s', () => task({ tenant: { S: other } })],
    [
      'takes another’s file for its own',
      () => task({ originalKey: { S: `originals/${other}/task/etag/x.pdf` } }),
    ],
    [
      'reaches into another’s files',
      () => task({ originalKey: { S: `originals/${one}/../${other}/task/etag/x.pdf` } }),
    ],
    [
      'would tell another’s listeners',
      () => ({
        pk: { S: 'OUTBOX#0' },
        sk: { S: '2026-03-03T12:00:00.000Z#x' },
        sending: {
          M: {
            to: { S: 'events' },
            body: { M: { tenant: { S: one } } },
            event: { M: { tenant: { S: other } } },
          },
        },
      }),
    ],
  ];

  test.for(forged)('with an item that %s is refused before anything is written', async ([, item]) => {
    const path = join(folder, 'forged.bordereau');
    async function* records() {
      yield* backupRecords(storage, one);
      yield { item: item() };
    }
    await writeBackup(path, { tenant: one }, records(), now);
    await expect(restore(path, { replace: true })).rejects.toMatchObject({ name: 'BackupFileError' });
    await expect(restore(path, { tenant: one, replace: true })).rejects.toMatchObject({
      name: 'BackupFileError',
    });
    expect(await contentOf(storage)).toEqual(before);
  });
});

describe('a backup taken while things change', () => {
  test('sums up the reports that it has, and claims no content of others', async () => {
    const tenant = 'gamma';
    const report = (id: string) => ({
      pk: { S: `TENANT#${tenant}#REPORT#${id}` },
      sk: { S: 'REPORT' },
      tenant: { S: tenant },
      sha256: { S: id.repeat(64) },
      version: { N: '1' },
      edition: { S: id },
      summary: { M: { totalEntries: { N: '10' }, validEntries: { N: '9' } } },
    });
    const claim = (id: string) => ({
      pk: { S: `TENANT#${tenant}#CONTENT#${id.repeat(64)}` },
      sk: { S: 'OWNER' },
      taskId: { S: id },
    });
    const totals = (reports: number) => ({
      pk: { S: `TENANT#${tenant}#REPORTS` },
      sk: { S: 'TOTALS' },
      reports: { N: String(reports) },
      entries: { N: String(10 * reports) },
      validEntries: { N: String(9 * reports) },
    });
    for (const id of ['a', 'b']) for (const item of [report(id), claim(id)]) await putItem(storage, item);
    await putItem(storage, totals(2));
    async function* changing() {
      let read = 0;
      for await (const record of backupRecords(storage, tenant)) {
        yield record;
        // Once reports were read, two more are imported.
        if (++read === 2) {
          for (const id of ['c', 'd']) await putItem(storage, report(id));
          await putItem(storage, totals(4));
        }
        // Once claims were read, one is removed.
        if (read === 4) {
          await deleteItem(storage, { pk: `TENANT#${tenant}#REPORT#a`, sk: 'REPORT' });
          await deleteItem(storage, { pk: claim('a').pk.S, sk: 'OWNER' });
          await putItem(storage, totals(3));
        }
      }
    }
    const path = join(folder, 'sums.bordereau');
    await writeBackup(path, { tenant }, changing(), now);
    await wipe(storage);
    await restore(path);
    const after = withoutOutbox(await contentOf(storage));
    expect(Object.keys(after).toSorted()).toEqual([
      `TENANT#${tenant}#CONTENT#${'b'.repeat(64)} OWNER`,
      `TENANT#${tenant}#REPORT#b REPORT`,
      `TENANT#${tenant}#REPORTS TOTALS`,
    ]);
    expect(JSON.parse(after[`TENANT#${tenant}#REPORTS TOTALS`] ?? '{}')).toMatchObject({
      reports: { N: '1' },
      entries: { N: '10' },
      validEntries: { N: '9' },
    });
  });

  test('notices a report that was removed and imported anew, though it begins with the same version', async () => {
    const report = (edition: string) => ({
      pk: { S: `TENANT#${one}#REPORT#r1` },
      sk: { S: 'REPORT' },
      version: { N: '1' },
      edition: { S: edition },
    });
    const pack = (edition: string) => ({
      pk: { S: `TENANT#${one}#REPORT#r1#0` },
      sk: { S: `PACK#${edition}#00000#SEARCH` },
      part: { B: randomBytes(100) },
    });
    await putItem(storage, pack('a'));
    await putItem(storage, report('a'));
    async function* changing() {
      let isChanged = false;
      for await (const record of backupRecords(storage, one)) {
        yield record;
        const isReport = 'item' in record && record.item.pk?.S === `TENANT#${one}#REPORT#r1`;
        if (isChanged || !isReport) continue;
        isChanged = true;
        await putItem(storage, pack('b'));
        await putItem(storage, report('b'));
        await deleteItem(storage, { pk: `TENANT#${one}#REPORT#r1#0`, sk: 'PACK#a#00000#SEARCH' });
      }
    }
    const path = join(folder, 'anew.bordereau');
    await writeBackup(path, { tenant: one }, changing(), now);
    await wipe(storage);
    await restore(path);
    const after = await contentOf(storage);
    expect(after[`TENANT#${one}#REPORT#r1 REPORT`]).toContain('{"S":"b"}');
    expect(after[`TENANT#${one}#REPORT#r1#0 PACK#b#00000#SEARCH`]).toBeDefined();
  });

  test('has a whole audit log, and each report with what it points to', async () => {
    const report = (edition: string, version: string) => ({
      pk: { S: `TENANT#${one}#REPORT#r1` },
      sk: { S: 'REPORT' },
      version: { N: version },
      edition: { S: edition },
    });
    const pack = (edition: string) => ({
      pk: { S: `TENANT#${one}#REPORT#r1#0` },
      sk: { S: `PACK#${edition}#00000` },
      bytes: { B: randomBytes(100) },
    });
    await putItem(storage, pack('a'));
    await putItem(storage, report('a', '1'));
    await putItem(storage, { ...report('a', '1'), pk: { S: `TENANT#${one}#REPORT#r2` } });
    async function* changing() {
      let records = 0;
      for await (const record of backupRecords(storage, undefined)) {
        yield record;
        records++;
        if (records === 1) await append(one, ['d', 'e']);
        // A validation puts another edition in the place of the first one; another report is removed.
        if (records === 5) {
          await putItem(storage, pack('b'));
          await putItem(storage, report('b', '2'));
          await deleteItem(storage, { pk: `TENANT#${one}#REPORT#r1#0`, sk: 'PACK#a#00000' });
          await deleteItem(storage, { pk: `TENANT#${one}#REPORT#r2`, sk: 'REPORT' });
        }
        if (records === 20) await append(one, ['f']);
      }
    }
    const path = join(folder, 'changing.bordereau');
    await writeBackup(path, { tenant: null }, changing(), now);
    await wipe(storage);
    await restore(path);
    const after = await contentOf(storage);
    expect(after[`TENANT#${one}#REPORT#r1 REPORT`]).toContain('{"S":"b"}');
    expect(after[`TENANT#${one}#REPORT#r1#0 PACK#b#00000`]).toBeDefined();
    expect(after[`TENANT#${one}#REPORT#r2 REPORT`]).toBeUndefined();
    const verified = await auditLog(backend.table).verify(one, noonPlus(60));
    expect(verified).toMatchObject({ intact: true, complete: true });
    expect(verified.checked).toBeGreaterThanOrEqual(5);
    // A message repeated after the restore is known, or appended, by whether its entry is there.
    await append(one, ['d', 'e', 'f', 'g']);
    expect(await auditLog(backend.table).verify(one, noonPlus(60))).toMatchObject({
      intact: true,
      checked: 7,
    });
  });
});

/** A storage whose table answers so many writes and then none. */
function failingAfter(whole: BackupStorage, requests: number): BackupStorage {
  let left = requests;
  const dynamodb = new Proxy(whole.dynamodb, {
    get(target, name) {
      if (name !== 'send') return Reflect.get(target, name);
      return async (command: { constructor: { name: string } }) => {
        if (/Write|Put|Delete/.test(command.constructor.name) && --left < 0) throw new Error('gone');
        return target.send(command as never);
      };
    },
  });
  const s3 = new Proxy(whole.s3, {
    get(target, name) {
      if (name !== 'send') return Reflect.get(target, name);
      return async (command: { constructor: { name: string } }) => {
        if (/Put|Delete/.test(command.constructor.name) && --left < 0) throw new Error('gone');
        return target.send(command as never);
      };
    },
  });
  return { ...whole, dynamodb, s3 };
}

test('a file too large for one request is sent in parts, and comes back as it was', async () => {
  const bytes = randomBytes(PART_BYTES + 4321);
  async function* parts() {
    yield bytes.subarray(0, 1000);
    yield bytes.subarray(1000);
  }
  const key = `originals/${one}/large/etag/scan.tif`;
  await putObject(storage, { key, size: bytes.length, metadata: { a: 'b' } }, parts());
  const large = await contentOf(storage);
  const path = await backup(one, 'large.bordereau');
  await wipe(storage);
  await restore(path);
  expect((await contentOf(storage))[key]).toBe(large[key]);
});

test('the copy of a file is as good as the file', async () => {
  const path = await backup();
  const copy = join(folder, 'copy.bordereau');
  await copyFile(path, copy);
  await wipe(storage);
  await restore(copy);
  expect(withoutOutbox(await contentOf(storage))).toEqual(withoutOutbox(before));
});
