/** `bordereau status` and `bordereau cache stats`: how the installation is. */
import type { AnswerOf } from '../../client/client.ts';
import { type Command, CommandError } from '../command.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS, connect } from '../connection.ts';
import { duration, percentage } from '../numbers-in-words.ts';
import { factsText, JSON_HELP, JSON_OPTION, printResult, titleText } from '../table-output.ts';

interface Status {
  metrics: AnswerOf<'administration.metrics'>['body'];
  health: AnswerOf<'administration.health'>['body'];
  totals: Pick<AnswerOf<'faxLogs.reports'>['body'], 'total' | 'total_entries' | 'valid_entries'>;
}

function milliseconds(value: number | null): string | null {
  return value === null ? null : `${value} ms`;
}

function statusText(baseUrl: string, { metrics, health, totals }: Status): string {
  const { system, metrics_summary: requests, rate_limiter_stats: limiter } = metrics;
  const { total, total_entries, valid_entries } = totals;
  return [
    titleText(`Bordereau ${health.version} at ${baseUrl}`),
    factsText([
      ['State', health.status],
      ['Database', health.database.status],
      ['Database answers in', milliseconds(health.database.response_ms)],
      ['Up for', duration(system.uptime_seconds)],
      ['CPU', percentage(system.cpu_percent)],
      ['Memory', `${system.memory_mb} MiB`],
      ['Memory of all', percentage(system.memory_percent)],
      ['Threads', system.num_threads],
    ]),
    '\n',
    titleText('Fax logs'),
    factsText([
      ['Reports', total],
      ['Faxes', total_entries],
      ['Valid', valid_entries],
      ['Invalid', total_entries - valid_entries],
      ['Success rate', percentage(total_entries === 0 ? null : (100 * valid_entries) / total_entries)],
    ]),
    '\n',
    titleText('API today (UTC)'),
    factsText([
      ['Requests', requests.requests],
      ['Client errors', requests.client_errors],
      ['Server errors', requests.server_errors],
      ['Half answered within', milliseconds(requests.p50_ms)],
      ['95 % answered within', milliseconds(requests.p95_ms)],
      ['Over the rate limit', limiter.limited],
      ['Cache hit rate', percentage(hitPercent(metrics.cache_stats))],
    ]),
  ].join('');
}

function hitPercent({ hit_rate }: { hit_rate: number | null }): number | null {
  return hit_rate === null ? null : hit_rate * 100;
}

export const statusCommand: Command = {
  usage: 'status [--json]',
  summary: 'show how the installation is: reports, faxes, CPU, memory, uptime',
  help: `Prints the state of the installation, the figures of all fax logs, and those of the API since midnight (UTC).
CPU, memory and uptime are of the process that answers. The exit status is 1 when a part is down.

${JSON_HELP}: {totals, health, metrics} of /api/v3/reports,
                    /api/admin/health/detailed and /api/admin/metrics
${CONNECTION_HELP}`,
  options: { ...CONNECTION_OPTIONS, ...JSON_OPTION },
  maximumArguments: 0,
  async run({ options }) {
    const { client, baseUrl } = await connect(options);
    // One after the other: processor time is told since somebody last asked for it.
    const { body: metrics } = await client.call('administration.metrics');
    const [{ body: health }, { body: reports }] = await Promise.all([
      client.call('administration.health'),
      client.call('faxLogs.reports', { query: { limit: 1 } }),
    ]);
    const { total, total_entries, valid_entries } = reports;
    const status: Status = { totals: { total, total_entries, valid_entries }, health, metrics };
    await printResult(options, status, () => statusText(baseUrl, status));
    return health.status === 'healthy' ? 0 : 1;
  },
};

export const cacheStatsCommand: Command = {
  usage: 'cache stats [--days N] [--json]',
  summary: 'show how often answers came from the cache',
  help: `Prints lookups in the caches of fax logs: hits, misses, hit rate and evictions.

  --days N          days summed up (UTC), today included; at most 31 (1)
${JSON_HELP}
${CONNECTION_HELP}`,
  options: { ...CONNECTION_OPTIONS, ...JSON_OPTION, days: { type: 'string', default: '1' } },
  maximumArguments: 0,
  async run({ options }) {
    const days = Number(options.days);
    if (!Number.isInteger(days) || days < 1 || days > 31) {
      throw new CommandError('--days is a number from 1 to 31');
    }
    const { client } = await connect(options);
    const { body } = await client.call('administration.cache', { query: { days } });
    await printResult(options, body, () =>
      factsText([
        ['Hits', body.hits],
        ['Misses', body.misses],
        ['Hit rate', percentage(hitPercent(body))],
        ['Evictions', body.evictions],
      ]),
    );
    return 0;
  },
};
