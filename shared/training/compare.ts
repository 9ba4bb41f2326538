/** When a value that was read is the true one. */
import type { FieldLabel } from '../domain/extraction/result.ts';
import { sameAmount } from '../domain/money/amount.ts';
import { foldedWords } from '../domain/text/fold.ts';

/** Numbers and identifiers: the same letters and digits, whatever stands between them. */
export function sameId(a: string, b: string): boolean {
  const key = (text: string) => foldedWords(text).join('');
  return key(a) === key(b);
}

/** Names and addresses: four words in five are shared. */
export function sameName(a: string, b: string): boolean {
  const [x, y] = [new Set(foldedWords(a)), new Set(foldedWords(b))];
  let shared = 0;
  for (const word of x) if (y.has(word)) shared++;
  return (2 * shared) / (x.size + y.size || 1) >= 0.8;
}

/** Whether a field's value is right, given both in their normalized form. */
export function isRight(label: FieldLabel, given: string | number, truth: string | number): boolean {
  if (typeof truth === 'number') return typeof given === 'number' && sameAmount(given, truth);
  if (/^(?:nom|adresse|conditions)_/.test(label)) return sameName(String(given), truth);
  if (label.startsWith('date_')) return given === truth;
  return sameId(String(given), String(truth));
}
