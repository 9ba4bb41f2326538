/** How well rows of invoices are found. */
import type { Extraction } from '../../../shared/domain/extraction/result.ts';
import type { TrueLine } from './data-sets.ts';
import type { Tally } from './verdicts.ts';

/**
 * Rows found, given and asked for. A row is right when its total is the true one to the cent and either half the
 * words of its description or its quantity agree; each true row is matched once.
 */
export function matchRows(truth: readonly TrueLine[], given: Extraction['lines']): Tally {
  const left = truth.filter((line) => typeof line.lineTotal === 'number');
  const asked = left.length;
  let right = 0;
  for (const row of given) {
    const at = left.findIndex(
      (line) =>
        row.total !== null &&
        Math.abs(row.total - line.lineTotal!) < 0.005 &&
        (sharedWords(row.description, line.description ?? '') >= 0.5 || row.quantity === line.quantity),
    );
    if (at < 0) continue;
    left.splice(at, 1);
    right++;
  }
  return { right, given: asked === 0 ? 0 : given.length, asked };
}

function sharedWords(a: string, b: string): number {
  const words = (text: string) =>
    new Set(
      text
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .filter(Boolean),
    );
  const [x, y] = [words(a), words(b)];
  return x.size + y.size === 0 ? 0 : (2 * [...x].filter((word) => y.has(word)).length) / (x.size + y.size);
}
