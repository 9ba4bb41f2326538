/** The address printed under a name without a block of its own: receipts and plain letterheads. */
import { printedDates } from '../../dates/printed-dates.ts';
import type { LabelIndex } from '../keywords/labels.ts';
import type { Layout, Place, Segment } from '../layout/layout.ts';
import type { Candidate } from './candidate.ts';
import { hasPostcode, isContact, isCountry, isTitle, looksLikeStreet } from './name-shapes.ts';
import { addressOf } from './parties.ts';

const REGISTRATION =
  /^\W*(?:\(?\s*(?:c[o0]\.?|company|reg|roc|gst|sst|vat|tva|siret|siren|ust|tax|formerly|licensee)(?:\b|\d|\.)|\(?\d[\d\s-]{4,}[a-z]?\)?\W*$)/i;

/** When a shop is open: "Horaires : 8h30-20h", "Open: Mon-Sat". */
const OPENING =
  /^\W*(?:horaires?|heures d.ouverture|open|opening|ouvert|öffnungszeiten|geöffnet|orario|aperto|horario|abierto|aberto|openingstijden|geopend|business hours|hours)\b/i;

/** Lines below a name to look at, and lines that an address may have. */
const LOOK_AHEAD = 9;
const MAX_LINES = 6;

export function addressBelow(layout: Layout, labels: LabelIndex, name: Place): Candidate<string> | null {
  const page = layout.pages[name.page]!;
  const collected: Segment[] = [];
  let closed = false;
  const last = Math.min(page.lastLine, name.line + 1 + LOOK_AHEAD);
  for (let index = name.line + 1; index < last && collected.length < MAX_LINES && !closed; index++) {
    const line = layout.lines[index]!;
    const segment = line.segments.find(
      (other) => Math.min(other.x1, name.x1) - Math.max(other.x0, name.x0) > -3 * line.height,
    );
    if (!segment) {
      if (collected.length > 0) break;
      continue;
    }
    const text = segment.text;
    if (segment.y0 - (collected.at(-1)?.y1 ?? name.y1) > 4.5 * line.height) break;
    const stop =
      isContact(text) ||
      isTitle(text) ||
      /\d[.,]\d{2}(?![\d\p{L}])/u.test(text) ||
      printedDates(text).length > 0 ||
      // What a price stands beside is a row of goods.
      line.segments.some((other) => other !== segment && /\d[.,]\d{2}(?!\d)/.test(other.text)) ||
      labels
        .on(index)
        .some(
          (label) =>
            label.weight >= 0.7 &&
            label.concept !== 'address' &&
            label.x0 <= segment.x0 + 2 * line.height &&
            !looksLikeStreet(text),
        );
    if (stop) {
      if (collected.length > 0) break;
      continue;
    }
    if (REGISTRATION.test(text) || OPENING.test(text)) {
      if (collected.length > 0) break;
      continue;
    }
    const address = looksLikeStreet(text) || hasPostcode(text) || /,/.test(text);
    if (address || (collected.length > 0 && (isCountry(text) || /\p{L}{3,}/u.test(text))))
      collected.push(segment);
    // After the town nothing but a region or a country belongs to the address.
    const towns = collected.findIndex((member) => hasPostcode(member.text));
    if (towns >= 0 && collected.length - towns >= 2) closed = true;
  }
  while (collected.length > 0) {
    const tail = collected.at(-1)!.text;
    if (/\p{L}{3,}|\d{4,}/u.test(tail)) break;
    collected.pop();
  }
  if (
    collected.length === 0 ||
    !collected.some((segment) => looksLikeStreet(segment.text) || hasPostcode(segment.text))
  )
    return null;
  return addressOf(collected, layout);
}
