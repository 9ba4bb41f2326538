/** Tables of any format, read row by row. */
import { AppError } from '../../contract/app-error.ts';
import type { TableFiles } from '../../contract/services.ts';
import { readCsv } from './csv.ts';

export function tableFiles(): TableFiles {
  return {
    rows(file, format, onProgress) {
      if (format === 'csv') return readCsv(file.read(), { onProgress });
      throw new AppError('unsupported_format', { detected: format });
    },
  };
}
