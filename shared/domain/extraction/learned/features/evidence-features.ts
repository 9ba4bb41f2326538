/** What labels in any language say of a value, as the rules weigh them. */
import type { Candidate } from '../../candidates/candidate.ts';
import type { Concept } from '../../keywords/concepts.ts';
import type { ByLine } from '../../layout/by-line.ts';
import { evidenceFor } from '../../scoring/evidence.ts';
import type { Sheet } from '../../sheet.ts';

/** The strength of each concept, and how the label of the strongest one stands to the value. */
export function evidenceFeatures<C extends Concept>(
  candidate: Candidate<unknown>,
  concepts: readonly C[],
  sheet: Sheet,
  rivals: ByLine,
): Record<`label_${C}` | 'labelLeft' | 'labelAbove' | 'labelRight' | 'labelWeight' | 'labelLead', number> {
  const evidence = evidenceFor(candidate, concepts, sheet.layout, sheet.labels, rivals);
  const strengths = concepts.map((concept) => evidence.get(concept)?.strength ?? 0);
  const found = [...evidence.values()].sort((a, b) => b.strength - a.strength);
  const [best, second] = found;
  return {
    ...(Object.fromEntries(concepts.map((concept, i) => [`label_${concept}`, strengths[i]!])) as Record<
      `label_${C}`,
      number
    >),
    labelLeft: Number(best?.relation === 'left'),
    labelAbove: Number(best?.relation === 'above'),
    labelRight: Number(best?.relation === 'right'),
    labelWeight: best?.label.weight ?? 0,
    labelLead: (best?.strength ?? 0) - (second?.strength ?? 0),
  };
}
