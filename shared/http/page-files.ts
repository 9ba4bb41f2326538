/** Our pages' files, shipped beside the bundle in `pages/<page>/` (see infra/bundling/pages.ts), compressed. */
import { readFile } from 'node:fs/promises';
import type { PageFiles } from '../contract/services.ts';

const FOLDER = new URL('./pages/', import.meta.url);
/** A plain file name, so that no path leads out of the folder. */
const FILE_NAME = /^[a-z0-9-]+\.(html|js|css|svg)$/;

/** @param folder ends with a slash. */
export function pageFiles(folder: URL = FOLDER): PageFiles {
  return {
    async file(page, name) {
      if (!FILE_NAME.test(name)) return undefined;
      try {
        return { bytes: await readFile(new URL(`${page}/${name}.gz`, folder)), encoding: 'gzip' };
      } catch {
        return undefined;
      }
    },
  };
}
