/** `bordereau database backup` and `bordereau database restore`: everything into one file, and back. */
import { existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { BackupFileError } from '../../shared/backup/backup-format.ts';
import { readHeader } from '../../shared/backup/backup-reader.ts';
import { writeBackup } from '../../shared/backup/backup-writer.ts';
import { restoreBackup, TargetInUse } from '../../shared/backup/restore-backup.ts';
import { backupRecords } from '../../shared/backup/take-backup.ts';
import { backupStorage, toldPlainly } from '../backup-storage.ts';
import { type Command, CommandError, type CommandInput } from '../command.ts';
import { confirm } from '../confirmation.ts';
import { givenTenant } from '../connection.ts';
import { progressBar } from '../progress-bar.ts';
import { factsText, JSON_HELP, JSON_OPTION, printResult } from '../table-output.ts';

const STORAGE_OPTIONS = {
  tenant: { type: 'string' },
  table: { type: 'string' },
  bucket: { type: 'string' },
  // Taken only to say why not.
  url: { type: 'string' },
  ...JSON_OPTION,
} as const;

const STORAGE_HELP = `${JSON_HELP}

Works on the installation of this machine, which must be running (npm start), or on one on AWS when BORDEREAU_AWS=1 is
set, with your usual AWS credentials:

  --table NAME      its table (the one whose name begins with bordereau-data-)
  --bucket NAME     its bucket (likewise)`;

/** No endpoint reads or overwrites everything, so that no stolen token can. */
function refuseUrl({ url }: CommandInput['options']): void {
  if (url === undefined) return;
  throw new CommandError(
    'backups are not taken over the API, which lets nobody read or overwrite everything: set BORDEREAU_AWS=1 and use AWS credentials',
  );
}

/** `backups/bordereau-20261120T221500Z.bordereau` */
function defaultFile(tenant: string | undefined, now: Date): string {
  const time = now.toISOString().replace(/[-:]|\.\d+/g, '');
  return join('backups', `${tenant ?? 'bordereau'}-${time}.bordereau`);
}

/** Redrawing for every item would cost more than the items. */
const DRAWN_EVERY_MS = 100;

function counter() {
  const bar = progressBar(1);
  let drawnAt = 0;
  return {
    show(label: string) {
      if (performance.now() - drawnAt < DRAWN_EVERY_MS) return;
      drawnAt = performance.now();
      bar.update(0, label);
    },
    clear: () => bar.clear(),
  };
}

const grouped = (count: number) => count.toLocaleString('en-US');

async function backup(file: string, options: CommandInput['options']) {
  const tenant = givenTenant(options);
  const storage = await backupStorage(options);
  const shown = counter();
  try {
    const records = backupRecords(storage, tenant, ({ items, objects }) =>
      shown.show(`${grouped(items)} items, ${grouped(objects)} files`),
    );
    const trailer = await writeBackup(file, { tenant: tenant ?? null }, records, () => new Date());
    return { file, tenant: tenant ?? null, ...trailer };
  } finally {
    shown.clear();
    storage.dynamodb.destroy();
    storage.s3.destroy();
  }
}

export const databaseBackupCommand: Command = {
  usage: 'database backup [--tenant TENANT] [--out FILE] [--json]',
  summary: 'put everything, or everything of a tenant, into one file',
  help: `Writes items of the table and files of the bucket (originals, pages read, files waiting in the inbox) into one
compressed file. It holds password hashes and secrets of webhooks: keep it as you keep the installation itself.
Not in it: live connections, exports, request counts, what lies in queues (work that was under way is taken up again
after a restore), and the secret that signs tokens: after a restore elsewhere, everyone signs in again.

Things may change meanwhile. Each item is as it was at some moment of the backup; to have all of one moment, take it
while nothing is sent in.

  --tenant TENANT   only this tenant
  --out FILE        where to (backups/<name>-<time>.bordereau)
${STORAGE_HELP}`,
  options: { ...STORAGE_OPTIONS, out: { type: 'string' } },
  maximumArguments: 0,
  async run({ options }) {
    refuseUrl(options);
    const file =
      typeof options.out === 'string' ? options.out : defaultFile(givenTenant(options), new Date());
    if (existsSync(file)) throw new CommandError(`${file} exists already`);
    const done = await toldPlainly(backup(file, options));
    await printResult(options, done, () =>
      factsText([
        ['File', done.file],
        ['Tenant', done.tenant ?? 'all'],
        ['Items', done.items],
        ['Files', done.objects],
        ['Bytes of files', done.object_bytes],
        ['SHA-256 of content', done.sha256],
      ]),
    );
    return 0;
  },
};

const PHASES = { checking: 'checking the file', removing: 'removing', restoring: 'restoring' } as const;

async function restore(file: string, options: CommandInput['options']) {
  const storage = await backupStorage(options);
  const shown = counter();
  try {
    return await restoreBackup(storage, file, {
      tenant: givenTenant(options),
      replace: options.replace === true,
      now: () => new Date(),
      onProgress: (phase, done) => shown.show(`${PHASES[phase]}: ${grouped(done)}`),
    });
  } catch (error) {
    if (error instanceof BackupFileError) throw new CommandError(error.message);
    if (error instanceof TargetInUse) {
      throw new CommandError(
        `the installation holds data (${error.message}): --replace removes it first, everything${options.tenant ? ' of that tenant' : ''}`,
      );
    }
    throw error;
  } finally {
    shown.clear();
    storage.dynamodb.destroy();
    storage.s3.destroy();
  }
}

export const databaseRestoreCommand: Command = {
  usage: 'database restore FILE [--tenant TENANT] [--replace] [--yes] [--json]',
  summary: 'put a backup back, of all or of one tenant',
  help: `Looks through the whole file first, and changes nothing when it is damaged. Then writes everything back; work that
was under way when the backup was taken is taken up again, and files that waited in the inbox are taken in.
A restore that was interrupted goes on when it is repeated with the same file.

  --tenant TENANT   only this tenant's part of a backup of all
  --replace         remove what the installation holds (of that tenant) first; a new one holds the samples that its
                    first start has read
  --yes             do not ask before removing
${STORAGE_HELP}`,
  options: {
    ...STORAGE_OPTIONS,
    replace: { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
  },
  maximumArguments: 1,
  async run({ positionals: [file], options }) {
    refuseUrl(options);
    if (!file) throw new CommandError('name a file: bordereau database restore FILE');
    const tenant = givenTenant(options);
    await access(file).catch(() => {
      throw new CommandError(`${file} cannot be read`);
    });
    const { header } = await readHeader(file).catch((error: Error) => {
      throw new CommandError(`${file}: ${error.message}`);
    });
    if (options.replace) {
      const scope = tenant ?? header.tenant;
      const what = scope === null ? 'everything of ALL tenants' : `everything of the tenant ${scope}`;
      await confirm(`Remove ${what} and put back the backup of ${header.created_at}?`, options.yes === true);
    }
    const done = await toldPlainly(restore(file, options));
    await printResult(options, { file, ...done }, () =>
      factsText([
        ['Restored', done.tenant ?? 'all tenants'],
        ['As of', done.created_at],
        ['Items', done.items],
        ['Files', done.objects],
        ['Removed before', done.removed],
        ['Work taken up again', done.reminded],
        ...(done.skipped > 0 ? ([['Users whose name is taken', done.skipped]] as const) : []),
      ]),
    );
    return 0;
  },
};
