/** Called numbers by the world's numbering plans. Loads libphonenumber's metadata: import it only where it is needed. */
// "max" has the ranges of numbers that are given out; the smaller metadata know lengths alone for most countries.
import { type CountryCode, Metadata, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { NumberRule } from './french-numbers.ts';
import { ownText } from './own-text.ts';

/** Where ten digits from 0 reach from mainland France without a country: Guadeloupe, Guyane, Martinique, La Réunion and Mayotte, Saint-Pierre-et-Miquelon. */
const OVERSEAS: readonly CountryCode[] = ['GP', 'GF', 'MQ', 'RE', 'YT', 'PM'];
/** The library reads no more (its MAX_INPUT_STRING_LENGTH). */
const MOST_CHARACTERS = 250;

/**
 * The library's answer for a number as dialled from France, overseas departments with their 0 included, or as written
 * with its country but no `+`: the digits after the `+` of E.164 where a numbering plan has the number, else ''.
 */
export const libraryNumber: NumberRule = (original) => {
  if (original.length > MOST_CHARACTERS) return '';
  const french = validNumber(original, 'FR');
  if (french !== '') return french;
  if (/^\D*0[1-9]/.test(original) && !original.includes('+')) {
    for (const country of OVERSEAS) {
      const overseas = validNumber(original, country);
      if (overseas !== '') return overseas;
    }
  }
  return /^\s*[1-9]/.test(original) ? validNumber(`+${original.trim()}`) : '';
};

function validNumber(text: string, country?: CountryCode): string {
  const number = parsePhoneNumberFromString(text, country);
  return number?.isValid() ? number.number.slice(1) : '';
}

/** What the library has of a numbering plan beyond what its types declare. */
interface PlanOfTypes {
  type?(name: string): { pattern?(): string } | undefined;
}

const TYPES = [
  'FIXED_LINE',
  'MOBILE',
  'TOLL_FREE',
  'PREMIUM_RATE',
  'PERSONAL_NUMBER',
  'VOICEMAIL',
  'UAN',
  'PAGER',
  'VOIP',
  'SHARED_COST',
];

/** The nine digits after 0 or 33 of every number that France gave out, from the library's own ranges; null if it hides them. */
function frenchRanges(): RegExp | null {
  const metadata = new Metadata();
  metadata.selectNumberingPlan('FR');
  const plan = metadata.numberingPlan as PlanOfTypes | undefined;
  const patterns = TYPES.map((type) => plan?.type?.(type)?.pattern?.()).filter(Boolean);
  return patterns.length === 0 ? null : new RegExp(`^(?=[1-9]\\d{8}$)(?:${patterns.join('|')})$`);
}

/** A French number, in the shapes that logs have: blanks, dots and hyphens between digits, with 0, 33, +33, 0033, and (0). */
const FRENCH_SHAPE = /^ *(?:(?:\+|00)33 ?(?:\(0\))?|33|0)(?=[ .-]?[1-9])((?:[ .-]?\d){9}) *$/;
const MARKS = /[ .-]/g;

/** Cells that a memo holds before it begins anew; at most two of them are kept. */
const MEMO_CELLS = 20_000;

/**
 * `libraryNumber` for a whole log: French numbers go by the library's ranges without its reading of text, and what was
 * asked lately is not asked again. The memo belongs to the rule: make one for each log.
 */
export function internationalNumberRule(): NumberRule {
  const ranges = frenchRanges();
  let recent = new Map<string, string>();
  let former = new Map<string, string>();
  return (original) => {
    const nine = ranges === null ? undefined : FRENCH_SHAPE.exec(original)?.[1]?.replace(MARKS, '');
    if (nine !== undefined && ranges?.test(nine)) return `33${nine}`;
    const known = recent.get(original) ?? former.get(original);
    if (known !== undefined) return known;
    const answer = libraryNumber(original);
    if (recent.size >= MEMO_CELLS) {
      former = recent;
      recent = new Map();
    }
    if (original.length <= MOST_CHARACTERS) recent.set(ownText(original), answer);
    return answer;
  };
}
