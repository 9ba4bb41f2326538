/** Whose identifiers these are: the seller's or the buyer's. */
import type { Candidate } from '../candidates/candidate.ts';
import type { IdentifierValue } from '../candidates/identifiers.ts';
import type { Sheet } from '../sheet.ts';
import { roleAt } from './roles.ts';
import { byScore, type IdentifierScore } from './scorer.ts';

export function scoreIdentifiers(sheet: Sheet): IdentifierScore[] {
  return byScore(
    sheet.identifiers.map((candidate) => {
      const { kind, keyIsRight, labelled } = candidate.value;
      const page = sheet.layout.pages[candidate.page]!;
      const middle = (candidate.y0 + candidate.y1) / 2;
      let side = 0.25; // whoever prints identifiers prints its own first
      const explicit = kind === 'vat' && isCalledBuyers(candidate, sheet);
      const role = roleAt(candidate, sheet.layout, sheet.labels);
      if (explicit) side = -1;
      else if (role) {
        const towards = role.role === 'seller' ? 0.9 : role.role === 'buyer' ? -0.8 : 0;
        side += towards * role.strength;
      }
      // Letterheads and footers are the seller's.
      const lines = page.lastLine - page.firstLine;
      const position = candidate.line - page.firstLine;
      if (!explicit && (middle < 0.1 * page.height || position < 3)) side = Math.max(side, 0.7);
      if (!explicit && (middle > 0.86 * page.height || position > lines - 4)) side = Math.max(side, 0.6);
      let score = keyIsRight === true ? 0.75 : keyIsRight === null ? 0.6 : 0.35;
      if (labelled) score += 0.2;
      if (role?.role === 'ship' && kind !== 'iban' && kind !== 'bic') score -= 0.3;
      return { candidate, score: Math.max(0, score), kind, side };
    }),
  );
}

/** Whether a label says that a VAT number is the buyer's: left of it, or right above it as over a column. */
function isCalledBuyers(candidate: Candidate<IdentifierValue>, { labels, layout }: Sheet): boolean {
  const page = layout.pages[candidate.page]!;
  const height = layout.lines[candidate.line]!.height;
  const over = candidate.line - 1;
  return (
    labels
      .on(candidate.line)
      .some(
        (label) =>
          label.concept === 'buyer_vat_id' &&
          label.x1 <= candidate.x0 + 1 &&
          candidate.x0 - label.x1 < 0.35 * page.width,
      ) ||
    (over >= page.firstLine &&
      candidate.y0 - layout.lines[over]!.y1 < 2.5 * height &&
      labels
        .on(over)
        .some((label) => label.concept === 'buyer_vat_id' && Math.abs(label.x0 - candidate.x0) < 3 * height))
  );
}
