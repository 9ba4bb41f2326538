/** The public shape of what was read; the same values as `npx bordereau extract` prints. */
import * as z from 'zod';
import { DOCUMENT_TYPES } from '../../shared/domain/extraction/result.ts';

export const box = z
  .object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
  .describe('Fractions (0–1) of the page, from its top left')
  .meta({ id: 'Box' });

export const field = z
  .object({
    value: z.string().describe('For people: "1250.00 EUR"'),
    normalized: z.union([z.string(), z.number()]).describe('For programs: 1250, "2026-03-03"'),
    confidence: z.number().min(0).max(1),
    page: z.number().int().nullable(),
    bbox: box.nullable().describe('Null for a value computed from others or read from XML'),
    source: z.enum(['text-layer', 'ocr', 'xml', 'derived']),
  })
  .meta({ id: 'Field' });

export const line = z
  .object({
    description: z.string(),
    quantity: z.number().nullable(),
    unit_price: z.number().nullable(),
    total: z.number().nullable(),
    vat_rate: z.number().nullable().describe('Percent'),
    confidence: z.number().min(0).max(1),
  })
  .meta({ id: 'Line' });

export const check = z
  .object({
    code: z.string(),
    level: z.enum(['error', 'warning', 'info']),
    message: z.string(),
  })
  .meta({ id: 'Check' });

export const documentType = z.enum(DOCUMENT_TYPES);
