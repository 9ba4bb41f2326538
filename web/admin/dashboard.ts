/** Everything that a snapshot says, as panels. */
import { button, type Child, element } from './elements.ts';
import { facts, meter, panel, type Reading, sparkline, table, tile } from './panels.ts';
import type { ReportLine, Snapshot } from './snapshot.ts';

/** What went before, for the pictures of how it went. */
export interface History {
  processor: number[];
  memory: number[];
}

/** Twenty minutes of refreshes. */
const LONGEST_HISTORY = 40;

/** Adds what a snapshot says to the history, from which the oldest goes. */
export function remember(history: History, { metrics }: Snapshot): void {
  history.processor.push(metrics.system.cpu_percent ?? 0);
  history.memory.push(metrics.system.memory_percent ?? 0);
  for (const values of [history.processor, history.memory]) {
    if (values.length > LONGEST_HISTORY) values.shift();
  }
}

/** What a person may do beside looking. */
export interface DashboardActions {
  exportReport: (report: ReportLine) => void;
}

/** Endpoints shown; the rest are seldom called. */
const MOST_ROUTES = 12;

function overview({ words, figures }: Reading, { reports, metrics }: Snapshot): HTMLElement {
  const { total, total_entries, valid_entries } = reports;
  const rate = total_entries === 0 ? null : (100 * valid_entries) / total_entries;
  return element(
    'dl',
    { class: 'tiles', 'aria-label': words.overview },
    tile(words.reports, figures.count(total)),
    tile(words.faxes, figures.count(total_entries)),
    tile(words.validFaxes, figures.percent(rate, 2), figures.count(valid_entries)),
    tile(words.invalidFaxes, figures.count(total_entries - valid_entries)),
    tile(words.uptime, figures.duration(metrics.system.uptime_seconds)),
  );
}

function system({ words, figures }: Reading, { metrics }: Snapshot, history: History): HTMLElement {
  const { cpu_percent, memory_mb, memory_percent, num_threads } = metrics.system;
  const memory = figures.bytes(memory_mb * 1024 * 1024);
  return panel(
    words.system,
    {},
    meter(words.processor, cpu_percent, figures.percent(cpu_percent)),
    sparkline(history.processor, `${words.processor} – ${words.history}`),
    meter(
      words.memory,
      memory_percent,
      memory_percent === null ? memory : `${memory} (${figures.percent(memory_percent)})`,
    ),
    facts([[words.threads, figures.count(num_threads)]]),
    element('p', { class: 'hint' }, words.systemNote),
  );
}

function cache({ words, figures }: Reading, { metrics }: Snapshot): HTMLElement {
  const { hit_rate, hits, misses, evictions } = metrics.cache_stats;
  const percent = hit_rate === null ? null : hit_rate * 100;
  return panel(
    words.cache,
    {},
    meter(words.hitRate, percent, figures.percent(percent)),
    facts([
      [words.hits, figures.count(hits)],
      [words.misses, figures.count(misses)],
      [words.evictions, figures.count(evictions)],
    ]),
  );
}

function limiter({ words, figures }: Reading, { metrics }: Snapshot): HTMLElement {
  const { allowed, limited, bypassed, store_errors, default_requests_per_minute } =
    metrics.rate_limiter_stats;
  return panel(
    words.limiter,
    {},
    facts([
      [words.allowed, figures.count(allowed)],
      [words.limited, figures.count(limited)],
      [words.bypassed, figures.count(bypassed)],
      [words.storeErrors, figures.count(store_errors)],
      [words.perMinute, figures.count(default_requests_per_minute)],
    ]),
  );
}

