/** The shape of a reason for review, for whoever tells of it: records, tasks, events. */
import * as z from 'zod';
import { DOCUMENT_TYPES, FIELD_LABELS, REVIEW_REASON_CODES } from './result.ts';

/** A reason as events and tasks tell it: without its sentence, which depends on who reads. */
export const reviewReasonFacts = z.object({
  code: z.enum(REVIEW_REASON_CODES),
  field: z.enum(FIELD_LABELS).optional().describe('The required field that is missing or unsure'),
  check: z.string().optional().describe('The check that failed'),
  confidence: z.number().min(0).max(1).optional().describe('What was too low'),
  document_type: z.enum(DOCUMENT_TYPES).optional().describe('What it is instead of an invoice'),
});
