/** Fit of named parties as seller and as buyer. */
import { currencyCode } from '../../money/currency.ts';
import { fold, foldedKey, foldedWords } from '../../text/fold.ts';
import { hasLegalForm, hasTradeWord, isTradeAlone, withoutLegalForm } from '../candidates/name-shapes.ts';
import type { PartyCandidate } from '../candidates/parties.ts';
import { PartyNames } from '../candidates/same-party.ts';
import { type ByLine, byLine } from '../layout/by-line.ts';
import type { Sheet } from '../sheet.ts';
import { roleAt } from './roles.ts';
import type { PartyScore } from './scorer.ts';

const REGISTRATION =
  /(?:\(?\b\d{3,}-?\s?[A-Z]\)?|\bco\.?\s?reg|\bgst|\bsiret\b|\bust|\btva\b|\bvat\b|\brcs\b)/i;

/** What card slips and tills print in the place of a name: how one pays, whose copy it is, where one eats. */
const SLIP =
  /^\W*(?:carte bancaire|sans contact|contactless|kontaktlos|contactloos|sin contacto|kartenzahlung|kartenbeleg|(?:credit|debit)(?: card)?(?: sales?)?|sales?|purchase|refund|visa|mastercard|maestro|bancontact|girocard|ec-karte|cb|ticket (?:client|commercant).*|exemplaire.*|(?:k-?u-?n-?d-?e-?n|h-?a-?e?-?n-?d-?l-?e-?r)-?b-?e-?l-?e-?g|(?:customer|merchant|cardholder|member) copy|copia (?:cliente|esercente|comercio)|dine in|eat in|take ?away|to go|carry out.*|drive thru|sur place|a emporter|vor ort|ausser haus|zum mitnehmen|para llevar|da asporto|meenemen)\W*$/;

export function scoreParties(sheet: Sheet): PartyScore[] {
  const domains = domainsOf(sheet);
  const keys = new Map<string, number>();
  for (const party of sheet.parties) {
    const key = foldedKey(party.value.name);
    keys.set(key, (keys.get(key) ?? 0) + 1);
  }
  const firstLines = firstTextLines(sheet);
  const identifiers = byLine(sheet.identifiers);
  const headings = new Set(sheet.items.headerLines);
  const rows = new Set(sheet.items.table ? sheet.items.rows.map((row) => row.line) : []);
  const scored = sheet.parties.map((party) => {
    let fit = nameFit(party, sheet, keys);
    if (headings.has(party.line)) fit -= 0.5;
    if (rows.has(party.line)) fit -= 0.3;
    const { seller, buyer } = roleFit(party, sheet, domains, firstLines, identifiers);
    return {
      candidate: party,
      score: fit,
      seller: clamp(fit + seller),
      buyer: clamp(fit + buyer - (sheet.receipt ? 0.25 : 0)),
    };
  });
  shareRoles(scored);
  return scored.sort((a, b) => b.seller - a.seller);
}

/** What one mention of a party says of its role holds for the others: a letterhead sells, "Bill to" buys. */
function shareRoles(scored: PartyScore[]): void {
  const parties = scored.map((entry) => entry.candidate);
  const sells = new PartyNames(
    parties.filter(({ value }) => value.shape === 'letterhead' || value.label?.concept === 'seller'),
  );
  const buys = new PartyNames(parties.filter(({ value }) => value.label?.concept === 'buyer'));
  for (const entry of scored) {
    const { candidate } = entry;
    if (candidate.value.label?.concept !== 'buyer' && sells.nameAnother(candidate))
      entry.buyer = clamp(entry.buyer - 0.4);
    if (candidate.value.label?.concept !== 'seller' && buys.nameAnother(candidate))
      entry.seller = clamp(entry.seller - 0.35);
  }
}

