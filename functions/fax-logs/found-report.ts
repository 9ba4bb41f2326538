/** The report that a request names, and reading what belongs to it while others change it. */
import * as z from 'zod';
import { AppError } from '../../shared/contract/app-error.ts';
import type { Services } from '../../shared/contract/services.ts';
import { text } from '../../shared/contract/text.ts';
import type { FaxReport } from '../../shared/domain/fax-log/fax-report.ts';

export const reportParams = z.object({ report_id: text(64) });

/** The tenant's report. Throws AppError `not_found` for one that is not there, or somebody else's. */
export async function reportOf(
  services: Pick<Services, 'faxReports'>,
  tenant: string,
  reportId: string,
): Promise<FaxReport> {
  const found = await services.faxReports.get(tenant, reportId);
  if (!found) throw new AppError('not_found');
  return found;
}

/** How often something is begun anew because a validation put other rows in place of those being read. */
const TRIES = 3;

/**
 * Reads rows or figures of the report as it is. They can go while they are read, with their report or because a
 * validation replaced them: then whatever is there now is read instead.
 * @throws AppError `not_found`; `unavailable` when they are replaced again and again.
 */
export async function readOf<T>(
  services: Pick<Services, 'faxReports'>,
  tenant: string,
  reportId: string,
  read: (report: FaxReport) => Promise<T>,
): Promise<T> {
  let report = await reportOf(services, tenant, reportId);
  for (let attempt = 1; ; attempt++) {
    try {
      return await read(report);
    } catch (error) {
      const now = await reportOf(services, tenant, reportId);
      if (now.edition === report.edition) throw error;
      if (attempt === TRIES) throw new AppError('unavailable', undefined, { cause: error });
      report = now;
    }
  }
}
