/** Company, VAT and bank identifiers, by their form and key; wrong keys are kept, marked, for labelled values. */
import { ibanLength, isBic, isIban } from '../../identifiers/bank-account.ts';
import { countriesOfBareVat } from '../../identifiers/bare-vat-number.ts';
import { isSiren, isSiret } from '../../identifiers/company-numbers.ts';
import { hasVatForm, VAT_COUNTRIES, vatKeyIsRight } from '../../identifiers/vat-number.ts';
import type { LabelIndex } from '../keywords/labels.ts';
import { type Layout, type Line, type Segment, type Token, tokensAt } from '../layout/layout.ts';
import { type Candidate, candidateOf } from './candidate.ts';
import { neighbour } from './columns.ts';
import { LOOKALIKES, mendedBySiren, repairedIban } from './identifier-repair.ts';
import { hasLegalForm } from './name-shapes.ts';

export type IdentifierKind = 'siren' | 'siret' | 'vat' | 'iban' | 'bic';

export interface IdentifierValue {
  kind: IdentifierKind;
  /** Without spaces, upper case. */
  id: string;
  /** True or false where the key can be checked; null where the kind, or the country, has no known key. */
  keyIsRight: boolean | null;
  /** Whether a label of its kind stands left of it or above it. */
  labelled: boolean;
}

const IBAN_START = /(?<![A-Z0-9])([A-Z]{2})[ ]?(\d{2})(?=[ ]{0,3}[A-Z0-9]{2})/g;
const VAT_START = new RegExp(`(?<![A-Z0-9])(${VAT_COUNTRIES.join('|')})(?=[ ]?[A-Z0-9])`, 'g');
const COMPANY =
  /(?<![\d.,/])(\d{3})[ .]{0,3}(\d{3})[ .]{0,3}(\d{3})(?:[ .]{0,3}(\d{5}|\d{3} \d{2}|\d{2} \d{3}))?(?![\d.,/]\d|\d)/g;
/** Without the country: eleven digits in Italy, nine in Portugal, a letter and eight in Spain. */
const LABELLED_DIGITS =
  /(?<![\p{L}\d.,/-])(\d{9,11}|\d{3} \d{4} \d{2}|\d{3} \d{3} \d{3}|[A-HJ-NP-SUVW]-?\d{7}-?[A-J\d]|\d{8}-?[A-Z])(?![\p{L}\d]|[.,/]\d)/gu;

type LabelledConcept = 'siret' | 'siren' | 'vat_id' | 'buyer_vat_id' | 'iban' | 'bic';

export function identifierCandidates(layout: Layout, labels: LabelIndex): Candidate<IdentifierValue>[] {
  const candidates: Candidate<IdentifierValue>[] = [];
  for (const line of layout.lines) {
    const ibans = ibansOn(line, layout, labels);
    const taken = new Set(ibans.flatMap((candidate) => candidate.tokens));
    const free = (tokens: readonly Token[]) => tokens.length > 0 && !tokens.some((token) => taken.has(token));
    candidates.push(...ibans);
    for (const vat of vatNumbersOn(line, layout, labels)) {
      if (!free(vat.tokens)) continue;
      for (const token of vat.tokens) taken.add(token);
      candidates.push(vat);
    }
    candidates.push(...companyNumbersOn(line, layout, labels).filter((candidate) => free(candidate.tokens)));
    candidates.push(...bicsOn(line, layout, labels).filter((candidate) => free(candidate.tokens)));
  }
  return mendedBySiren(candidates);
}

/** Whether a label of a concept stands left of a place on its line, or right above it. */
function labelled(
  concept: LabelledConcept,
  line: Line,
  x: number,
  layout: Layout,
  labels: LabelIndex,
): boolean {
  const near = (index: number, test: (x0: number, x1: number) => boolean) =>
    labels.on(index).some((label) => label.concept === concept && test(label.x0, label.x1));
  if (near(line.line, (x0, x1) => x0 <= x && x - x1 < 36 * line.height && !otherText(line, x1, x)))
    return true;
  for (
    let index = line.line - 1;
    index >= Math.max(layout.pages[line.page]!.firstLine, line.line - 2);
    index--
  ) {
    if (line.y0 - layout.lines[index]!.y1 > 2.5 * line.height) break;
    if (near(index, (x0) => Math.abs(x0 - x) < 3 * line.height)) return true;
  }
  return false;
}

/** Whether words stand between two places of a line: a label then speaks of them. */
function otherText(line: Line, from: number, to: number): boolean {
  const between = line.tokens.filter(
    (token) => token.x0 >= from - 1 && token.x1 <= to + 1 && /[\p{L}\d]{2}/u.test(token.text),
  );
  return between.length > 4 || (between.length > 0 && to - from > 16 * line.height);
}

