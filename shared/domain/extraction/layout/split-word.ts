/** Words that a reader ran together: "Date:13/03/2018", "Total:RM30.90", "|VAT". */

export interface WordPart {
  text: string;
  /** Share of the word's width, 0–1, at which the part begins and ends. */
  from: number;
  to: number;
}

/** A label, its colon, and a value right behind it; times (12:49), URLs and ratios stay whole. */
const LABEL_COLON_VALUE = /^(\D*[\p{L}°º.)#]\s?:)(?!\/\/)(.+)$/u;
/** "IBANFR2012…", "TVAFR05…": a label that lost the space before its number. */
const GLUED_NUMBER =
  /^(.{0,12}?(?:IBAN|TVA|VAT|UID|SIRET|SIREN|BTW))[-.]?((?:[A-Z]{2})?\d{2}[A-Z\d-]{6,}.*)$/;
/** Rules of tables come out of OCR as strokes at the ends of words. */
const STROKES = /^[|¦[\]{}]+(?=.)|(?<=.)[|¦[\]{}]+$/g;

/** The parts of a word; the word itself in most cases, none when nothing but strokes is left. */
export function splitWord(word: string): WordPart[] {
  if (word === '') return [];
  const clean = word.replace(STROKES, '');
  if (clean === '' || /^[|¦_]+$/.test(clean)) return [];
  const length = word.length;
  const lead = word.indexOf(clean);
  const part = (text: string, start: number): WordPart => ({
    text,
    from: (lead + start) / length,
    to: (lead + start + text.length) / length,
  });
  const match = LABEL_COLON_VALUE.exec(clean) ?? GLUED_NUMBER.exec(clean);
  if (match?.[1] && match[2]) {
    return [part(match[1], 0), part(match[2], match[1].length)];
  }
  return [part(clean, 0)];
}
