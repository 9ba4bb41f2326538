/** Saves a report's rows as a file: an address alone would not do, as the API wants to know who asks. */
import { BordereauError, type Client } from '../../client/client.ts';
import { element } from './elements.ts';
import type { ReportLine } from './snapshot.ts';

/** The browser reads the object's address after the click has returned. */
const KEPT_MS = 60_000;

/**
 * @returns the file's name; null for one so large that it lies where this page may not ask.
 * @throws BordereauError as the client does.
 */
export async function saveReport(client: Client, report: ReportLine): Promise<string | null> {
  let answer: Response;
  try {
    answer = await client.open('faxLogs.exportCsv', { params: { report_id: report.report_id } });
  } catch (error) {
    // Browsers hide where a redirection leads, and its status with that.
    if (error instanceof BordereauError && error.code === 'unexpected_answer' && error.status === 0)
      return null;
    throw error;
  }
  const address = URL.createObjectURL(await answer.blob());
  const name = `${report.document_name.replace(/\.\w+$/, '')}-${report.report_id}.csv`;
  element('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
  return name;
}
