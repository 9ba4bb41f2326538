import { describe, expect, it } from 'vitest';
import { extract } from '../../../../../../shared/domain/extraction/extract.ts';
import { findLabels } from '../../../../../../shared/domain/extraction/keywords/labels.ts';
import { layOut } from '../../../../../../shared/domain/extraction/layout/layout.ts';
import { printedPage } from '../../../../../support/printed-page.ts';

const concepts = (text: string) => findLabels(layOut([printedPage(text)])).map(({ concept }) => concept);

describe('a label', () => {
  it.each([
    ['Ver käufer:', 'seller'],
    ['NETA PAYER : 90,00 EUR', 'due'],
    ['Numero Documento', 'invoice_number'],
    ['Número de factura', 'invoice_number'],
    ['Data di scadenza', 'due_date'],
    ['Uiterste betaaldatum', 'due_date'],
    ['Total ilíquido', 'net'],
    ['Totaal incl. btw', 'gross'],
    ['Rundungsdifferenz', 'rounding'],
  ])('is known in its language, also when taken apart: %s', (text, concept) => {
    expect(concepts(text)).toContain(concept);
  });

  it('may go on below, and then means what both lines say', () => {
    const labels = findLabels(layOut([printedPage('Sub\nTotal      150.00\n\nTotal\nGBP        180.00')]));
    expect(labels.filter(({ line }) => line === 1).map(({ concept }) => concept)).toEqual(['net']);
    expect(labels.filter(({ line }) => line === 3).map(({ concept }) => concept)).toContain('gross');
  });

  it('stands for itself where a value answers it', () => {
    expect(concepts('Total      150.00\nTVA         30.00')).toEqual(['gross', 'tax', ...vatIds()]);
  });
});

/** "TVA" alone also heads a VAT number. */
const vatIds = () => concepts('TVA').filter((concept) => concept !== 'tax');

describe('a date that could be read both ways', () => {
  const issue = (text: string) => extract([printedPage(text)]).fields.date_facture?.value;

  it('is American beside American telephones and dollars', () => {
    expect(issue('Bluebird Diner\n987-654-3210\n6/10/2019 13:59\n1 Coffee   $2.20\nTotal   $2.20')).toBe(
      '2019-06-10',
    );
  });

  it('is not beside the dollars of others', () => {
    expect(
      issue('Wattle Cafe Pty Ltd\nABN 51 824 753 556\n6/10/2019 13:59\n1 Coffee   $2.20\nTotal   $2.20'),
    ).toBe('2019-10-06');
  });
});
