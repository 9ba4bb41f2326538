/** Every amount and percentage of the document. */

import { parseAmount } from '../../money/amount.ts';
import { CURRENCY_SOURCE, currencyCode } from '../../money/currency.ts';
import { type Layout, type Line, tokensAt } from '../layout/layout.ts';
import { type Candidate, candidateOf } from './candidate.ts';

export interface AmountValue {
  /** Major units. */
  amount: number;
  decimals: number;
  /** ISO 4217, where a sign or code stands beside the number. */
  currency: string | null;
  /** Printed with two decimals, as sums of money are. */
  money: boolean;
}

/** Cents that a reader set apart: "85. 54", "19 ,77", "1.129, 00"; two digits, and nothing that goes on with them. */
const APART = '(?:[.,] | [.,] ?)\\d{2}(?![\\d%]| ?[.,:/]\\d)';
/** "1,42,780.00": lakhs and crores in groups of two. */
const INDIAN = '\\d{1,2}(?:,\\d{2})+,\\d{3}(?:\\.\\d{1,2})?(?![\\d,])';
const NUMBER = `${INDIAN}|\\d{1,3}(?:[ .,'’\\u00a0\\u202f]\\d{3})+(?:${APART}|[.,]\\d{1,4})?|\\d+${APART}|\\d+(?:[.,]\\d{1,4})?|(?<=^|[ \\p{L}])[.,]\\d{2}(?!\\d)`;
/**
 * A letter right before a sum of money is a currency sign that was misread, or one that we do not know: OCR reads
 * "£50.00" as "f50.00" and "¥50.00" as "Y50.00", "RM9.65" as "RH9.65". The number must have cents, so that "F2026" stays a
 * reference.
 */
const GLUED_SIGN =
  "(?<![\\p{L}\\d.,/:-])(?:[fFEtLYXR]|R\\p{L}|EU\\p{L}|E\\p{L}R)(?=\\d[\\d.,'’]*[.,] ?\\d{2}(?![\\d.,\\p{L}]))";
