/** Letters that stand for a rate of VAT: "7,00 A" on a row, "A = 19,00 %" in the legend below. */
import type { Candidate } from '../candidates/candidate.ts';
import type { ByLine } from '../layout/by-line.ts';
import type { Layout, Line } from '../layout/layout.ts';
import type { ItemRow } from './item-row.ts';

/** A code alone, or with what joins it to its rate. */
const CODE = /^([A-Z]{1,2}|\d)[=:)]?$/;
const JOINED = /^([A-Z]{1,2}|\d)\s?[=:]\s?(?=\d)/;

/** The rows with the rates that their codes stand for; rows that print their rate keep it. */
export function withCodedRates(
  rows: readonly ItemRow[],
  layout: Layout,
  rates: ByLine<Candidate<number>>,
): ItemRow[] {
  if (rows.every((row) => row.vat_rate !== null)) return [...rows];
  const legend = legendOf(layout, rates, new Set(rows.map((row) => row.line)));
  if (legend.size === 0) return [...rows];
  return rows.map((row) => {
    if (row.vat_rate !== null) return row;
    const code = codeOf(layout.lines[row.line]!, legend);
    return code === null ? row : { ...row, vat_rate: legend.get(code)! };
  });
}

/** What each code stands for; a code that stands for two rates stands for none. */
function legendOf(
  layout: Layout,
  rates: ByLine<Candidate<number>>,
  items: ReadonlySet<number>,
): ReadonlyMap<string, number> {
  const legend = new Map<string, number | null>();
  for (const [index, onLine] of rates) {
    if (items.has(index)) continue;
    const line = layout.lines[index]!;
    for (const rate of onLine) {
      const code = codeBefore(rate, line);
      if (code === null) continue;
      const known = legend.get(code);
      legend.set(code, known === undefined || known === rate.value ? rate.value : null);
    }
  }
  return new Map([...legend].filter((entry): entry is [string, number] => entry[1] !== null));
}

function codeBefore(rate: Candidate<number>, line: Line): string | null {
  const first = line.tokens.indexOf(rate.tokens[0]!);
  const joined = JOINED.exec(line.tokens[first]?.text ?? '')?.[1];
  if (joined) return joined;
  // "A   19 %", "A : 19 %", "A = 19 %", "Code A 19 %".
  for (let at = first - 1; at >= 0 && at >= first - 2; at--) {
    const { text } = line.tokens[at]!;
    const code = CODE.exec(text)?.[1];
    if (code) return code;
    if (!/^[=:]$/.test(text)) return null;
  }
  return null;
}

/** A code of the legend that stands by itself on the row's line, the last one: behind the amount, or in its own column. */
function codeOf(line: Line, legend: ReadonlyMap<string, number>): string | null {
  for (const token of [...line.tokens].reverse()) {
    const code = /^([A-Z]{1,2})$/.exec(token.text)?.[1] ?? /\d[.,]\d{2}([A-Z])$/.exec(token.text)?.[1];
    if (code && legend.has(code)) return code;
    if (/\p{L}{3}/u.test(token.text)) return null;
  }
  const last = line.tokens.at(-1)?.text ?? '';
  return /^\d$/.test(last) && legend.has(last) ? last : null;
}
