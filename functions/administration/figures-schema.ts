/** Figures of the running product as administrators see them. */
import * as z from 'zod';

export const systemFigures = z
  .object({
    cpu_percent: z
      .number()
      .describe("Processor time since these figures were last asked for, of all the machine's cores"),
    memory_mb: z.number().describe('Resident memory, MiB'),
    memory_percent: z
      .number()
      .nullable()
      .describe("Of the machine's memory, or of what the system allots; on AWS of the function's memory"),
    num_threads: z.number().int().nullable().describe('Null where the operating system does not tell'),
    uptime_seconds: z.number(),
  })
  .meta({ id: 'SystemFigures' });

const count = z.number().int();

const routeFigures = {
  requests: count,
  client_errors: count.describe('Answers with a status of 400 to 499'),
  server_errors: count.describe('Answers with a status of 500 and above'),
  bytes_sent: count,
  p50_ms: z
    .number()
    .nullable()
    .describe('Half of the requests were answered within it; null without requests'),
  p95_ms: z.number().nullable(),
};

export const requestFiguresSchema = z
  .object({
    days: count.describe('Days that are summed up (UTC), today included'),
    ...routeFigures,
    by_status: z.record(z.string(), count).describe('By class: `2xx`, `4xx` …'),
    by_route: z.array(z.object({ route: z.string(), ...routeFigures })).describe('Most called first'),
  })
  .meta({ id: 'RequestFigures' });

export const limiterFiguresSchema = z
  .object({
    allowed: count,
    limited: count.describe('Answered 429'),
    bypassed: count.describe("Over the limit, and let through for an administrator's key"),
    store_errors: count.describe("Counted in a process's own memory, since the table did not answer"),
    default_requests_per_minute: count,
  })
  .meta({ id: 'RateLimiterFigures' });

const cacheFigures = {
  hits: count,
  misses: count,
  evictions: count.describe('Forgotten because others needed their room'),
  expirations: count.describe('Forgotten because their time was over'),
  invalidations: count.describe('Forgotten because what they depend on changed'),
  hit_rate: z.number().nullable().describe('0 to 1; null before the first lookup'),
};

export const cacheFiguresSchema = z
  .object({ ...cacheFigures, by_cache: z.array(z.object({ name: z.string(), ...cacheFigures })) })
  .meta({ id: 'CacheFigures' });

export const uptimeSchema = z.object({
  seconds: z.number(),
  formatted: z.string().describe('In hours: `1.0h`'),
});

/** `1.0h`, as documented, however long it is. */
export function uptimeOf({ uptime_seconds }: { uptime_seconds: number }): z.output<typeof uptimeSchema> {
  return { seconds: uptime_seconds, formatted: `${(uptime_seconds / 3600).toFixed(1)}h` };
}
