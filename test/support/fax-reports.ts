/** Fax reports for tests: rows through the product's own rules, figures and packs, kept as an import keeps them. */
import { randomBytes } from 'node:crypto';
import { FAX_COLUMN_NAMES, faxLayoutOf } from '../../shared/domain/fax-log/columns.ts';
import {
  FAX_COLUMNS,
  type FaxColumn,
  type FaxRecord,
  type RawRow,
} from '../../shared/domain/fax-log/fax-record.ts';
import type { FaxReport } from '../../shared/domain/fax-log/fax-report.ts';
import { numberRuleOf } from '../../shared/domain/fax-log/number-policies.ts';
import { faxRowReader, RULES_VERSION } from '../../shared/domain/fax-log/row-rules.ts';
import { FaxStatisticsBuilder } from '../../shared/domain/fax-log/statistics.ts';
import { faxEditions } from '../../shared/stores/fax-packs.ts';
import { reportPut, totalsUpdate } from '../../shared/stores/fax-report-item.ts';
import { type Table, transact } from '../../shared/stores/table.ts';
import { NOON } from './task-examples.ts';

export type FaxRow = Partial<Record<FaxColumn, string>>;

/** A row that breaks no rule, but for what is given. */
export function faxRow(cells: FaxRow = {}): FaxRow {
  return {
    faxId: 'FAX-1',
    userName: 'Claire Martin',
    reseller: 'Ouest Télécom',
    mode: 'SF',
    email: 'claire@example.com',
    sentAt: '15/01/2024 10:30',
    senderNumber: '0299000000',
    calledNumber: '01 23 45 67 89',
    internationalCall: 'Non',
    internalCall: 'Non',
    realPages: '2',
    duration: '00:01:00',
    billedPages: '2',
    billingType: 'Forfait',
    ...cells,
  };
}

async function recordsOf(rows: readonly FaxRow[]): Promise<FaxRecord[]> {
  const headings: RawRow = { row: 1, cells: FAX_COLUMNS.map((column) => FAX_COLUMN_NAMES[column]) };
  const read = faxRowReader(faxLayoutOf([headings]), await numberRuleOf('french'));
  const raw = rows.map(
    (cells, at): RawRow => ({ row: at + 2, cells: FAX_COLUMNS.map((column) => cells[column] ?? '') }),
  );
  return raw.map(read).filter((record) => record !== null);
}

export interface KeptReportOptions {
  documentName?: string;
  importedAt?: Date;
  /** Put in place of what rules made of rows; many records are quicker made so. */
  records?: readonly FaxRecord[];
}

/** Keeps a report of these rows; they stand from row 2, below the headings. */
export async function keepFaxReport(
  table: Table,
  tenant: string,
  rows: readonly FaxRow[],
  { documentName = 'journal.csv', importedAt = NOON, records }: KeptReportOptions = {},
): Promise<FaxReport> {
  const kept = records ?? (await recordsOf(rows));
  const builder = new FaxStatisticsBuilder();
  for (const record of kept) builder.add(record);
  const id = randomBytes(12).toString('hex');
  const edition = `task_${id}-1`;
  const writer = await faxEditions(table).begin(tenant, `import_${id}`, edition, importedAt);
  await writer.add(kept);
  const { packs } = await writer.finish(builder.statistics());
  const report: FaxReport = {
    tenant,
    reportId: `import_${id}`,
    taskId: `task_${id}`,
    documentName,
    sha256: id.padEnd(64, '0'),
    format: 'csv',
    sizeBytes: 1000,
    originalKey: `originals/${tenant}/task_${id}/x/journal.csv`,
    importedAt: importedAt.toISOString(),
    validatedAt: importedAt.toISOString(),
    rules: { version: RULES_VERSION, policy: 'french' },
    edition,
    packs,
    summary: builder.summary(),
    version: 0,
  };
  await transact(table, [
    reportPut(table, undefined, report),
    totalsUpdate(table, tenant, undefined, report),
  ]);
  return { ...report, version: 1 };
}
