/** Telling a table kept as text from prose, and its separator from what else stands in its cells. */

const SEPARATORS = [';', ',', '\t', '|'] as const;
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
 * How often each separator stands outside quotes, in each of the first records that are not blank; the last one may be
 * cut short by the text's end. A quote opens only at a cell's start, whichever the separator, and only where one that
 * ends a cell closes it: any other is a letter, lest a stray one hide all records behind it.
 */
function separatorsByRecord(text: string): Record<Separator, number>[] {
  const records: Record<Separator, number>[] = [];
  let record = noSeparators();
  let [isBlank, isCellStart] = [true, true];
  for (let at = 0; at < text.length && records.length < RECORDS_COMPARED; at++) {
    const char = text[at]!;
    if (isCellStart && char === '"') {
      at = closingQuote(text, at);
      [isBlank, isCellStart] = [false, false];
    } else if (char === '\n' || char === '\r') {
      if (!isBlank) records.push(record);
      record = noSeparators();
      [isBlank, isCellStart] = [true, true];
    } else {
      isCellStart = isSeparator(char);
      if (isCellStart) record[char as Separator]++;
      isBlank = false;
    }
  }
  if (!isBlank && records.length < RECORDS_COMPARED) records.push(record);
  return records;
}

function noSeparators(): Record<Separator, number> {
  return { ';': 0, ',': 0, '\t': 0, '|': 0 };
}

function isSeparator(char: string): char is Separator {
  return (SEPARATORS as readonly string[]).includes(char);
}

/** Where the quote that opens a cell is closed; its own place where nothing closes it. */
function closingQuote(text: string, opening: number): number {
  for (let at = opening + 1; ; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0) return opening;
    if (text[at + 1] !== '"') return /^ *(?:[;,\t|\r\n]|$)/.test(text.slice(at + 1, at + 100)) ? at : opening;
  }
}

/** Whether records after the one at `index`, if there are any, mostly have as many separators. */
function isFollowedByAlike(counts: readonly number[], index: number): boolean {
  const others = counts.slice(index + 1);
  return others.filter((count) => count === counts[index]).length * 2 >= others.length;
}

/**
 * Whether the start of a text is a table's, under lines of titles perhaps. Prose has commas too: a table's are as many
 * in most of its records, and below other lines they must be many.
 */
export function isTable(start: string): boolean {
  if (declaredSeparator(start)) return true;
  const records = separatorsByRecord(start);
  return SEPARATORS.some((separator) => {
    const counts = records.map((record) => record[separator]);
    return counts.some((count, index) => {
      if (index > 0)
        return count >= CERTAIN_SEPARATORS && index + 1 < counts.length && isFollowedByAlike(counts, index);
      return (
        count >= 2 && (count >= CERTAIN_SEPARATORS || counts.length < 3 || isFollowedByAlike(counts, index))
      );
    });
  });
}

/**
 * The separator of a table by its first records: the one that stands most often in as many records as possible; `;`
 * for a text without any. One that stands about as often, but so from an earlier record on, comes before it: headings
 * hold none of what cells below may be full of.
 */
export function findSeparator(start: string): Separator {
  const declared = declaredSeparator(start);
  if (declared) return declared;
  const records = separatorsByRecord(start);
  const found = SEPARATORS.map((separator) => ({
    separator,
    ...usualCount(records.map((record) => record[separator])),
  }));
  const most = Math.max(...found.map(({ weight }) => weight));
  const [best] = found
    .filter(({ weight }) => weight * 2 >= most)
    .sort((a, b) => a.from - b.from || b.weight - a.weight);
  return best!.separator;
}

/**
 * The count that most of a table's cells come from: how many cells beyond one for each record that has it, and the
 * first of those records. Between equals the first record of all decides.
 */
function usualCount(counts: readonly number[]): { weight: number; from: number } {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  let [weight, from] = [0, counts.length];
  for (const [count, records] of times) {
    if (count * records > weight) [weight, from] = [count * records, counts.indexOf(count)];
  }
  return { weight: weight + (counts[0] ?? 0) / 1000, from };
}
