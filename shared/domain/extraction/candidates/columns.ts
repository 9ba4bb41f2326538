/** Reading down a column: which cell stands above or below another, whatever stands beside them. */
import type { Layout, Line, Place, Segment } from '../layout/layout.ts';

/** Lines of a column may be this many line heights apart, from middle to middle. */
const LINE_SPACING = 3.3;

/** The segment right above (`step` −1) or below (+1) in the same column; null where the column ends. */
export function neighbour(layout: Layout, segment: Segment, step: -1 | 1): Segment | null {
  const home = layout.lines[segment.line]!;
  const height = Math.max(home.height, layout.pages[segment.page]!.bodyHeight * 0.8);
  for (let index = segment.line + step, steps = 0; steps < 4; index += step, steps++) {
    const line = layout.lines[index];
    if (!line || line.page !== segment.page) return null;
    const distance = Math.abs(line.y0 + line.y1 - segment.y0 - segment.y1) / 2;
    if (distance > LINE_SPACING * Math.max(height, line.height)) return null;
    const found = line.segments.find((other) => inColumn(segment, other, height));
    if (found) return found;
  }
  return null;
}

/** Whether two cells line up at the left, the middle or the right, and overlap. */
export function inColumn(a: Place, b: Place, height: number): boolean {
  if (Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0) < 0) return false;
  return (
    Math.abs(a.x0 - b.x0) < 1.3 * height ||
    Math.abs(a.x0 + a.x1 - b.x0 - b.x1) < 3 * height ||
    Math.abs(a.x1 - b.x1) < 0.8 * height
  );
}

/** The segment of a line that holds a token index. */
export function segmentAt(line: Line, tokenIndex: number): Segment {
  // Segments cut the line's tokens in order, so that counting finds the one.
  let end = 0;
  for (const segment of line.segments) {
    end += segment.tokens.length;
    if (tokenIndex < end) return segment;
  }
  return line.segments[0]!;
}
