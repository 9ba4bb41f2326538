/** Reading a document with what its supplier's confirmed ones taught. */
import { foldedKey, foldedWords, withinEdits } from '../../text/fold.ts';
import type { Layout } from '../layout/layout.ts';
import type { Extraction, Field, FieldLabel } from '../result.ts';
import { byScore, type Scores } from '../scoring/scorer.ts';
import type { Sheet } from '../sheet.ts';
import { scoredFor } from './learn.ts';
import { type ConstantField, PLACED_FIELDS, type SupplierMemory } from './supplier-memory.ts';
import { likeness, surroundingsOf } from './surroundings.ts';

/** Likeness from which surroundings speak for a value, and from which they leave no doubt. */
const ALIKE = 0.55;
const THE_SAME = 0.85;
/** Likeness under which a value loses to one that stands just where it was learned. */
const UNLIKE = 0.35;

/**
 * Raises the scores of values that stand where the supplier's confirmed ones stood, and lowers the others where one
 * does without doubt. Changes `scores`.
 */
export function recallPlaces(scores: Scores, sheet: Sheet, memory: SupplierMemory): void {
  for (const label of PLACED_FIELDS) {
    const learned = memory.places[label];
    if (!learned || learned.length === 0) continue;
    const list = scoredFor(label, scores);
    const likenesses = list.map(({ candidate }) => {
      const here = surroundingsOf(candidate, sheet.layout);
      return Math.max(...learned.map((place) => likeness(here, place)));
    });
    const surest = Math.max(0, ...likenesses);
    for (const [index, scored] of list.entries()) {
      const alike = Math.min(1, Math.max(0, (likenesses[index]! - ALIKE) / (THE_SAME - ALIKE)));
      scored.score += (1 - scored.score) * 0.85 * alike;
      if (surest >= THE_SAME && likenesses[index]! < UNLIKE) scored.score *= 0.6;
    }
    byScore(list);
  }
}

/** Identifiers with keys: read with a slip, they are known again. */
const IDENTIFIERS: readonly ConstantField[] = [
  'siret_fournisseur',
  'siren_fournisseur',
  'tva_fournisseur',
  'iban',
  'bic',
];
/** Characters that reading may have got wrong. A changed bank account differs in more. */
const SLIPS = 2;
/** Share of an address's words that the page must show. */
const ADDRESS_SHOWN = 0.6;
/** What a person confirmed of this supplier before. */
const REMEMBERED = 0.99;

/**
 * The fields as confirmed for the supplier: its name as spelled there; its address if the page shows most of it; an
 * identifier whose key is wrong as read, if it is one slip or two from the one known. Nothing that the page does
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
  for (const label of IDENTIFIERS) {
    const known = memory.constants[label];
    const read = fields[label];
    if (!known || !read || read.normalized === known.normalized) continue;
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
