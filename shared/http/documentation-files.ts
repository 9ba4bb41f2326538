/** The documentation's files, shipped beside the bundle in `documentation/` (see infra/bundle.ts), compressed. */
import { readFile } from 'node:fs/promises';
import type { DocumentationFiles } from '../contract/services.ts';

const FOLDER = new URL('./documentation/', import.meta.url);
/** A plain file name, so that no path leads out of the folder. */
const ASSET_NAME = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.(js|css)$/;

async function readIfPresent(file: URL): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch {
    return undefined;
  }
}

/** @param folder ends with a slash. */
export function documentationFiles(folder: URL = FOLDER): DocumentationFiles {
  return {
    async openApi() {
      return (await readFile(new URL('openapi.json', folder))).toString();
    },

    async asset(name) {
      if (!ASSET_NAME.test(name)) return undefined;
      const bytes = await readIfPresent(new URL(`${name}.gz`, folder));
      return bytes && { bytes, encoding: 'gzip' };
    },
  };
}
