/**
 * Makes a folder for each `functions/<domain>/<name>.lambda.ts`, as Lambda unpacks it: its bundle and whatever must lie
 * beside it. `build/functions/<name>/` runs on this machine and takes native packages from the project's
 * `node_modules`; `build/aws/<name>/` carries them along, for Linux on arm64.
 *
 *   node infra/bundle.ts [--target local|aws]
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { withLock } from './bundling/lock.ts';

export type BundleTarget = 'local' | 'aws';

export const PROJECT_FOLDER = fileURLToPath(new URL('..', import.meta.url));

/** The one function that ships packages beside its bundle; its contract says `readsDocuments`. */
const READER = 'read';
/** The one function that serves the API's documentation and our pages. */
const SERVICE_ROOM = 'service';

/** What decides whether a bundle is out of date. Packages are pinned by the lockfile, so their files need no look. */
const SOURCES = [
  'functions',
  'shared',
  'client',
  'web',
  'infra/bundle.ts',
  'infra/bundling',
  'package.json',
  'package-lock.json',
];

/** Where the folders of a target lie. */
export function bundleFolder(target: BundleTarget): string {
  return join(PROJECT_FOLDER, 'build', target === 'local' ? 'functions' : 'aws');
}

/** Entry files by function name. */
export function entryPoints(): Map<string, string> {
  const entries = new Map<string, string>();
  for (const file of listFiles(join(PROJECT_FOLDER, 'functions'))) {
    if (file.endsWith('.lambda.ts')) entries.set(basename(file, '.lambda.ts'), file);
  }
  return entries;
}

function listFiles(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Changes whenever a source does. Sizes and times are enough here: a false alarm costs half a second. */
export function sourceStamp(sources: readonly string[] = SOURCES): string {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of listFiles(join(PROJECT_FOLDER, source))) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${file}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

/** Says what sources a folder was made from. */
export const STAMP_FILE = '.stamp';
/** esbuild's account of what each bundle is made of; the benchmark and the size test read it. */
export const METAFILE = 'metafile.json';

/** Whether `bundle(target)` would have nothing to do. */
export function isBundled(target: BundleTarget, stamp: string = sourceStamp()): boolean {
  const file = join(bundleFolder(target), STAMP_FILE);
  return existsSync(file) && readFileSync(file, 'utf8') === stamp;
}

/**
 * Brings the folders of a target up to date.
 * @returns whether there was anything to do.
 * @throws Error when a source does not compile, or the reader outgrows what Lambda takes.
 */
export async function bundle(target: BundleTarget): Promise<boolean> {
  if (isBundled(target)) return false;
  // Tests start several at once, which must not take each other's folder away.
  return withLock(`${bundleFolder(target)}.lock`, async () => {
    const stamp = sourceStamp();
    if (isBundled(target, stamp)) return false;
    const folder = `${bundleFolder(target)}.new`;
    rmSync(folder, { recursive: true, force: true });
    await build(folder, target);
    writeFileSync(join(folder, STAMP_FILE), stamp);
    rmSync(bundleFolder(target), { recursive: true, force: true });
    renameSync(folder, bundleFolder(target));
    return true;
  });
}

async function build(folder: string, target: BundleTarget): Promise<void> {
  // Loaded only now: an unchanged project starts without waiting for any of these.
  const [{ writeDocumentation }, { writePages }, { installReaderPackages, READER_PACKAGES }] =
    await Promise.all([
      import('./bundling/documentation.ts'),
      import('./bundling/pages.ts'),
      import('./bundling/reader-packages.ts'),
    ]);
  await Promise.all([
    compile(folder, READER_PACKAGES),
    writeDocumentation(join(folder, SERVICE_ROOM, 'documentation')),
    writePages(join(PROJECT_FOLDER, 'web'), join(folder, SERVICE_ROOM, 'pages')),
  ]);
  if (target === 'aws') installReaderPackages(join(folder, READER), PROJECT_FOLDER);
}

async function compile(folder: string, external: readonly string[]): Promise<void> {
  const esbuild = await import('esbuild');
  const { metafile } = await esbuild.build({
    absWorkingDir: PROJECT_FOLDER,
    entryPoints: [...entryPoints()].map(([name, file]) => ({ in: file, out: `${name}/index` })),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: 'linked',
    // Names and lines are enough for a stack trace, and sources would triple the asset.
    sourcesContent: false,
    external: [...external],
    // CommonJS packages among the dependencies still call `require` for Node's own modules.
    banner: {
      js: "import{createRequire as bundleRequire}from'node:module';const require=bundleRequire(import.meta.url);",
    },
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  writeFileSync(join(folder, METAFILE), JSON.stringify(metafile));
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { target: { type: 'string', default: 'local' } } });
  const { target } = values;
  if (target !== 'local' && target !== 'aws') throw new Error(`--target is local or aws, not ${target}`);
  const began = performance.now();
  const changed = await bundle(target);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(changed ? `Bundled for ${target} in ${seconds} s.` : `Bundles for ${target} are up to date.`);
}
