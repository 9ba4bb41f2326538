/** Tokens that could be the number of a document: invoice, order, customer. Labels decide between them. */
import type { Layout, Line, Token } from '../layout/layout.ts';
import { type Candidate, candidateOf } from './candidate.ts';

/** At least one digit, and nothing but letters, digits and the signs that numbering uses. */
const NUMBER = /^#?[\p{L}\d][\p{L}\d\-/._#\\]*$/u;
const PREFIX = /^(?:n[°ºo.]|no:|nr[.:]?|#|:)+\s?(?=.*\d)/iu;

export interface NumberValue {
  number: string;
  digits: number;
}

/** `taken` are stretches of lines that dates and identifiers have already explained. */
export function numberCandidates(
  layout: Layout,
  taken: ReadonlyMap<number, readonly [number, number][]>,
): Candidate<NumberValue>[] {
  const candidates: Candidate<NumberValue>[] = [];
  for (const line of layout.lines) {
    line.tokens.forEach((token, index) => {
      const offset = line.offsets[index]!;
      const explained = (taken.get(line.line) ?? []).some(
        ([from, to]) => offset < to && offset + token.text.length > from,
      );
      if (explained) return;
      const candidate = numberAt(line, index);
      if (candidate) candidates.push(candidate);
    });
  }
  return candidates;
}

function numberAt(line: Line, index: number): Candidate<NumberValue> | null {
  const token = line.tokens[index]!;
  let text = clean(token.text);
  if (!/\d/.test(text) || !NUMBER.test(text)) return null;
  if (/^\d{1,3}[.,]\d{1,2}$/.test(text)) return null; // an amount
  if (line.tokens[index + 1]?.text.startsWith('%')) return null;
  const tokens: Token[] = [token];
  // "FA 2017-0010", "INV 0042": a short prefix in capitals belongs to the number that follows.
  const before = line.tokens[index - 1];
  if (
    before &&
    /^(?:[A-Z]{1,4}|f[atrcsv]|inv|re|rg)$/.test(before.text) &&
    token.x0 - before.x1 < 0.8 * line.height &&
    /^(?:\d|[A-Z]{1,4}\d{0,4}\/\d)/.test(text)
  ) {
    if (
      !/^(?:NO|NR|DU|LE|DE|TO|ID|VAT|TVA|TEL|FAX|GST|HT|TTC|EUR|RM|USD|AM|PM|REF|INV|PO|CS|LOT|QTY|DATE|SST)$/.test(
        before.text,
      )
    ) {
      tokens.unshift(before);
      text = `${before.text} ${text}`;
    }
  }
  // A number broken by the reader at a dash or slash: "F2022- 0023".
  const next = line.tokens[index + 1];
  if (
    next &&
    /[-/]$/.test(token.text) &&
    /^\d+$/.test(clean(next.text)) &&
    next.x0 - token.x1 < 0.5 * line.height
  ) {
    tokens.push(next);
    text += clean(next.text);
  }
  const groups = groupsAfter(line, index);
  if (groups.length > 0) {
    tokens.push(...groups);
    text = [text, ...groups.map((group) => clean(group.text))].join(' ');
  }
  text = text.replace(/[-/._\\]+$/, '');
  if (token.confidence < 1) text = withFigures(text);
  const digits = text.replace(/\D/g, '').length;
  if (text.length > 40 || digits === 0) return null;
  return candidateOf({ number: text, digits }, line, tokens, text);
}

/**
 * The rest of a number that is printed in groups, as telephone companies and energy suppliers do: "10 148 225 361".
 * Only where nothing but figures follows in the cell, and too many for a year or a quantity.
 */
function groupsAfter(line: Line, index: number): Token[] {
  const first = clean(line.tokens[index]!.text);
  if (!/^\d{1,6}$/.test(first)) return [];
  const segment = line.segments.find(({ tokens }) => tokens.includes(line.tokens[index]!));
  const rest = segment?.tokens.slice(segment.tokens.indexOf(line.tokens[index]!) + 1) ?? [];
  const before = line.tokens[index - 1];
  if (before && /^\d[\d.]*$/.test(before.text)) return [];
  if (rest.length === 0 || rest.length > 6) return [];
  if (!rest.every((token) => /^\d{2,6}$/.test(clean(token.text)))) return [];
  const digits = [first, ...rest.map((token) => clean(token.text))].join('').length;
  return digits >= 8 && digits <= 20 ? rest : [];
}

/** No numbering writes a small l, or a capital O or I, among figures: OCR does. */
function withFigures(text: string): string {
  return text.replace(/(?<=\d)[lOI](?=[\dlOI]*\d)|(?<=\d)l(?!\p{L})/gu, (letter) =>
    letter === 'O' ? '0' : '1',
  );
}

function clean(text: string): string {
  return text
    .replace(PREFIX, '')
    .replace(/^[("'«:]+|[)"'»,;:.]+$/g, '')
    .replace(/^#\s*/, '');
}

/** The text that follows a label on its line, up to the end of its cell. */
export function restOfCell(line: Line, lastToken: number): Token[] {
  const tokens: Token[] = [];
  for (let i = lastToken + 1; i < line.tokens.length; i++) {
    const token = line.tokens[i]!;
    const previous = line.tokens[i - 1]!;
    if (tokens.length > 0 && token.x0 - previous.x1 > 1.5 * line.height) break;
    if (tokens.length === 0 && /^[:\-–.]+$/.test(token.text)) continue;
    tokens.push(token);
  }
  return tokens;
}
