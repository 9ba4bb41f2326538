/** Tables of any format, read row by row. */
import type { TableFiles } from '../../contract/services.ts';
import { readTableFile } from './read-table-file.ts';
import type { TableSource } from './table-source.ts';

export function tableFiles(): TableFiles {
  return {
    rows(file, format, onProgress, isWanted) {
      const { sizeBytes } = file;
      const source: TableSource = {
        sizeBytes,
        // A file that is wanted whole is asked for whole, so that its reader need not know its size.
        read: (from, to) => file.read(from === 0 && to === sizeBytes ? undefined : { from, to }),
      };
      return readTableFile(format, source, { onProgress, isWanted });
    },
  };
}
