/**
 * A page as its reader holds it. Boxes lie on the page as it is shown, so that they can be drawn on it; a page that
 * was fed in sideways or askew is read along its lines all the same.
 */
import type { Box, Page } from './page.ts';

/** A rectangle in points, origin top left. */
export interface Rectangle {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

export interface UprightPage {
  /** Size with the page held upright, in points. */
  widthPoints: number;
  heightPoints: number;
  /**
   * The part of a word between two shares (0–1) of its length: where it stands with the page held upright, and
   * its box on the page as shown.
   */
  part(box: Box, from: number, to: number): Rectangle & { box: Box };
}

/** By how many quarter turns clockwise text is turned on the page as shown: 0–3, askewness aside. */
export function quarterTurns(turnedDegrees: number): 0 | 1 | 2 | 3 {
  return (((Math.round(turnedDegrees / 90) % 4) + 4) % 4) as 0 | 1 | 2 | 3;
}

/** The page held upright. A page without a size is taken as A4. */
export function heldUpright(page: Pick<Page, 'widthPoints' | 'heightPoints' | 'turnedDegrees'>): UprightPage {
  const width = page.widthPoints > 0 ? page.widthPoints : 595;
  const height = page.heightPoints > 0 ? page.heightPoints : 842;
  const degrees = Number.isFinite(page.turnedDegrees) ? (page.turnedDegrees ?? 0) : 0;
  const turns = quarterTurns(degrees);
  const sideways = turns % 2 === 1;
  const [widthPoints, heightPoints] = sideways ? [height, width] : [width, height];
  const angle = (-degrees * Math.PI) / 180;
  const [cos, sin] = degrees === 0 ? [1, 0] : [Math.cos(angle), Math.sin(angle)];
  return {
    widthPoints,
    heightPoints,
    part(word, from, to) {
      const box = partOf(word, turns, from, to);
      const x = (box.x + box.width / 2) * width - width / 2;
      const y = (box.y + box.height / 2) * height - height / 2;
      const middleX = x * cos - y * sin + widthPoints / 2;
      const middleY = x * sin + y * cos + heightPoints / 2;
      // A word keeps its size when the page is turned.
      const [w, h] = [box.width * width, box.height * height];
      const [halfWidth, halfHeight] = sideways ? [h / 2, w / 2] : [w / 2, h / 2];
      return {
        x0: middleX - halfWidth,
        y0: middleY - halfHeight,
        x1: middleX + halfWidth,
        y1: middleY + halfHeight,
        box,
      };
    },
  };
}

/** A part of a word's box, measured along the direction in which it is read. */
function partOf({ x, y, width, height }: Box, turns: 0 | 1 | 2 | 3, from: number, to: number): Box {
  const [start, end] = turns >= 2 ? [1 - to, 1 - from] : [from, to];
  return turns % 2 === 0
    ? { x: x + width * start, y, width: width * (end - start), height }
    : { x, y: y + height * start, width, height: height * (end - start) };
}
