/**
 * One reading of the same print from two engines' characters: laid side by side, parted into words where either
 * parts them, and each word taken from whoever reads its kind better.
 */
import type { Box, Word } from '../domain/page/page.ts';
import type { ReadWord } from './ppocr-recognize.ts';
import { clampBox } from './reading-order.ts';
import { wellFormed } from './well-formed.ts';

interface Character {
  text: string;
  /** Which of its engine's words it belongs to. */
  word: number;
  confidence: number;
  /** Its share of the word's box. */
  box: Box;
  /** How probable its engine holds a space before it; undefined where the engine does not say. */
  space?: number | undefined;
}

interface Column {
  tesseract: Character | undefined;
  ppocr: Character | undefined;
}

/** A reading shares too little with the other beyond this many edits a character; then one is taken whole. */
const TOO_DIFFERENT = 0.5;
/** In figures, a gap wider than this share of the height parts two numbers; a narrower one is within one. */
const NUMBER_GAP = 0.5;
/** Tesseract's space stands if PP-OCR holds it at least this probable. */
const SPACE_WITH_TESSERACT = 0.01;
/** PP-OCR's space stands against Tesseract's word in one piece from here on. */
const SPACE_AGAINST_TESSERACT = 0.3;
/** What two engines agree on is at least this sure. */
const AGREED = 0.97;
/** What two of three readings say is at least this sure. */
const VOTED = 0.93;
/** By how much Tesseract must be surer of a word to be believed over PP-OCR, which is the better one. */
const TESSERACT_HANDICAP = 0.02;

function toCharacters(words: readonly (Word | ReadWord)[]): Character[] {
  return words.flatMap((each, word) => {
    if ('characters' in each) return each.characters.map((character) => ({ ...character, word }));
    const { text, box, confidence } = each;
    const characters = Array.from(text);
    const width = box.width / characters.length;
    return characters.map((character, at) => ({
      text: character,
      word,
      confidence,
      box: { x: box.x + at * width, y: box.y, width, height: box.height },
    }));
  });
}

/** Letters and digits only, without accents or case. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}

/** Signs that Tesseract reads well, and what PP-OCR makes of them: "£" comes out as "f", "€" as "£", "¥" as "Y". */
const SIGN = /^[€£¥]$/;
const MISREAD_SIGN = /^[fF£EYX]$/;

/** Whether two characters are one currency sign, read by Tesseract and misread by PP-OCR. */
function misreadSign(tesseract: string, ppocr: string): boolean {
  return SIGN.test(tesseract) && tesseract !== ppocr && MISREAD_SIGN.test(ppocr);
}

/** Both rows of characters side by side with the fewest edits; a wrong accent or sign costs less than a wrong letter. */
function align(a: readonly Character[], b: readonly Character[]): { columns: Column[]; edits: number } {
  const width = b.length + 1;
  const cost = new Float64Array((a.length + 1) * width);
  for (let i = 0; i <= a.length; i++) cost[i * width] = i;
  for (let j = 0; j <= b.length; j++) cost[j] = j;
  const foldedA = a.map((character) => fold(character.text));
  const foldedB = b.map((character) => fold(character.text));
  const replace = (i: number, j: number): number => {
    if (a[i]!.text === b[j]!.text) return 0;
    if (misreadSign(a[i]!.text, b[j]!.text)) return 0.25;
    return foldedA[i] !== '' && foldedA[i] === foldedB[j] ? 0.25 : 1;
  };
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      cost[i * width + j] = Math.min(
        cost[(i - 1) * width + j - 1]! + replace(i - 1, j - 1),
        cost[(i - 1) * width + j]! + 1,
        cost[i * width + j - 1]! + 1,
      );
    }
  }
  const columns: Column[] = [];
  let [i, j] = [a.length, b.length];
  while (i > 0 || j > 0) {
    const here = cost[i * width + j]!;
    if (i > 0 && j > 0 && here === cost[(i - 1) * width + j - 1]! + replace(i - 1, j - 1)) {
      columns.push({ tesseract: a[--i], ppocr: b[--j] });
    } else if (i > 0 && here === cost[(i - 1) * width + j]! + 1) {
      columns.push({ tesseract: a[--i], ppocr: undefined });
    } else {
      columns.push({ tesseract: undefined, ppocr: b[--j] });
    }
  }
  return { columns: columns.reverse(), edits: cost.at(-1)! };
}

/** Whether Tesseract's space between two characters parts words, rather than a number that it read in pieces. */
function parts(left: Character, right: Character): boolean {
  if (!/[\d.,]/.test(left.text) || !/[\d.,]/.test(right.text)) return true;
  return (
    right.box.x - (left.box.x + left.box.width) > NUMBER_GAP * Math.min(left.box.height, right.box.height)
  );
}

/** The columns in runs between the spaces on which the engines agree, or of which one is sure. */
function segments(columns: readonly Column[]): Column[][] {
  const result: Column[][] = [];
  let lastTesseract: Character | undefined;
  let lastPpocr: Character | undefined;
  for (const column of columns) {
    const { tesseract, ppocr } = column;
    const byTesseract =
      tesseract !== undefined &&
      lastTesseract !== undefined &&
      tesseract.word !== lastTesseract.word &&
      parts(lastTesseract, tesseract) &&
      (ppocr?.space ?? 1) >= SPACE_WITH_TESSERACT;
    const inOnePiece =
      tesseract !== undefined && lastTesseract !== undefined && tesseract.word === lastTesseract.word;
    const byPpocr =
      ppocr !== undefined &&
      lastPpocr !== undefined &&
      ppocr.word !== lastPpocr.word &&
      !(inOnePiece && (ppocr.space ?? 1) < SPACE_AGAINST_TESSERACT);
    if (result.length === 0 || byTesseract || byPpocr) result.push([column]);
    else result.at(-1)!.push(column);
    lastTesseract = tesseract ?? lastTesseract;
    lastPpocr = ppocr ?? lastPpocr;
  }
  return result;
}

