/** The line at the foot of a letter in which a company says who it is, as the law of its country asks it to. */
import { type Layout, type Line, type Segment, tokensAt } from '../layout/layout.ts';
import { type Candidate, candidateOf } from './candidate.ts';
import { hasLegalForm } from './name-shapes.ts';
import { isLegalFormAlone, tidyName } from './name-tidy.ts';

/**
 * What follows the name there: capital, seat and register (France: C. com. art. R123-237 and R123-238; Germany:
 * § 35a GmbHG; United Kingdom: Companies (Trading Disclosures) Regulations; Italy: c.c. art. 2250; Spain: C. de c. art. 24).
 */
const REGISTRATION =
  /\bcapital(?:e)?\b|\br\.?c\.?s\.?\b|\bsire[nt]\b|si[eè]ge social|registered (?:in|office|company|no)|\bcompany (?:no|reg)|\bhr[ab]\b|amtsgericht|gesch[aä]ftsf[uü]hrer|\bsitz\b|\bc\.?i\.?f\b|registro mercantil|\bkvk\b|\bp\.?\s?iva\b|\brea\b|\bnipc\b|contribuinte|\bust-?id|\btva\b|\bvat\b|\bbtw\b/i;
const SEPARATOR = /\s*[,;|·•●(]\s*|\s+[-–—]\s+/;
/** Words that go on after the name within the same breath: "Novéa SA au capital de 10 000 €". */
const GOES_ON =
  /\s+(?:au capital|soci[ée]t[ée]|si[eè]ge|sise|immatricul|inscrit|est\b|is\b|mit sitz|sitz\b|with\b|registered|company\b|r\.?c\.?s\b|sire[nt]\b|tva\b|vat\b).*$/iu;
/** Above this share of a page's height stand letterheads, which are found otherwise; the last lines are its foot, too. */
const FOOT = 0.7;
const LAST_LINES = 4;
const LONGEST = 60;

/** The names, with their legal forms, that open such lines in the last third of a page. */
export function registeredNames(layout: Layout): Candidate<string>[] {
  const found: Candidate<string>[] = [];
  for (const line of layout.lines) {
    const page = layout.pages[line.page]!;
    if (line.y0 < FOOT * page.height && line.line < page.lastLine - LAST_LINES) continue;
    for (const segment of line.segments) {
      const name = REGISTRATION.test(segment.text) ? nameOpening(segment.text) : '';
      if (name !== '') found.push(candidateOf(name, line, tokensOf(name, segment, line), name));
    }
  }
  return found;
}

function nameOpening(text: string): string {
  const [first = '', second = ''] = text.slice(0, 200).split(SEPARATOR);
  // "Aguas Claras, S.A.": the form behind a comma.
  const opening = !hasLegalForm(first) && isLegalFormAlone(second) ? `${first}, ${second}` : first;
  const name = tidyName(opening.replace(GOES_ON, ''));
  const fits = name.length <= LONGEST && hasLegalForm(name) && !isLegalFormAlone(name);
  return fits && /^[\p{Lu}\d]/u.test(name) && !/:/.test(name) ? name : '';
}

function tokensOf(name: string, segment: Segment, line: Line): Segment['tokens'] {
  const start = line.text.indexOf(segment.text);
  const tokens = start < 0 ? [] : tokensAt(line, start, start + name.length);
  return tokens.length > 0 ? tokens : segment.tokens.slice(0, 1);
}
