/**
 * Who is named on the document: blocks of name and address, one-line letterheads, labelled names, and lines that
 * look like a name. Who of them sells and who buys is scored later.
 */

import { foldedWords } from '../../text/fold.ts';
import type { Concept } from '../keywords/concepts.ts';
import type { Label, LabelIndex } from '../keywords/labels.ts';
import { type Layout, type Line, type Segment, type Token, textOf } from '../layout/layout.ts';
import { type Candidate, candidateOf } from './candidate.ts';
import { neighbour, segmentAt } from './columns.ts';
import { isDepartment, isInCareOf } from './in-care-of.ts';
import {
  hasLegalForm,
  hasPostcode,
  isContact,
  isCountry,
  isTitle,
  looksLikeStreet,
  namesOwner,
} from './name-shapes.ts';
import { isLegalFormAlone, tidyName } from './name-tidy.ts';
import { restOfCell } from './numbers.ts';
import { registeredNames } from './registration-line.ts';
import { bodyPitches, isSetLarger, joinedNames } from './sign.ts';
import { holdsStreet, streetLike } from './street-lines.ts';

type PartyShape = 'block' | 'letterhead' | 'labelled' | 'line';

interface PartyValue {
  name: string;
  shape: PartyShape;
  /** The lines of its address; empty where none belongs to it. */
  address: Candidate<string> | null;
  /** The role label that names it directly ("Bill to: X", "Verkäufer … Name: X"), if any. */
  label: Label | null;
}

export type PartyCandidate = Candidate<PartyValue>;

const SEPARATORS = /\s+[-–—•●·|*]\s+|\s*[●•|·]\s*/;
const SALUTATION = /^(?:herrn?|frau|firma|monsieur|madame|m\.|mme|mr\.?|mrs\.?|ms\.?|an|à|to)$/i;
const ADDRESSED =
  /^(?:herrn?|frau|an|monsieur|madame|sig\.?|sig\.?ra|spett\.?(?:le)?|spettabile|sr\.?|sra\.?|sr\.?\/sra\.?|mr\.?\/mrs\.?|m\.?\/mme|señor(?:es)?|exmo\.?\(?s?\)?\.?(?: s(?:enho)?r\.?\(?(?:es|s)?\)?\.?)?|egr(?:egio)?\.?(?: sig\.?(?:nore?)?)?|gent(?:ile|\.?m[ao])?\.?(?: sig\.?(?:ra|na)?\.?)?|firma|an die firma|de heer|mevrouw|t\.a\.v\.?|messrs\.?)\s*:?$/i;
const ADDRESSEE =
  /^(?:client(?:e)?|kunde|klant|customer|destinataire|destinatario|rechnungsempfänger|empfänger|factur[ée]e? [àa]|facturer à|bill(?:ed)? to|sold to|invoiced? to|rechnung an|factuur aan|facturado a|fatturare a|faturar a|spett\.?\s?le|acquirente|acheteur|käufer|koper|comprador|adquirente|afnemer|debiteur)\s*:?\s+(?=[\p{Lu}\d])/iu;
const MAX_ABOVE = 6;

export function partyCandidates(layout: Layout, labels: LabelIndex): PartyCandidate[] {
  const found: PartyCandidate[] = [];
  const used = new Set<Segment>();
  const pitches = bodyPitches(layout);
  for (const line of layout.lines) {
    for (const segment of line.segments) {
      if (segment.text.length > 160 || !hasPostcode(segment.text)) continue;
      // "22241 Cut scissors        18.00" is a row of goods.
      if (line.segments.some((other) => other.x0 > segment.x0 && isPrice(other.text))) continue;
      const letterhead = oneLine(segment, line);
      if (letterhead) {
        found.push(letterhead);
        used.add(segment);
        continue;
      }
      const block = blockAround(segment, layout, labels, pitches[segment.page]!);
      if (block) {
        for (const member of block.members) used.add(member);
        found.push(block.party);
      }
    }
  }
  for (const party of labelledNames(layout, labels)) found.push(party);
  for (const named of registeredNames(layout)) {
    if (found.some(({ tokens }) => tokens[0] === named.tokens[0])) continue;
    found.push({ ...named, value: { name: named.value, shape: 'letterhead', address: null, label: null } });
  }
  for (const line of layout.lines) {
    for (const segment of line.segments) {
      if (!used.has(segment) && couldBeName(segment, line, labels)) {
        const party = lineName(segment, line, layout);
        if (party) found.push(party);
      }
    }
  }
  return found;
}