function toWord(characters: readonly Character[]): Word | undefined {
  if (characters.length === 0) return undefined;
  const boxes = characters.map((character) => character.box);
  return {
    text: characters.map((character) => character.text).join(''),
    box: clampBox(
      Math.min(...boxes.map((box) => box.x)),
      Math.min(...boxes.map((box) => box.y)),
      Math.max(...boxes.map((box) => box.x + box.width)),
      Math.max(...boxes.map((box) => box.y + box.height)),
    ),
    confidence: Math.min(...characters.map((character) => character.confidence)),
  };
}

/** PP-OCR's reading of a sum of money, or of a sign alone, with the currency sign that Tesseract saw in its place. */
function withSign(tesseract: string, ppocr: string): string {
  const [a, b] = [Array.from(tesseract), Array.from(ppocr)];
  const money = (rest: readonly string[]): boolean => /^(?:[-+(]?\d[\d.,'’]*\)?)?$/.test(rest.join(''));
  if (misreadSign(a[0]!, b[0]!) && money(b.slice(1))) return [a[0]!, ...b.slice(1)].join('');
  if (misreadSign(a.at(-1)!, b.at(-1)!) && money(b.slice(0, -1)))
    return [...b.slice(0, -1), a.at(-1)!].join('');
  return ppocr;
}

/** Letters that French has not: Tesseract, which reads French here, makes others of them. */
const UNKNOWN_TO_TESSERACT = /[äößñãõåø]/i;

/** What a field may be made of: figures and names. Other words that two engines read differently are left so. */
const WORTH_ASKING = /[\d\p{Lu}]/u;

/** Who is asked where two readings differ in letters or digits. */
export interface Referee {
  /** Letters and digits of a third reading at this place, folded; empty where there is none. */
  third(box: Box): string;
  /** Is told of every word that a third reading could decide, and of what is read there. */
  disputed(box: Box, text: string): void;
}

/** Whether one reading is the other without some of its figures: then a good form may be what is left by chance. */
function lacksFigures(a: string, b: string): boolean {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  return longer.includes(shorter) && /\d/.test(longer.replace(shorter, ''));
}

/** The better of two readings of one word. */
function better(tesseract: Word | undefined, read: Word | undefined, referee: Referee): Word | undefined {
  if (tesseract === undefined || read === undefined) return tesseract ?? read;
  const ppocr = { ...read, text: withSign(tesseract.text, read.text) };
  const [a, b] = [tesseract.text, ppocr.text];
  const atLeast = (confidence: number, word: Word): Word => ({
    ...word,
    confidence: Math.max(word.confidence, confidence),
  });
  if (a === b) return atLeast(AGREED, tesseract);
  const figures = /\d/.test(b);
  const [formA, formB] = [wellFormed(a), wellFormed(b)];
  if (fold(a) === fold(b)) {
    // Same letters and digits: points and commas between figures are PP-OCR's, the euro and accents Tesseract's.
    const marks = (text: string): string => text.replace(/[^\d.,]/g, '');
    if (figures && marks(a) !== marks(b)) return formA > formB ? tesseract : ppocr;
    if (b.includes('\u20ac') && !a.includes('\u20ac')) return ppocr;
    // Tesseract takes a dollar for a percent sign.
    if (b.includes('$') && !a.includes('$')) return ppocr;
    const accented = /[^\x00-\x7f]/.test(a) && !UNKNOWN_TO_TESSERACT.test(b);
    return atLeast(Math.max(tesseract.confidence, ppocr.confidence), accented || figures ? tesseract : ppocr);
  }
  // An accent that PP-OCR does not know comes out as a digit among letters.
  if (figures && !/\d/.test(a) && /\p{L}{2}/u.test(b) && tesseract.confidence >= 0.85) return tesseract;
  if (formA !== formB && !(Math.max(formA, formB) === 1 && lacksFigures(a, b)))
    return formA > formB ? tesseract : ppocr;
  if (WORTH_ASKING.test(a + b)) referee.disputed(ppocr.box, a + b);
  const third = referee.third(ppocr.box);
  if (third !== '' && third === fold(a)) return atLeast(VOTED, tesseract);
  if (third !== '' && third === fold(b)) return atLeast(VOTED, ppocr);
  if (figures || /\d/.test(a))
    return ppocr.confidence < 0.7 && tesseract.confidence >= 0.9 ? tesseract : ppocr;
  return tesseract.confidence > ppocr.confidence + TESSERACT_HANDICAP ? tesseract : ppocr;
}

/** The words of one stretch of print from both engines' words for it, each given in reading order. */
export function mergeAligned(tesseract: readonly Word[], ppocr: readonly Word[], referee: Referee): Word[] {
  const [a, b] = [toCharacters(tesseract), toCharacters(ppocr)];
  const { columns, edits } = align(a, b);
  if (edits > TOO_DIFFERENT * Math.max(a.length, b.length)) {
    for (const word of ppocr) if (WORTH_ASKING.test(word.text)) referee.disputed(word.box, word.text);
    const lowest = (words: readonly Word[]): number => Math.min(...words.map((word) => word.confidence));
    return lowest(tesseract) > lowest(ppocr) + TESSERACT_HANDICAP ? [...tesseract] : [...ppocr];
  }
  return segments(columns).flatMap((segment) => {
    const word = better(
      toWord(segment.flatMap((column) => column.tesseract ?? [])),
      toWord(segment.flatMap((column) => column.ppocr ?? [])),
      referee,
    );
    return word ?? [];
  });
}
