/** How well extraction does on documents whose values are known. */
import type { Extraction, FieldLabel } from '../domain/extraction/result.ts';
import { isRight } from './compare.ts';
import type { KnownFields } from './examples.ts';

/** One field of one document: what was given for what is true. */
export interface Outcome {
  label: FieldLabel;
  /** Whether the document has the field. */
  wanted: boolean;
  given: boolean;
  right: boolean;
  /** 0–1; 0 where nothing was given. */
  confidence: number;
}

/**
 * The outcomes of a document. A value that was computed rather than read is not held against a document that does
 * not print it; nor is anything said of fields that are not known.
 */
export function outcomesOf({ fields }: Pick<Extraction, 'fields'>, known: KnownFields): Outcome[] {
  const outcomes: Outcome[] = [];
  for (const [label, truth] of Object.entries(known) as [FieldLabel, string | number | null][]) {
    const field = fields[label];
    const wanted = truth !== null;
    if (!wanted && (field === undefined || field.source === 'derived')) continue;
    outcomes.push({
      label,
      wanted,
      given: field !== undefined,
      right: wanted && field !== undefined && isRight(label, field.normalized, truth),
      confidence: field?.confidence ?? 0,
    });
  }
  return outcomes;
}

/** Shares, 0–1. */
export interface Figures {
  /** Fields that the documents have. */
  wanted: number;
  precision: number;
  recall: number;
  f1: number;
  /** Mean distance between confidence and the share that is right, in ten bins. */
  calibrationError: number;
  /** Of the fields given, the share at or above the threshold, and how many of those are right. */
  accepted: number;
  acceptedRight: number;
}

/** Summed up over outcomes; `threshold` is the confidence from which a field needs no review. */
export function figuresOf(outcomes: readonly Outcome[], threshold = 0.85): Figures {
  const given = outcomes.filter((outcome) => outcome.given);
  const right = given.filter((outcome) => outcome.right).length;
  const wanted = outcomes.filter((outcome) => outcome.wanted).length;
  const accepted = given.filter((outcome) => outcome.confidence >= threshold);
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  const bins = Map.groupBy(given, ({ confidence }) => Math.min(9, Math.floor(confidence * 10)));
  let error = 0;
  for (const bin of bins.values()) {
    let distance = 0;
    for (const outcome of bin) distance += outcome.confidence - Number(outcome.right);
    error += Math.abs(distance);
  }
  return {
    wanted,
    precision: share(right, given.length),
    recall: share(right, wanted),
    f1: share(2 * right, given.length + wanted),
    calibrationError: share(error, given.length),
    accepted: share(accepted.length, given.length),
    acceptedRight: share(accepted.filter((outcome) => outcome.right).length, accepted.length),
  };
}
