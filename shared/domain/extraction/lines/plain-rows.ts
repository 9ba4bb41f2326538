/** Items without a table's heading: lines of text that end in an amount, down to the first total. */
import { roundToCents, sameAmount } from '../../money/amount.ts';
import type { AmountValue } from '../candidates/amounts.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { Concept } from '../keywords/concepts.ts';
import type { LabelIndex } from '../keywords/labels.ts';
import type { ByLine } from '../layout/by-line.ts';
import { type Layout, type Line, textOf } from '../layout/layout.ts';
import type { ItemRow } from './item-row.ts';
import { comesTo, confidenceOf } from './row-arithmetic.ts';
import { isTotalLine } from './total-line.ts';

/** Labels that make an amount something else than an item's. */
const NO_ITEM: ReadonlySet<Concept> = new Set([
  'net',
  'tax',
  'gross',
  'due',
  'paid',
  'cash',
  'change',
  'rounding',
]);
/** "2 x 3,50", "2 à 3,50", "0,436 kg x 2,99 €/kg", "3 @ 4.00". */
const PAIR =
  /(\d{1,4}(?:[.,]\d{1,3})?)\s*(\p{L}{1,3}\.?)?\s*(?:[x×*@]|\bà)\s*(?:€|eur|rm|\$|£)?\s*(\d+[.,]\d{2})/iu;
const LEADING_COUNT = /^(\d{1,3})\s*[x×]?\s+(?=\p{L}{2})/u;
const LETTERS = 3;
/** Lines behind the items in which their sum is looked for. */
const TOTALS_REACH = 12;

/** @param receipt a till's lines are taken at their word; others must add up to an amount that follows them. */
export function plainRows(
  layout: Layout,
  labels: LabelIndex,
  amounts: ByLine<Candidate<AmountValue>>,
  receipt: boolean,
): ItemRow[] {
  const page = layout.pages[0];
  // A page in landscape is a form or a slide; a till's slip may be short.
  if (!page || (!receipt && page.height / page.width < 1.2)) return [];
  const rows: ItemRow[] = [];
  let after = page.lastLine;
  for (let index = page.firstLine + 2; index < page.lastLine; index++) {
    const line = layout.lines[index]!;
    const own = amounts.get(index) ?? [];
    if (isTotalLine(line, labels, own)) {
      if (rows.length === 0) continue;
      after = index;
      break;
    }
    const sum = own.filter((amount) => amount.value.money).at(-1);
    const named =
      sum &&
      labels
        .on(index)
        .some((label) => label.weight >= 0.7 && label.x1 <= sum.x0 && NO_ITEM.has(label.concept));
    if (!sum || named || line.y0 < 0.08 * page.height) continue;
    if (repeatsSum(sum.value.amount, rows)) {
      after = index;
      break;
    }
    const row = rowOf(line, sum, own, layout);
    const last = rows.at(-1);
    if (row) rows.push(row);
    else if (last && last.line === index - 1) completeFrom(line, last);
  }
  return receipt ? rows : proven(rows, after, layout, amounts);
}

function rowOf(
  line: Line,
  sum: Candidate<AmountValue>,
  own: readonly Candidate<AmountValue>[],
  layout: Layout,
): ItemRow | null {
  const figures = new Set(own.flatMap((amount) => amount.tokens));
  const pair = pairOf(line.text, sum.value.amount);
  let description = clean(textOf(line.tokens.filter((token) => token.x1 <= sum.x0 && !figures.has(token))));
  const count = LEADING_COUNT.exec(textOf(line.tokens))?.[1];
  if (letters(description) < LETTERS) {
    // "2 x 12,90   25,80" under the name of the article.
    const above = layout.lines[line.line - 1];
    description =
      !above || above.page !== line.page || /\d[.,]\d{2}/.test(above.text) ? '' : textOf(above.tokens);
  }
  if (letters(description) < LETTERS) return null;
  const others = own.filter((amount) => amount !== sum && amount.x1 <= sum.x0);
  const price = others.at(-1)?.value;
  const counted = count !== undefined ? Number(count) : null;
  const agreeing = counted !== null && price?.money && comesTo(counted, price.amount, sum.value.amount);
  const row: ItemRow = {
    description,
    quantity: pair?.quantity ?? (agreeing || (counted !== null && others.length === 0) ? counted : null),
    unit_price: pair?.price ?? (agreeing ? price.amount : null),
    total: sum.value.amount,
    vat_rate: null,
    confidence: 0,
    line: line.line,
    amounts: own,
  };
  if (row.quantity === counted && counted !== null) row.description = description.replace(LEADING_COUNT, '');
  row.confidence = confidenceOf(row, pair !== null || agreeing === true, sum.reading);
  return row;
}

/** Quantity and price as a till prints them, when they come to the total. */
function pairOf(text: string, total: number): { quantity: number; price: number } | null {
  const match = PAIR.exec(text);
  if (!match) return null;
  const quantity = Number(match[1]!.replace(',', '.'));
  const price = Number(match[3]!.replace(',', '.'));
  return comesTo(quantity, price, Math.abs(total)) ? { quantity, price } : null;
}

/** "2 x 3,50" on the line under an article whose total stands on its own line. */
function completeFrom(line: Line, row: ItemRow): void {
  if (row.quantity !== null || row.total === null) return;
  const pair = pairOf(line.text, row.total);
  if (!pair) return;
  row.quantity = pair.quantity;
  row.unit_price = pair.price;
  row.confidence = Math.max(row.confidence, 0.9);
}

/** Whether an amount is the sum of the rows before it: then it is their total, whatever it is called. */
function repeatsSum(amount: number, rows: readonly ItemRow[]): boolean {
  return (
    rows.length >= 2 &&
    sameAmount(
      rows.reduce((total, row) => total + (row.total ?? 0), 0),
      amount,
    )
  );
}

/** The rows from which on their sum is printed behind them; else those that are quantity × price. */
function proven(
  rows: readonly ItemRow[],
  after: number,
  layout: Layout,
  amounts: ByLine<Candidate<AmountValue>>,
): ItemRow[] {
  const totals: number[] = [];
  for (let index = after; index < Math.min(after + TOTALS_REACH, layout.lines.length); index++) {
    for (const { value } of amounts.get(index) ?? []) if (value.money) totals.push(value.amount);
  }
  let sum = roundToCents(rows.reduce((total, row) => total + (row.total ?? 0), 0));
  for (const [index, row] of rows.entries()) {
    if (sum !== 0 && totals.some((total) => sameAmount(total, sum))) return rows.slice(index);
    sum = roundToCents(sum - (row.total ?? 0));
  }
  return rows.filter((row) => row.unit_price !== null && row.quantity !== null);
}

/** A description without the count that stands before its price, signs and a tax's letter. */
function clean(text: string): string {
  return text
    .replace(/\s*\d*\s*[x×*@]\s*$/i, '')
    .replace(/[\s*:.€$£-]+$/u, '')
    .trim();
}

function letters(text: string): number {
  return text.replace(/[^\p{L}]/gu, '').length;
}
