/** Invoices of made-up traders as pages of words, for tests of what is read out of several of them together. */
import type { Page } from '../../shared/domain/page/page.ts';
import { type PrintedPageOptions, printedPage } from './printed-page.ts';

export interface PrintedInvoice {
  seller?: string;
  vat?: string;
  number: string;
  date?: string;
  /** Net amounts of the items, in whole euros; 20 % of VAT is added. */
  items?: readonly number[];
  /** Pages of items; the totals are on the last. */
  pages?: number;
  /** "Page 1/2" at the foot. */
  marked?: boolean;
}

const euros = (amount: number) => amount.toFixed(2).replace('.', ',').padStart(9);

/** The pages of an invoice, numbered from `from`. */
export function printedInvoice(invoice: PrintedInvoice, from = 1, options: PrintedPageOptions = {}): Page[] {
  const {
    seller = 'Scierie des Trois Vallons',
    vat = 'FR44732829320',
    number,
    date = '03/03/2026',
    items = [120, 80],
    pages = 1,
    marked = false,
  } = invoice;
  const net = items.reduce((sum, item) => sum + item, 0);
  return Array.from({ length: pages }, (_, index) => {
    const last = index === pages - 1;
    const own = items.filter((_item, at) => at % pages === index);
    const text = [
      ...(index === 0
        ? [
            '',
            seller,
            '14 chemin du Moulin                                    Facturé à :',
            '39300 Champagnole                                      Menuiserie Oréade',
            `N° TVA : ${vat}`,
            '',
            `FACTURE N° ${number}`,
            `Date de facture : ${date}`,
            '',
          ]
        : ['', seller, '']),
      'Désignation                         Qté     P.U. HT     TVA     Montant HT',
      ...own.map(
        (item, at) =>
          `Madrier de sapin n° ${index + 1}${at + 1}                 1   ${euros(item)}     20 %      ${euros(item)}`,
      ),
      '',
      ...(last
        ? [
            `                                              Total HT         ${euros(net)} €`,
            `                                              TVA 20 %         ${euros(net * 0.2)} €`,
            `                                              Total TTC        ${euros(net * 1.2)} €`,
          ]
        : []),
      '',
      ...(marked ? [`                                    Page ${index + 1}/${pages}`] : []),
    ].join('\n');
    return printedPage(text, { ...options, number: from + index });
  });
}