const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** What shows through from the back of the paper, or a picture read as text: "lnoinebrqAqDnebIw", "xnbtk". */
function isGarbled(name: string): boolean {
  return name.split(/[\s-]+/).some((word) => {
    const letters = word.replace(/[^\p{L}]/gu, '');
    const switches = letters.match(/\p{Ll}(?=\p{Lu})/gu)?.length ?? 0;
    return (
      switches >= 2 ||
      (letters.length > 12 && switches > 0) ||
      /[bcdfghjklmnpqrstvwxz]{5,}/.test(letters) ||
      /^\p{Ll}{17,}$/u.test(letters)
    );
  });
}

/** How much a party's name looks like one, whatever its role. */
function nameFit(party: PartyCandidate, sheet: Sheet, keys: ReadonlyMap<string, number>): number {
  const { name, shape, address } = party.value;
  let fit = { block: 0.32, letterhead: 0.42, labelled: 0.36, line: 0.08 }[shape];
  if (address) fit += 0.05;
  if (hasLegalForm(name)) fit += 0.25;
  else if (hasTradeWord(name)) fit += isTradeAlone(name) ? -0.08 : 0.12;
  if (/^[^\p{Ll}]+$/u.test(name)) fit += 0.04;
  if (name.length < 3) fit -= 0.2;
  if (name.includes(',') && !hasLegalForm(name)) fit -= 0.12;
  if (/^\d{3,}/.test(name)) fit -= 0.15;
  if (name.split(' ').length > 6) fit -= 0.15;
  if (/[.!?]$/.test(name) && !hasLegalForm(name)) fit -= 0.08;
  if (party.reading < 0.85) fit -= 1.2 * (0.85 - party.reading);
  if (isGarbled(name)) fit -= 0.45;
  if (currencyCode(name) !== null || /^\p{L}{1,3}$/u.test(name)) fit -= 0.15;
  if (SLIP.test(fold(name))) fit -= 0.5;
  if ((keys.get(foldedKey(name)) ?? 1) > 1) fit += 0.08;
  const page = sheet.layout.pages[party.page]!;
  const size = (party.y1 - party.y0) / page.bodyHeight;
  const top = party.page === 0 && party.y0 < 0.35 * page.height;
  if (shape === 'line' && !top && !hasLegalForm(name)) fit -= 0.2;
  if (shape === 'line') fit += Math.min(0.14, Math.max(0, 0.1 * (size - 1.15)));
  return fit;
}

