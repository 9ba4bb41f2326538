/** What engines read instead of a letter, as measured on documents that exist as text and as pictures. */
import type { Random } from '../random.ts';

/** Alternatives in order of frequency; a letter repeated is likelier. */
const CONFUSED: Readonly<Record<string, string>> = {
  '0': 'OOOoD6986',
  '1': 'lIIi|7t',
  '2': 'Z3z7',
  '3': '852',
  '4': '91A6',
  '5': 'SSs6638',
  '6': '85bG4',
  '7': '1T?2',
  '8': 'BB36309',
  '9': '4gq85',
  O: '00oQDC',
  o: 'aac0',
  I: 'l1|i',
  l: 'I1iit|',
  i: 'lr1j',
  S: 'ss55$',
  s: 'S5',
  B: '8883',
  Z: '2z',
  G: '6C',
  D: '0O',
  a: 'oooenu',
  e: 'cccraoé',
  c: 'CCeto',
  C: 'cGO',
  u: 'nvU',
  U: 'uV',
  n: 'uarm',
  m: 'nrn',
  r: 'tni',
  t: 'lfrT',
  f: 'tr',
  T: 't17F',
  E: 'FeB',
  F: 'EP',
  H: 'NM',
  M: 'NH',
  N: 'HM',
  R: 'KBP',
  P: 'FR',
  h: 'bn',
  b: 'h6',
  g: '9q',
  q: 'g9',
  y: 'vj',
  v: 'yu',
  V: 'vY',
  W: 'wV',
  x: 'X%',
  ',': '...;',
  '.': ',,:·',
  ':': '..;',
  ';': ':,',
  '-': '.–—~',
  '–': '--—',
  '€': 'EC6e£@',
  '£': 'EfL',
  $: 'S5s',
  '°': 'o\'"*',
  '(': '{[C',
  ')': '}]1',
  '/': '1lI7',
  '’': "'´,",
  "'": '’,',
  ß: 'BB8s',
  '%': '96xX',
  '#': 'H*',
  '*': '+"x',
  '+': 't*',
  '=': '-',
  '&': '8S',
  '|': 'lI1',
};

/** Digits are read better than letters: an engine's errors per digit against those per letter. */
const DIGIT_SHARE = 0.45;

/** A letter read wrongly; never the letter itself. */
function confused(random: Random, letter: string): string {
  const alternatives = CONFUSED[letter];
  if (alternatives !== undefined) return random.pick([...alternatives]);
  const bare = letter.normalize('NFD')[0]!;
  if (bare !== letter) return bare;
  return letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase();
}

/** A text with errors at a rate per letter, 0–1; `wrong` tells how many. */
export function misread(random: Random, text: string, rate: number): { text: string; wrong: number } {
  // Most words are right: one draw decides for those.
  if (random.next() > 1 - (1 - rate) ** text.length) return { text, wrong: 0 };
  let result = '';
  let wrong = 0;
  const letters = [...text];
  const sure = random.int(0, letters.length - 1);
  for (const [index, letter] of letters.entries()) {
    const chance = rate * (letter >= '0' && letter <= '9' ? DIGIT_SHARE : 1);
    if (index !== sure && !random.chance(chance)) {
      result += letter;
      continue;
    }
    if (index === sure && letter >= '0' && letter <= '9' && random.chance(0.4)) {
      result += letter;
      continue;
    }
    wrong++;
    const kind = random.next();
    if (kind < 0.1) continue;
    result +=
      kind < 0.15 ? letter + random.pick(['.', "'", 'i', ',', '-', letter]) : confused(random, letter);
  }
  if (result === text) return { text, wrong: 0 };
  return { text: result, wrong };
}
