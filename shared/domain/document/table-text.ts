/** Telling a table kept as text from prose, and its separator from what else stands in its cells. */

export const SEPARATORS = [';', ',', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** So many first records tell. */
const RECORDS_COMPARED = 20;
/** So many separators in the first line are no prose. */
const CERTAIN_SEPARATORS = 6;

/** The separator that a first line tells spreadsheet programs (`sep=;`), if there is such a line. */
export function declaredSeparator(text: string): Separator | undefined {
  return /^"?sep=([;,\t|])"?(?=[\r\n]|$)/i.exec(text)?.[1] as Separator | undefined;
}

/**
 * How often the separator stands outside quotes in each of the first records; the last one may be cut short by the
 * text's end. A quote opens only at a cell's start: anywhere else it is a letter like others.
 */
function separatorsByRecord(text: string, separator: Separator): number[] {
  const counts: number[] = [];
  let [count, inQuotes, isBlank, isCellStart] = [0, false, true, true];
  for (let at = 0; at < text.length && counts.length < RECORDS_COMPARED; at++) {
    const char = text[at]!;
    if (inQuotes) {
      if (char !== '"') continue;
      if (text[at + 1] === '"') at++;
      else inQuotes = false;
    } else if (char === '\n' || char === '\r') {
      if (!isBlank) counts.push(count);
      [count, isBlank, isCellStart] = [0, true, true];
    } else {
      inQuotes = isCellStart && char === '"';
      isCellStart = char === separator;
      if (isCellStart) count++;
      isBlank = false;
    }
  }
  if (!isBlank && counts.length < RECORDS_COMPARED) counts.push(count);
  return counts;
}

/** Whether the start of a text is a table's. Prose has commas too: a table's are as many in most of its records. */
export function isTable(start: string): boolean {
  if (declaredSeparator(start)) return true;
  return SEPARATORS.some((separator) => {
    const [first = 0, ...others] = separatorsByRecord(start, separator);
    if (first < 2) return false;
    const alike = others.filter((count) => count === first).length;
    return first >= CERTAIN_SEPARATORS || others.length < 2 || alike * 2 >= others.length;
  });
}

/**
 * The separator of a table by its first records: the one that stands most often in as many records as possible;
 * `;` for a text without any.
 */
export function findSeparator(start: string): Separator {
  const declared = declaredSeparator(start);
  if (declared) return declared;
  const weights = SEPARATORS.map((separator) => {
    const counts = separatorsByRecord(start, separator);
    const times = new Map<number, number>();
    for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
    // Records of one width, and how much wider than one cell they are; the headings decide between equals.
    return Math.max(0, ...[...times].map(([count, records]) => records * count)) + (counts[0] ?? 0) / 1000;
  });
  return SEPARATORS[weights.indexOf(Math.max(...weights))]!;
}
