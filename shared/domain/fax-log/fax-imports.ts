/** What can be changed of imports and reports. Implemented over DynamoDB in `shared/stores`. */
import type { Task } from '../task/task.ts';
import type { FaxReport, FaxRules, FaxSummary } from './fax-report.ts';

/** How far an import is. A log has no pages: its share is that of its bytes. */
export interface ImportProgress {
  bytesRead: number;
  sizeBytes: number;
  /** Rows seen so far, headings aside. */
  entries: number;
}

/** What an import laid down, to become the task's report. */
export interface ImportedLog {
  /** Whose packs and figures are complete. */
  edition: string;
  packs: number;
  summary: FaxSummary;
  rules: FaxRules;
}

/** Ends imports as `TaskChanges` ends readings: each change is one conditional transaction with all that follows. */
export interface FaxImports {
  /** Records how far it is; false when the task is no longer processing that generation (paused, cancelled …). */
  progress(task: Task, seen: ImportProgress, now: Date): Promise<boolean>;
  /** Report, totals, task, counters, events and audit entry at once; false when the task is no longer ours to end. */
  complete(task: Task, imported: ImportedLog, now: Date): Promise<boolean>;
}

/**
 * The edition that an import writes: every repeat of it the same, every new try of the task another. By the rules too,
 * since two workers may see the tenant's choice before and after it changed, and one must not write over the other.
 */
export function importEdition(ofTry: ImportTry, { version, policy }: FaxRules): string {
  return `${editionsOfTry(ofTry)}${version}-${policy}`;
}

type ImportTry = Pick<Task, 'taskId' | 'generation'>;

/** What the names of all editions begin with that a try of a task may have written. */
export function editionsOfTry({ taskId, generation }: ImportTry): string {
  return `${taskId}-${generation}-`;
}

export interface FaxReportChanges {
  /**
   * Removes a report for good: nobody finds it from then on, and the same file can be imported anew. Its packs and its
   * original go right after.
   * @param by who asked, for the audit log: user name or `key:<id>`.
   * @throws AppError `not_found`.
   */
  remove(tenant: string, reportId: string, by: string, now: Date): Promise<void>;
}

/** Originals of one content, of which every task that came with it keeps its own. */
export interface ContentCopies {
  /**
   * Those that go with a report that is gone: of tasks that ended with it, but for the tasks of the report that the
   * same file has become since; and of tasks that had failed or were cancelled when it was removed, since a file that is
   * removed for good must not stay under another task.
   * @param current asked only once the tasks were read: of a task seen as completed, the report then tells whether it
   *   is that one's.
   */
  left(
    removed: { tenant: string; sha256: string; reportId: string; removedAt?: string | undefined },
    current: () => Promise<Pick<FaxReport, 'taskId'> | undefined>,
  ): Promise<{ taskId: string; originalKey: string }[]>;
  /** Safe to repeat. */
  forget(tenant: string, sha256: string, taskId: string): Promise<void>;
}
