/**
 * The name that a shop is known by. Tills print it as a logo, which readers spoil, and again in the legal name, the
 * web address and the thanks: what is printed plainly mends what is printed grandly.
 */

import { foldedKey } from '../../text/fold.ts';
import { type Candidate, candidateOf } from '../candidates/candidate.ts';
import { type Mention, Mentions } from '../candidates/mentions.ts';
import { hasLegalForm, withoutLegalForm } from '../candidates/name-shapes.ts';
import type { PartyCandidate } from '../candidates/parties.ts';
import type { Sheet } from '../sheet.ts';

/** A legal name says at most so many words more than the sign: "Hagedorn Baumarkt AG"; any other name two. */
const MORE_WORDS = { legal: 1, other: 2 };
/** Lines from the top in which a sign may have other words beside it. */
const HEAD = 4;

/** The trade name behind a seller's printed name, with its place; null where the printed name is the best there is. */
export function tradeName(party: PartyCandidate, sheet: Sheet): Candidate<string> | null {
  const mentions = new Mentions(sheet.layout);
  const { name } = party.value;
  return (
    sign(name, party, mentions, sheet) ??
    mended(name, party, mentions, sheet) ??
    behindTheShop(name, party, sheet)
  );
}

/** The sign above the door: what opens the legal name, and also stands alone. */
function sign(
  name: string,
  party: PartyCandidate,
  mentions: Mentions,
  sheet: Sheet,
): Candidate<string> | null {
  const bare = withoutLegalForm(name);
  const words = bare.split(/[\s-]+/).filter((word) => /\p{L}{2}|\p{Lu}/u.test(word));
  const shortest = Math.max(1, words.length - (hasLegalForm(name) ? MORE_WORDS.legal : MORE_WORDS.other));
  for (let length = words.length; length >= shortest; length--) {
    if (length === words.length && !hasLegalForm(name)) continue;
    const head = words.slice(0, length).join(' ');
    const found = mentions
      .of(head, party.tokens)
      .find((mention) => !mention.firm && (mention.alone || (hasLegalForm(name) && mention.line < HEAD)));
    // "KOWALCZYK" above "HARDWARE & SUPPLY": the sign says the whole name, on two lines.
    const below = found && sheet.layout.lines[found.line + 1];
    if (below && foldedKey(below.text) === foldedKey(words.slice(length).join(' ')) && length < words.length)
      return null;
    // "AL DI" on the sign is "Aldi" in the legal name.
    if (found)
      return placed(found.text.includes(' ') && !head.includes(' ') ? head : found.text, found, sheet);
  }
  return null;
}

/** "RSSMANN" above "Dirk Rossmann GmbH": the spelling that the document repeats plainly. */
function mended(
  name: string,
  party: PartyCandidate,
  mentions: Mentions,
  sheet: Sheet,
): Candidate<string> | null {
  if (hasLegalForm(name) || mentions.of(name, party.tokens).length > 0) {
    // Letters set apart for show: "A LDI".
    const whole = mentions.of(name, party.tokens).find((mention) => mention.tokens.length === 1);
    return / /.test(name) && /(?:^|\s)\p{L}(?:\s|$)/u.test(name) && whole
      ? placed(whole.text, whole, sheet)
      : null;
  }
  const [best] = mentions
    .near(name, party.tokens)
    .filter(
      ({ firm, key, line }, _, all) => firm || all.some((other) => other.key === key && other.line !== line),
    );
  return best ? placed(name.includes(' ') ? best.text : best.text.replaceAll(' ', ''), best, sheet) : null;
}

/** A company that only the foot of a receipt names runs the shop: its name without the form is what the sign says. */
function behindTheShop(name: string, party: PartyCandidate, sheet: Sheet): Candidate<string> | null {
  const page = sheet.layout.pages[party.page]!;
  const bare = withoutLegalForm(name)
    .replace(/\s*(?:&\s*)?(?:Co|Cie)\b\.?|[\s,&.-]+$/giu, '')
    .trim();
  if (!hasLegalForm(name) || party.y0 < 0.5 * page.height || bare === '' || bare === name) return null;
  return candidateOf(bare, sheet.layout.lines[party.line]!, party.tokens, bare);
}

function placed(name: string, mention: Mention, sheet: Sheet): Candidate<string> {
  const text = name.replace(/[^\p{L}\d)]+$/u, '').replace(/^[^\p{L}\d(]+/u, '');
  return candidateOf(text, sheet.layout.lines[mention.line]!, mention.tokens, text);
}
