import { expect, it } from 'vitest';
import { identifierCandidates } from '../../../../../../shared/domain/extraction/candidates/identifiers.ts';
import { findLabels, LabelIndex } from '../../../../../../shared/domain/extraction/keywords/labels.ts';
import { layOut } from '../../../../../../shared/domain/extraction/layout/layout.ts';
import { printedPage } from '../../../../../support/printed-page.ts';

function identifiers(text: string): string[] {
  const layout = layOut([printedPage(text)]);
  return identifierCandidates(layout, new LabelIndex(findLabels(layout))).map(
    ({ value }) => `${value.kind} ${value.id}`,
  );
}

it('takes a Spanish number for what it is where it stands alone under the name of a company', () => {
  expect(identifiers('Hilos del Sur S.L.\nB12345674\nCalle Nueva 3\n41001 Sevilla')).toContain(
    'vat B12345674',
  );
  expect(identifiers('Factura\nB12345674')).toEqual([]);
});

it('reads a British number in groups below its label', () => {
  expect(identifiers('VAT Number\n339 182 738')).toContain('vat 339182738');
  expect(identifiers('VAT Number\n339 182 739')).toEqual([]);
});

it('reads the numbers of both parties side by side', () => {
  const found = identifiers('Contribuinte: 501234560                    V/ N.º Contrib.: 501964843');
  expect(found).toEqual(['vat 501234560', 'vat 501964843']);
});

it('joins an account number that a paragraph breaks over two lines', () => {
  const found = identifiers(
    'Merci de payer sur le compte de notre banque, IBAN FR76 3000 6000\n0112 3456 7890 189, sous trente jours.',
  );
  expect(found).toContain('iban FR7630006000011234567890189');
});
