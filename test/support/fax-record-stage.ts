/** Fax reports of a tenant of its own, and the service that searches and reads their rows, with the rights it has. */
import type { FaxRecord } from '../../shared/domain/fax-log/fax-record.ts';
import type { FaxQuery, FaxRecords, FaxReport } from '../../shared/domain/fax-log/fax-report.ts';
import { faxRecords, type RememberedBytes } from '../../shared/fax-logs/fax-records.ts';
import type { Table } from '../../shared/stores/table.ts';
import { type FaxRow, faxRow, keepFaxReport } from './fax-reports.ts';
import { grantedTable } from './granted-table.ts';
import { someTenant } from './task-examples.ts';

/** What tests of searches and rows do, each time for the same tenant. */
export interface FaxRecordStage {
  tenant: string;
  /** The service, with nothing remembered yet. */
  service(remembered?: RememberedBytes): FaxRecords;
  /** One that remembers nothing of any size, so that every search streams. */
  forgetful(): FaxRecords;
  /** Keeps a report of these rows, whose Fax IDs are F0, F1 and on where nothing else is given. */
  keep(rows: readonly FaxRow[]): Promise<FaxReport>;
  /** Fax IDs of all that a search finds. */
  found(report: FaxReport, query: FaxQuery, records?: FaxRecords): Promise<string[]>;
  packsOf(report: FaxReport, records?: FaxRecords): Promise<FaxRecord[][]>;
}

/** A stage with a new tenant. */
export function faxRecordStage(table: Table): FaxRecordStage {
  const tenant = someTenant();
  const service = (remembered?: RememberedBytes) => faxRecords(grantedTable(table, 'faxRecords'), remembered);
  return {
    tenant,
    service,
    forgetful: () => service({ searches: 1, rests: 1 }),
    keep: (rows) =>
      keepFaxReport(
        table,
        tenant,
        rows.map((row, index) => faxRow({ faxId: `F${index}`, ...row })),
      ),
    async found(report, query, records = service()) {
      const { total, records: page } = await records.search(report, query, { page: 1, perPage: 500 });
      if (page.length !== total)
        throw new Error(`${total} rows are found, of which ${page.length} are given`);
      return page.map(({ original }) => original[0] as string);
    },
    async packsOf(report, records = service()) {
      const packs: FaxRecord[][] = [];
      for await (const pack of records.read(report)) packs.push(pack);
      return packs;
    },
  };
}
