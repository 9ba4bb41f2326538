import { describe, expect, it } from 'vitest';
import { layOut } from '../../../../../../shared/domain/extraction/layout/layout.ts';
import { printedPage } from '../../../../../support/printed-page.ts';

/** A page whose sums stand above their labels, by so many heights of a word. */
function tilted(text: string, heights: number): string[] {
  const page = printedPage(text, { provider: 'ppocr' });
  for (const word of page.words) if (/^£?\d+\.\d\d$/.test(word.text)) word.box.y -= heights * word.box.height;
  return layOut([page]).lines.map((line) => line.text.replace(/\s+/g, ' '));
}

describe('the lines of a photo', () => {
  it('keep a sum that perspective lifted with its label', () => {
    expect(
      tilted(
        `
TOTAL           £23.40
VISA            £23.40
CHANGE           £0.00
`,
        0.55,
      ),
    ).toEqual(['TOTAL £23.40', 'VISA £23.40', 'CHANGE £0.00']);
  });

  it('leave a sum on a line of its own where it stands there', () => {
    expect(tilted('TOTAL\n                £23.40\nVISA', 0)).toEqual(['TOTAL', '£23.40', 'VISA']);
  });
});
