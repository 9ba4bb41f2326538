/**
 * Identifiers whose misread characters their check digits prove. Nothing is guessed: a repair is made only where
 * letters stand for the digits that they look like and one reading alone passes, or where the document prints the
 * same number again.
 */
import { isIban } from '../../identifiers/bank-account.ts';
import { isSiren } from '../../identifiers/company-numbers.ts';
import { frenchVatKey, vatKeyIsRight } from '../../identifiers/vat-number.ts';
import type { Candidate } from './candidate.ts';
import type { IdentifierValue } from './identifiers.ts';

/** Digits that readers take for letters. */
export const LOOKALIKES: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  S: '5',
  B: '8',
  Z: '2',
  G: '6',
};

/** More doubtful letters than this make too many readings for one check of 97 to prove. */
const MAX_DOUBTS = 5;

/** An IBAN with letters read for digits put right; null unless exactly one reading has the right key. */
export function repairedIban(id: string): string | null {
  const doubts = [...id].flatMap((letter, index) => (index > 1 && LOOKALIKES[letter] ? [index] : []));
  if (doubts.length === 0 || doubts.length > MAX_DOUBTS) return null;
  const right = new Set<string>();
  for (let choice = 1; choice < 1 << doubts.length; choice++) {
    const characters = [...id];
    doubts.forEach((index, bit) => {
      if (choice & (1 << bit)) characters[index] = LOOKALIKES[characters[index]!]!;
    });
    const reading = characters.join('');
    if (isIban(reading)) right.add(reading);
  }
  return right.size === 1 ? [...right][0]! : null;
}

/**
 * French VAT numbers with a wrong key, put right by a SIREN or SIRET printed elsewhere that differs in two characters
 * at most, and by the key that this SIREN gives.
 */
export function mendedBySiren(candidates: Candidate<IdentifierValue>[]): Candidate<IdentifierValue>[] {
  const sirens = new Set<string>();
  for (const { value } of candidates) {
    if (value.kind === 'siren' || value.kind === 'siret') sirens.add(value.id.slice(0, 9));
    else if (value.kind === 'vat' && /^FR\d{11}$/.test(value.id) && value.keyIsRight)
      sirens.add(value.id.slice(4));
  }
  if (sirens.size === 0) return candidates;
  return candidates.map((candidate) => {
    const { value } = candidate;
    if (value.kind !== 'vat' || value.keyIsRight !== false || !/^FR[A-Z\d]{11}$/.test(value.id))
      return candidate;
    const fitting = [...sirens]
      .map((siren) => `FR${frenchVatKey(siren)}${siren}`)
      .filter((id) => differences(id, value.id) <= 2 && vatKeyIsRight(id) !== false);
    // Of several the one whose SIREN has its own key right.
    const [mended] = fitting.length > 1 ? fitting.filter((id) => isSiren(id.slice(4))) : fitting;
    return mended === undefined
      ? candidate
      : { ...candidate, value: { ...value, id: mended, keyIsRight: true } };
  });
}

function differences(a: string, b: string): number {
  let count = Math.abs(a.length - b.length);
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) count++;
  return count;
}
