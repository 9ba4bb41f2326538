/** The words of a row. */
import { type Line, textOf } from '../layout/layout.ts';
import type { Figures } from './table-body.ts';
import { descriptionRange } from './table-columns.ts';
import type { TableHeader } from './table-header.ts';

/** The words of a line that stand in the description's column. */
export function descriptionTokens(line: Line, header: TableHeader, figures: Figures): string {
  const [from, to] = descriptionRange(header);
  const taken = new Set(
    (figures.get(line.line) ?? [])
      .filter(({ percent, decimals, x1 }) => !percent && decimals > 0 && x1 > to - line.height)
      .flatMap(({ tokens }) => [...tokens]),
  );
  const tokens = line.tokens.filter((token) => {
    const middle = (token.x0 + token.x1) / 2;
    return middle >= from && middle <= to && !taken.has(token);
  });
  return textOf(tokens)
    .replace(/^[\s\d.|#]{1,4}\s(?=\p{L})/u, '')
    .trim();
}
