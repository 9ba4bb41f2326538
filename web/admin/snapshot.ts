/** What the page shows, asked of the API in one go. */
import type { AnswerOf, Client } from '../../client/client.ts';

/** Three answers of the API, and when the last of them came. */
export interface Snapshot {
  takenAt: Date;
  metrics: AnswerOf<'administration.metrics'>['body'];
  health: AnswerOf<'administration.health'>['body'];
  reports: AnswerOf<'faxLogs.reports'>['body'];
}

export type ReportLine = Snapshot['reports']['reports'][number];

/** How many reports the page lists. */
const LATEST_REPORTS = 10;

/** @throws BordereauError as the client does; the first failure stands for all. */
export async function takeSnapshot(client: Client, now: () => Date = () => new Date()): Promise<Snapshot> {
  // One after the other: processor time is told since somebody last asked for it.
  const metrics = await client.call('administration.metrics');
  const [health, reports] = await Promise.all([
    client.call('administration.health'),
    client.call('faxLogs.reports', { query: { limit: LATEST_REPORTS } }),
  ]);
  return { takenAt: now(), metrics: metrics.body, health: health.body, reports: reports.body };
}
