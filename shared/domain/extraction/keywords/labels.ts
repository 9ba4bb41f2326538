/** Finds the labels of `concepts.ts` on the lines of a document, forgiving what OCR does to words. */
import { withinEdits } from '../../text/fold.ts';
import { bounds, type Layout, type Line, type Place } from '../layout/layout.ts';
import { CONCEPTS, type Concept } from './concepts.ts';
import { stacksOn } from './stacked.ts';

export interface Label extends Place {
  concept: Concept;
  /** 0–1: how surely the words mean the concept. */
  weight: number;
  /** Indexes in the line's tokens, both included. */
  firstToken: number;
  lastToken: number;
}

/** A word of a line in the form that phrases are written in. */
interface LabelWord {
  word: string;
  token: number;
  /** Where the word takes up two tokens: the second. */
  lastToken?: number;
}

interface Node {
  next: Map<string, Node>;
  meanings: Map<Concept, number>;
}

const LEFT_OUT = new Set(
  'de d du des la le l les of the der die das den del della di da do dos em en et und and'.split(' '),
);
const NUMBER_WORDS = new Set('n no nr num numero number nummer nro nbr nos numer'.split(' '));
const VOCABULARY = new Set<string>();
/** By length, with the set of letters as bits: most words are told apart by it without counting edits. */
const BY_LENGTH = new Map<number, { word: string; letters: number }[]>();
const ROOT = growTree();

/** The longest gap inside a label, in word heights. */
const MAX_GAP = 2.5;

function growTree(): Node {
  const root: Node = { next: new Map(), meanings: new Map() };
  const plant = (words: readonly string[], concept: Concept, weight: number) => {
    let node = root;
    for (const word of words) {
      let child = node.next.get(word);
      if (!child) {
        child = { next: new Map(), meanings: new Map() };
        node.next.set(word, child);
      }
      node = child;
      VOCABULARY.add(word);
    }
    node.meanings.set(concept, Math.max(weight, node.meanings.get(concept) ?? 0));
  };
  for (const [concept, groups] of Object.entries(CONCEPTS) as [
    Concept,
    readonly (readonly [number, ...string[]])[],
  ][]) {
    for (const [weight, ...lists] of groups) {
      for (const phrase of lists.flatMap((list) => list.split('; '))) {
        const words = phrase
          .split(' ')
          .filter((word) => word !== '' && !LEFT_OUT.has(word))
          .map((word) => (NUMBER_WORDS.has(word) ? 'no' : word));
        if (words.length === 0) plant([phrase], concept, weight);
        else plant(words, concept, weight);
        // Readers that lose spaces give "duedate", "totalttc".
        const joined = words.join('');
        if (words.length > 1 && (words.every((word) => word.length > 1) || joined.length >= 8))
          plant([joined], concept, weight * 0.95);
      }
    }
  }
  for (const word of VOCABULARY) {
    const list = BY_LENGTH.get(word.length) ?? [];
    list.push({ word, letters: lettersOf(word) });
    BY_LENGTH.set(word.length, list);
  }
  return root;
}

/** The letters a to z of a word, one bit each. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let i = 0; i < word.length; i++) {
    const letter = word.charCodeAt(i) - 97;
    if (letter >= 0 && letter < 26) bits |= 1 << letter;
  }
  return bits;
}

function bitsIn(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** The form of a folded word that phrases use; itself when no phrase has anything like it. */
function normalWord(word: string, fuzzy: boolean, memo: Map<string, string>): string {
  if (NUMBER_WORDS.has(word)) return 'no';
  if (VOCABULARY.has(word)) return word;
  const known = memo.get(word);
  if (known !== undefined) return known;
  let result = word;
  if (word.length > 10 && word.endsWith('rechnung')) result = 'rechnung';
  else if (fuzzy && word.length >= 5 && !/^\d+$/.test(word)) {
    const letters = word.replace(/0/g, 'o').replace(/[1|]/g, 'l').replace(/5/g, 's').replace(/8/g, 'b');
    const limit = word.length >= 9 ? 2 : 1;
    if (VOCABULARY.has(letters)) result = letters;
    else {
      const own = lettersOf(letters);
      search: for (const length of [word.length, word.length - 1, word.length + 1]) {
        if (length < 5) continue;
        for (const candidate of BY_LENGTH.get(length) ?? []) {
          if (bitsIn(candidate.letters ^ own) > 2 * limit) continue;
          if (withinEdits(letters, candidate.word, limit)) {
            result = candidate.word;
            break search;
          }
        }
      }
    }
  }
  memo.set(word, result);
  return result;
}

