/** A document taken apart: everything that scoring and choice look at, computed once. */
import type { Page } from '../page/page.ts';
import { type AmountValue, amountCandidates, rateCandidates } from './candidates/amounts.ts';
import type { Candidate } from './candidates/candidate.ts';
import { type DateValue, dateCandidates } from './candidates/dates.ts';
import { type IdentifierValue, identifierCandidates } from './candidates/identifiers.ts';
import { type NumberValue, numberCandidates } from './candidates/numbers.ts';
import { type PartyCandidate, partyCandidates } from './candidates/parties.ts';
import { documentType } from './document-type.ts';
import { findLabels, LabelIndex } from './keywords/labels.ts';
import { type Layout, layOut } from './layout/layout.ts';
import { type LineItems, lineItems } from './lines/line-items.ts';
import type { DocumentType } from './result.ts';

export interface Sheet {
  layout: Layout;
  labels: LabelIndex;
  type: DocumentType;
  /** True for the narrow or small print of tills, whatever its title says. */
  receipt: boolean;
  dates: Candidate<DateValue>[];
  amounts: Candidate<AmountValue>[];
  rates: Candidate<number>[];
  identifiers: Candidate<IdentifierValue>[];
  numbers: Candidate<NumberValue>[];
  parties: PartyCandidate[];
  items: LineItems;
}

export function readSheet(pages: readonly Page[]): Sheet {
  const layout = layOut(pages);
  const labels = new LabelIndex(findLabels(layout));
  const dates = dateCandidates(layout);
  const identifiers = identifierCandidates(layout, labels);
  // A date without separators may as well be a number.
  const taken = stretches(layout, [...dates.filter(({ text }) => /\D/.test(text)), ...identifiers]);
  const amounts = amountCandidates(layout, taken);
  const rates = rateCandidates(layout);
  const numbers = numberCandidates(layout, taken);
  const parties = partyCandidates(layout, labels);
  const { type, receipt } = documentType(layout, labels);
  const unpriced = type === 'delivery_note' || type === 'order';
  const items = lineItems(layout, labels, amounts, rates, { receipt, unpriced });
  return { layout, labels, type, receipt, dates, amounts, rates, identifiers, numbers, parties, items };
}

/** The stretches of each line's text that candidates occupy. */
function stretches(
  layout: Layout,
  candidates: readonly Candidate<unknown>[],
): Map<number, [number, number][]> {
  const taken = new Map<number, [number, number][]>();
  for (const candidate of candidates) {
    const line = layout.lines[candidate.line]!;
    const indexes = candidate.tokens.map((token) => line.tokens.indexOf(token)).filter((index) => index >= 0);
    if (indexes.length === 0) continue;
    const first = Math.min(...indexes);
    const last = Math.max(...indexes);
    const list = taken.get(candidate.line) ?? [];
    list.push([line.offsets[first]!, line.offsets[last]! + line.tokens[last]!.text.length]);
    taken.set(candidate.line, list);
  }
  return taken;
}
