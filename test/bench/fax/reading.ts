/** Searches and exports of one report, through the API of a running installation. */
import autocannon from 'autocannon';
import type { Installation } from '../../support/installation.ts';
import { type Figure, milliseconds, quantile } from '../report.ts';
import { answered, type Sender } from './upload.ts';

const WARM_SEARCHES = 200;
const EXPORTS = 5;
const CLIENTS = 100;
const LOAD_SECONDS = 10;

async function searchMs({ apiUrl, headers }: Sender, reportId: string, query: string): Promise<number> {
  const startedAt = performance.now();
  await answered(await fetch(`${apiUrl}/api/v3/search/${reportId}?${query}`, { headers }));
  return performance.now() - startedAt;
}

/** Different each time, so that nothing but the decoded packs can be kept from one to the next. */
function sought(run: number): string {
  return `q=${String(10_000 + ((run * 7919) % 90_000)).slice(0, 5)}&per_page=50`;
}

/** The first search of each report, which nobody looked into before, and many of the last one. */
export async function searchFigures(sender: Sender, reportIds: readonly string[]): Promise<Figure[]> {
  const cold: number[] = [];
  for (const [run, reportId] of reportIds.entries()) cold.push(await searchMs(sender, reportId, sought(run)));
  const last = reportIds.at(-1) as string;
  const warm: number[] = [];
  for (let run = 0; run < WARM_SEARCHES; run++) warm.push(await searchMs(sender, last, sought(run)));
  return [
    {
      what: `search, cold p50 (${reportIds.length} reports of 90,000)`,
      value: milliseconds(quantile(cold, 0.5)),
      aim: '< 60 ms',
    },
    { what: 'search, warm p50', value: milliseconds(quantile(warm, 0.5)), aim: '< 5 ms' },
    { what: 'search, warm p95', value: milliseconds(quantile(warm, 0.95)) },
  ];
}

async function exportSeconds({ apiUrl, headers }: Sender, reportId: string, encoding: string) {
  const startedAt = performance.now();
  const response = await fetch(`${apiUrl}/api/v3/export/${reportId}/csv`, {
    headers: { ...headers, 'accept-encoding': encoding },
  });
  if (!response.ok) throw new Error(`${response.status} of the export`);
  const { byteLength } = await response.arrayBuffer();
  return { seconds: (performance.now() - startedAt) / 1000, byteLength };
}

/** A whole export in each coding that clients take. */
export async function exportFigures(sender: Sender, reportId: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const encoding of ['gzip', 'br', 'identity']) {
    const times: number[] = [];
    let bytes = 0;
    for (let run = 0; run < EXPORTS; run++) {
      const { seconds, byteLength } = await exportSeconds(sender, reportId, encoding);
      times.push(seconds);
      bytes = byteLength;
    }
    figures.push({
      what: `export of 90,000 rows, ${encoding}: p50 (${(bytes / 1e6).toFixed(1)} MB of CSV)`,
      value: `${quantile(times, 0.5).toFixed(2)} s`,
      aim: '< 0.5 s',
    });
  }
  return figures;
}

/** Clients that each search for something else, without a pause, each with a key of its own. */
export async function loadFigures(
  installation: Installation,
  { apiUrl, headers }: Sender,
  reportId: string,
): Promise<Figure[]> {
  const secrets = await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      const response = await fetch(`${apiUrl}/api/keys`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ name: `bench ${client}`, role: 'viewer' }),
      });
      return ((await answered(response)) as { secret: string }).secret;
    }),
  );
  let given = 0;
  const result = await autocannon({
    url: installation.apiUrl,
    connections: CLIENTS,
    duration: LOAD_SECONDS,
    timeout: 30,
    setupClient: (client) => {
      const secret = secrets[given++ % CLIENTS] as string;
      client.setHeaders({ 'x-api-key': secret });
      client.setRequests(
        Array.from({ length: 20 }, (_, run) => ({
          method: 'GET' as const,
          path: `/api/v3/search/${reportId}?${sought(given * 20 + run)}`,
          headers: { 'x-api-key': secret },
        })),
      );
    },
  });
  return [
    {
      what: `${CLIENTS} clients for ${LOAD_SECONDS} s: searches a second`,
      value: result.requests.average.toFixed(0),
      aim: 'more than the 100 of the former product',
    },
    { what: 'their p50, p99', value: `${result.latency.p50}, ${result.latency.p99} ms` },
    { what: 'errors', value: String(result.errors + result.timeouts + result.non2xx), aim: '0' },
  ];
}