/** "totalincl", "invoicedate": words that a reader ran together, taken apart where each part is one of ours. */
function ungluedWords(word: string, depth = 0): string[] | null {
  if (VOCABULARY.has(word)) return [word];
  if (depth > 2 || word.length > 28) return null;
  for (let cut = word.length - 2; cut >= 3; cut--) {
    const head = word.slice(0, cut);
    if (!VOCABULARY.has(head) || /\d/.test(head)) continue;
    const tail = ungluedWords(word.slice(cut), depth + 1);
    if (tail) return [head, ...tail];
  }
  return null;
}

/** The words of a line as phrases have them: folded, without articles, every word for "number" as `no`. */
function labelWords(line: Line, fuzzy: boolean, memo: Map<string, string>): LabelWord[] {
  const words: LabelWord[] = [];
  line.tokens.forEach((token, index) => {
    if (/^\(\d+\)$/.test(token.text)) return; // "Handelsrechnung (380) Nr.": a code between title and number
    const folded = token.folded
      .replace(/#/g, ' no ')
      .replace(/\bn\.?[°º]/g, ' no ')
      .replace(/\bn\.o\b/g, ' no ')
      .replace(/n°/g, ' no ');
    for (const raw of folded.split(/[^\p{L}\p{N}]+/u)) {
      if (raw === '' || LEFT_OUT.has(raw)) continue;
      const word = normalWord(raw, fuzzy, memo);
      const parts = fuzzy && word.length >= 6 && !VOCABULARY.has(word) ? ungluedWords(word) : null;
      if (parts) for (const part of parts) words.push({ word: part, token: index });
      else words.push({ word, token: index });
    }
  });
  return reunited(words, line);
}

/** "Ver käufer", "NETA PAYER": one of our words that a reader, or a font's kerning, took apart. */
function reunited(words: LabelWord[], line: Line): LabelWord[] {
  const whole: LabelWord[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const next = words[i + 1];
    const joined = next && word.word + next.word;
    if (
      joined &&
      joined.length >= 5 &&
      next.token === word.token + 1 &&
      VOCABULARY.has(joined) &&
      !(VOCABULARY.has(word.word) && VOCABULARY.has(next.word)) &&
      gapBetween(line, word.token, next.token) < line.height
    ) {
      whole.push({ word: joined, token: word.token, lastToken: next.token });
      i++;
    } else whole.push(word);
  }
  return whole;
}

/** All labels of a document, line by line, left to right. A phrase inside a longer phrase is not reported. */
export function findLabels(layout: Layout): Label[] {
  const labels: Label[] = [];
  const memo = new Map<string, string>();
  for (const line of layout.lines) {
    const fuzzy = layout.pages[line.page]!.provider !== 'text-layer';
    const words = labelWords(line, fuzzy, memo);
    const found: { start: number; end: number; node: Node }[] = [];
    for (let start = 0; start < words.length; start++) {
      let node: Node | undefined = ROOT;
      let best: { end: number; node: Node } | null = null;
      for (let end = start; end < words.length && end < start + 8; end++) {
        if (
          end > start &&
          gapBetween(line, words[end - 1]!.lastToken ?? words[end - 1]!.token, words[end]!.token) >
            MAX_GAP * line.height
        )
          break;
        node = node.next.get(words[end]!.word);
        if (!node) break;
        if (node.meanings.size > 0) best = { end, node };
      }
      if (best) found.push({ start, ...best });
    }
    for (const match of found) {
      const inside = found.some(
        (other) =>
          other !== match &&
          other.start <= match.start &&
          other.end >= match.end &&
          other.end - other.start > match.end - match.start,
      );
      if (inside) continue;
      const firstToken = words[match.start]!.token;
      const lastToken = words[match.end]!.lastToken ?? words[match.end]!.token;
      const place = bounds(line.tokens.slice(firstToken, lastToken + 1));
      for (const [concept, weight] of match.node.meanings) {
        if (ROLES.has(concept) && !announces(line, words, match.start, match.end)) continue;
        labels.push({ concept, weight, firstToken, lastToken, page: line.page, line: line.line, ...place });
      }
    }
    addStacked(labels, line, layout, fuzzy, memo);
  }
  return labels;
}

/** Adds the labels that end on a line and begin on the one above; what they contain on this line goes. */
function addStacked(
  labels: Label[],
  line: Line,
  layout: Layout,
  fuzzy: boolean,
  memo: Map<string, string>,
): void {
  for (const { joined, upper, firstLower } of stacksOn(line, layout)) {
    const words = labelWords(joined, fuzzy, memo);
    if (words.length < 2 || words[0]!.token !== 0 || words[0]!.token >= upper) continue;
    let node: Node | undefined = ROOT;
    let best: { end: LabelWord; node: Node } | null = null;
    for (const word of words) {
      node = node.next.get(word.word);
      if (!node) break;
      if (node.meanings.size > 0 && word.token >= upper) best = { end: word, node };
    }
    if (!best) continue;
    const firstToken = firstLower;
    const lastToken = firstLower + (best.end.lastToken ?? best.end.token) - upper;
    const place = bounds(line.tokens.slice(firstToken, lastToken + 1));
    const contained = (label: Label) =>
      label.line === line.line && label.firstToken >= firstToken && label.lastToken <= lastToken;
    for (let i = labels.length - 1; i >= 0 && labels[i]!.line === line.line; i--) {
      if (contained(labels[i]!)) labels.splice(i, 1);
    }
    for (const [concept, weight] of best.node.meanings) {
      if (ROLES.has(concept)) continue;
      labels.push({ concept, weight, firstToken, lastToken, page: line.page, line: line.line, ...place });
    }
  }
}

const ROLES = new Set<Concept>(['seller', 'buyer', 'ship']);

/** "Lieferant" alone or "Lieferant:" heads a block; in "Lieferant GmbH" and "Le Fournisseur" it is part of a name. */
function announces(line: Line, all: readonly LabelWord[], start: number, end: number): boolean {
  const firstToken = all[start]!.token;
  const lastToken = all[end]!.lastToken ?? all[end]!.token;
  const words = end - start + 1;
  // "Art-Nr-Kunde:", "Verkäufer-Kontoname:": part of another label.
  if (all[start - 1]?.token === firstToken || all[end + 1]?.token === lastToken) return false;
  const last = line.tokens[lastToken]!;
  const next = line.tokens[lastToken + 1];
  if (/:$/.test(last.text) || (next && /^:/.test(next.text))) return true;
  if (next && next.x0 - last.x1 < 1.2 * line.height) return words >= 3;
  const before = line.tokens[firstToken - 1];
  return before === undefined || line.tokens[firstToken]!.x0 - before.x1 > 1.2 * line.height || words >= 2;
}

function gapBetween(line: Line, from: number, to: number): number {
  return to <= from ? 0 : line.tokens[to]!.x0 - line.tokens[to - 1]!.x1;
}

/** Labels by line, for the many questions of the form "what stands left of this, or above it". */
export class LabelIndex {
  readonly all: readonly Label[];
  private readonly byLine = new Map<number, Label[]>();

  constructor(labels: readonly Label[]) {
    this.all = labels;
    for (const label of labels) {
      const list = this.byLine.get(label.line);
      if (list) list.push(label);
      else this.byLine.set(label.line, [label]);
    }
    for (const list of this.byLine.values()) list.sort((a, b) => a.x0 - b.x0);
  }

  /** The labels of one line, left to right. */
  on(line: number): readonly Label[] {
    return this.byLine.get(line) ?? [];
  }

  of(concept: Concept): Label[] {
    return this.all.filter((label) => label.concept === concept);
  }
}
