/** Words that are no print. */
import type { DrawnPage } from '../document.ts';
import type { Random } from '../random.ts';
import type { NoisyWord } from './medium.ts';
import type { Wear } from './wear.ts';

const STAMPS = [
  'PAID',
  'PAYÉ',
  'COPY',
  'REÇU',
  'BEZAHLT',
  'POSTED',
  'COMPTABILISÉ',
  'RECEIVED',
  'Eingang',
  'OK',
  'PAGADO',
  'PAGATO',
  'BETAALD',
  'DUPLICATA',
];

/** What is no print: logos read as letters, lines as bars, stamps, handwriting. */
export function addGarbage(page: DrawnPage, wear: Wear, random: Random, read: NoisyWord[]): void {
  const put = (text: string, x: number, y: number, size: number, confidence: number) => {
    const word: NoisyWord = {
      text,
      x,
      y,
      width: text.length * size * 0.55,
      height: size,
      marks: [],
      artwork: false,
      bold: false,
      size,
      confidence,
    };
    // Into its place among the lines.
    let at = read.findIndex(
      (other) => other.y > y + 0.5 * size || (Math.abs(other.y - y) <= 0.5 * size && other.x > x),
    );
    if (at < 0) at = read.length;
    read.splice(at, 0, word);
  };
  for (const shape of page.shapes) {
    if (shape.kind === 'logo' && random.chance(0.4)) {
      const text = random.pick([
        '@',
        'O',
        'A',
        'la',
        '®',
        'SO',
        'ee',
        'D',
        '(=',
        'V',
        'lll',
        'M',
        'aS',
        '©',
        '&',
        'wy',
      ]);
      put(
        text,
        shape.x + random.next() * shape.width * 0.5,
        shape.y + shape.height * 0.3,
        Math.min(16, shape.height * 0.6),
        random.between(0.3, 0.9),
      );
    } else if (shape.kind === 'bars' && random.chance(0.4))
      put(
        random.pick(['|||', 'IIIII', '|| |', 'mnm', 'llll']),
        shape.x,
        shape.y,
        12,
        random.between(0.3, 0.7),
      );
  }
  for (let count = Math.round(random.next() * wear.garbage); count > 0; count--) {
    put(
      random.pick(['.', '|', '-', '_', "'", ',', ':', '~', 'i', '*', '»', '1', '·', ']', 'oe', '/']),
      random.next() * page.widthPoints * 0.95,
      random.next() * page.heightPoints * 0.97,
      random.between(5, 10),
      random.between(0.3, 0.85),
    );
  }
  if (random.chance(0.06))
    put(
      random.pick(STAMPS),
      random.between(0.2, 0.7) * page.widthPoints,
      random.between(0.1, 0.8) * page.heightPoints,
      random.between(12, 22),
      random.between(0.6, 0.98),
    );
  if (random.chance(0.04))
    put(
      random.pick([
        random.digits(2),
        random.digits(4),
        `${random.digits(2)}.${random.digits(2)}`,
        'ok',
        'vu',
        `${random.digits(2)}/${random.digits(1)}`,
      ]),
      random.next() * page.widthPoints * 0.9,
      random.next() * page.heightPoints * 0.95,
      random.between(14, 24),
      random.between(0.35, 0.9),
    );
}
