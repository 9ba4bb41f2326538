/** Figures of a report beyond its summary, kept with its edition so that nobody reads all rows to show them. */

/** Sums over some of a report's rows. */
export interface FaxSums {
  entries: number;
  validEntries: number;
  /** Sum of positive real page counts. */
  pages: number;
  /** Sum of billed page counts that are whole numbers. */
  billedPages: number;
}

export interface FaxStatistics {
  /** By the log's day, `YYYY-MM-DD`, in order; rows without a readable time are under `null`'s place at the end. */
  byDay: { day: string | null; sums: FaxSums }[];
  /** Most entries first; names as the file has them. */
  byUser: { user: string; sums: FaxSums }[];
  /** Users beyond the most that are told apart; null where all are. */
  otherUsers: FaxSums | null;
  byReseller: { reseller: string; sums: FaxSums }[];
  otherResellers: FaxSums | null;
  /** 24 sums, by the hour of the log's clock. */
  byHour: FaxSums[];
  /** Rows that repeat an earlier row's called number, minute and pages, as they may have been billed twice. */
  duplicates: { entries: number; pages: number };
  /** Rows whose billed pages differ from their real ones, and by how much in all (billed less real). */
  billing: { differingEntries: number; differencePages: number };
}
