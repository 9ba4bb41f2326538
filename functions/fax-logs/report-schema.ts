/** A report's public shape. */
import * as z from 'zod';
import { type FaxReport, type FaxSummary, faxSuccessRate } from '../../shared/domain/fax-log/fax-report.ts';
import { NUMBER_POLICIES } from '../../shared/domain/tenant/tenant-settings.ts';

/** The documented figures of a report. */
export const summary = z
  .object({
    total_entries: z.number().int(),
    valid_entries: z.number().int(),
    error_entries: z.number().int().describe('Rows with at least one error'),
    success_rate: z.number().describe('Valid rows of all, per cent, two decimals'),
  })
  .meta({ id: 'FaxSummary' });

export function presentSummary(of: FaxSummary): z.input<typeof summary> {
  return {
    total_entries: of.totalEntries,
    valid_entries: of.validEntries,
    error_entries: of.errorEntries,
    success_rate: faxSuccessRate(of),
  };
}

export const report = z
  .object({
    report_id: z.string(),
    document_name: z.string(),
    task_id: z.string().describe('The import'),
    format: z.string(),
    size_bytes: z.number().int(),
    sha256: z.string(),
    imported_at: z.string(),
    validated_at: z.string().describe('When its rows were last checked'),
    rules: z.object({
      version: z.number().int(),
      number_policy: z.enum(NUMBER_POLICIES).describe('Which called numbers were taken as valid'),
    }),
    summary,
    pages: z.number().int().describe('Sum of positive page counts over all rows'),
  })
  .meta({ id: 'FaxReport' });

export function presentReport(of: FaxReport): z.input<typeof report> {
  return {
    report_id: of.reportId,
    document_name: of.documentName,
    task_id: of.taskId,
    format: of.format,
    size_bytes: of.sizeBytes,
    sha256: of.sha256,
    imported_at: of.importedAt,
    validated_at: of.validatedAt,
    rules: { version: of.rules.version, number_policy: of.rules.policy },
    summary: presentSummary(of.summary),
    pages: of.summary.pages,
  };
}
