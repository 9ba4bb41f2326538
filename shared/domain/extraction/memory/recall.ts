/** Reading a document with what its supplier's confirmed ones taught. */
import { isIban } from '../../identifiers/bank-account.ts';
import { isSiren, isSiret } from '../../identifiers/company-numbers.ts';
import { vatKeyIsRight } from '../../identifiers/vat-number.ts';
import { foldedKey, foldedWords, withinEdits } from '../../text/fold.ts';
import type { Layout } from '../layout/layout.ts';
import type { Extraction, Field, FieldLabel } from '../result.ts';
import { byScore, type Scores } from '../scoring/scorer.ts';
import type { Sheet } from '../sheet.ts';
import { everyScored, scoredFor } from './placed-values.ts';
import { type ConstantField, PLACED_FIELDS, type SupplierMemory } from './supplier-memory.ts';
import { likeness, surroundingsOf } from './surroundings.ts';

/** Likeness from which surroundings speak for a value, and from which they leave no doubt. */
const ALIKE = 0.55;
const THE_SAME = 0.85;
/** Likeness under which a value loses to one that stands just where it was learned. */
const UNLIKE = 0.35;
const RAISE = 0.85;
const LOWER = 0.6;

/**
 * Where what scores best stands nowhere that the supplier's confirmed value ever stood, but something else does, that
 * one is raised and the others are lowered. A best value in a known place is left to itself. Changes `scores`.
 */
export function recallPlaces(scores: Scores, sheet: Sheet, memory: SupplierMemory): void {
  for (const label of PLACED_FIELDS) {
    const learned = memory.places[label];
    if (!learned || learned.length === 0) continue;
    const list = everyScored(label, scores, sheet);
    const likenesses = list.map(({ candidate }) => {
      const here = surroundingsOf(candidate, sheet.layout);
      return Math.max(...learned.map((place) => likeness(here, place)));
    });
    if (list.length === 0 || likenesses[0]! >= ALIKE) continue;
    const surest = Math.max(...likenesses);
    if (surest < THE_SAME) continue;
    for (const [index, scored] of list.entries()) {
      const alike = Math.min(1, Math.max(0, (likenesses[index]! - ALIKE) / (THE_SAME - ALIKE)));
      scored.score += (1 - scored.score) * RAISE * alike;
      if (likenesses[index]! < UNLIKE) scored.score *= LOWER;
    }
    // What nothing speaks for, neither rules nor memory, stays out.
    const kept = byScore(list.filter(({ score }) => score > 0));
    const target = scoredFor(label, scores);
    target.splice(0, target.length, ...kept);
  }
}

/** Identifiers whose key tells of a slip in reading, after which they are known again. */
const IDENTIFIERS = {
  siret_fournisseur: isSiret,
  siren_fournisseur: isSiren,
  tva_fournisseur: (id: string) => vatKeyIsRight(id) !== false,
  iban: isIban,
} satisfies Partial<Record<ConstantField, (id: string) => boolean>>;
/** Characters that reading may have got wrong. A changed bank account differs in more, and has a right key. */
const SLIPS = 2;
/** Share of an address's words that the page must show. */
const ADDRESS_SHOWN = 0.6;
/** What a person confirmed of this supplier before. */
const REMEMBERED = 0.99;

/**
 * The fields as confirmed for the supplier: its name as spelled there; its address if the page shows most of it; an
 * identifier read by OCR with a wrong key, if it is one slip or two from the one known. Nothing that the page does
 * not show but the name. Gives the labels it decided; changes `fields`.
 */
export function recallConstants(
  fields: Extraction['fields'],
  layout: Layout,
  memory: SupplierMemory,
): FieldLabel[] {
  const { nom_fournisseur: name, adresse_fournisseur: address } = memory.constants;
  const decided: FieldLabel[] = [];
  const put = (label: ConstantField, constant: { value: string; normalized: string | number }) => {
    fields[label] = { ...placeOf(fields[label]), ...constant, confidence: REMEMBERED };
    decided.push(label);
  };
  if (name) put('nom_fournisseur', name);
  if (address && shareShown(address.value, layout) >= ADDRESS_SHOWN) put('adresse_fournisseur', address);
  for (const [label, keyIsRight] of Object.entries(IDENTIFIERS) as [
    keyof typeof IDENTIFIERS,
    (id: string) => boolean,
  ][]) {
    const known = memory.constants[label];
    const read = fields[label];
    if (!known || read?.source !== 'ocr' || keyIsRight(String(read.normalized))) continue;
    if (withinEdits(foldedKey(String(read.normalized)), foldedKey(String(known.normalized)), SLIPS)) {
      put(label, known);
    }
  }
  return decided;
}

function placeOf(field: Field | undefined): Pick<Field, 'page' | 'bbox' | 'source'> {
  return { page: field?.page ?? null, bbox: field?.bbox ?? null, source: 'memory' };
}

function shareShown(text: string, layout: Layout): number {
  const wanted = foldedWords(text);
  const shown = new Set(layout.lines.flatMap((line) => foldedWords(line.text)));
  return wanted.length === 0 ? 0 : wanted.filter((word) => shown.has(word)).length / wanted.length;
}
