/** Whether a word with figures in it has the form of something that invoices hold: the judge between two readings. */
import { isIban } from '../domain/identifiers/bank-account.ts';
import { isSiren, isSiret } from '../domain/identifiers/company-numbers.ts';
import { hasVatForm, vatKeyIsRight } from '../domain/identifiers/vat-number.ts';

const DATE =
  /^(?:(\d{1,2})([./-])(\d{1,2})\2(?:\d{2}|(?:19|20)\d{2})|(?:19|20)\d{2}([./-])(\d{1,2})\4(\d{1,2}))$/;
const TIME = /^([01]?\d|2[0-3])[:h][0-5]\d(?::[0-5]\d)?$/i;
const AMOUNT = /^[-+(]?[€£$]?(?:\d{1,3}(?:[.,'’]\d{3})+|\d{1,9})[.,]\d{2}\)?[€£$%]?$/;

function isDate(text: string): boolean {
  const match = DATE.exec(text);
  if (!match) return false;
  const [a, b] = [Number(match[1] ?? match[6]), Number(match[3] ?? match[5])];
  return a >= 1 && b >= 1 && a <= 31 && b <= 31 && Math.min(a, b) <= 12;
}

/** 2: its check digits are right; 1: it looks like a date, a time or a sum; 0: neither. */
export function wellFormed(word: string): 0 | 1 | 2 {
  const text = word.replace(/^[([:]+|[.,;:)\]]+$/g, '');
  if (/^\d{14}$/.test(text)) return isSiret(text) ? 2 : 0;
  if (/^\d{9}$/.test(text)) return isSiren(text) ? 2 : 0;
  if (hasVatForm(text) && vatKeyIsRight(text)) return 2;
  if (/^[A-Z]{2}\d{2}[A-Z\d]{11,}$/.test(text) && isIban(text)) return 2;
  return isDate(text) || TIME.test(text) || AMOUNT.test(text) ? 1 : 0;
}
