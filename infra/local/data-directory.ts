import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { errorCode, LocalSetupError } from './setup-error.ts';

/** The folder with everything that the runtime keeps, held by this process alone until `release`. */
export interface DataDirectory {
  path: string;
  release(): void;
}

/**
 * Creates the folder and takes its lock. The lock is a SQLite database held in an exclusive transaction: the
 * operating system frees it however this process ends, so nothing stale is ever left to guess about.
 * Throws `LocalSetupError` if the folder cannot be written or another instance runs on it.
 */
export function openDataDirectory(directory: string): DataDirectory {
  const path = resolve(directory);
  try {
    mkdirSync(join(path, 'logs'), { recursive: true });
    const probe = join(path, '.writable');
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (cause) {
    throw new LocalSetupError(`The data folder ${path} cannot be written (${errorCode(cause)}).`, { cause });
  }
  const lock = new DatabaseSync(join(path, 'lock.db'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    throw new LocalSetupError(`Another instance is already running on the data folder ${path}.`, { cause });
  }
  return { path, release: () => lock.close() };
}
