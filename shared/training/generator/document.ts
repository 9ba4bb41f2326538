/** What the generator gives: a drawing, the pages that a reader would give of it, and the exact truth. */
import type { DocumentType, FieldLabel, Line, VatPart } from '../../domain/extraction/result.ts';
import type { Box, Page } from '../../domain/page/page.ts';

export const LANGUAGES = ['fr', 'en', 'de', 'es', 'it', 'nl', 'pt'] as const;
export type Language = (typeof LANGUAGES)[number];

export const MEDIA = ['digital', 'scanned', 'faxed', 'photographed'] as const;
export type Medium = (typeof MEDIA)[number];

/** Amounts that documents print beside the fields; a scorer must not take them for a total. */
export type OtherAmount = 'subtotal' | 'paid' | 'cash' | 'change' | 'tip';

/** `line` marks the description of a row of the items table. */
export type TruthLabel = FieldLabel | OtherAmount | 'line';

export type Family = 'sans' | 'serif' | 'mono';

/** Part of a run that shows (part of) a value. */
export interface Mark {
  label: TruthLabel;
  /** Parts with the same group are one showing of the value (an address over several lines). */
  group: number;
  /** Offsets into the run's text. */
  from: number;
  to: number;
}

/** A piece of text on one baseline. Points (1/72 inch) from the top left corner of the page. */
export interface Run {
  text: string;
  x: number;
  /** Of the baseline. */
  y: number;
  size: number;
  bold: boolean;
  family: Family;
  /** Horizontal scale of the letters, 1 for the font's own. */
  stretch: number;
  /** `#rrggbb`; black when absent. */
  color?: string;
  /** Drawn as a picture: no text layer has it, and OCR reads it badly. */
  artwork?: true;
  marks: Mark[];
}

export type Shape =
  | {
      kind: 'rule';
      x1: number;
      y1: number;
      x2: number;
      y2: number;
      thickness: number;
      color: string;
      dashed?: true;
    }
  | { kind: 'box'; x: number; y: number; width: number; height: number; fill?: string; stroke?: string }
  | { kind: 'logo'; x: number; y: number; width: number; height: number; color: string; form: number }
  | { kind: 'bars'; x: number; y: number; width: number; height: number; seed: number };

export interface DrawnPage {
  widthPoints: number;
  heightPoints: number;
  runs: Run[];
  shapes: Shape[];
}

export interface Drawing {
  pages: DrawnPage[];
}

/** One showing of a value on a page as read; without words when the medium lost them all. */
export interface Occurrence {
  /** From 1. */
  page: number;
  /** Indexes into the page's words. */
  words: number[];
  /** Around the words. */
  box: Box;
  /** What is printed there, before the medium's noise: `1.234,56`, `3 mars 2026`. */
  printed: string;
}

export interface TrueValue {
  value: string;
  /** As an extraction gives it: major units, ISO dates, identifiers without spaces. */
  normalized: string | number;
  occurrences: Occurrence[];
}

/** A row of the items table. `words` are those of its description, on `page`. */
export type TrueLine = Omit<Line, 'confidence'> & { page: number | null; words: number[] };

export interface Truth {
  /**
   * What the document prints, and what follows from it without doubt, then without occurrences: the currency, the
   * rate of a single tax whose base and amount are printed. The total is also what is due, and the SIREN also stands
   * in SIRET and VAT number, where nothing else is printed.
   */
  fields: Partial<Record<FieldLabel, TrueValue>>;
  /** Other amounts that it prints, in major units. */
  amounts: Partial<Record<OtherAmount, TrueValue>>;
  lines: TrueLine[];
  /** Rows of the printed breakdown; empty when none is printed. */
  vat_breakdown: VatPart[];
}

export interface GeneratedDocument {
  seed: number;
  kind: DocumentType;
  language: Language;
  medium: Medium;
  /** ISO 3166 code of the seller's country. */
  country: string;
  /** What it was composed as: `business`, `letter`, `supermarket`, `taxi` … for figures by family. */
  family: string;
  /** The issuer's numbers have keys that fail, as on samples and by mistake. */
  wrongKeys: boolean;
  drawing: Drawing;
  pages: Page[];
  truth: Truth;
}

export interface GenerateOptions {
  kind?: DocumentType;
  language?: Language;
  medium?: Medium;
}