/** "Au bon moulin SARL - 1242 chemin de l'olive - 84340 Malaucène - France" on one line. */
function oneLine(segment: Segment, line: Line): PartyCandidate | null {
  const parts = segment.text.split(SEPARATORS).map((part) => part.trim());
  const place = parts.findIndex(hasPostcode);
  const first = parts[0] ?? '';
  if (place < 1 || parts.length < 2 || !/\p{L}{2}/u.test(first) || isContact(first) || looksLikeStreet(first))
    return null;
  if (first.length > 60) return null;
  const nameTokens = tokensForText(segment.tokens, first);
  const end = isCountry(parts[place + 1] ?? '') ? place + 1 : place;
  const text = parts.slice(1, end + 1).join(', ');
  const addressTokens = segment.tokens.slice(nameTokens.length);
  const address = addressTokens.length > 0 ? candidateOf(text, line, addressTokens, text) : null;
  const name = tidyName(first);
  return candidateOf<PartyValue>({ name, shape: 'letterhead', address, label: null }, line, nameTokens, name);
}

function tokensForText(tokens: readonly Token[], text: string): Token[] {
  const count = text.split(/\s+/).length;
  return tokens.slice(0, Math.max(1, count));
}

/** The address whose postcode line is given, and the name above it. */
function blockAround(
  anchor: Segment,
  layout: Layout,
  labels: LabelIndex,
  bodyPitch: number,
): { party: PartyCandidate; members: Segment[] } | null {
  const above: Segment[] = [];
  let label: Label | null = null;
  for (let at: Segment = anchor; above.length < MAX_ABOVE; ) {
    const next = neighbour(layout, at, -1);
    if (!next) break;
    const heading = headingLabel(next, layout, labels);
    if (heading) {
      label = heading;
      break;
    }
    if (ADDRESSED.test(next.text)) {
      // "Herrn" on a line of its own opens an address to someone.
      label = { ...next, concept: 'buyer', weight: 0.8, firstToken: 0, lastToken: 0 };
      break;
    }
    const inCareOf = isInCareOf(next.text);
    if (!inCareOf && (isTitle(next.text) || isLabelled(next, labels) || isFigures(next.text))) break;
    at = next;
    if (isContact(next.text) || inCareOf) continue;
    if (hasPostcode(next.text) && above.length > 0) break; // the block before this one
    above.unshift(next);
  }
  const below: Segment[] = [];
  const after = neighbour(layout, anchor, 1);
  if (after && isCountry(after.text) && !isLabelled(after, labels)) below.push(after);
  const members = [...above, anchor, ...below];
  // The street is what stands right above the postcode; names stand above the street.
  let street = above.length;
  // "8 rue du Lavoir, 29000 Quimper" is street and town at once.
  const whole = /^\d{1,4}\s?(?:bis|ter)?,?\s+\p{L}/u.test(anchor.text) && !/^\d{4,5}\s/.test(anchor.text);
  // What stands above a town is its street, whatever it looks like, unless the town's line has a street of its own.
  const nearest = above.at(-1)?.text ?? '';
  const forced = hasLegalForm(nearest) || holdsStreet(anchor.text) ? -1 : above.length;
  while (
    !whole &&
    street > 0 &&
    above.length - street < 3 &&
    (streetLike(above[street - 1]!.text) || street === forced)
  ) {
    if (street === above.length && above.length === 1 && !streetLike(above[0]!.text)) break;
    street--;
  }
  // Below its heading stands a name, though it be "Pearl Street Dental Group".
  const headed = label !== null && above.length > 1 && !/\d/.test(above[0]!.text);
  if (!whole && street === 0 && above.length > 0 && (headed || !streetLike(above[0]!.text))) street = 1;
  const names = joinedNames(above.slice(0, street), bodyPitch).filter((segment) => nameLike(segment.text));
  const addressSegments = [...above.slice(street), anchor, ...below];
  const nameSegment = bestName(names, labels);
  if (!nameSegment) {
    return null;
  }
  const { tokens } = nameSegment;
  // "Destinatario TICO SLU": the heading stands on the line of the name.
  const opening = ADDRESSEE.exec(nameSegment.name)?.[0] ?? '';
  const name = nameSegment.name.slice(opening.length);
  const first = tokens[0];
  if (opening !== '' && !label && first)
    label = { ...anchor, line: anchor.line, concept: 'buyer', weight: 0.9, firstToken: 0, lastToken: 0 };
  const line = layout.lines[tokens[0] ? lineOf(layout, names, tokens[0]) : anchor.line]!;
  const address = addressOf(addressSegments, layout);
  const party = candidateOf<PartyValue>({ name, shape: 'block', address, label }, line, tokens, name);
  // The place of the party is its whole block, so that identifiers inside it are found to be its own.
  return { party: { ...party, x1: Math.max(party.x1, anchor.x1), y1: anchor.y1 }, members };
}

