/** Figures of a tenant's tasks over a period, from counters kept in the transactions that change them. */

export const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Period = (typeof PERIODS)[number];

const PERIOD_DAYS: Record<Period, number> = { day: 1, week: 7, month: 30, quarter: 91, year: 365 };

/** The UTC days of a period that ends today, as inclusive `YYYY-MM-DD` bounds. */
export function periodDays(period: Period, now: Date): { from: string; to: string } {
  const to = now.toISOString().slice(0, 10);
  const from = new Date(Date.parse(to) - (PERIOD_DAYS[period] - 1) * 86_400_000).toISOString().slice(0, 10);
  return { from, to };
}

/** Sums over tasks: how many were created and ended how, with totals to make means of. */
export interface TaskCounts {
  created: number;
  completed: number;
  failed: number;
  cancelled: number;
  /** Sum over completed tasks, milliseconds. */
  processingMs: number;
  /** Sum over completed tasks of 0–1 confidences, in millionths so that it stays an integer. */
  confidenceMillionths: number;
  /** Completed tasks that have no confidence: logs. */
  withoutConfidence: number;
}

export const NO_COUNTS: TaskCounts = {
  created: 0,
  completed: 0,
  failed: 0,
  cancelled: 0,
  processingMs: 0,
  confidenceMillionths: 0,
  withoutConfidence: 0,
};

export function addCounts(a: TaskCounts, b: Partial<TaskCounts>): TaskCounts {
  return {
    created: a.created + (b.created ?? 0),
    completed: a.completed + (b.completed ?? 0),
    failed: a.failed + (b.failed ?? 0),
    cancelled: a.cancelled + (b.cancelled ?? 0),
    processingMs: a.processingMs + (b.processingMs ?? 0),
    confidenceMillionths: a.confidenceMillionths + (b.confidenceMillionths ?? 0),
    withoutConfidence: a.withoutConfidence + (b.withoutConfidence ?? 0),
  };
}

/** completed ÷ (completed + failed), 0–1; 0 when nothing ended. */
export function successRate(counts: TaskCounts): number {
  const ended = counts.completed + counts.failed;
  return ended === 0 ? 0 : counts.completed / ended;
}

/** Mean seconds from start to end of the completed tasks; 0 when there is none. */
export function averageProcessingSeconds(counts: TaskCounts): number {
  return counts.completed === 0 ? 0 : counts.processingMs / counts.completed / 1000;
}

/** Mean confidence of the completed tasks that have one, 0–1; 0 when there is none. */
export function averageConfidence(counts: TaskCounts): number {
  const weighed = counts.completed - counts.withoutConfidence;
  return weighed <= 0 ? 0 : counts.confidenceMillionths / 1e6 / weighed;
}

/** To `digits` decimals, for figures people read. */
export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
