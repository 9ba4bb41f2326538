/** What the labels left of a value and above it say about its meaning. */
import { segmentAt } from '../candidates/columns.ts';
import type { Concept } from '../keywords/concepts.ts';
import type { Label, LabelIndex } from '../keywords/labels.ts';
import type { ByLine } from '../layout/by-line.ts';
import type { Layout, Line, Place } from '../layout/layout.ts';

interface Evidence {
  /** 0–1: weight of the label times how near and how well aligned it is. */
  strength: number;
  label: Label;
  relation: 'left' | 'above' | 'right';
}

export type EvidenceByConcept = Map<Concept, Evidence>;

/** Lines above a value that are searched for its label, in heights of the value's line. */
const REACH_ABOVE = 5.5;
/** Labels left of a value on its line that are asked, the nearest ones; behind so many others none speaks of it. */
const LABELS_LEFT = 24;

/**
 * The best evidence for each of `concepts`. `rivals` are values of the same kind: one that stands between a
 * label and the value takes most of the label's say. Only lines that a label may speak from are looked at, so
 * that the cost of a value does not grow with the document.
 */
export function evidenceFor(
  value: Place,
  concepts: readonly Concept[],
  layout: Layout,
  labels: LabelIndex,
  rivals: ByLine,
): EvidenceByConcept {
  const evidence: EvidenceByConcept = new Map();
  const line = layout.lines[value.line]!;
  const offer = (label: Label, strength: number, relation: Evidence['relation']) => {
    const known = evidence.get(label.concept);
    if (strength > 0.05 && (!known || known.strength < strength))
      evidence.set(label.concept, { strength, label, relation });
  };
  const onLine = (rivals.get(value.line) ?? []).filter((rival) => rival !== value);
  const beside = labels.on(value.line).filter((label) => concepts.includes(label.concept));
  for (const label of beside.filter((label) => label.x0 < value.x0 - 0.5).slice(-LABELS_LEFT))
    offer(label, label.weight * strengthFromLeft(label, value, line, onLine, labels), 'left');
  for (const label of beside) {
    if (label.x0 >= value.x0 - 0.5 && label.x0 >= value.x1 - 0.5)
      offer(label, label.weight * strengthFromRight(label, value, line), 'right');
  }
  const page = layout.pages[value.page]!;
  /** Rivals in the value's column, on the lines passed so far. */
  let between = 0;
  for (let index = value.line - 1; index >= page.firstLine; index--) {
    const above = layout.lines[index]!;
    const drop = (value.y0 + value.y1 - above.y0 - above.y1) / 2;
    if (drop > REACH_ABOVE * line.height + 2) break;
    for (const label of labels.on(index)) {
      if (!concepts.includes(label.concept)) continue;
      const strength = strengthFromAbove(label, value, line, drop, layout, between);
      if (strength > 0) offer(label, label.weight * strength, 'above');
    }
    for (const rival of rivals.get(index) ?? []) {
      if (Math.min(rival.x1, value.x1) - Math.max(rival.x0, value.x0) > 0) between++;
    }
  }
  return evidence;
}

function strengthFromLeft(
  label: Label,
  value: Place,
  line: Line,
  rivals: readonly Place[],
  labels: LabelIndex,
): number {
  const gap = (value.x0 - label.x1) / line.height;
  // A value on the far side of a page-wide gap may belong to another column.
  let strength = gap < 3 ? 1 : gap < 14 ? 0.95 : gap < 35 ? 0.85 : 0.65;
  // The last word of a sentence in another column: "… pas lieu à escompte.     100,00".
  const cell = segmentAt(line, label.firstToken);
  if (
    value.x0 > cell.x1 &&
    cell.tokens.length - (label.lastToken - label.firstToken + 1) > 4 &&
    cell.tokens[0] !== line.tokens[label.firstToken]
  )
    strength *= 0.4;
  for (const rival of rivals) {
    if (rival.x0 >= label.x1 - 1 && rival.x1 <= value.x0 + 1) strength *= 0.62;
  }
  for (const other of labels.on(line.line)) {
    const between = other.x0 >= label.x1 - 1 && other.x1 <= value.x0 + 1;
    if (between && other.concept !== label.concept) {
      strength *= 0.45;
      break;
    }
  }
  // Prose between a label and a value: "… la date d'échéance, calculée sur … 40 €".
  const words = line.tokens.filter(
    (token) => token.x0 >= label.x1 - 1 && token.x1 <= value.x0 + 1 && /\p{L}{2}/u.test(token.text),
  );
  return strength * 0.88 ** Math.min(words.length, 8);
}

function strengthFromRight(label: Label, value: Place, line: Line): number {
  // "671,15 € TTC": only right behind the number, and only where nothing else explains it.
  return (label.x0 - value.x1) / line.height < 1.6 && ['net', 'gross', 'tax'].includes(label.concept)
    ? 0.8
    : 0;
}

function strengthFromAbove(
  label: Label,
  value: Place,
  line: Line,
  drop: number,
  layout: Layout,
  rivalsBetween: number,
): number {
  const h = line.height;
  const overlap = Math.min(label.x1, value.x1) - Math.max(label.x0, value.x0);
  const narrower = Math.min(label.x1 - label.x0, value.x1 - value.x0);
  const aligned =
    Math.abs(label.x0 - value.x0) < 0.8 * h ||
    Math.abs(label.x1 - value.x1) < 0.8 * h ||
    Math.abs(label.x0 + label.x1 - value.x0 - value.x1) < 1.6 * h;
  if (overlap < 0.2 * narrower && !aligned) return 0;
  let strength = Math.max(0.25, 0.94 - 0.12 * Math.max(0, drop / h - 1));
  if (!aligned) strength *= 0.85;
  // A label with its own value to the right is not a column heading.
  const labelLine = layout.lines[label.line]!;
  const next = labelLine.tokens[label.lastToken + 1];
  const answered = next !== undefined && next.x0 - label.x1 < 2.5 * h && /\d/.test(next.text);
  if (answered) strength *= 0.35;
  // Nor is a word in the middle of a sentence.
  const words =
    segmentAt(labelLine, label.firstToken).tokens.length - (label.lastToken - label.firstToken + 1);
  if (words > 4) strength *= 0.4;
  return strength * 0.6 ** rivalsBetween;
}

/** The strength of one concept, 0 when nothing speaks for it. */
export function strengthOf(evidence: EvidenceByConcept, concept: Concept): number {
  return evidence.get(concept)?.strength ?? 0;
}