const AMOUNT = new RegExp(
  `(?<before>(?<![A-Za-z–-])${CURRENCY_SOURCE} {0,3})?(?<open>\\()?(?<sign>(?<!\\d)[-−–+] ?)?(?<again>(?<![A-Za-z\\d])${CURRENCY_SOURCE} ?)?` +
    `(?<number>(?:(?<![\\d.,/\\p{L}])|(?<=${GLUED_SIGN}))(?:${NUMBER}))(?<after> {0,3}${CURRENCY_SOURCE}(?![A-Za-z]))?(?<minus> ?-(?![\\d\\p{L}-])|(?<=\\d)-(?!\\d))?(?<close> ?\\))?`,
  'giu',
);
/** What may not follow a number that is a sum of money. */
const NOT_MONEY_AFTER =
  /^(?:\s?%|[-–]\d{1,2}[.:]\d{2}(?!\d)|\s?[-–]\s?\d{1,2}[.:]\d{2}\s?(?:uhr|h)\b|[.,]?\d|[/:]\s?\d|\s?(?:km|kg|gr?|ml|cl|mm|cm|m²|m2|kwh|jours?|days?|tage?|litres?|h|uhr|o'clock)\b|°|\p{L}{2,}\d)/iu;
/** "art. 293 B du CGI", "§ 19 UStG": the numbers of laws. */
const IN_A_LAW = /(?:\bart(?:icle|icolo|[ií]culo|igo|ikel)?s?\.?|§{1,2}|\babs\.?|\bcommi?(?:a|i)?)\s*$/i;
const PERCENT = /(?<![\d.,/])(\d{1,2}(?:[.,]\d{1,3})?)\s?%/g;

export function amountCandidates(
  layout: Layout,
  taken: ReadonlyMap<number, readonly [number, number][]>,
): Candidate<AmountValue>[] {
  const candidates: Candidate<AmountValue>[] = [];
  for (const line of layout.lines) {
    if (!/\d/.test(line.text)) continue;
    const read = layout.pages[line.page]!.provider !== 'text-layer';
    const text = read ? withDigits(line.text) : line.text;
    candidates.push(...amountsOf(line, text, taken.get(line.line) ?? []));
  }
  return withLostPoints(candidates, layout);
}

/** A sum in which letters stand for the digits that they look like: "1O.00", "l2,5O". */
const LETTERED = /(?<![\p{L}\d.,/-])(?=[\dOolISB.,]*\d)[\dOolISB]{1,6}[.,][\dOolISB]{2}(?![\p{L}\d.,/-])/gu;
const DIGITS: Readonly<Record<string, string>> = { O: '0', o: '0', l: '1', I: '1', S: '5', B: '8' };

/** A line's text with the digits that were read as letters put back; as long as before. */
function withDigits(text: string): string {
  return text.replace(LETTERED, (sum) => sum.replace(/[OolISB]/g, (letter) => DIGITS[letter]!));
}

/**
 * "Total 4500" where "45.00" is printed elsewhere has lost its point: the whole number at the end of its line, or
 * beside a currency, means that sum.
 */
function withLostPoints(candidates: Candidate<AmountValue>[], layout: Layout): Candidate<AmountValue>[] {
  const printed = new Set(
    candidates.filter(({ value }) => value.money && value.amount !== 0).map(({ value }) => value.amount),
  );
  return candidates.map((candidate) => {
    const { amount, decimals, currency } = candidate.value;
    if (decimals !== 0 || amount < 100 || !printed.has(amount / 100)) return candidate;
    if (!/^\D*(?:\d{3,7}|\d{1,5} \d{2})\D*$/.test(candidate.text)) return candidate;
    if (layout.pages[candidate.page]!.provider === 'text-layer') return candidate;
    const last = layout.lines[candidate.line]!.tokens.at(-1) === candidate.tokens.at(-1);
    if (!last && currency === null) return candidate;
    return { ...candidate, value: { ...candidate.value, amount: amount / 100, decimals: 2, money: true } };
  });
}

function amountsOf(
  line: Line,
  text: string,
  taken: readonly (readonly [number, number])[],
): Candidate<AmountValue>[] {
  const found: Candidate<AmountValue>[] = [];
  for (const match of text.matchAll(AMOUNT)) {
    const groups = match.groups ?? {};
    const printed = groups.number ?? '';
    const start = match.index + match[0].indexOf(printed);
    const end = match.index + match[0].length;
    if (taken.some(([from, to]) => start < to && start + printed.length > from)) continue;
    if (IN_A_LAW.test(text.slice(0, start)) && /^\d+$/.test(printed)) continue;
    if (NOT_MONEY_AFTER.test(text.slice(start + printed.length)) && !groups.after) continue;
    const parsed = parseAmount(printed);
    if (!parsed) continue;
    const sign = groups.after ?? groups.before ?? groups.again;
    const currency = sign ? currencyCode(sign) : null;
    const money = parsed.decimals === 2;
    // A bare whole number is an amount only beside a currency or with grouped thousands.
    if (parsed.decimals === 0 && currency === null && !/\d[ .,'’]\d{3}/.test(printed)) {
      if (printed.length > 7) continue;
    }
    const negative = /[-−–]/.test(groups.sign ?? '') || groups.minus !== undefined;
    const amount = negative ? -Math.abs(parsed.value) : parsed.value;
    const tokens = tokensAt(line, start, start + printed.length);
    if (tokens.length === 0) continue;
    const value: AmountValue = {
      amount: amount === 0 ? 0 : amount,
      decimals: parsed.decimals,
      currency,
      money,
    };
    found.push(candidateOf(value, line, tokens, text.slice(match.index, end).trim()));
  }
  return found;
}

/** Percentages from 0 to 99, as VAT rates, discounts and the like are printed. */
export function rateCandidates(layout: Layout): Candidate<number>[] {
  const candidates: Candidate<number>[] = [];
  for (const line of layout.lines) {
    if (!line.text.includes('%')) continue;
    for (const match of line.text.matchAll(PERCENT)) {
      const rate = Number(match[1]!.replace(',', '.'));
      const end = match.index + match[0].length;
      candidates.push(candidateOf(rate, line, tokensAt(line, match.index, end), match[0]));
    }
  }
  return candidates;
}
