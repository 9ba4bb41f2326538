/** Figures of the running product, as handlers see them. */
import type { Counters } from '../domain/metrics/counters.ts';

/** Counters that every process adds to. */
export interface RequestMetrics {
  /**
   * The sums of the last `days` days (UTC), today included. What this process counted is in; what others counted may
   * be some seconds late.
   */
  read(days: number, now: Date): Promise<Counters>;
}

/** Of the process that answers; null where the system has no such figure. */
export interface ProcessFigures {
  /** Processor time since the last question (since the start, the first time) of all cores' time, 0 to 100. */
  cpu_percent: number;
  /** Resident memory in MiB. */
  memory_mb: number;
  /** Resident memory of what the process may use: the function's memory on AWS, the machine's elsewhere. */
  memory_percent: number | null;
  /** Of the operating system; null where it does not tell. */
  num_threads: number | null;
  /** Of the process. */
  uptime_seconds: number;
}

export interface ProcessProbe {
  read(): Promise<ProcessFigures>;
}
