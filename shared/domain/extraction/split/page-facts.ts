/** What one page, read by itself, says of the document it belongs to. */
import { sameAmount } from '../../money/amount.ts';
import type { Page } from '../../page/page.ts';
import { fold } from '../../text/fold.ts';
import { titlesOf } from '../document-type.ts';
import type { Layout } from '../layout/layout.ts';
import { plain } from '../lines/total-line.ts';
import type { DocumentType } from '../result.ts';
import { scoreAmounts } from '../scoring/amount-rules.ts';
import { scoreNumbers } from '../scoring/number-rules.ts';
import { readSheet } from '../sheet.ts';

/** "page 2 of 3"; `of` is null where only the page is told. */
export interface PageMark {
  page: number;
  of: number | null;
}

export interface PageFacts {
  /** The invoice number that the page shows under a label that means one; letters that look like digits as digits. */
  number: string | null;
  /** Whether the number stands beside a title or a label that names nothing else. */
  numberIsSure: boolean;
  /** Whether it stands in the upper part of the page, where invoices introduce themselves. */
  numberIsAtHead: boolean;
  /** What a title in the upper half calls the page; null without one. */
  title: DocumentType | null;
  mark: PageMark | null;
  /** VAT numbers, company numbers and accounts with a right key. */
  identifiers: ReadonlySet<string>;
  /** Amounts that a label plainly names the total, and the amount due. */
  totals: readonly number[];
  /** Carries a sum over from the page before. */
  carriesOver: boolean;
  receipt: boolean;
  /** Whether its words came from a text layer, whose digits are certain. */
  certain: boolean;
  words: number;
}

const SURE_NUMBER = 0.72;
const SURE_TOTAL = 0.6;
/** Share of a page's height that its head may take. */
const HEAD = 0.45;
const SURE_TITLE = 0.55;

export function pageFacts(page: Page): PageFacts {
  const sheet = readSheet([page]);
  const { layout } = sheet;
  const [number] = scoreNumbers(sheet, 'invoice_number');
  const amounts = scoreAmounts(sheet);
  const totals: number[] = [];
  for (const { candidate, score } of [...amounts.gross, ...amounts.due]) {
    const { amount, money } = candidate.value;
    if (score >= SURE_TOTAL && money && !totals.some((known) => sameAmount(known, amount)))
      totals.push(amount);
  }
  const first = layout.pages[0]!;
  const titles = [...titlesOf(first, layout)].sort((a, b) => b[1] - a[1]);
  const [title] = titles;
  return {
    number: number && number.score >= 0.5 ? comparable(number.candidate.value.number) : null,
    numberIsSure: number !== undefined && number.score >= SURE_NUMBER,
    numberIsAtHead: number !== undefined && number.candidate.y1 < HEAD * first.height,
    title: title && title[1] >= SURE_TITLE ? title[0] : null,
    mark: markOf(layout),
    identifiers: new Set(
      sheet.identifiers
        .filter(({ value }) => value.keyIsRight === true && value.kind !== 'bic')
        .map(({ value }) => value.id),
    ),
    totals,
    carriesOver: layout.lines
      .slice(0, Math.ceil(layout.lines.length / 2))
      .some((line) => CARRIED_IN.test(plain(line))),
    receipt: sheet.receipt,
    certain: page.provider === 'text-layer' || page.provider === 'xml',
    words: page.words.length,
  };
}

/** What a page begins with when the page before ended in the middle of a table. */
const CARRIED_IN =
  /^(?:report|report page precedente|report de la page|ubertrag|brought forward|balance brought forward|overdracht|transport|riporto|suma anterior|transporte)\b/;

const PAGE_WORD = '(?:page|seite|pagina|pag|blatt|blad|bladzijde|folha|hoja|p)';
const MARKED = new RegExp(
  `\\b${PAGE_WORD}\\.? ?(?:n°|no|nr)?\\.? ?:? ?(\\d{1,3})(?: ?(?:/|sur|of|von|de|di|van|out of|aus) ?(\\d{1,3}))?\\b(?![.,/]\\d)`,
);
/** Lines at the top and the bottom of a page on which its number stands. */
const MARK_LINES = 12;

function markOf(layout: Layout): PageMark | null {
  const { lines } = layout;
  const edges =
    lines.length <= 2 * MARK_LINES ? lines : [...lines.slice(0, MARK_LINES), ...lines.slice(-MARK_LINES)];
  let best: PageMark | null = null;
  for (const line of edges) {
    const match = MARKED.exec(fold(line.text).replace(/ {2,}/g, ' '));
    if (!match) continue;
    const page = Number(match[1]);
    const of = match[2] === undefined ? null : Number(match[2]);
    if (page < 1 || (of !== null && of < page)) continue;
    if (best === null || (best.of === null && of !== null)) best = { page, of };
  }
  return best;
}

function comparable(number: string): string {
  return fold(number)
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/o/g, '0')
    .replace(/[il|]/g, '1');
}
