/** What becomes of each request: one line in the log, and counters. */
import { setTimeout as wait } from 'node:timers/promises';
import { toAppError } from '../contract/app-error.ts';
import type { MetricsRecorder } from '../metrics/recorder.ts';
import { type HttpMiddleware, type HttpRequest, stateOf } from './request-state.ts';

/** Counters are kept while the handler works; should that take longer than it, a request waits this long at most. */
const PATIENCE_MILLISECONDS = 50;

export function observing(metrics: MetricsRecorder): HttpMiddleware {
  const finish = async (request: HttpRequest) => {
    const { log, route, caller, startedAt, flushing } = stateOf(request.event);
    const { statusCode = 0, body = '', isBase64Encoded } = request.response ?? {};
    const milliseconds = performance.now() - startedAt;
    log.info('request', {
      route: route?.id,
      tenant: caller?.tenant,
      status: statusCode,
      duration_ms: Math.round(milliseconds),
      ...(request.error && { code: toAppError(request.error).code }),
    });
    metrics.answered({
      route: route?.id ?? 'unrouted',
      status: statusCode,
      milliseconds,
      bytes: isBase64Encoded ? Math.floor(body.length * 0.75) : Buffer.byteLength(body),
    });
    if (flushing) await Promise.race([flushing, wait(PATIENCE_MILLISECONDS, undefined, { ref: false })]);
  };
  return {
    before: (request) => {
      const state = stateOf(request.event);
      // Now, not at the end: on Lambda what goes on after the answer may stand still until the next request.
      const flushing = metrics.flushIfDue();
      if (flushing) state.flushing = flushing;
    },
    after: finish,
    onError: finish,
  };
}
