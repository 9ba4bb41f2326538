import * as z from 'zod';

/**
 * Text as people and programs send it: well-formed (no lone surrogate, which no store takes) and of a bounded length.
 * @param maximumLength in UTF-16 code units.
 */
export function text(maximumLength: number): z.ZodString {
  return z
    .string()
    .min(1)
    .max(maximumLength)
    .refine((value) => value.isWellFormed(), 'ill-formed text');
}
