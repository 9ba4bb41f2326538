/** A row as it was found, before the document's one rate is given to those that print none. */
import type { AmountValue } from '../candidates/amounts.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { Line } from '../result.ts';

export interface ItemRow extends Line {
  /** Index of the layout's line that its total stands on. */
  line: number;
  /** The amounts of the row, which are therefore no totals of the document. */
  amounts: readonly Candidate<AmountValue>[];
}