const lineOf = (layout: Layout, segments: readonly Segment[], token: Token) =>
  segments.find((segment) => segment.tokens.includes(token))?.line ?? layout.lines.length - 1;

/** Segments of an address as one candidate: joined by commas, placed at its first line. */
export function addressOf(segments: readonly Segment[], layout: Layout): Candidate<string> {
  const text = segments
    .map((segment) => withoutContacts(segment.text.replace(/^(?:adresse|address|anschrift)\s*:?\s*/i, '')))
    .join(', ');
  const tokens = segments.flatMap((segment) => segment.tokens);
  const first = segments[0]!;
  return { ...candidateOf(text, layout.lines[first.line]!, tokens, text), y1: segments.at(-1)!.y1 };
}

/** "8 rue du Lavoir, 29000 Quimper - Tél. 02 61 …" without the telephone. */
function withoutContacts(printed: string): string {
  const text = printed.replace(/[\s,.(]+\b(?:te[l1]|tcl|ph|fax|phone|hp|h\/p|hotline)\b\W*\d.*$/i, '');
  const parts = text.split(/\s+[-–—•●·|]\s+/);
  const end = parts.findIndex((part, index) => index > 0 && isContact(part));
  return (end > 0 ? parts.slice(0, end).join(' - ') : text).replace(/[,;\s]+$/, '');
}

/** Of the lines above a street: the one with a legal form, else capitals before others, else the first. */
function bestName(names: readonly Segment[], labels: LabelIndex): { name: string; tokens: Token[] } | null {
  let best: Segment | null = null;
  let bestScore = -Infinity;
  names.forEach((segment, index) => {
    let score = 0.25 - 0.1 * index;
    if (hasLegalForm(segment.text)) score += 0.6;
    if (/^[^\p{Ll}]*$/u.test(segment.text)) score += 0.2;
    if (isLabelled(segment, labels)) score -= 0.5;
    if (SALUTATION.test(segment.text)) score -= 1;
    if (namesOwner(segment.text)) score -= 0.9;
    // A logo's words on lines of their own, then the whole name.
    const words = foldedWords(segment.text);
    const whole = (other: Segment) =>
      other !== segment && words.length > 1 && foldedWords(other.text).every((word) => words.includes(word));
    if (names.some(whole)) score += 0.5;
    if (score > bestScore) [best, bestScore] = [segment, score];
  });
  if (!best) return null;
  const segment: Segment = best;
  const name = tidyName(segment.text);
  return name === '' ? null : { name, tokens: segment.tokens };
}

/** Names that a label announces on the same line: "Name: Lieferant GmbH", "Sold by : WS Retail". */
function labelledNames(layout: Layout, labels: LabelIndex): PartyCandidate[] {
  const found: PartyCandidate[] = [];
  for (const label of labels.all) {
    if (
      label.concept !== 'name' &&
      label.concept !== 'seller' &&
      label.concept !== 'buyer' &&
      label.concept !== 'ship'
    )
      continue;
    const line = layout.lines[label.line]!;
    const segment = segmentAt(line, label.firstToken);
    if (segment.tokens[0] !== line.tokens[label.firstToken]) continue; // mid-sentence
    const colon =
      /[:.]$/.test(line.tokens[label.lastToken]!.text) ||
      /^[:.]/.test(line.tokens[label.lastToken + 1]?.text ?? '');
    const tokens = restOfCell(line, label.lastToken);
    const text = textOf(tokens);
    if (tokens.length === 0 || !nameLike(text) || looksLikeStreet(text) || text.length > 70) continue;
    if (tokens[0]!.x0 - label.x1 > 40 * line.height) continue;
    const wide = tokens[0]!.x0 - label.x1 > 1.2 * line.height;
    if (!colon && !wide) continue;
    const first = labels.on(line.line).some((other) => other.x0 >= label.x1 && other.x0 <= tokens[0]!.x0 + 1);
    if (first) continue;
    const name = tidyName(text);
    if (name === '' || isDepartment(name)) continue;
    // "Attn: Jo Winter" below a company's name.
    const above = isInCareOf(segment.text) ? neighbour(layout, segment, -1) : null;
    if (above && nameLike(above.text) && !isLabelled(above, labels)) continue;
    const value: PartyValue = { name, shape: 'labelled', address: null, label };
    found.push({ ...candidateOf(value, line, tokens, name), y1: line.y1 });
  }
  return found;
}

function lineName(segment: Segment, line: Line, layout: Layout): PartyCandidate | null {
  let tokens = segment.tokens;
  let name = tidyName(segment.text);
  // A legal form left alone on the next line belongs to the name.
  const next = neighbour(layout, segment, 1);
  if (
    next &&
    !hasLegalForm(name) &&
    next.text.length < 24 &&
    hasLegalForm(next.text) &&
    next.tokens.length <= 3 &&
    !isSetLarger(segment, next)
  ) {
    tokens = [...tokens, ...next.tokens];
    name = tidyName(`${segment.text} ${next.text}`);
  }
  if (name === '') return null;
  return candidateOf<PartyValue>({ name, shape: 'line', address: null, label: null }, line, tokens, name);
}

/** Loose lines are names only where letters rule and nothing else explains them. */
function couldBeName(segment: Segment, line: Line, labels: LabelIndex): boolean {
  const text = segment.text;
  if (text.length < 2 || text.length > 70 || segment.tokens.length > 9) return false;
  if (!nameLike(text) || streetLike(text) || isCountry(text)) return false;
  if (isLabelled(segment, labels)) return false;
  // "Geschäftsprozess   : …" names a row of a form.
  const next = line.segments[line.segments.indexOf(segment) + 1];
  if (next && /^:/.test(next.text)) return false;
  return line.tokens.length < 14 || hasLegalForm(text);
}

/** "Tours, le 7 mai", "Graz, den 12.", "Milano, lì 3": where and when a letter was written. */
const DATELINE = /,\s*(?:le|den|lì|li|a|el|op|em)\s+\d{1,2}(?!\d)/i;

/** Letters enough, and no telephone, title, figure or sentence. */
function nameLike(text: string): boolean {
  const bare = tidyName(text);
  const letters = bare.replace(/[^\p{L}]/gu, '').length;
  const digits = bare.replace(/\D/g, '').length;
  if (letters < 2 || digits > letters || isLegalFormAlone(bare)) return false;
  if (DATELINE.test(text)) return false;
  if (/^(?:\(c\)|©)/i.test(text) || isTitle(text) || isContact(text) || isFigures(text) || hasPostcode(text))
    return false;
  return !/[:;<>{}=€$%]/.test(bare) && (hasLegalForm(bare) || !/[:;%]/.test(text));
}

function isPrice(text: string): boolean {
  return /^\P{N}{0,4}\d[\d.,]*[.,]\d{2}\P{N}{0,3}$/u.test(text);
}

function isFigures(text: string): boolean {
  return /\d[.,]\d{2}(?!\d)/.test(text) || /\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/.test(text);
}

/** Labels that stand for the words of names as well. */
const NAMING: ReadonlySet<Concept> = new Set(['seller', 'buyer', 'ship', 'name', 'address', 'other_amount']);

/** Whether labels cover half of a segment or more. */
function isLabelled(segment: Segment, labels: LabelIndex): boolean {
  const width = segment.x1 - segment.x0;
  // "MWST + Netto": labels side by side.
  let covered = 0;
  let reached = segment.x0;
  for (const label of labels.on(segment.line)) {
    if (label.weight < 0.6 || label.x1 <= reached || label.x0 >= segment.x1 || NAMING.has(label.concept))
      continue;
    covered += Math.min(label.x1, segment.x1) - Math.max(label.x0, reached);
    reached = label.x1;
  }
  if (covered > 0.6 * width) return true;
  return labels.on(segment.line).some((label) => {
    if (Math.min(label.x1, segment.x1) - Math.max(label.x0, segment.x0) > 0.8 * width) return true;
    if (label.weight < 0.7 || label.concept === 'address' || label.concept === 'other_amount') return false;
    const shared = Math.min(label.x1, segment.x1) - Math.max(label.x0, segment.x0);
    return shared > 0.45 * width || (shared > 0 && label.x0 <= segment.x0 + 1 && /:/.test(segment.text));
  });
}

/** The role label that a segment consists of: the heading of a block. */
function headingLabel(segment: Segment, layout: Layout, labels: LabelIndex): Label | null {
  for (const label of labels.on(segment.line)) {
    if (label.concept !== 'seller' && label.concept !== 'buyer' && label.concept !== 'ship') continue;
    const line = layout.lines[segment.line]!;
    if (segment.tokens[0] !== line.tokens[label.firstToken]) continue;
    if (
      label.x1 >= segment.x1 - 0.3 * (segment.x1 - segment.x0) ||
      label.lastToken - label.firstToken + 1 === segment.tokens.length
    ) {
      return label;
    }
  }
  return null;
}
