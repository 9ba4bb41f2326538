/** A report: what an imported fax log holds. Its records are packed; see ADR 0004. */
import type { NumberPolicy } from '../tenant/tenant-settings.ts';
import type { FaxErrorCode, FaxMode, FaxRecord } from './fax-record.ts';
import type { FaxStatistics } from './fax-statistics.ts';

export interface FaxSummary {
  totalEntries: number;
  validEntries: number;
  /** Rows with at least one error; `errors` counts each error. */
  errorEntries: number;
  /** Sum of positive page counts over all rows. */
  pages: number;
  byMode: Record<FaxMode, { entries: number; pages: number }>;
  errors: Record<FaxErrorCode, number>;
  /**
   * Of the rows with `invalid_number`, those whose number only lacks the 0 before it, as spreadsheets take it away. Absent
   * where there are none, and in reports of before this was counted.
   */
  leadingZeroLost?: number;
}

/** Which rules a report was checked by. */
export interface FaxRules {
  /** Grows when the rules change, so that reports checked by older ones can be told. */
  version: number;
  policy: NumberPolicy;
}

export interface FaxReport {
  tenant: string;
  /** `import_<hash>`, from tenant and content: the same file is the same report. */
  reportId: string;
  /** The task that imported it. */
  taskId: string;
  /** The name the sender gave, for people; never used as a path. */
  documentName: string;
  sha256: string;
  format: string;
  sizeBytes: number;
  originalKey: string;
  /** ISO; when it became readable. */
  importedAt: string;
  /** ISO; when its rows were last checked. */
  validatedAt: string;
  rules: FaxRules;
  /** Names its packs. Packs of an edition never change: a re-validation that changes rows makes another edition. */
  edition: string;
  packs: number;
  summary: FaxSummary;
  /** Grows with every write; each write is conditional on the version it read. */
  version: number;
}

/** `import_…` of a document's id `doc_…`. */
export function reportIdOf(documentId: string): string {
  return `import_${documentId.replace(/^doc_/, '')}`;
}

/** Valid rows of all, in per cent to two decimals; 0 for a report without rows. */
export function faxSuccessRate({
  totalEntries,
  validEntries,
}: Pick<FaxSummary, 'totalEntries' | 'validEntries'>): number {
  return totalEntries === 0 ? 0 : Math.round((validEntries / totalEntries) * 10_000) / 100;
}

export interface FaxQuery {
  /**
   * Part of a Fax ID or of the called number as the file has it; case aside. A text of digits and the signs that
   * people write between them is also part of the called number whatever signs stand there: `01 23 45`, `0033 1.23`
   * and `+33 (0)1 23 45` all find 33123456789.
   */
  text?: string | undefined;
  mode?: FaxMode | undefined;
  status?: 'valid' | 'invalid' | undefined;
}

/** Looks into reports' records. Decoded packs are kept in memory; an edition never changes, so they never go stale. */
export interface FaxRecords {
  /** Newest first by the log's clock, those without a readable time last; then by row. `page` is from 1. */
  search(
    report: FaxReport,
    query: FaxQuery,
    paging: { page: number; perPage: number },
  ): Promise<{ total: number; records: FaxRecord[] }>;
  /** Every record in the order of rows, a pack at a time: memory does not grow with the report. */
  read(report: FaxReport): AsyncIterable<FaxRecord[]>;
  /**
   * Looks through all reports of a tenant, the latest import first, each newest first. One call does a bounded amount
   * of work: it ends at `limit` records or once it has looked through about a million rows, whatever it found by then.
   * `next` goes on from there; only when it is null was everything looked through.
   */
  searchAll(
    tenant: string,
    text: string,
    paging: { limit: number; after?: string | undefined },
  ): Promise<FaxFindings>;
  /** Each valid called number once, normalised, in ascending numeric order. About 16 bytes of memory a row. */
  distinctNumbers(report: FaxReport): Promise<Iterable<string>>;
}

export interface FaxFindings {
  found: { report: FaxReport; record: FaxRecord }[];
  next: string | null;
  /** What this call looked through. */
  searched: { reports: number; entries: number };
}

/** What a tenant has of reports, kept in the transactions that change them. */
export interface FaxTotals {
  reports: number;
  entries: number;
  validEntries: number;
}

export interface FaxReports {
  /** Strongly consistent. */
  get(tenant: string, reportId: string): Promise<FaxReport | undefined>;
  /** Latest import first; `next` goes on where this answer ended. */
  list(
    tenant: string,
    paging: { limit: number; after?: string | undefined },
  ): Promise<{ reports: FaxReport[]; next: string | null }>;
  totals(tenant: string): Promise<FaxTotals>;
  /** The figures of the report's edition. */
  statistics(report: FaxReport): Promise<FaxStatistics>;
}

/** Writes the packs of one edition. Repeating an edition with the same records writes the same items. */
export interface FaxPackWriter {
  /** Resolves when it may be given more: a bounded number of packs is under way. */
  add(records: readonly FaxRecord[]): Promise<void>;
  /** Resolves when everything is written, the edition's figures too. */
  finish(statistics: FaxStatistics): Promise<{ packs: number; writeUnits: number }>;
  /** Resolves when nothing is on its way any more. Whoever breaks off waits for it before anything is removed. */
  settled(): Promise<void>;
}

export interface FaxEditions {
  begin(tenant: string, reportId: string, edition: string, now: Date): Promise<FaxPackWriter>;
  /**
   * Removes packs of editions other than the report's own that are of no use any more: the one it replaced, and what
   * crashes left. Editions that may still be being written stay. Safe to repeat, and to miss.
   */
  removeFormer(
    report: Pick<FaxReport, 'tenant' | 'reportId' | 'edition'>,
    replaced: string | undefined,
    now: Date,
  ): Promise<void>;
  /** Removes editions whose names begin so, but for the report's own. Safe to repeat. */
  removeNamed(report: Pick<FaxReport, 'tenant' | 'reportId' | 'edition'>, beginning: string): Promise<void>;
}
