/** A value that was chosen, and how surely. */
import type { Candidate } from '../candidates/candidate.ts';
import { boxOf, type Layout } from '../layout/layout.ts';
import type { Field, FieldSource } from '../result.ts';
import type { Scored } from '../scoring/scorer.ts';

export interface Chosen<T> {
  /** Null for a value that was computed from others. */
  candidate: Candidate<T> | null;
  value: T;
  /** 0–1. */
  confidence: number;
}

/**
 * How sure a choice is: the score, its distance to the best other value, what confirms it, and how well the words
 * were read. Capped below 1: rules are never certain.
 */
export function confidenceOf(score: number, margin: number, reading: number, confirmations = 0): number {
  const base = 0.32 + 0.42 * score + 0.3 * Math.min(0.6, Math.max(0, margin));
  const confirmed = base + (1 - base) * (1 - 0.55 ** confirmations);
  return round(Math.min(0.99, confirmed) * (0.35 + 0.65 * reading));
}

/**
 * What raw confidence was worth when measured: the share of right values among those given with it, over some
 * 1,900 values of real invoices and receipts, read with both readers. Held a little low where few were seen.
 */
const MEASURED: ReadonlyArray<readonly [raw: number, right: number]> = [
  [0, 0],
  [0.4, 0.3],
  [0.5, 0.5],
  [0.6, 0.72],
  [0.7, 0.87],
  [0.8, 0.94],
  [0.9, 0.97],
  [1, 0.99],
];

/** Raw confidence as the share of right values that it stands for. Names of parties need it not: theirs is honest. */
export function calibrated(raw: number): number {
  for (let i = 1; i < MEASURED.length; i++) {
    const [to, high] = MEASURED[i]!;
    const [from, low] = MEASURED[i - 1]!;
    if (raw <= to) return round(low + ((raw - from) / (to - from)) * (high - low));
  }
  return MEASURED.at(-1)![1];
}

/** The best candidate of a sorted list, with its margin over the best one of another value. */
export function best<T>(
  scored: readonly Scored<Candidate<T>>[],
  keyOf: (value: T) => unknown,
  threshold: number,
  confirmations = 0,
): Chosen<T> | null {
  const first = scored[0];
  if (!first || first.score < threshold) return null;
  const key = keyOf(first.candidate.value);
  const rival = scored.find((entry) => keyOf(entry.candidate.value) !== key);
  const margin = first.score - (rival?.score ?? 0);
  return {
    candidate: first.candidate,
    value: first.candidate.value,
    confidence: calibrated(confidenceOf(first.score, margin, first.candidate.reading, confirmations)),
  };
}

/** A field of the answer from a chosen value; computed values have no place and the source `derived`. */
export function fieldOf(
  layout: Layout,
  candidate: Candidate<unknown> | null,
  value: string,
  normalized: string | number,
  confidence: number,
): Field {
  if (!candidate || candidate.tokens.length === 0) {
    return { value, normalized, confidence: round(confidence), page: null, bbox: null, source: 'derived' };
  }
  const page = layout.pages[candidate.page]!;
  const provider = candidate.tokens.find((token) => token.provider)?.provider ?? page.provider;
  const source: FieldSource = provider === 'text-layer' ? 'text-layer' : provider === 'xml' ? 'xml' : 'ocr';
  return {
    value,
    normalized,
    confidence: round(confidence),
    page: page.number,
    bbox: boxOf(candidate.tokens),
    source,
  };
}

/** Three decimals, within 0–1. */
export function round(confidence: number): number {
  return Math.round(Math.min(1, Math.max(0, confidence)) * 1000) / 1000;
}