function roleFit(
  party: PartyCandidate,
  sheet: Sheet,
  domains: readonly string[],
  firstLines: readonly number[],
  identifiers: ByLine,
): { seller: number; buyer: number } {
  const { layout, labels } = sheet;
  const page = layout.pages[party.page]!;
  let seller = 0;
  let buyer = 0;
  const role = party.value.label
    ? { role: party.value.label.concept, strength: party.value.label.weight }
    : roleAt(party, layout, labels);
  const named = role?.role === 'name' ? roleAt(party, layout, labels) : role;
  if (named) {
    const s = named.strength;
    if (named.role === 'seller') [seller, buyer] = [seller + 0.45 * s, buyer - 0.4 * s];
    if (named.role === 'buyer') [seller, buyer] = [seller - 0.45 * s, buyer + 0.5 * s];
    if (named.role === 'ship') [seller, buyer] = [seller - 0.35 * s, buyer - 0.22 * s];
  }
  const rank = firstLines.indexOf(party.line);
  const top = party.page === 0 && party.y0 < 0.3 * page.height;
  const foot = party.y0 > 0.85 * page.height;
  if (party.value.shape === 'letterhead')
    [seller, buyer] = [seller + (top || foot ? 0.25 : 0.1), buyer - 0.3];
  if (rank >= 0 && rank < 6) seller += (sheet.receipt ? 0.3 : 0.16) - (sheet.receipt ? 0.04 : 0.025) * rank;
  else if (sheet.receipt && !top) seller -= hasLegalForm(party.value.name) ? 0.1 : 0.2;
  if (foot) [seller, buyer] = [seller + 0.04, buyer - 0.25];
  if (party.page > 0) [seller, buyer] = [seller - 0.15, buyer - 0.15];
  const key = foldedKey(
    party.value.name.replace(/\b(?:sarl|sas|sa|gmbh|ag|ltd|limited|inc|bv|b\.v\.)\b/gi, ''),
  );
  const words = foldedWords(withoutLegalForm(party.value.name)).filter((word) => word.length >= 4);
  if (
    (key.length >= 3 &&
      domains.some((domain) => domain.includes(key) || (domain.length > 4 && key.includes(domain)))) ||
    // "treguier-menuiserie.fr" is Menuiserie Tréguier's.
    (words.length > 1 && domains.some((domain) => words.every((word) => domain.includes(word))))
  ) {
    // A logo alone may be part of the name; an address with the name is the firm.
    seller += party.value.shape === 'line' ? 0.2 : 0.3;
    buyer -= 0.25;
  }
  // Who prints identifiers below its name prints its own.
  if (identified(party, sheet, identifiers)) [seller, buyer] = [seller + 0.18, buyer - 0.1];
  if (party.value.shape === 'line' && named?.role !== 'buyer') buyer -= 0.3;
  // What follows a seller's name: its registration, its identifiers.
  const below = layout.lines
    .slice(party.line, party.line + 7)
    .filter((line) => line.page === party.page)
    .flatMap((line) => line.segments)
    .filter((segment) => segment.x0 < party.x1 && segment.x1 > party.x0)
    .map((segment) => segment.text);
  if (REGISTRATION.test(below.join(' '))) seller += 0.08;
  // The window of an envelope: the addressee stands in the upper third, right in France, left in Germany.
  if (party.value.shape === 'block' && party.page === 0 && !named) {
    const y = party.y0 / page.height;
    if (y > 0.08 && y < 0.4) buyer += 0.12;
    if (party.x0 > 0.45 * page.width) buyer += 0.04;
  }
  return { seller, buyer };
}

/** Whether a VAT number, a SIRET or an IBAN stands in the party's column, within ten lines below its name. */
function identified(party: PartyCandidate, sheet: Sheet, identifiers: ByLine): boolean {
  const height = sheet.layout.lines[party.line]!.height;
  for (let line = party.line; line <= party.line + 10; line++) {
    const found = identifiers
      .get(line)
      ?.some(
        (id) =>
          id.page === party.page &&
          Math.min(id.x1, party.x1) - Math.max(id.x0, party.x0) > -4 * height &&
          Math.abs(id.x0 - party.x0) < 14 * height,
      );
    if (found) return true;
  }
  return false;
}

/** More domains than this on one document are a list of addresses, and tell nothing of who writes. */
const MAX_DOMAINS = 40;

/** The names in e-mail and web addresses: "contact@masociete.fr" gives "masociete". */
function domainsOf(sheet: Sheet): string[] {
  const found = new Set<string>();
  for (const line of sheet.layout.lines) {
    if (found.size >= MAX_DOMAINS) break;
    if (!/[@]|www|http/.test(line.text)) continue;
    for (const match of line.text.matchAll(
      /(?:@|www\.|https?:\/\/(?:www\.)?)([\p{L}\d-]+)(?:\.[\p{L}\d-]+)+/giu,
    )) {
      const key = foldedKey(match[1] ?? '');
      if (
        !/^(?:gmail|hotmail|yahoo|orange|wanadoo|outlook|free|gmx|web|tonline|icloud|laposte|sfr|aol)$/.test(
          key,
        )
      )
        found.add(key);
    }
  }
  return [...found];
}

/** The first lines of the document that have letters enough to be read. */
function firstTextLines(sheet: Sheet): number[] {
  const lines: number[] = [];
  for (const line of sheet.layout.lines) {
    if (line.page > 0 || lines.length >= 8) break;
    if (line.text.replace(/[^\p{L}]/gu, '').length >= 3) lines.push(line.line);
  }
  return lines;
}
