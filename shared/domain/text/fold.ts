/** Text reduced to what comparison needs: no case, no accents, no typographic variants. */

const TYPOGRAPHIC: Readonly<Record<string, string>> = {
  ß: 'ss',
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  '’': "'",
  '‘': "'",
  '`': "'",
  '´': "'",
  '–': '-',
  '—': '-',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2009': ' ',
};
const TYPOGRAPHIC_PATTERN = new RegExp(`[${Object.keys(TYPOGRAPHIC).join('')}]`, 'gu');
const PLAIN_ASCII = /^[\x00-\x7f]*$/;

/** Lower case without accents: "Échéance" and "ECHEANCE" become "echeance"; "Straße" becomes "strasse". */
export function fold(text: string): string {
  if (PLAIN_ASCII.test(text)) return text.toLowerCase();
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(TYPOGRAPHIC_PATTERN, (character) => TYPOGRAPHIC[character] ?? character);
}

/** The words of a text, folded: runs of letters and digits. */
export function foldedWords(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Letters and digits only, folded: the form in which identifiers and names are compared. */
export function foldedKey(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * Whether two folded words differ by no more than `limit` insertions, deletions or substitutions.
 * Bounded, so that it costs little on long words that differ early.
 */
export function withinEdits(a: string, b: string, limit: number): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > limit) return false;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const cost = Math.min(substitution, previous[j]! + 1, current[j - 1]! + 1);
      current.push(cost);
      if (cost < best) best = cost;
    }
    if (best > limit) return false;
    previous = current;
  }
  return previous[b.length]! <= limit;
}
