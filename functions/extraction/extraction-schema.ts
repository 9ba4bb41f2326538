/** The public shape of what was read; the same values as `npx bordereau extract` prints. */
import * as z from 'zod';
import {
  type DocumentPart,
  type DocumentRecord,
  partIdsOf,
  partNamed,
} from '../../shared/domain/document/document-records.ts';
import { CHECK_CODES } from '../../shared/domain/extraction/checks/catalogue.ts';
import { CHECK_LEVELS } from '../../shared/domain/extraction/checks/definition.ts';
import { recordIn } from '../../shared/domain/extraction/checks/review.ts';
import { DOCUMENT_TYPES, FIELD_LABELS } from '../../shared/domain/extraction/result.ts';
import { reviewReasonFacts } from '../../shared/domain/extraction/review-reason-schema.ts';
import type { Language } from '../../shared/domain/text/language.ts';

const box = z
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
    source: z.enum(['text-layer', 'ocr', 'xml', 'derived', 'memory', 'person']),
  })
  .meta({ id: 'Field' });

export const line = z
  .object({
    description: z.string(),
    quantity: z.number().nullable(),
    unit_price: z.number().nullable(),
    total: z.number().nullable(),
    vat_rate: z.number().nullable().describe('Percent'),
    unit: z.string().optional().describe('As printed: "h", "kg"; absent where none is'),
    article_number: z.string().optional(),
    discount: z.number().optional().describe('Taken off quantity × price'),
    confidence: z.number().min(0).max(1),
  })
  .meta({ id: 'Line' });

export const vatPart = z
  .object({
    rate: z.number().describe('Percent'),
    base: z.number(),
    tax: z.number(),
    total: z.number().optional(),
    category: z
      .enum(['S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M'])
      .optional()
      .describe('UNTDID 5305, from e-invoices'),
  })
  .meta({ id: 'VatPart' });

export const check = z
  .object({
    code: z
      .string()
      .describe(`Stable; more may come. docs/checks.md tells what each means: ${CHECK_CODES.join(', ')}`),
    level: z
      .enum(CHECK_LEVELS)
      .describe('error: a person has to decide; warning: worth a look; info: explains'),
    fields: z.array(z.enum(FIELD_LABELS)).describe('The fields that it speaks of'),
    rule: z.string().optional().describe('A published rule, such as BR-CO-15'),
    parameters: z
      .record(
        z.string(),
        z.union([
          z.string(),
          z.number(),
          z.array(z.union([z.string(), z.number()])).readonly(),
          z.object({ fr: z.string(), en: z.string() }),
        ]),
      )
      .optional()
      .describe('The values of its sentence'),
    message: z.string().describe('French, or English where Accept-Language prefers it'),
  })
  .meta({ id: 'Check' });

export const reviewReason = reviewReasonFacts
  .extend({ message: z.string().describe('French, or English where Accept-Language prefers it') })
  .meta({ id: 'ReviewReason' });

export const documentType = z.enum(DOCUMENT_TYPES);

export const documentPart = z
  .object({
    number: z.number().int().describe('From 1'),
    of: z.number().int(),
    from_page: z.number().int().describe('Page of the file, from 1'),
    to_page: z.number().int(),
    document_ids: z.array(z.string()).describe('Every record of the file, in order'),
  })
  .describe('Only where a file held several invoices: which of them this is')
  .meta({ id: 'DocumentPart' });

/** A document's record, its fields by label. */
export const storedDocument = z.object({
  document_id: z.string(),
  filename: z.string(),
  document_type: documentType,
  pages: z.number().int(),
  part: documentPart.optional(),
  fields: z.partialRecord(z.enum(FIELD_LABELS), field),
  lines: z.array(line),
  vat_breakdown: z.array(vatPart).describe('By rate; empty where the document shows none'),
  checks: z.array(check),
  overall_confidence: z.number().min(0).max(1),
  needs_review: z.boolean().describe('Whether there is any reason for it'),
  review_reasons: z.array(reviewReason).describe('Empty for records kept before reasons were'),
  model_version: z.string(),
  provider: z.string(),
  stored_at: z.string(),
  confirmed_at: z.string().optional().describe('Only where a person stands by the record'),
  confirmed_by: z.string().optional(),
});

function presentPart(id: string, part: DocumentPart): z.input<typeof documentPart> {
  const { documentId } = partNamed(id);
  return {
    number: part.number,
    of: part.of,
    from_page: part.fromPage,
    to_page: part.toPage,
    document_ids: partIdsOf(documentId, part.of),
  };
}

/** A record as every endpoint gives it, its sentences in the reader's language. */
export function presentRecord(record: DocumentRecord, language: Language): z.input<typeof storedDocument> {
  const { extraction } = record;
  const { checks, review_reasons } = recordIn(language, extraction);
  return {
    document_id: record.documentId,
    filename: record.documentName,
    document_type: extraction.document_type,
    pages: record.pages,
    ...(record.part && { part: presentPart(record.documentId, record.part) }),
    fields: extraction.fields,
    lines: extraction.lines,
    // Records kept before there was one have none.
    vat_breakdown: extraction.vat_breakdown ?? [],
    checks,
    overall_confidence: extraction.overall_confidence,
    needs_review: extraction.needs_review,
    review_reasons,
    model_version: extraction.model_version,
    provider: record.provider,
    stored_at: record.extractedAt,
    ...(record.confirmation && {
      confirmed_at: record.confirmation.confirmedAt,
      confirmed_by: record.confirmation.confirmedBy,
    }),
  };
}
