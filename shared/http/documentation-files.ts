/** The documentation's files, shipped beside the bundle in `documentation/` (see infra/bundle.ts), compressed. */
import { readFile } from 'node:fs/promises';
import type { DocumentationFiles } from '../contract/services.ts';

const FOLDER = new URL('./documentation/', import.meta.url);
/** A plain file name, so that no path leads out of the folder. */
const ASSET_NAME = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.(js|css)$/;

async function readIfPresent(name: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(new URL(name, FOLDER));
  } catch {
    return undefined;
  }
}

export function documentationFiles(): DocumentationFiles {
  return {
    async openApi() {
      return (await readFile(new URL('openapi.json', FOLDER))).toString();
    },

    async asset(name) {
      if (!ASSET_NAME.test(name)) return undefined;
      const bytes = await readIfPresent(`${name}.gz`);
      return bytes && { bytes, encoding: 'gzip' };
    },
  };
}
