/** Payment terms and the currency: what the document says once, beside everything else. */
import { currencyCode } from '../../money/currency.ts';
import type { AmountValue } from '../candidates/amounts.ts';
import { type Candidate, candidateOf } from '../candidates/candidate.ts';
import { restOfCell } from '../candidates/numbers.ts';
import { textOf } from '../layout/layout.ts';
import type { Sheet } from '../sheet.ts';
import { type Chosen, calibrated, confidenceOf } from './chosen.ts';

const TERMS = [
  /(?:ch[èe]que ou )?(?:virement|ch[èe]que|pr[ée]l[èe]vement|traite|lcr)(?:\s+\p{L}+){0,3}?\s+(?:à|a|sous|fin|au)\s+(?:\d{1,3}\s*jours?|de mois|r[ée]ception)[^.;]{0,25}/iu,
  /(?:paiement|règlement|reglement|payable)\s+(?:à|a|sous|au|par)?\s*(?:r[ée]ception|comptant|\d{1,3}\s*jours?)[^.;]{0,50}/i,
  /\b\d{1,3}\s*jours?\s+(?:net|fin de mois|date de facture|nets?)[^.;]{0,30}/i,
  /(?:zahlbar|zahlung)\s+(?:innerhalb|sofort|binnen|bis)[^.;]{3,70}/i,
  /(?:payment (?:due )?(?:within|in)|net)\s+\d{1,3}\s*days?[^.;]{0,30}/i,
  /\b\d{1,3}\s*(?:days?|tage)\s+(?:net|netto)\b[^.;]{0,20}/i,
  /(?:pago|pagamento|betaling|betaalbaar|te voldoen)\s+(?:\p{L}+\s+){0,3}?\d{1,3}\s*(?:d[ií]as|giorni|gg|dagen)\b[^.;]{0,30}/iu,
];

export function chooseTerms(sheet: Sheet): Chosen<string> | null {
  const { layout, labels } = sheet;
  for (const label of labels.of('payment_terms')) {
    const line = layout.lines[label.line]!;
    const tokens = restOfCell(line, label.lastToken).slice(0, 16);
    const near = tokens[0] && tokens[0].x0 - label.x1 < 14 * line.height ? tokens : [];
    if (near.length > 0 && /\p{L}{2}|\d/u.test(textOf(near)))
      return settled(candidateOf(textOf(near), line, near), 0.8);
    const next = layout.lines[label.line + 1];
    const below = next?.segments.find((segment) => Math.abs(segment.x0 - label.x0) < 1.5 * line.height);
    if (next && below && next.page === label.page && /\d|\p{L}{4}/u.test(below.text)) {
      return settled(candidateOf(below.text, next, below.tokens), 0.6);
    }
  }
  for (const line of layout.lines) {
    for (const pattern of TERMS) {
      const match = pattern.exec(line.text);
      if (!match) continue;
      const end = match.index + match[0].length;
      const tokens = line.tokens.filter(
        (_, i) => line.offsets[i]! < end && line.offsets[i]! + line.tokens[i]!.text.length > match.index,
      );
      return settled(candidateOf(textOf(tokens), line, tokens), 0.55);
    }
  }
  return null;
}

function settled(candidate: Candidate<string>, score: number): Chosen<string> {
  return {
    candidate,
    value: candidate.value,
    confidence: calibrated(confidenceOf(score, 0.3, candidate.reading)),
  };
}

