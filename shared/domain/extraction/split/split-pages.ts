/**
 * Parts a file into the documents it holds. Cautious: a wrong parting makes two wrong records, while two invoices
 * left together are seen by the person who reviews. A page begins another document only where it says so itself,
 * and where what came before was whole.
 */
import { sameAmount } from '../../money/amount.ts';
import type { Page } from '../../page/page.ts';
import { withinEdits } from '../../text/fold.ts';
import type { DocumentType } from '../result.ts';
import { type PageFacts, pageFacts } from './page-facts.ts';

/** Indexes of pages, the first and the one behind the last. */
export interface PageGroup {
  from: number;
  to: number;
}

/** The groups of pages that are documents, in order; together they are all pages. Empty without pages. */
export function splitPages(pages: readonly Page[]): PageGroup[] {
  if (pages.length === 0) return [];
  if (pages.length === 1) return [{ from: 0, to: 1 }];
  return groupFacts(pages.map(pageFacts));
}

/** A group while it grows: what its pages say together. */
interface Open extends PageGroup {
  numbers: Set<string>;
  identifiers: Set<string>;
  totals: number[];
  titles: Set<DocumentType>;
  lastMark: PageFacts['mark'];
  certain: boolean;
  receipt: boolean;
}

function groupFacts(facts: readonly PageFacts[]): PageGroup[] {
  const groups: Open[] = [];
  facts.forEach((page, index) => {
    const open = groups.at(-1);
    if (open && !begins(page, open, facts, index)) join(open, page, index + 1);
    else groups.push(opened(page, index));
  });
  return groups.map(({ from, to }) => ({ from, to }));
}

/** What is booked by itself; a delivery note or a page of terms goes with the invoice before it. */
const BOOKED: ReadonlySet<DocumentType> = new Set(['invoice', 'credit_note', 'receipt']);

function begins(page: PageFacts, open: Open, facts: readonly PageFacts[], index: number): boolean {
  if (page.carriesOver || continues(page, open) || !isWhole(open)) return false;
  if (page.receipt && open.receipt) return anotherReceipt(page, open);
  if (page.title !== null && !BOOKED.has(page.title)) return false;
  if (!totalFollows(facts, index)) return false;
  const first = page.mark?.page === 1;
  if (page.number !== null && open.numbers.size > 0) {
    if (open.numbers.has(page.number)) return false;
    const introduced = first || page.title !== null || (page.numberIsAtHead && !sharesTotal(page, open));
    const follows = isCounted(open) && page.title !== null && strangers(page, open);
    return introduced && (page.numberIsSure || first || follows) && surelyOther(page, open);
  }
  // Without two numbers to compare: the first page of another seller.
  return first && page.title !== null && strangers(page, open);
}

/** An invoice with its total, or all the pages that it counts. */
function isWhole(open: Open): boolean {
  const { numbers, titles, totals } = open;
  const booked = numbers.size > 0 || [...titles].some((title) => BOOKED.has(title));
  return booked && (totals.length > 0 || isCounted(open));
}

/** Whether all the pages that it counts are there: "page 2 of 2" was the last. */
function isCounted({ lastMark }: Open): boolean {
  return lastMark !== null && lastMark.page === lastMark.of;
}

function sharesTotal(page: PageFacts, open: Open): boolean {
  return page.totals.some((total) => open.totals.some((known) => sameAmount(known, total)));
}

/** "page 2 of 3" behind "page 1 of 3". */
function continues(page: PageFacts, { lastMark }: Open): boolean {
  if (!page.mark || page.mark.page === 1) return false;
  if (!lastMark) return true;
  const sameLength = page.mark.of === null || lastMark.of === null || page.mark.of === lastMark.of;
  return sameLength && page.mark.page > lastMark.page;
}

/** Numbers that OCR read one letter apart may be one: then the totals must differ. */
function surelyOther(page: PageFacts, open: Open): boolean {
  if (page.certain && open.certain) return true;
  const near = [...open.numbers].some((number) => withinEdits(number, page.number!, 1));
  return !near || !sharesTotal(page, open);
}

function strangers(page: PageFacts, open: Open): boolean {
  if (page.identifiers.size === 0 || open.identifiers.size === 0) return false;
  return ![...page.identifiers].some((id) => open.identifiers.has(id));
}

/** Tills print their total once a slip; the same total again is a copy. */
function anotherReceipt(page: PageFacts, open: Open): boolean {
  return page.totals.length > 0 && !sharesTotal(page, open);
}

/** Whether a document that begins here comes to a total before the next one begins. */
function totalFollows(facts: readonly PageFacts[], index: number): boolean {
  for (let at = index; at < facts.length; at++) {
    const page = facts[at]!;
    if (at > index && page.mark?.page === 1) return false;
    if (page.totals.length > 0) return true;
  }
  return false;
}

function opened(page: PageFacts, index: number): Open {
  const group: Open = {
    from: index,
    to: index + 1,
    numbers: new Set(),
    identifiers: new Set(),
    totals: [],
    titles: new Set(),
    lastMark: null,
    certain: true,
    receipt: page.receipt,
  };
  join(group, page, index + 1);
  return group;
}

function join(group: Open, page: PageFacts, to: number): void {
  group.to = to;
  // A delivery note's number is not the invoice's.
  if (page.number !== null && (page.title === null || BOOKED.has(page.title))) group.numbers.add(page.number);
  for (const id of page.identifiers) group.identifiers.add(id);
  group.totals.push(...page.totals);
  if (page.title !== null) group.titles.add(page.title);
  if (page.receipt) group.titles.add('receipt');
  if (page.mark) group.lastMark = page.mark;
  group.certain &&= page.certain;
}
