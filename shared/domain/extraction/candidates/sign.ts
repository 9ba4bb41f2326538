/** Names on more than one line: those broken before their legal form, and the large print of a shop's sign. */
import type { Layout, Segment } from '../layout/layout.ts';
import { hasLegalForm, looksLikeStreet } from './name-shapes.ts';
import { isLegalFormAlone } from './name-tidy.ts';

/** Print this much wider than the page's text is large. */
const LARGE = 1.2;
/** Lines of one sign are as large as each other, but for this share. */
const ALIKE = 0.22;
/** A longer name than this on two lines is a name and a slogan. */
const LONGEST_SIGN = 44;

/** Width of a character, the median over the segments of each page, in page units. */
export function bodyPitches(layout: Layout): number[] {
  return layout.pages.map((page) => {
    const widths = layout.lines
      .slice(page.firstLine, page.lastLine)
      .flatMap((line) => line.segments)
      .filter(({ text }) => text.length >= 5)
      .map(pitchOf)
      .sort((a, b) => a - b);
    return widths[Math.floor(widths.length / 2)] ?? 0;
  });
}

/**
 * "SINNATHAMBY HOLDINGS" above "SDN. BHD.", "Weber &" above "Söhne GmbH", a sign on two lines: one name, as one segment.
 */
export function joinedNames(segments: readonly Segment[], bodyPitch: number): Segment[] {
  const joined: Segment[] = [];
  for (const segment of segments) {
    const before = joined.at(-1);
    const goesOn =
      before !== undefined &&
      !looksLikeStreet(before.text) &&
      ((isLegalFormAlone(segment.text) && !hasLegalForm(before.text)) ||
        isTail(before, segment) ||
        /(?:&|\b(?:und|et|and|y|e|en))$/i.test(before.text) ||
        isOneSign(before, segment, bodyPitch));
    if (!before || !goesOn) joined.push(segment);
    else {
      joined[joined.length - 1] = {
        ...before,
        x0: Math.min(before.x0, segment.x0),
        x1: Math.max(before.x1, segment.x1),
        tokens: [...before.tokens, ...segment.tokens],
        text: `${before.text} ${segment.text}`,
      };
    }
  }
  return joined;
}

/** Words that end names before a legal form and are none by themselves. */
const TAIL =
  /^(?:(?:and|und|et|&|services?|holdings?|groupe?|international|solutions?|consulting|technolog(?:y|ies)|systems?|industries|trading|company|partners?|associates|engineering|logisti(?:cs|k|que)|management|communications?|distribution|construction|equipment|supplies|products|enterprises|handels?|dienstleistungen|vertriebs?|beteiligungs|bau|france|deutschland|italia|iberica|nederland|europe|uk)\s+){1,3}(?=\S)/iu;

/** "Brightside Cleaning" above "Services Ltd": a name that a narrow column broke. */
function isTail(upper: Segment, lower: Segment): boolean {
  if (upper.page !== lower.page || hasLegalForm(upper.text) || /[\d:;@,.]/.test(upper.text)) return false;
  return isLegalFormAlone(lower.text.replace(TAIL, ''));
}

/** "Gasthaus" above "Zum Goldenen Hirschen", both larger than what follows: one sign. */
function isOneSign(upper: Segment, lower: Segment, bodyPitch: number): boolean {
  if (bodyPitch === 0 || upper.page !== lower.page || lower.line - upper.line !== 1) return false;
  const text = `${upper.text} ${lower.text}`;
  if (text.length > LONGEST_SIGN || /\d|[:;@]/.test(text) || looksLikeStreet(lower.text)) return false;
  const [one, two] = [pitchOf(upper), pitchOf(lower)];
  return (
    Math.min(one, two) > LARGE * bodyPitch &&
    Math.abs(one - two) < ALIKE * Math.max(one, two) &&
    lower.y0 - upper.y1 < 0.8 * (upper.y1 - upper.y0)
  );
}

/** Whether a sign stands above a firm of its own name: "Ottilienhof" in large print, "Hofer Gastronomie OG" in small. */
export function isSetLarger(upper: Segment, lower: Segment): boolean {
  return !isLegalFormAlone(lower.text) && pitchOf(upper) > LARGE * pitchOf(lower);
}

/** Width of a character. Heights tell less: a word without ascenders is low in any size. */
function pitchOf({ x0, x1, text }: Segment): number {
  return (x1 - x0) / text.length;
}
