import * as z from 'zod';

/** The one error shape of the product. */
export const errorBody = z.object({
  success: z.literal(false),
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
    request_id: z.string(),
  }),
  timestamp: z.string(),
});
