/** Sums over some of a report's rows, as figures show them. */
import * as z from 'zod';
import type { FaxSums } from '../../shared/domain/fax-log/fax-statistics.ts';

export const sums = z
  .object({
    entries: z.number().int(),
    valid_entries: z.number().int(),
    pages: z.number().int().describe('Sum of positive page counts'),
    billed_pages: z.number().int(),
  })
  .meta({ id: 'FaxSums' });

export function presentSums(of: FaxSums): z.input<typeof sums> {
  return {
    entries: of.entries,
    valid_entries: of.validEntries,
    pages: of.pages,
    billed_pages: of.billedPages,
  };
}