/** The next `count` letters and digits of a text from an offset, and where they end; fewer where a gap opens. */
function takeCharacters(text: string, from: number, count: number): { id: string; end: number } {
  let id = '';
  let end = from;
  for (let i = from; i < text.length && id.length < count; i++) {
    const character = text[i]!;
    if (/[A-Za-z0-9]/.test(character)) {
      id += character.toUpperCase();
      end = i + 1;
    } else if (
      character !== ' ' &&
      character !== '.' &&
      !(character === '-' && /^\d/.test(text.slice(i + 1)) && /\d$/.test(id))
    )
      break;
  }
  return { id, end };
}

function ibansOn(line: Line, layout: Layout, labels: LabelIndex): Candidate<IdentifierValue>[] {
  const found: Candidate<IdentifierValue>[] = [];
  for (const match of line.text.matchAll(IBAN_START)) {
    const start = match.index;
    if (
      found.some((candidate) => candidate.tokens.at(-1)!.x1 > (tokensAt(line, start, start + 1)[0]?.x0 ?? 0))
    )
      continue;
    const length = ibanLength(match[1]!);
    const isLabelled = labelled('iban', line, tokensAt(line, start, start + 1)[0]?.x0 ?? 0, layout, labels);
    if (length === null && !isLabelled) continue;
    let { id, end } = takeCharacters(line.text, start, length ?? 34);
    let tokens = tokensAt(line, start, end);
    if (length !== null && id.length < length && id.length >= 8) {
      const rest = continuation(line, layout, tokens, length - id.length);
      if (rest.id !== '') {
        id += rest.id;
        tokens = [...tokens, ...rest.tokens];
      }
    }
    if (length !== null && id.length === length && !isIban(id)) id = repairedIban(id) ?? id;
    if (isIban(id)) {
      found.push(candidateOf({ kind: 'iban', id, keyIsRight: true, labelled: isLabelled }, line, tokens));
    } else if (isLabelled || (id.length === length && /^(?:DE|FR)\d{20}/.test(id))) {
      // As printed: the groups that hold digits, so that a neighbouring word does not become part of it.
      const groups =
        /^[A-Z]{2} ?\d{2}(?: {0,3}(?=[A-Z0-9]*\d)[A-Z0-9]+)*/.exec(line.text.slice(start))?.[0] ?? '';
      const printed = length !== null && id.length === length ? id : groups.replace(/\s/g, '') || id;
      if (printed.length < 11) continue;
      const used =
        tokens.length > 0 && printed === id ? tokens : tokensAt(line, start, start + groups.length);
      found.push(
        candidateOf(
          { kind: 'iban', id: printed.slice(0, 34), keyIsRight: false, labelled: true },
          line,
          used,
        ),
      );
    }
  }
  return found;
}

/** The rest of an identifier that a narrow cell has broken over to the next line. */
function continuation(
  line: Line,
  layout: Layout,
  tokens: readonly Token[],
  missing: number,
): { id: string; tokens: Token[] } {
  const next = layout.lines[line.line + 1];
  const first = tokens[0];
  if (!next || !first || next.page !== line.page || next.y0 - line.y1 > line.height)
    return { id: '', tokens: [] };
  // In a paragraph it goes on where the next line begins.
  if (tokens.at(-1) === line.tokens.at(-1) && next.tokens[0] && next.tokens[0].x0 < first.x0 - line.height) {
    const taken = takeCharacters(next.text, 0, missing);
    const after = next.text[taken.end] ?? '';
    if (taken.id.length === missing && !/[\p{L}\d]/u.test(after))
      return { id: taken.id, tokens: tokensAt(next, 0, taken.end) };
  }
  const below = next.tokens.filter(
    (token) =>
      token.x0 > first.x0 - line.height &&
      token.x1 < tokens.at(-1)!.x1 + line.height &&
      /^\d+$/.test(token.text),
  );
  const id = below.map((token) => token.text).join('');
  return id.length === missing ? { id, tokens: below } : { id: '', tokens: [] };
}

