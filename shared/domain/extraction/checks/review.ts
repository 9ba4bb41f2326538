/** Why a person should look: the overall confidence, and each reason by itself. */
import type { Bilingual, Language } from '../../text/language.ts';
import type { Check, Extraction, FieldLabel, ReviewReason } from '../result.ts';
import { checkIn, type ToldCheck } from './catalogue.ts';
import { requiredFields } from './required-fields.ts';
import { sentence } from './sentence.ts';

export const REVIEW_REASONS = {
  missing_required: {
    sentence: {
      fr: 'Introuvable sur le document : {field:field}.',
      en: 'Not found on the document: {field:field}.',
    },
    meaning: { fr: 'Un champ obligatoire manque.', en: 'A required field is missing.' },
  },
  low_confidence: {
    sentence: {
      fr: 'Lecture incertaine ({confidence:share}) : {field:field}.',
      en: 'Read unsurely ({confidence:share}): {field:field}.',
    },
    meaning: {
      fr: 'La confiance d’un champ obligatoire est sous le seuil.',
      en: 'The confidence of a required field is below the threshold.',
    },
  },
  check_failed: {
    sentence: { fr: 'Un contrôle a échoué.', en: 'A check failed.' },
    meaning: {
      fr: 'Un contrôle de niveau erreur a échoué ; `check` le nomme, le message est le sien.',
      en: 'A check of level error failed; `check` names it, the message is its own.',
    },
  },
  not_an_invoice: {
    sentence: {
      fr: 'Ce document est {type:type}, pas une pièce à comptabiliser comme facture.',
      en: 'This document is {type:type}, not one to be booked as an invoice.',
    },
    meaning: {
      fr: 'Le document n’est ni une facture, ni un avoir, ni un reçu.',
      en: 'The document is neither an invoice nor a credit note nor a receipt.',
    },
  },
  low_overall_confidence: {
    sentence: {
      fr: 'La confiance d’ensemble ({confidence:share}) est sous le seuil.',
      en: 'The overall confidence ({confidence:share}) is below the threshold.',
    },
    meaning: {
      fr: 'La moyenne des confiances des champs trouvés est sous le seuil.',
      en: 'The mean confidence of the fields found is below the threshold.',
    },
  },
} as const satisfies Record<ReviewReason['code'], { sentence: Bilingual; meaning: Bilingual }>;

/** The threshold of confidence where nobody chose another. */
export const DEFAULT_THRESHOLD = 0.85;

/** A record before it is weighed as a whole. */
export type UnweighedRecord = Omit<Extraction, 'overall_confidence' | 'needs_review' | 'review_reasons'>;

/**
 * A record with its overall confidence (the mean of its fields, 0 where there is none) and what asks for a person.
 * @param threshold 0–1; what is less sure than this is reviewed.
 */
export function weighed(record: UnweighedRecord, threshold = DEFAULT_THRESHOLD): Extraction {
  const confidences = Object.values(record.fields).map((field) => field.confidence);
  const mean = confidences.reduce((sum, value) => sum + value, 0) / Math.max(1, confidences.length);
  const overall = Math.round(mean * 1000) / 1000;
  const reasons = reasonsOf(record, overall, threshold);
  return {
    ...record,
    overall_confidence: overall,
    needs_review: reasons.length > 0,
    review_reasons: reasons,
  };
}

/** A record with more checks than it had, weighed anew. */
export function withChecks(
  record: Extraction,
  checks: readonly Check[],
  threshold = DEFAULT_THRESHOLD,
): Extraction {
  return weighed({ ...record, checks: [...record.checks, ...checks] }, threshold);
}

const BOOKED: ReadonlySet<string> = new Set(['invoice', 'credit_note', 'receipt']);

function reasonsOf(record: UnweighedRecord, overall: number, threshold: number): ReviewReason[] {
  const { document_type: type, fields, checks } = record;
  const reasons: ReviewReason[] = [];
  if (!BOOKED.has(type)) reasons.push(reason('not_an_invoice', { document_type: type }));
  for (const field of requiredFields(type)) {
    const confidence = fields[field]?.confidence;
    if (confidence === undefined) reasons.push(reason('missing_required', { field }));
    else if (confidence < threshold) reasons.push(reason('low_confidence', { field, confidence }));
  }
  for (const check of checks) {
    // A missing field has its own reason.
    if (check.level !== 'error' || check.code === 'missing_required') continue;
    reasons.push({ code: 'check_failed', check: check.code, message: check.message });
  }
  if (overall < threshold) reasons.push(reason('low_overall_confidence', { confidence: overall }));
  return reasons;
}

function reason(code: ReviewReason['code'], details: Omit<ReviewReason, 'code' | 'message'>): ReviewReason {
  return { code, ...details, message: told(code, details, 'fr') };
}

function told(
  code: ReviewReason['code'],
  {
    field,
    confidence,
    document_type: type,
  }: { field?: FieldLabel; confidence?: number; document_type?: string },
  language: Language,
): string {
  const values = {
    ...(field !== undefined && { field }),
    ...(confidence !== undefined && { confidence }),
    ...(type !== undefined && { type }),
  };
  return sentence(REVIEW_REASONS[code].sentence, values, language);
}

/** Checks and reasons of a record told in a language. Records older than their reasons have none. */
export function recordIn(
  language: Language,
  extraction: Extraction,
): { checks: ToldCheck[]; review_reasons: ReviewReason[] } {
  const checks = extraction.checks.map((check) => checkIn(language, check));
  const reasons = (extraction.review_reasons ?? []).map((known) => {
    const own = extraction.checks.findIndex(
      (check) => check.code === known.check && check.message === known.message,
    );
    if (own >= 0) return { ...known, message: checks[own]!.message };
    return known.code === 'check_failed' ? known : { ...known, message: told(known.code, known, language) };
  });
  return { checks, review_reasons: reasons };
}
