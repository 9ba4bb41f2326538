/** Which part of the page speaks of the seller, the buyer, or someone else. */

import { segmentAt } from '../candidates/columns.ts';
import type { Concept } from '../keywords/concepts.ts';
import type { LabelIndex } from '../keywords/labels.ts';
import type { Layout, Place } from '../layout/layout.ts';

type Role = 'seller' | 'buyer' | 'ship';
const ROLES: readonly Concept[] = ['seller', 'buyer', 'ship'];

export interface RoleEvidence {
  role: Role;
  /** 0–1, fading with distance. */
  strength: number;
}

/** How many lines below its heading a role label still governs. */
const REACH = 18;

/**
 * The role label that governs a place: the nearest one on its line to the left, or above it in its column.
 * Null where none does.
 */
export function roleAt(place: Place, layout: Layout, labels: LabelIndex): RoleEvidence | null {
  const page = layout.pages[place.page]!;
  const height = layout.lines[place.line]!.height;
  // In a form ("Name:      ACME") the heading stands over the labels, not over the values.
  const formX = Math.min(
    place.x0,
    ...labels
      .on(place.line)
      .filter((label) => label.x1 <= place.x0 + 1)
      .map((label) => label.x0),
  );
  for (let index = place.line; index >= Math.max(page.firstLine, place.line - REACH); index--) {
    let best: RoleEvidence | null = null;
    let bestX = -Infinity;
    for (const label of labels.on(index)) {
      if (!ROLES.includes(label.concept)) continue;
      const line = layout.lines[index]!;
      const segment = segmentAt(line, label.firstToken);
      if (segment.tokens[0] !== line.tokens[label.firstToken] && label.weight < 1) continue;
      if (segment.tokens.length - (label.lastToken - label.firstToken + 1) > 5) continue; // a sentence
      if (label.weight < 1 && index !== place.line && segment.tokens.length > 3) continue;
      const reach = (index === place.line ? 0.5 : 0.28) * page.width;
      const left = [place.x0, formX].some((x) => label.x0 <= x + 2 * height && x - label.x0 < reach);
      if (!left || (index === place.line && label.x1 > place.x0 + 1)) continue;
      if (label.x0 > bestX) {
        bestX = label.x0;
        best = { role: label.concept as Role, strength: label.weight * 0.97 ** (place.line - index) };
      }
    }
    if (best) return best;
  }
  return null;
}
