/** The synthesized template of the local product, made anew only when something it is made of changed. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, PROJECT_FOLDER } from '../bundle.ts';

const FOLDER = join(PROJECT_FOLDER, 'build', 'assembly');
const STAMP = join(FOLDER, '.stamp');
const SOURCES = ['infra', 'functions', 'shared', 'package-lock.json'];

/** Sizes and times of everything the app is made of; a false alarm costs a second. */
function stamp(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const path = join(PROJECT_FOLDER, source);
    const files = statSync(path).isFile()
      ? [path]
      : readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .sort();
    for (const file of files) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${file}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

/** Bundles the functions and synthesizes the app, if need be. Returns the assembly's folder. */
export async function prepareAssembly(): Promise<string> {
  await bundle('local');
  const current = stamp();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === current) return FOLDER;
  // Loaded only now: an unchanged project starts without waiting for the CDK.
  const { buildApp } = await import('../app.ts');
  const fresh = `${FOLDER}-${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  buildApp({ local: true, outdir: fresh }).synth();
  writeFileSync(join(fresh, '.stamp'), current);
  rmSync(FOLDER, { recursive: true, force: true });
  renameSync(fresh, FOLDER);
  return FOLDER;
}
