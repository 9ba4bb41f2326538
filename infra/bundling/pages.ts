/** The pages in `web/`: their scripts bundled, every file compressed, so that a request only reads them. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

/** Browsers since 2023: CSS nesting, `light-dark()` a year later, and modules everywhere. */
const BROWSERS = ['chrome123', 'firefox120', 'safari17.5'];

async function writeFiles(files: ReadonlyMap<string, Uint8Array>, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of files) {
    await writeFile(join(folder, `${name}.gz`), await compress(bytes, { level: 9 }));
  }
}

/**
 * Writes each page of `web/` into a folder of its name within `folder`: its files as they are, and `main.ts` with all
 * that it imports as `main.js`.
 * @throws Error when a script does not compile.
 */
export async function writePages(web: string, folder: string): Promise<void> {
  const esbuild = await import('esbuild');
  const pages = (await readdir(web, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  for (const { name: page } of pages) {
    const source = join(web, page);
    const { outputFiles } = await esbuild.build({
      entryPoints: [join(source, 'main.ts')],
      bundle: true,
      format: 'esm',
      platform: 'browser',
      target: BROWSERS,
      minify: true,
      legalComments: 'none',
      write: false,
      logLevel: 'warning',
    });
    const files = new Map<string, Uint8Array>(outputFiles.map(({ contents }) => ['main.js', contents]));
    for (const name of await readdir(source)) {
      if (/\.(html|css|svg)$/.test(name)) files.set(name, await readFile(join(source, name)));
    }
    await writeFiles(files, join(folder, page));
  }
}
