import { describe, expect, it } from 'vitest';
import { recordsOf } from '../../../../../../shared/domain/extraction/records.ts';
import { splitPages } from '../../../../../../shared/domain/extraction/split/split-pages.ts';
import type { Page } from '../../../../../../shared/domain/page/page.ts';
import { type PrintedInvoice, printedInvoice } from '../../../../../support/printed-invoice.ts';
import { printedPage } from '../../../../../support/printed-page.ts';

function together(...invoices: readonly (PrintedInvoice | string)[]): Page[] {
  const pages: Page[] = [];
  for (const invoice of invoices) {
    if (typeof invoice === 'string') pages.push(printedPage(invoice, { number: pages.length + 1 }));
    else pages.push(...printedInvoice(invoice, pages.length + 1));
  }
  return pages;
}

const startsOf = (pages: readonly Page[]) => splitPages(pages).map((group) => group.from);

const DELIVERY_NOTE = `
Scierie des Trois Vallons

BON DE LIVRAISON N° BL-9917
Date : 02/03/2026

Désignation                         Qté
Madrier de sapin                      2
`;
const TERMS = `
Conditions générales de vente

Article 1. Les présentes conditions régissent les ventes de la société.
Article 2. Le vendeur conserve la propriété des marchandises jusqu'au paiement.
`;

describe('a file of several invoices', () => {
  it('is parted where another number, title and total begin', () => {
    const pages = together(
      { number: 'F-2041' },
      { number: 'F-2042', items: [55] },
      { number: 'F-2051', items: [10, 3] },
    );
    expect(startsOf(pages)).toEqual([0, 1, 2]);
  });

  it('keeps the pages of each together', () => {
    const pages = together(
      { number: 'F-2041', pages: 2, items: [10, 20, 30, 40] },
      { number: 'F-2042', pages: 3, items: [1, 2, 3, 4, 5, 6] },
    );
    expect(startsOf(pages)).toEqual([0, 2]);
  });

  it('is parted between sellers, each with pages of its own counting', () => {
    const pages = together(
      { number: 'F-2041', pages: 2, items: [10, 20], marked: true },
      { number: '77', seller: 'Quincaillerie Lambda', vat: 'FR83404833048', marked: true },
    );
    expect(startsOf(pages)).toEqual([0, 2]);
  });

  it('is parted behind the last page that an invoice counts, where another seller’s begins', () => {
    const other = `
Quincaillerie Lambda
TVA FR83404833048

FACTURE LQ/77/B

Date : 04/03/2026

Boulons                                10,00 €
Total HT                               10,00 €
TVA 20 %                                2,00 €
Total TTC                              12,00 €
`;
    const counted = { number: 'F-2041', pages: 2, items: [10, 20], marked: true };
    expect(startsOf(together(counted, other))).toEqual([0, 2]);
    expect(startsOf(together(counted, TERMS))).toEqual([0]);
  });

  it('gives each its own record, with the pages of the file', () => {
    const pages = together({ number: 'F-2041' }, { number: 'F-2042', items: [55] });
    const records = recordsOf({ pages, xml: [], warnings: [] });
    expect(
      records.map(({ pages: { from, to }, extraction: { fields } }) => [
        from,
        to,
        fields.numero_facture?.normalized,
        fields.montant_ttc?.normalized,
        fields.montant_ttc?.page,
      ]),
    ).toEqual([
      [1, 1, 'F-2041', 240, 1],
      [2, 2, 'F-2042', 66, 2],
    ]);
  });
});

describe('one invoice stays whole', () => {
  it.each<[string, Page[]]>([
    ['over several pages', together({ number: 'F-2041', pages: 4, items: [1, 2, 3, 4] })],
    ['that counts its pages', together({ number: 'F-2041', pages: 3, items: [1, 2, 3], marked: true })],
    ['with its delivery note', together({ number: 'F-2041' }, DELIVERY_NOTE)],
    ['behind its delivery note', together(DELIVERY_NOTE, { number: 'F-2041' })],
    ['with terms of sale', together({ number: 'F-2041' }, TERMS)],
    ['sent twice, original and copy', together({ number: 'F-2041' }, { number: 'F-2041' })],
    ['with an empty page', together({ number: 'F-2041' }, '')],
  ])('%s', (_, pages) => {
    expect(startsOf(pages)).toEqual([0]);
  });

  it('when OCR read its number one letter apart on the copy', () => {
    const scanned = { provider: 'ppocr', confidence: 0.9 } as const;
    const pages = [
      ...printedInvoice({ number: 'F-20418' }, 1, scanned),
      ...printedInvoice({ number: 'F-20413' }, 2, scanned),
    ];
    expect(startsOf(pages)).toEqual([0]);
  });

  it('and no pages are no groups', () => {
    expect(splitPages([])).toEqual([]);
  });
});
