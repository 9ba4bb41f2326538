/** Features of named parties: what tells a name from other text, and the seller from the buyer. */
import { foldedKey } from '../../../text/fold.ts';
import { hasLegalForm, hasTradeWord } from '../../candidates/name-shapes.ts';
import { PartyNames } from '../../candidates/same-party.ts';
import { byLine } from '../../layout/by-line.ts';
import { roleAt } from '../../scoring/roles.ts';
import type { PartyScore } from '../../scoring/scorer.ts';
import type { Sheet } from '../../sheet.ts';
import { documentFeatures, magnitude, placeFeatures, rowLines } from './place-features.ts';
import type { FeatureRow } from './row.ts';

/** One row for each of `rules`, the parties as the rules scored them, in their order. */
export function partyFeatures(sheet: Sheet, rules: readonly PartyScore[]): FeatureRow[] {
  const whole = documentFeatures(sheet);
  const itemLines = rowLines(sheet);
  const identifiers = byLine(sheet.identifiers);
  const headings = new Set(sheet.items.headerLines);
  const keys = new Map<string, number>();
  for (const { candidate } of rules) {
    const key = foldedKey(candidate.value.name);
    keys.set(key, (keys.get(key) ?? 0) + 1);
  }
  const blocks = rules
    .filter(({ candidate }) => candidate.value.shape === 'block')
    .map(({ candidate }) => candidate.line)
    .sort((a, b) => a - b)
    .slice(0, 10);
  const names = new PartyNames(rules.map((entry) => entry.candidate));
  const most = (values: readonly number[]) => values.reduce((best, value) => Math.max(best, value), 0);
  const bestSeller = most(rules.map((entry) => entry.seller));
  const bestBuyer = most(rules.map((entry) => entry.buyer));
  return rules.map(({ candidate, score, seller, buyer }) => {
    const { name, shape, address, label } = candidate.value;
    const role = roleAt(candidate, sheet.layout, sheet.labels);
    const strength = (wanted: string) => (role?.role === wanted ? role.strength : 0);
    const named = (wanted: string) => (label?.concept === wanted ? label.weight : 0);
    const words = name.split(/\s+/);
    return {
      ...whole,
      ...placeFeatures(candidate, sheet, itemLines),
      block: Number(shape === 'block'),
      letterhead: Number(shape === 'letterhead'),
      labelled: Number(shape === 'labelled'),
      address: Number(address !== null),
      legalForm: Number(hasLegalForm(name)),
      tradeWord: Number(hasTradeWord(name)),
      capitals: Number(/^[^\p{Ll}]+$/u.test(name)),
      capitalised: Math.round((4 * words.filter((word) => /^\p{Lu}/u.test(word)).length) / words.length) / 4,
      digits: Math.min(6, name.replace(/\D/g, '').length),
      length: magnitude(name.length),
      nameWords: Math.min(8, words.length),
      comma: Number(name.includes(',')),
      stop: Number(/[.!?]$/.test(name)),
      reading: Math.round(10 * candidate.reading) / 10,
      repeats: Math.min(9, keys.get(foldedKey(name)) ?? 1),
      namesAnother: Number(names.nameAnother(candidate)),
      role_seller: strength('seller'),
      role_buyer: strength('buyer'),
      role_ship: strength('ship'),
      named_seller: named('seller'),
      named_buyer: named('buyer'),
      named_ship: named('ship'),
      named_name: named('name'),
      heading: Number(headings.has(candidate.line)),
      identifiers: identifiersBelow(candidate.line, identifiers),
      blocksBefore: Math.min(4, blocks.filter((line) => line < candidate.line).length),
      blocks: Math.min(4, blocks.length),
      rule_fit: score,
      rule_seller: seller,
      rule_buyer: buyer,
      rule_sellerLead: seller - bestSeller,
      rule_buyerLead: buyer - bestBuyer,
    };
  });
}

/** How many identifiers stand on the line or the ten below it. */
function identifiersBelow(line: number, identifiers: ReadonlyMap<number, readonly unknown[]>): number {
  let count = 0;
  for (let i = line; i <= line + 10; i++) count += identifiers.get(i)?.length ?? 0;
  return Math.min(9, count);
}
