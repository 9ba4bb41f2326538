/** Reports of fax logs as tables. */
import type { AnswerOf } from '../client/client.ts';
import { localTime, percentage } from './numbers-in-words.ts';
import { type Column, outputStyle, tableText } from './table-output.ts';

export type ReportAnswer = AnswerOf<'faxLogs.report'>['body'];

const COLUMNS: readonly Column[] = [
  { heading: 'report', whole: true },
  'file',
  'imported',
  'faxes',
  'valid',
  'invalid',
  { heading: 'success', right: true },
  'pages',
];

/** A line for each report. Times are local on a terminal, UTC in a pipe. */
export function reportTable(reports: readonly ReportAnswer[]): string {
  const style = outputStyle();
  return tableText(
    COLUMNS,
    reports.map(({ report_id, document_name, imported_at, summary, pages }) => [
      report_id,
      document_name,
      style.terminalWidth === undefined ? imported_at : localTime(imported_at),
      summary.total_entries,
      summary.valid_entries,
      summary.error_entries,
      percentage(summary.success_rate),
      pages,
    ]),
    style,
  );
}
