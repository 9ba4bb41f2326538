/** The synthesized template of the local product, made anew only when something it is made of changed. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, PROJECT_FOLDER, sourceStamp } from '../bundle.ts';
import { withLock } from '../bundling/lock.ts';

const FOLDER = join(PROJECT_FOLDER, 'build', 'assembly');
const STAMP = join(FOLDER, '.stamp');
const SOURCES = ['infra', 'functions', 'shared', 'package-lock.json'];

/** Bundles the functions and synthesizes the app, if need be. Returns the assembly's folder. */
export async function prepareAssembly(): Promise<string> {
  await bundle('local');
  if (isCurrent(sourceStamp(SOURCES))) return FOLDER;
  // Tests start several at once, which must not take each other's folder away.
  return withLock(`${FOLDER}.lock`, async () => {
    const stamp = sourceStamp(SOURCES);
    if (isCurrent(stamp)) return FOLDER;
    // Loaded only now: an unchanged project starts without waiting for the CDK.
    const { buildApp } = await import('../app.ts');
    const fresh = `${FOLDER}.new`;
    rmSync(fresh, { recursive: true, force: true });
    buildApp({ local: true, outdir: fresh }).synth();
    writeFileSync(join(fresh, '.stamp'), stamp);
    rmSync(FOLDER, { recursive: true, force: true });
    renameSync(fresh, FOLDER);
    return FOLDER;
  });
}

function isCurrent(stamp: string): boolean {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp;
}
