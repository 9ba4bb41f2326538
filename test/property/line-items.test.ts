import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extract } from '../../shared/domain/extraction/extract.ts';
import { splitPages } from '../../shared/domain/extraction/split/split-pages.ts';
import type { Page } from '../../shared/domain/page/page.ts';
import { type PrintedInvoice, printedInvoice } from '../support/printed-invoice.ts';
import { printedPage } from '../support/printed-page.ts';

const SEED = 20261120;

interface Item {
  description: string;
  quantity: number;
  /** In cents. */
  price: number;
}

const WORDS = 'planche lasure verrou charnière équerre tasseau mastic ponçage pose livraison étude'.split(
  ' ',
);
const item: fc.Arbitrary<Item> = fc.record({
  description: fc
    .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 })
    .map((words) => words.join(' ')),
  quantity: fc.integer({ min: 2, max: 40 }),
  price: fc.integer({ min: 105, max: 99_999 }),
});

type ColumnName = 'description' | 'quantity' | 'price' | 'rate' | 'total';
const COLUMNS: Record<ColumnName, { heading: string; width: number; cell: (item: Item) => string }> = {
  description: { heading: 'Désignation', width: 34, cell: ({ description }) => description },
  quantity: { heading: 'Qté', width: 9, cell: ({ quantity }) => String(quantity) },
  price: { heading: 'P.U. HT', width: 13, cell: ({ price }) => printed(price) },
  rate: { heading: 'TVA', width: 9, cell: () => '20 %' },
  total: { heading: 'Montant HT', width: 15, cell: ({ quantity, price }) => printed(quantity * price) },
};

function printed(cents: number): string {
  return (cents / 100)
    .toFixed(2)
    .replace('.', ',')
    .replace(/\B(?=(\d{3})+,)/g, ' ');
}

/** A page with a table of the items, its columns in that order. */
function tableOf(items: readonly Item[], order: readonly ColumnName[]): Page {
  const line = (cell: (name: ColumnName) => string) =>
    order
      .map((name) => {
        const { width } = COLUMNS[name];
        return name === 'description'
          ? cell(name).padEnd(width)
          : cell(name)
              .padStart(width - 2)
              .padEnd(width);
      })
      .join('');
  const text = [
    '',
    'FACTURE N° F-77',
    '',
    line((name) => COLUMNS[name].heading),
    ...items.map((one) => line((name) => COLUMNS[name].cell(one))),
  ];
  return printedPage(text.join('\n'));
}

const order = fc.shuffledSubarray<ColumnName>(['description', 'quantity', 'price', 'rate', 'total'], {
  minLength: 5,
});

describe('rows of a table', () => {
  test('are the same whatever the order of the columns', () => {
    fc.assert(
      fc.property(fc.array(item, { minLength: 2, maxLength: 9 }), order, (items, columns) => {
        const rows = extract([tableOf(items, columns)]).lines;
        expect(rows.map(({ quantity, unit_price, total }) => [quantity, unit_price, total])).toEqual(
          items.map(({ quantity, price }) => [quantity, price / 100, (quantity * price) / 100]),
        );
        expect(rows.map((row) => row.description)).toEqual(items.map((one) => one.description));
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  test('never hold an amount that no page shows', () => {
    const word = fc.oneof(
      fc.constantFrom(...'Désignation Qté P.U. HT Total TVA 20 % Remise Report Sous-total x A'.split(' ')),
      fc.integer({ min: -99_999, max: 999_999 }).map(printed),
      fc.integer({ min: 0, max: 400 }).map(String),
      fc.constantFrom(...WORDS),
    );
    const line = fc
      .array(fc.tuple(word, fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 8 })
      .map((cells) => cells.map(([text, gap]) => text + ' '.repeat(gap)).join(''));
    fc.assert(
      fc.property(fc.array(line, { minLength: 3, maxLength: 25 }), (lines) => {
        const text = `\nDésignation          Qté      P.U. HT     Montant\n${lines.join('\n')}`;
        const shown = text.replace(/(?<=\d) +(?=[\d,])/g, '').replaceAll(',', '.');
        for (const { total, unit_price, quantity } of extract([printedPage(text)]).lines) {
          for (const value of [total, unit_price, quantity]) {
            if (value === null) continue;
            const digits = String(Math.abs(value)).replace(/\.?0+$/, '');
            expect(shown.includes(digits) || shown.includes(Math.abs(value).toFixed(2))).toBe(true);
          }
        }
      }),
      { seed: SEED, numRuns: 80 },
    );
  });
});

describe('splitting a file', () => {
  const invoice: fc.Arbitrary<Omit<PrintedInvoice, 'number'>> = fc.record({
    items: fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 3, maxLength: 8 }),
    pages: fc.integer({ min: 1, max: 3 }),
    marked: fc.boolean(),
  });

  function joined(invoices: readonly Omit<PrintedInvoice, 'number'>[]): { pages: Page[]; starts: number[] } {
    const pages: Page[] = [];
    const starts: number[] = [];
    invoices.forEach((one, index) => {
      starts.push(pages.length);
      pages.push(...printedInvoice({ ...one, number: `F-${3100 + 17 * index}` }, pages.length + 1));
    });
    return { pages, starts };
  }

  test('keeps every page, once and in order', () => {
    fc.assert(
      fc.property(fc.array(invoice, { minLength: 1, maxLength: 4 }), fc.nat(), (invoices, seed) => {
        const { pages } = joined(invoices);
        // Pages in any order, some twice: what a careless scanner makes of a pile.
        const pile = pages.map((_, index) => pages[(index * (1 + (seed % 3)) + seed) % pages.length]!);
        const groups = splitPages(pile);
        expect(
          groups.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)),
        ).toEqual(pile.map((_, index) => index));
        expect(groups.every(({ from, to }) => to > from)).toBe(true);
      }),
      { seed: SEED, numRuns: 25 },
    );
  });

  test('finds again the invoices that were put together', () => {
    fc.assert(
      fc.property(fc.array(invoice, { minLength: 1, maxLength: 4 }), (invoices) => {
        const { pages, starts } = joined(invoices);
        expect(splitPages(pages).map((group) => group.from)).toEqual(starts);
      }),
      { seed: SEED, numRuns: 25 },
    );
  });
});
