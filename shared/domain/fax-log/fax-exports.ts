/** Exports of fax reports: where large ones lie, and how others learn of each. */
import type { FaxReport } from './fax-report.ts';

/** An export as it is told of. */
export interface FaxExport {
  /** Of the request; the same export is told of once. */
  exportId: string;
  /** User name or `key:<id>`. */
  by: string;
  /** Figures and names of forms, for the audit log. */
  details: Record<string, string | number>;
}

export interface FaxExportJournal {
  /**
   * Tells webhooks (`export_complete`) and the audit log of an export; both come to know of it even if this process
   * dies right after.
   * @throws AppError `not_found` when the report was removed meanwhile: nothing was told, and nothing must be given out.
   */
  record(report: FaxReport, done: FaxExport, now: Date): Promise<void>;
}

const EXPORTS_PREFIX = 'exports/';

/** Every export of a report lies under this. */
export function exportsPrefix(tenant: string, reportId: string): string {
  return `${EXPORTS_PREFIX}${tenant}/${reportId}/`;
}

/**
 * Where an export lies. An edition never changes, so that its exports can be given again.
 * @param form tells kinds of file apart, and grows a version when what is written changes: `v1.rfc4180.csv.gz`.
 */
export function exportKey(report: Pick<FaxReport, 'tenant' | 'reportId' | 'edition'>, form: string): string {
  return `${exportsPrefix(report.tenant, report.reportId)}${report.edition}/${form}`;
}