function api({ words, figures }: Reading, { metrics }: Snapshot): HTMLElement {
  const { requests, client_errors, server_errors, p50_ms, p95_ms, by_route } = metrics.metrics_summary;
  return panel(
    words.api,
    { wide: true },
    facts([
      [words.requestsToday, figures.count(requests)],
      [words.clientErrors, figures.count(client_errors)],
      [words.serverErrors, figures.count(server_errors)],
      [words.median, figures.milliseconds(p50_ms)],
      [words.slowest, figures.milliseconds(p95_ms)],
    ]),
    by_route.length === 0
      ? element('p', { class: 'hint' }, words.noRequests)
      : table(
          words.requestsToday,
          [
            { heading: words.route, cell: (row) => element('code', {}, row.route) },
            { heading: words.requests, right: true, cell: (row) => figures.count(row.requests) },
            {
              heading: words.clientErrors,
              right: true,
              minor: true,
              cell: (row) => figures.count(row.client_errors),
            },
            { heading: words.serverErrors, right: true, cell: (row) => figures.count(row.server_errors) },
            {
              heading: words.median,
              right: true,
              minor: true,
              cell: (row) => figures.milliseconds(row.p50_ms),
            },
            { heading: words.slowest, right: true, cell: (row) => figures.milliseconds(row.p95_ms) },
            { heading: words.sent, right: true, minor: true, cell: (row) => figures.bytes(row.bytes_sent) },
          ],
          by_route.slice(0, MOST_ROUTES),
        ),
  );
}

/** A word beside the colour, which says nothing to many. */
function state(isGood: boolean, words: readonly [good: string, bad: string]): HTMLElement {
  return element('span', { class: isGood ? 'state good' : 'state bad' }, isGood ? words[0] : words[1]);
}

function health({ words, figures }: Reading, { health: found }: Snapshot): HTMLElement {
  const { status, database, version, reports: reportCount, entries, timestamp } = found;
  return panel(
    words.health,
    {},
    facts([
      [words.state, state(status === 'healthy', [words.healthy, words.degraded])],
      [words.database, state(database.status === 'up', [words.answers, words.answersNot])],
      [words.answersIn, figures.milliseconds(database.response_ms)],
      [words.reports, figures.count(reportCount)],
      [words.faxes, figures.count(entries)],
      [words.serverTime, figures.time(new Date(timestamp))],
      [words.version, version],
    ]),
  );
}

function reports({ words, figures }: Reading, snapshot: Snapshot, actions: DashboardActions): HTMLElement {
  const rows = snapshot.reports.reports;
  const rate = (report: ReportLine): Child => {
    const percent = report.summary.success_rate;
    const bar = element('span', { class: percent < 80 ? 'bar low' : 'bar' });
    bar.style.width = `${percent}%`;
    return element(
      'span',
      { class: 'rate' },
      element('span', { class: 'track', 'aria-hidden': 'true' }, bar),
      figures.percent(percent, 2),
    );
  };
  return panel(
    words.latestReports,
    { wide: true },
    rows.length === 0
      ? element('p', { class: 'hint' }, words.noReports)
      : table(
          words.latestReports,
          [
            {
              heading: words.file,
              cell: (row) =>
                element('span', { class: 'file' }, row.document_name, element('code', {}, row.report_id)),
            },
            {
              heading: words.imported,
              cell: (row) =>
                element(
                  'time',
                  { datetime: row.imported_at },
                  figures.dateAndTime(new Date(row.imported_at)),
                ),
            },
            { heading: words.faxes, right: true, cell: (row) => figures.count(row.summary.total_entries) },
            {
              heading: words.invalidFaxes,
              right: true,
              cell: (row) => figures.count(row.summary.error_entries),
            },
            { heading: words.successRate, right: true, cell: rate },
            {
              heading: 'CSV',
              right: true,
              cell: (row) =>
                button('CSV', () => actions.exportReport(row), {
                  'data-key': `export-${row.report_id}`,
                  'aria-label': words.export + words.colon + row.document_name,
                }),
            },
          ],
          rows,
        ),
  );
}

/** The panels of a snapshot, in reading order. */
export function dashboardView(
  reading: Reading,
  snapshot: Snapshot,
  history: History,
  actions: DashboardActions,
): HTMLElement {
  return element(
    'div',
    { class: 'dashboard' },
    overview(reading, snapshot),
    element(
      'div',
      { class: 'panels' },
      system(reading, snapshot, history),
      health(reading, snapshot),
      cache(reading, snapshot),
      limiter(reading, snapshot),
      reports(reading, snapshot, actions),
      api(reading, snapshot),
    ),
  );
}
