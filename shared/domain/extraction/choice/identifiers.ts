/** Which identifiers are the seller's and which the buyer's; a French VAT number carries its owner's SIREN. */
import { hasVatForm, sirenOfVatNumber } from '../../identifiers/vat-number.ts';
import type { Candidate } from '../candidates/candidate.ts';
import { inColumn } from '../candidates/columns.ts';
import type { IdentifierKind, IdentifierValue } from '../candidates/identifiers.ts';
import type { IdentifierScore, Scores } from '../scoring/scorer.ts';
import type { Sheet } from '../sheet.ts';
import { type Chosen, calibrated, confidenceOf } from './chosen.ts';
import type { ChosenParties, ChosenParty } from './parties.ts';

export interface ChosenIdentifier extends Chosen<string> {
  /** False where the key is wrong, null where none is known. */
  keyIsRight: boolean | null;
}

export interface ChosenIdentifiers {
  siret: ChosenIdentifier | null;
  siren: ChosenIdentifier | null;
  vat: ChosenIdentifier | null;
  buyerSiret: ChosenIdentifier | null;
  buyerVat: ChosenIdentifier | null;
  iban: ChosenIdentifier | null;
  bic: ChosenIdentifier | null;
}

export function chooseIdentifiers(sheet: Sheet, scores: Scores, parties: ChosenParties): ChosenIdentifiers {
  const sided = scores.identifiers.map((entry) => ({ ...entry, side: sideOf(entry, parties, sheet) }));
  // A number printed twice is the seller's when one of the places says so, unless a label gives it to the buyer.
  const sides = new Map<string, number>();
  for (const entry of sided) {
    const { id } = entry.candidate.value;
    const known = sides.get(id) ?? 0;
    const surer = Math.abs(entry.side) > Math.abs(known) ? entry.side : known;
    sides.set(id, entry.side === -1 || known === -1 ? -1 : Math.max(entry.side, known) >= 0.6 ? 0.6 : surer);
  }
  for (const entry of sided) entry.side = sides.get(entry.candidate.value.id)!;
  const buyerVat = pick(sided, 'vat', 'buyer', null);
  const vat = pick(sided, 'vat', 'seller', buyerVat?.value ?? null);
  const buyerSiret = pick(sided, 'siret', 'buyer', null);
  const siret = pick(sided, 'siret', 'seller', buyerSiret?.value ?? null);
  const siren = sellerSiren(sided, siret, vat, buyerVat, buyerSiret);
  return {
    siret,
    siren,
    vat,
    buyerVat,
    buyerSiret,
    iban: pick(sided, 'iban', 'any', null),
    bic: pick(sided, 'bic', 'any', null),
  };
}

/** The side of an identifier, with the chosen parties known: what stands in the buyer's block is the buyer's. */
function sideOf(entry: IdentifierScore, parties: ChosenParties, sheet: Sheet): number {
  if (entry.side <= -0.99) return -1;
  let side = entry.side;
  const near = (party: ChosenParty | null) => {
    const place = party?.place;
    if (!place || place.value.shape === 'line' || place.page !== entry.candidate.page) return 0;
    const lines = entry.candidate.line - place.line;
    const height = sheet.layout.lines[place.line]!.height;
    if (lines < 0 || lines > 14) return 0;
    if (lines > 0 && !inColumn(place, entry.candidate, 2 * height)) return 0;
    return 0.6 * (1 - lines / 20);
  };
  // Under both in one column, it belongs to the name that is closer above it.
  const [toSeller, toBuyer] = [near(parties.seller), near(parties.buyer)];
  side += toSeller > toBuyer ? toSeller : -toBuyer;
  return Math.max(-1, Math.min(1, side));
}

function pick(
  entries: readonly IdentifierScore[],
  kind: IdentifierKind,
  side: 'seller' | 'buyer' | 'any',
  not: string | null,
): ChosenIdentifier | null {
  const fitFor = (entry: IdentifierScore) => {
    if (side === 'any') return entry.score;
    return entry.score + 0.6 * (side === 'seller' ? entry.side : -entry.side);
  };
  const able = entries
    .filter((entry) => entry.kind === kind && entry.candidate.value.id !== not)
    .filter((entry) => side === 'any' || (side === 'seller' ? entry.side > -0.1 : entry.side < -0.1))
    .sort((a, b) => fitFor(b) - fitFor(a));
  const first = able[0];
  if (!first || first.score < 0.3) return null;
  const rival = able.find((entry) => entry.candidate.value.id !== first.candidate.value.id);
  return chosen(first.candidate, first.score, fitFor(first) - (rival ? fitFor(rival) : 0));
}

function chosen(candidate: Candidate<IdentifierValue>, score: number, margin: number): ChosenIdentifier {
  const { keyIsRight, id } = candidate.value;
  const confirmations = keyIsRight === true ? 2 : 0;
  const confidence = calibrated(
    confidenceOf(Math.min(1, score), Math.max(0.1, margin), candidate.reading, confirmations),
  );
  // A wrong key is a misread digit or a made-up number: never confident.
  return {
    candidate: candidate as unknown as Candidate<string>,
    value: id,
    confidence: keyIsRight === false ? Math.min(0.6, confidence) : confidence,
    keyIsRight,
  };
}

function sellerSiren(
  entries: readonly IdentifierScore[],
  siret: ChosenIdentifier | null,
  vat: ChosenIdentifier | null,
  buyerVat: ChosenIdentifier | null,
  buyerSiret: ChosenIdentifier | null,
): ChosenIdentifier | null {
  const buyers = new Set([buyerVat && sirenOfVatNumber(buyerVat.value), buyerSiret?.value.slice(0, 9)]);
  const printed = pick(
    entries.filter((entry) => !buyers.has(entry.candidate.value.id)),
    'siren',
    'seller',
    null,
  );
  if (printed) return printed;
  if (siret && siret.keyIsRight !== false)
    return { ...siret, value: siret.value.slice(0, 9), candidate: null };
  const carried = vat && hasVatForm(vat.value) ? sirenOfVatNumber(vat.value) : null;
  if (vat && carried !== null)
    return { ...vat, candidate: null, value: carried, confidence: vat.confidence * 0.95 };
  return null;
}
