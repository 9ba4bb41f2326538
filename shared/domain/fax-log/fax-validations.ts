/** Running today's rules over the stored originals of reports, and telling what changed. */
import type { ErrorCode } from '../../contract/app-error.ts';
import type { FaxErrorCode } from './fax-record.ts';
import type { FaxReport, FaxRules, FaxSummary } from './fax-report.ts';

/** What running the rules again made of one report's rows. */
export interface FaxValidationChanges {
  entries: number;
  /** Rows of which anything is other than before: errors, number, mode, pages. */
  changedEntries: number;
  becameValid: number;
  becameInvalid: number;
  /** Rows with each error, before and now. */
  errors: Record<FaxErrorCode, { before: number; after: number }>;
}

/** `gone`: it was removed before its turn came. */
export const FAX_VALIDATION_STATES = ['planned', 'unchanged', 'changed', 'gone', 'failed'] as const;
export type FaxValidationState = (typeof FAX_VALIDATION_STATES)[number];

/** One report of a run. */
export interface FaxValidationOutcome {
  reportId: string;
  state: FaxValidationState;
  /** Set for `unchanged` and `changed`. */
  changes: FaxValidationChanges | null;
  /** Set for `failed`. */
  error: { code: ErrorCode } | null;
  /** ISO; null while planned. */
  endedAt: string | null;
}

export interface FaxValidationRun {
  tenant: string;
  validationId: string;
  /** User name or `key:<id>`. */
  startedBy: string;
  startedAt: string;
  /** ISO; when the last report was done, null before. */
  endedAt: string | null;
  /** How many reports it is to look at; null until that is known. */
  planned: number | null;
  /** How many it has looked at, whatever came of it. */
  done: number;
  /** Sums over the reports done so far. */
  entries: number;
  changedEntries: number;
  becameValid: number;
  becameInvalid: number;
}

/** Starts runs and tells of them. */
export interface FaxValidations {
  /**
   * Begins a run over these reports, or all that the tenant has; the work is done behind a queue.
   * @param by who asked, for the audit log.
   * @throws AppError `not_found` {report_id} for a report that is not there; `conflict` {validation_id} while another
   * run over all is under way. One of which nothing moved for an hour is not.
   */
  start(
    tenant: string,
    reportIds: readonly string[] | 'all',
    by: string,
    now: Date,
  ): Promise<FaxValidationRun>;
  /** The run and each of its reports by id; undefined for one that is not there. Kept for 90 days. */
  get(
    tenant: string,
    validationId: string,
  ): Promise<{ run: FaxValidationRun; reports: FaxValidationOutcome[] } | undefined>;
}

/** What a run laid down for a report of which something changed. */
export interface RevalidatedLog {
  edition: string;
  packs: number;
  summary: FaxSummary;
}

/** Carries runs out. Every step is safe to repeat, and each outcome counts once. */
export interface FaxValidationSteps {
  /** Plans every report of the run and has each looked at. */
  plan(tenant: string, validationId: string, now: Date): Promise<void>;
  /** The run, if the report still waits for it; undefined when it does not. */
  awaiting(tenant: string, validationId: string, reportId: string): Promise<FaxValidationRun | undefined>;
  /**
   * Records what came of a report; where rows changed, the report points at their new edition from then on.
   * @returns false when the report has been changed since it was read: look at it anew.
   */
  record(
    run: FaxValidationRun,
    checked: {
      report: FaxReport;
      rules: FaxRules;
      changes: FaxValidationChanges;
      /** Undefined where nothing changed. */
      replacement: RevalidatedLog | undefined;
    },
    now: Date,
  ): Promise<boolean>;
  /** Records that a report could not be looked at: it is gone, or its validation failed. */
  miss(run: FaxValidationRun, reportId: string, error: { code: ErrorCode } | null, now: Date): Promise<void>;
}