/** The sign beside the total; else a code behind a label; else the most frequent sign. */
export function chooseCurrency(sheet: Sheet, total: Candidate<unknown> | null): Chosen<string> | null {
  const { layout, labels } = sheet;
  const ofTotal = (total as Candidate<AmountValue> | null)?.value?.currency;
  if (total && ofTotal)
    return {
      candidate: total as never,
      value: ofTotal,
      confidence: calibrated(confidenceOf(0.9, 0.5, total.reading)),
    };
  for (const label of labels.of('currency')) {
    const line = layout.lines[label.line]!;
    for (const token of restOfCell(line, label.lastToken).slice(0, 4)) {
      const code = currencyCode(token.text.replace(/[()]/g, ''));
      if (code)
        return {
          candidate: candidateOf(code, line, [token]),
          value: code,
          confidence: calibrated(confidenceOf(0.9, 0.5, token.confidence)),
        };
    }
  }
  const counts = new Map<string, { count: number; candidate: Candidate<AmountValue> }>();
  for (const amount of sheet.amounts) {
    const code = amount.value.currency;
    if (!code) continue;
    const known = counts.get(code);
    if (known) known.count++;
    else counts.set(code, { count: 1, candidate: amount });
  }
  const [top, second] = [...counts.entries()].sort((a, b) => b[1].count - a[1].count);
  if (top) {
    const share = second ? top[1].count / (top[1].count + second[1].count) : 1;
    return {
      candidate: top[1].candidate as never,
      value: top[0],
      confidence: calibrated(confidenceOf(0.7 * share, 0.3 * share, top[1].candidate.reading)),
    };
  }
  for (const line of layout.lines) {
    for (const token of line.tokens) {
      const bare = token.text.replace(/[():;.,[\]]/g, '');
      // "Roma (RM)" is a province.
      const word = bare === 'RM' ? sheet.receipt : /^(?:[A-Z]{3}|€|£|\p{L}{4,8})$/u.test(bare);
      const code = word ? currencyCode(bare) : null;
      if (code)
        return {
          candidate: candidateOf(code, line, [token]),
          value: code,
          confidence: calibrated(confidenceOf(0.5, 0.2, token.confidence)),
        };
    }
  }
  return signOrCountry(sheet);
}

const SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP', '₹': 'INR', '¥': 'JPY' };
/** Countries of VAT numbers and IBANs that pay in something else than euros. */
const OWN_CURRENCY: Readonly<Record<string, string>> = {
  GB: 'GBP',
  CH: 'CHF',
  LI: 'CHF',
  SE: 'SEK',
  DK: 'DKK',
  NO: 'NOK',
  PL: 'PLN',
  CZ: 'CZK',
  HU: 'HUF',
  RO: 'RON',
};
const EURO = new Set('AT BE CY DE EE ES FI FR GR EL HR IE IT LT LU LV MT NL PT SI SK BG MC'.split(' '));

/** Registers, taxes and legal forms of one country each, or of several that pay alike. */
const REGISTERS: readonly { pattern: RegExp; code: string }[] = [
  { pattern: /\bGSTIN\b|\b[CS]GST\b/, code: 'INR' },
  { pattern: /\bSDN\.?\s?BHD\b|\bGST ID\b|\bSST (?:ID|NO|REG)\b/i, code: 'MYR' },
  { pattern: /\bNPWP\b|\bPPN\b/, code: 'IDR' },
  { pattern: /\bPTE\.? LTD\b|\bUEN\b/, code: 'SGD' },
  { pattern: /\bSIRET\b|\bR\.?C\.?S\.? [\p{L}-]{3,} \w? ?\d{3}/iu, code: 'EUR' },
  { pattern: /\bP\.? ?IVA\b|\bpartita iva\b|\bdocumento commerciale\b|\bI\.V\.A\. inclu/i, code: 'EUR' },
  { pattern: /\bKvK\b|\bBTW[- ]?nr|\bUSt[.-]?\s?Id|\bN\.?I\.?F\.? ?:? ?(?:PT|ES)?[A-Z]?\d{8}/, code: 'EUR' },
];

/** A sign inside some word ("Preis€"); else what is paid with where the seller is registered. */
function signOrCountry(sheet: Sheet): Chosen<string> | null {
  for (const line of sheet.layout.lines) {
    for (const token of line.tokens) {
      const sign = /[€£₹¥]/.exec(token.text)?.[0];
      if (!sign) continue;
      const code = SIGNS[sign]!;
      return { candidate: candidateOf(code, line, [token]), value: code, confidence: calibrated(0.65) };
    }
  }
  for (const { value } of sheet.identifiers) {
    if (value.kind !== 'vat' && value.kind !== 'iban') continue;
    const country = value.id.slice(0, 2);
    const code = OWN_CURRENCY[country] ?? (EURO.has(country) ? 'EUR' : null);
    if (code !== null) return { candidate: null, value: code, confidence: calibrated(0.55) };
  }
  // A till need not say what its country pays with.
  for (const { text } of sheet.receipt ? sheet.layout.lines : []) {
    const country = REGISTERS.find(({ pattern }) => pattern.test(text));
    if (country) return { candidate: null, value: country.code, confidence: calibrated(0.45) };
  }
  return null;
}
