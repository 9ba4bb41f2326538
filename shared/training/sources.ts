/** What decides what training gives, and a fingerprint of it. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Folders of the project that training is made of; a test fails when it reaches beyond them. */
export const TRAINING_SOURCES = [
  'shared/domain/dates',
  'shared/domain/extraction',
  'shared/domain/identifiers',
  'shared/domain/money',
  'shared/domain/page',
  'shared/domain/text',
  'shared/domain/vat-rates',
  'shared/training',
] as const;

/**
 * Twelve hexadecimal digits that change with any of those sources.
 * @param project the project's folder.
 * @param written files that training writes, and that therefore do not count.
 */
export function sourceHash(project: string, written: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of TRAINING_SOURCES) {
    const files = readdirSync(path.join(project, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((name) => !written.includes(name))
      .sort();
    for (const name of files) hash.update(path.relative(project, name)).update(readFileSync(name));
  }
  return hash.digest('hex').slice(0, 12);
}
