/** What is worth telling the reviewer about the file itself. */
import { CHECKS, type CheckCode, checkOf } from './checks/catalogue.ts';
import type { Check } from './result.ts';

/** Warnings of the reader as checks; one that has no entry in the catalogue is a remark. */
export function fileChecks(warnings: readonly { code: string }[]): Check[] {
  return warnings.map(({ code }) =>
    Object.hasOwn(CHECKS, code)
      ? checkOf(code as CheckCode)
      : checkOf('file_remark', { parameters: { remark: code } }),
  );
}
