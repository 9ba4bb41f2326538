/** Taking back what was laid down for a report that does not point at it. */
import type { Services } from '../../shared/contract/services.ts';
import type { FaxPackWriter } from '../../shared/domain/fax-log/fax-report.ts';

/**
 * Does the writer's work. Where that fails, it says so only once nothing is on its way any more: a pack that arrives
 * after its edition was removed would be found by nobody.
 */
export async function settledWhereItFails<T>(writer: FaxPackWriter, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await writer.settled();
    throw error;
  }
}

type Stores = Pick<Services, 'faxReports' | 'faxEditions'>;

/** The report as far as removals ask for it; one that is gone, or never came to be, points at no edition. */
async function pointed({ faxReports }: Stores, tenant: string, reportId: string) {
  const report = await faxReports.get(tenant, reportId);
  return { tenant, reportId, edition: report?.edition ?? '' };
}

/**
 * Removes an edition, and whatever crashes left of others, unless the report points at it: then another worker of the
 * same message came to the end, and what was written is the report's.
 * @returns whether it was removed. Safe to repeat.
 */
export async function removeUnused(
  stores: Stores,
  { tenant, reportId, edition }: { tenant: string; reportId: string; edition: string },
  now: Date,
): Promise<boolean> {
  const report = await pointed(stores, tenant, reportId);
  if (report.edition === edition) return false;
  await stores.faxEditions.removeFormer(report, edition, now);
  return true;
}

/** Removes all editions whose names begin so, but for the one that the report points at. Safe to repeat. */
export async function removeUnusedNamed(
  stores: Stores,
  { tenant, reportId, beginning }: { tenant: string; reportId: string; beginning: string },
): Promise<void> {
  await stores.faxEditions.removeNamed(await pointed(stores, tenant, reportId), beginning);
}
