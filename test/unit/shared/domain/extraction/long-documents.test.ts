import { describe, expect, it } from 'vitest';
import { extract } from '../../../../../shared/domain/extraction/extract.ts';
import { RIVALS } from '../../../../../shared/domain/extraction/keywords/concepts.ts';
import { byLine } from '../../../../../shared/domain/extraction/layout/by-line.ts';
import type { Place } from '../../../../../shared/domain/extraction/layout/layout.ts';
import { evidenceFor } from '../../../../../shared/domain/extraction/scoring/evidence.ts';
import { readSheet } from '../../../../../shared/domain/extraction/sheet.ts';
import type { Page, Word } from '../../../../../shared/domain/page/page.ts';

const LINES = 55;
const CODES = 9;

/** A list of parts: nothing but codes, line after line, under one title. Every code is a number in question. */
function listOfCodes(pageCount: number): Page[] {
  let state = 7;
  const code = () => {
    state = (state * 48271) % 2147483647;
    return `${state.toString(36).toUpperCase()}0`.slice(0, 8);
  };
  return Array.from({ length: pageCount }, (_, index) => {
    const words: Word[] = [];
    for (let line = 0; line < LINES; line++) {
      const texts =
        line === 0
          ? ['Facture', 'N°', `FA-2026-${index + 1}`, 'Commande', 'N°', code()]
          : Array.from({ length: CODES }, code);
      texts.forEach((text, column) => {
        const box = { x: 0.05 + column * 0.1, y: 0.03 + line * 0.017, width: 0.07, height: 0.011 };
        words.push({ text, box, confidence: 1 });
      });
    }
    return {
      number: index + 1,
      widthPoints: 595,
      heightPoints: 842,
      provider: 'text-layer',
      words,
      confidence: 1,
    };
  });
}

/** One page of 6000 words, so many to a line. */
function crowdedPage(texts: readonly string[], perLine: number): Page {
  const lines = 6000 / perLine;
  const words = Array.from({ length: 6000 }, (_, index) => ({
    text: texts[index % texts.length]!,
    confidence: 1,
    box: {
      x: (index % perLine) / perLine,
      y: 0.01 + (Math.floor(index / perLine) * 0.98) / lines,
      width: 0.8 / perLine,
      height: Math.min(0.012, 0.6 / lines),
    },
  }));
  return { number: 1, widthPoints: 595, heightPoints: 842, provider: 'text-layer', words, confidence: 1 };
}

/** How many rivals were looked at to find the evidence for every number of the document. */
function rivalsLookedAt(pageCount: number): { looks: number; values: number } {
  const sheet = readSheet(listOfCodes(pageCount));
  let looks = 0;
  const counted = new (class extends Map<number, readonly Place[]> {
    override get(line: number) {
      const found = super.get(line);
      looks += found?.length ?? 0;
      return found;
    }
  })(byLine(sheet.numbers));
  for (const value of sheet.numbers) evidenceFor(value, RIVALS.number, sheet.layout, sheet.labels, counted);
  return { looks, values: sheet.numbers.length };
}

describe('a long document', () => {
  it('costs each value no more looks at its rivals than a short one does', () => {
    const short = rivalsLookedAt(2);
    const long = rivalsLookedAt(40);
    expect(long.values).toBeGreaterThan(19 * short.values);
    expect(short.looks).toBeGreaterThan(0);
    // Lines may be grouped a little differently from page to page; a look at the whole document would be 20 times as much.
    expect(long.looks / long.values).toBeLessThan(1.05 * (short.looks / short.values));
  });

  it('of a hundred pages of codes is extracted while one waits', () => {
    const result = extract(listOfCodes(100));
    expect(result.fields.numero_facture?.normalized).toBe('FA-2026-1');
  });

  it('of more values than a call has room for arguments is extracted', () => {
    const pages = Array.from({ length: 25 }, () => crowdedPage(['12,50'], 60));
    expect(extract(pages).document_type).toBe('other');
  });
});

describe('a page with thousands of words on one line', () => {
  it.each([
    ['numbers', ['N°', 'AB1234']],
    ['dates', ['Échéance', '03/02/2026']],
    ['amounts', ['Total', '12,50']],
    ['identifiers', ['TVA', 'FR40303265045']],
  ])('of %s and their labels is extracted while one waits', (_, texts) => {
    for (const perLine of [100, 1000, 6000])
      expect(extract([crowdedPage(texts, perLine)]).model_version).toBeTruthy();
  });
});