function vatNumbersOn(line: Line, layout: Layout, labels: LabelIndex): Candidate<IdentifierValue>[] {
  const found: Candidate<IdentifierValue>[] = [];
  for (const match of line.text.matchAll(VAT_START)) {
    const start = match.index;
    const x = tokensAt(line, start, start + 1)[0]?.x0 ?? 0;
    const isLabelled =
      labelled('vat_id', line, x, layout, labels) || labelled('buyer_vat_id', line, x, layout, labels);
    let best: { id: string; end: number } | null = null;
    for (let count = 14; count >= 8 && !best; count--) {
      const taken = takeCharacters(line.text, start, count);
      if (taken.id.length < count || /[A-Za-z0-9]/.test(line.text[taken.end] ?? '')) continue;
      const id = hasVatForm(taken.id) ? taken.id : repairedVat(taken.id);
      if (id !== null) best = { id, end: taken.end };
    }
    if (best && (isLabelled || vatKeyIsRight(best.id) === true || /^(?:FR|GB|NL|ATU|ES|IT)/.test(best.id))) {
      const value: IdentifierValue = {
        kind: 'vat',
        id: best.id,
        keyIsRight: vatKeyIsRight(best.id),
        labelled: isLabelled,
      };
      found.push(candidateOf(value, line, tokensAt(line, start, best.end)));
    } else if (isLabelled) {
      const printed = /^[A-Z]{2} ?[A-Z]?\d[\dA-Z]{5,12}(?![A-Za-z\d])/.exec(line.text.slice(start))?.[0];
      if (!printed) continue;
      const value: IdentifierValue = {
        kind: 'vat',
        id: printed.replace(/\s/g, ''),
        keyIsRight: false,
        labelled: true,
      };
      found.push(candidateOf(value, line, tokensAt(line, start, start + printed.length)));
    }
  }
  if (found.length === 0) {
    found.push(...bareVatNumbersOn(line, layout, labels));
  }
  return found;
}

/** Italian, Portuguese, Spanish and British papers print the number without its country: one in each cell. */
function bareVatNumbersOn(line: Line, layout: Layout, labels: LabelIndex): Candidate<IdentifierValue>[] {
  const found: Candidate<IdentifierValue>[] = [];
  const cells = new Set<Segment | undefined>();
  for (const match of line.text.matchAll(LABELLED_DIGITS)) {
    const tokens = tokensAt(line, match.index, match.index + match[0].length);
    const [first] = tokens;
    if (!first) continue;
    const cell = line.segments.find((segment) => segment.tokens.includes(first));
    if (cells.has(cell)) continue;
    const has = (concept: LabelledConcept) => labelled(concept, line, first.x0, layout, labels);
    const id = match[1]!.replace(/[- ]/g, '');
    const keyed = countriesOfBareVat(id).length > 0;
    // A Spanish number alone under a company's name needs no label: its form and its key say what it is.
    const above = keyed && cell?.tokens.length === tokens.length ? neighbour(layout, cell, -1) : null;
    const alone = above !== null && hasLegalForm(above.text) && /\p{L}/u.test(id);
    const isLabelled = has('vat_id') || has('buyer_vat_id');
    if (!alone && (!isLabelled || has('siren') || has('siret'))) continue;
    // Groups of three are a SIREN or a telephone as well.
    if (match[1]!.includes(' ') && (!keyed || isSiren(id))) continue;
    cells.add(cell);
    const keyIsRight = keyed ? true : null;
    found.push(candidateOf({ kind: 'vat', id, keyIsRight, labelled: isLabelled }, line, tokens));
  }
  return found;
}

/** A VAT number whose digits were read as letters, or the Dutch B as 8; null when that is not it. */
function repairedVat(id: string): string | null {
  const country = id.slice(0, 2);
  if (country === 'NL') {
    const dutch = `${id.slice(0, 11)}B${id.slice(12)}`;
    return id[11] === '8' && hasVatForm(dutch) ? dutch : null;
  }
  const rest = id.slice(2).replace(/[OQDILSBZG]/g, (letter) => LOOKALIKES[letter]!);
  const repaired = country + rest;
  return vatKeyIsRight(repaired) === true ? repaired : null;
}

function companyNumbersOn(line: Line, layout: Layout, labels: LabelIndex): Candidate<IdentifierValue>[] {
  const found: Candidate<IdentifierValue>[] = [];
  for (const match of line.text.matchAll(COMPANY)) {
    const tokens = tokensAt(line, match.index, match.index + match[0].length);
    const x = tokens[0]?.x0 ?? 0;
    const siret = labelled('siret', line, x, layout, labels);
    const siren = labelled('siren', line, x, layout, labels);
    const id = match[0].replace(/\D/g, '');
    if (id.length === 14) {
      const keyIsRight = isSiret(id);
      if (keyIsRight || siret)
        found.push(candidateOf({ kind: 'siret', id, keyIsRight, labelled: siret }, line, tokens));
    } else if (siren || siret) {
      found.push(candidateOf({ kind: 'siren', id, keyIsRight: isSiren(id), labelled: true }, line, tokens));
    }
  }
  return found;
}

function bicsOn(line: Line, layout: Layout, labels: LabelIndex): Candidate<IdentifierValue>[] {
  const found: Candidate<IdentifierValue>[] = [];
  for (const token of line.tokens) {
    const id = token.text.replace(/[.,;:()]/g, '');
    if (!/^[A-Z0-9]{8}(?:[A-Z0-9]{3})?$/.test(id) || !isBic(id)) continue;
    if (labelled('bic', line, token.x0, layout, labels)) {
      found.push(candidateOf({ kind: 'bic', id, keyIsRight: null, labelled: true }, line, [token]));
    }
  }
  return found;
}
