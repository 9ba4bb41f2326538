import { expect, it } from 'vitest';
import { numberCandidates } from '../../../../../../shared/domain/extraction/candidates/numbers.ts';
import { layOut } from '../../../../../../shared/domain/extraction/layout/layout.ts';
import { printedPage } from '../../../../../support/printed-page.ts';

function numbers(text: string, confidence: number): string[] {
  const page = printedPage(text, { provider: confidence < 1 ? 'ppocr' : 'text-layer', confidence });
  return numberCandidates(layOut([page]), new Map()).map(({ value }) => value.number);
}

it.each([
  ['47l108l8', '47110818'],
  ['2O17-OO9', '2017-OO9'],
  ['FA-201l', 'FA-2011'],
  ['BL17', 'BL17'],
])('reads letters among figures as the figures that OCR took them for: %s', (printed, number) => {
  expect(numbers(`Rechnung ${printed}`, 0.9)).toEqual([number]);
});

it('leaves what a text layer says as it is', () => {
  expect(numbers('Rechnung 47l108l8', 1)).toEqual(['47l108l8']);
});

it('reads a number that is printed in groups of figures as one', () => {
  expect(numbers('Facture n° 20 417 336 902', 1)).toContain('20 417 336 902');
});

it('leaves figures apart where words follow, or where they are too few for a number', () => {
  expect(numbers('Rechnung 48213 12 Stück', 1)).toContain('48213');
  expect(numbers('Facture n° 417 2026', 1)).toContain('417');
});
