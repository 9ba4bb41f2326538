import { expect, test } from 'vitest';
import type { Extraction } from '../../../shared/domain/extraction/result.ts';
import { isRight, missesOf } from '../../bench/extraction/own-scorer.ts';

test.each([
  ['invoiceNumber', 'F-2026/12', { value: 'F 2026 12', normalized: 'F 2026 12' }, true],
  ['invoiceNumber', 'F-2026/12', { value: 'F-2026/13', normalized: 'F-2026/13' }, false],
  ['issueDate', '04.03.2026', { value: '2026-03-04', normalized: '2026-03-04' }, true],
  ['issueDate', '2026-03-05', { value: '2026-03-04', normalized: '2026-03-04' }, false],
  ['grandTotal', 120.5, { value: '120.50 EUR', normalized: 120.5 }, true],
  ['total', '1 120,50', { value: '1120.50 EUR', normalized: 1120.5 }, true],
  ['grandTotal', 120.5, { value: '120.51 EUR', normalized: 120.51 }, false],
  ['sellerName', 'Société Générale', { value: 'SOCIETE GENERALE', normalized: 'SOCIETE GENERALE' }, true],
  ['sellerName', 'Dupont SARL', { value: 'Durand SARL', normalized: 'Durand SARL' }, false],
  ['iban', 'FR76 3000', { value: 'FR763000', normalized: 'FR763000' }, true],
])('%s: %s', (field, truth, given, right) => {
  expect(isRight(field, truth, given)).toBe(right);
});

test('names what was not given or is wrong, of what the page shows', () => {
  const entry = {
    file: 'a/one.pdf',
    fields: { invoiceNumber: 'F-1', grandTotal: 12, iban: 'FR76' },
    visible: ['invoiceNumber', 'grandTotal'],
  };
  const set = { name: 'mine', folder: '.', entries: [entry], renderings: ['file'] };
  const extraction = { fields: { montant_ttc: { value: '13.00 EUR', normalized: 13 } } };
  const predictions = [{ file: 'a/one.pdf', extraction: extraction as unknown as Extraction }];
  expect(missesOf(set, 'file', predictions, { visibleOnly: true })).toEqual([
    'one.pdf\tinvoiceNumber\ttruth=F-1\tgot=-',
    'one.pdf\tgrandTotal\ttruth=12\tgot=13.00 EUR',
  ]);
});
